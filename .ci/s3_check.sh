#!/usr/bin/env bash
# The whole way on an S3 server (Adobe's S3Mock, 31 MB; Hadoop's part for S3, 9 MB): source, models and tables in a bucket.
# Killed and resumed, its tables are those of a local run; a reader that looks all the time sees whole runs; the other
# commands; no secret in any file.   .ci/s3_check.sh LOCAL_OUT OUT
set -euo pipefail
root="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
python="${ATELIER_CHECK_PYTHON:-python3}"
local_out="$1" out="$2"
version=5.2.0
mock="$root/.cache/s3mock/s3mock-$version-exec.jar"

rm -rf "$out"
mkdir -p "$out/conf"
"$root/scripts/build.sh" s3a
[[ -f $mock ]] || mvn -q -B -ntp org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy \
  -Dartifact="com.adobe.testing:s3mock:$version:jar:exec" -DoutputDirectory="$(dirname "$mock")" >&2

port="$("$python" -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')"
java -Xmx384m -XX:TieredStopAtLevel=1 -jar "$mock" --server.port=0 --com.adobe.testing.s3mock.http-port="$port" > "$out/server.log" 2>&1 &
server=$!
trap 'kill "$server" 2> /dev/null || true' EXIT
for _ in $(seq 300); do
  grep -q "Started S3Mock" "$out/server.log" && break
  kill -0 "$server" 2> /dev/null || { cat "$out/server.log" >&2; echo "FAIL the S3 server did not start" >&2; exit 1; }
  sleep 0.2
done

# the address in core-site.xml, the credentials in the environment
cat > "$out/conf/core-site.xml" << END
<configuration>
  <property><name>fs.s3a.endpoint</name><value>http://127.0.0.1:$port</value></property>
  <property><name>fs.s3a.path.style.access</name><value>true</value></property>
</configuration>
END
secret="hush-$RANDOM-$RANDOM-$RANDOM"
# the second compiler is not worth its time in these short commands
export ATELIER_JIT=1
export S3_ENDPOINT="127.0.0.1:$port" HADOOP_CONF_DIR="$out/conf" AWS_ACCESS_KEY_ID=check AWS_SECRET_ACCESS_KEY="$secret"
s3() { "$python" "$root/.ci/s3.py" "$@"; }
s3 put "$root/data-samples/models" atelier/models
s3 put "$root/.ci/small/items.csv" atelier/items.csv

atelier() {  # log command argument ...
  local log="$out/$1.log"
  shift
  "$root/scripts/atelier" "$@" > "$log" 2>&1 || { cat "$log" >&2; echo "FAIL atelier $*" >&2; return 1; }
}
settings=(--set execution.partitions=2 --set execution.textBatchSize=2 --set execution.modelCache="$out/models"
  --set collect.sources.0.path=s3a://atelier/items.csv --set models.painter.path=s3a://atelier/models/pocket-diffusion
  --set models.judge.path=s3a://atelier/models/pocket-clip)
run=(run --conf "$root/.ci/small.conf" --out s3a://atelier/run "${settings[@]}")

"$root/scripts/atelier" "${run[@]}" > "$out/killed.log" 2>&1 &
killed=$!
until [[ $(s3 list atelier/run/.store/text | wc -l) -ge 3 ]]; do
  kill -0 "$killed" 2> /dev/null || { cat "$out/killed.log" >&2; echo "FAIL the run ended before it could be killed" >&2; exit 1; }
done
kill -9 "$killed"
wait "$killed" 2> /dev/null || true
s3 list atelier/run/.store/text > "$out/before"
atelier resumed "${run[@]}"
s3 list atelier/run/.store/text > "$out/after"
# a batch that was finished is in the store as it was, and what came after it are others
[[ -z "$(comm -23 "$out/before" "$out/after")" ]] || { echo "FAIL finished batches were lost" >&2; exit 1; }
s3 get atelier/run "$out/run"
"$python" "$root/.ci/check_made_once.py" "$out/run"
"$python" "$root/.ci/compare_runs.py" "$local_out" "$out/run"

s3 read atelier/run "$out/stop" > "$out/reader.log" 2>&1 &
reader=$!
atelier second "${run[@]}" --set plan.templates.3.candidates=2
touch "$out/stop"
wait "$reader" || { cat "$out/reader.log" >&2; exit 1; }
cat "$out/reader.log"
grep -q "of runs 1, 2" "$out/reader.log" || { echo "FAIL the reader did not see both runs" >&2; exit 1; }

atelier runs runs --out s3a://atelier/run
[[ $(wc -l < "$out/runs.log") -eq 3 ]] || { cat "$out/runs.log" >&2; exit 1; }
atelier path path --out s3a://atelier/run review_items
atelier forget forget --out s3a://atelier/run --sku S-1
grep "^removed: rows" "$out/forget.log"
atelier gc gc --out s3a://atelier/run --keep 1
grep "^removed: runs \[1\]" "$out/gc.log"
if grep -rqF "$secret" "$out"; then
  echo "FAIL the secret stands in a file:" >&2
  grep -rlF "$secret" "$out" >&2
  exit 1
fi
