#!/usr/bin/env bash
# The same jar and configuration by spark-submit on a real standalone cluster: models loaded once per executor, the GPU
# taken from the task, tables equal to a local run's; an executor that is killed costs a batch of each of its two tasks at
# most.   .ci/cluster_check.sh LOCAL_OUT OUT
set -euo pipefail
root="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
python="${ATELIER_CHECK_PYTHON:-python3}"
local_out="$1" out="$2"
export ATELIER_WORKER_CORES=2

rm -rf "$out"
mkdir -p "$out"
"$root/scripts/build.sh"
master="$("$root/scripts/cluster.sh" start "$out/cluster")"
trap '"$root/scripts/cluster.sh" stop "$out/cluster"' EXIT

submit() {  # folder setting ...
  local folder="$1"
  shift
  "$root/scripts/atelier" submit --master "$master" --properties-file "$out/cluster/spark.conf" --conf spark.driver.host=127.0.0.1 \
    --conf spark.executor.cores=2 --conf spark.executor.memory=1g --conf spark.driver.memory=1g \
    --conf spark.executor.resource.gpu.amount=1 ${sharing[@]+"${sharing[@]}"} \
    -- --conf "$root/.ci/small.conf" --out "$out/$folder" --set execution.partitions=5 \
    --set execution.textBatchSize=3 --set execution.imageBatchSize=3 "$@" > "$out/$folder.log" 2>&1
}

# generation: one task for each GPU; the other stages: one for each core
sharing=()
submit run || { cat "$out/run.log" >&2; exit 1; }
"$python" "$root/.ci/check_model_loads.py" "$out/run"
"$python" "$root/.ci/compare_runs.py" "$local_out" "$out/run"

# two tasks of an executor share its one GPU, and so its one loaded model
sharing=(--conf spark.task.resource.gpu.amount=0.5)
submit lost &
run=$!
until [[ $(find "$out/lost/.store/text" -name '[!_.]*.jsonl' 2> /dev/null | wc -l) -ge 3 ]]; do
  kill -0 "$run" 2> /dev/null || { cat "$out/lost.log" >&2; echo "FAIL the run ended before an executor could be killed" >&2; exit 1; }
  sleep 0.05
done
kill -9 "$(pgrep -P "$(cat "$out/cluster/worker-1.pid")" | head -1)"
wait "$run" || { cat "$out/lost.log" >&2; exit 1; }
"$python" "$root/.ci/check_made_once.py" "$out/lost" 6
"$python" "$root/.ci/compare_runs.py" "$local_out" "$out/lost"

# on a machine without CUDA a GPU that was asked for cannot be had: that stops the run, and says so
if ! command -v nvidia-smi > /dev/null; then
  if submit no-cuda --set models.painter.device=gpu; then
    echo "FAIL device = gpu ran on a machine without CUDA" >&2
    exit 1
  fi
  grep -m1 -E "Invalid device.*gpu.*CUDA sees no device" "$out/no-cuda.log" || { cat "$out/no-cuda.log" >&2; exit 1; }
fi
