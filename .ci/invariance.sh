#!/usr/bin/env bash
# The same rows, the same bytes: on 1, 3 and 7 partitions, in batches of 1, 3 and 8, with one and two threads, in fp32 and
# bf16.   .ci/invariance.sh OUT     OUT/p1 stays, for other checks to compare with
set -euo pipefail
root="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
python="${ATELIER_CHECK_PYTHON:-python3}"
out="$1"

run() {  # folder partitions batch threads setting ...
  local folder="$1" partitions="$2" batch="$3" threads="$4"
  shift 4
  local settings=(execution.partitions="$partitions" execution.intraOpThreads="$threads" execution.textBatchSize="$batch"
    execution.imageBatchSize="$batch" execution.scoreBatchSize="$batch" "$@")
  rm -rf "${out:?}/$folder"
  echo "$folder: $partitions partition(s), batches of $batch, $threads thread(s) $*"
  "$root/scripts/atelier" run --conf "$root/.ci/small.conf" --out "$out/$folder" "${settings[@]/#/--set=}" \
    > "$out/$folder.log" 2>&1 || { cat "$out/$folder.log" >&2; return 1; }
}

mkdir -p "$out"
run p1 1 8 1
run p3 3 3 1
run p7 7 1 2
"$python" "$root/.ci/check_review_table.py" "$out/p1"
"$python" "$root/.ci/compare_runs.py" "$out/p1" "$out/p3"
"$python" "$root/.ci/compare_runs.py" "$out/p1" "$out/p7"

bf16=(models.writer.precision=bf16 models.painter.precision=bf16 models.judge.precision=bf16)
if ! run p1-bf16 1 8 1 "${bf16[@]}" 2> "$out/bf16.txt"; then
  # a CPU whose bf16 products depend on their neighbours: the run must say so before its first row, not draw other bytes
  grep -q "has neither AVX512-BF16 nor AMX" "$out/bf16.txt" || { cat "$out/bf16.txt" >&2; exit 1; }
  grep -q "avx512_bf16\|amx_bf16" /proc/cpuinfo && { cat "$out/bf16.txt" >&2; exit 1; }
  echo "bf16 is refused on this CPU, as it must be"
  exit 0
fi
run p7-bf16 7 3 2 "${bf16[@]}"
"$python" "$root/.ci/compare_runs.py" "$out/p1-bf16" "$out/p7-bf16"
