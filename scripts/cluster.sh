#!/usr/bin/env bash
# A real Spark standalone cluster on this machine: a master and two workers on loopback, each worker with one GPU, real or
# simulated (scripts/discover_gpus.sh).
#   scripts/cluster.sh start [FOLDER]   waits until both workers are there; logs and process ids in FOLDER (.cache/cluster),
#                                       and spark.conf with this cluster's secret: atelier submit --properties-file FOLDER/spark.conf
#   scripts/cluster.sh url              spark://127.0.0.1:7077
#   scripts/cluster.sh stop [FOLDER]
set -euo pipefail
root="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
export SPARK_HOME="${SPARK_HOME:-$root/jobs/target/spark}"
port="${ATELIER_MASTER_PORT:-7077}"
web="${ATELIER_MASTER_WEB_PORT:-7080}"
folder="${2:-$root/.cache/cluster}"

opens=()
while read -r flag; do opens+=("$flag"); done < "$root/conf/jvm-options"

daemon() {  # name class arguments ...: in the background, its process id kept
  local name="$1"
  shift
  nohup "${JAVA_HOME:+$JAVA_HOME/bin/}java" -Xmx256m -XX:+UseSerialGC -XX:TieredStopAtLevel=1 "${opens[@]}" -Dlog4j2.configurationFile="$folder/log4j2.properties" \
    ${worker_options[@]+"${worker_options[@]}"} -cp "$SPARK_HOME/jars/*" "$@" > "$folder/$name.log" 2>&1 < /dev/null &
  echo $! > "$folder/$name.pid"
}

alive_workers() {
  { exec 3<> "/dev/tcp/127.0.0.1/$web"; } 2> /dev/null || return 0
  printf 'GET /json/ HTTP/1.0\r\n\r\n' >&3
  timeout 5 cat <&3 | tr -d ' \n' | grep -o '"aliveworkers":[0-9]*' | cut -d: -f2
  exec 3>&-
}

start() {
  [[ -d $SPARK_HOME/jars ]] || "$root/scripts/build.sh"
  mkdir -p "$folder"
  sed 's/^rootLogger.level.*/rootLogger.level = info/' "$root/conf/log4j2.properties" > "$folder/log4j2.properties"
  # the launcher of executors asks which Scala this home is for
  export SPARK_LOCAL_IP=127.0.0.1 SPARK_NO_DAEMONIZE=1 SPARK_SCALA_VERSION="${SPARK_SCALA_VERSION:-2.12}"
  worker_options=()
  # nobody else on this machine may talk to it, read its traffic or its spilled rows
  local settings="$folder/spark.conf"
  (umask 077 && rm -f "$settings" && {
    cat "$root/conf/spark-defaults.conf"
    printf '%s\n' "spark.authenticate true" "spark.authenticate.secret $(od -An -N32 -tx1 /dev/urandom | tr -d ' \n')" \
      "spark.network.crypto.enabled true" "spark.io.encryption.enabled true"
  } > "$settings")
  SPARK_MASTER_HOST=127.0.0.1 daemon master org.apache.spark.deploy.master.Master --properties-file "$settings" \
    --host 127.0.0.1 --port "$port" --webui-port "$web"
  local n
  for n in 1 2; do
    worker_options=(-Dspark.worker.resource.gpu.amount=1
      -Dspark.worker.resource.gpu.discoveryScript="$root/scripts/discover_gpus.sh")
    # the two hosts of this cluster are two loopback addresses; their GPUs are told apart by number
    ATELIER_SIMULATED_GPUS="$((n - 1))" SPARK_LOCAL_IP="127.0.0.$n" daemon "worker-$n" org.apache.spark.deploy.worker.Worker \
      --properties-file "$settings" --host "127.0.0.$n" --cores "${ATELIER_WORKER_CORES:-1}" --memory "${ATELIER_WORKER_MEMORY:-3g}" \
      --webui-port "$((web + n))" --work-dir "$folder/work-$n" "spark://127.0.0.1:$port"
  done
  for _ in $(seq 240); do
    [[ "$(alive_workers)" == 2 ]] && { echo "spark://127.0.0.1:$port"; return; }
    sleep 0.5
  done
  echo "cluster.sh: no two workers after two minutes; the logs are in $folder" >&2
  stop
  exit 1
}

stop() {
  local pid
  for pid in "$folder"/worker-*.pid "$folder"/master.pid; do
    [[ -f $pid ]] || continue
    kill "$(cat "$pid")" 2> /dev/null || true
    rm -f "$pid"
  done
}

case "${1:-}" in
  start) start ;;
  stop) stop ;;
  url) echo "spark://127.0.0.1:$port" ;;
  *) sed -n '2,8s/^# \{0,1\}//p' "$0" >&2; exit 2 ;;
esac
