#!/usr/bin/env bash
# kill -9 in the middle of generation, then the same command: no finished batch is made again, the tables are those of an
# undisturbed run.   .ci/kill.sh UNDISTURBED OUT
set -euo pipefail
root="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
python="${ATELIER_CHECK_PYTHON:-python3}"
undisturbed="$1" out="$2"
command=("$root/scripts/atelier" run --conf "$root/.ci/small.conf" --out "$out"
  --set execution.partitions=2 --set execution.textBatchSize=2 --set execution.imageBatchSize=2)

batches() { find "$out/.store/$1" -name '[!_.]*.jsonl' 2> /dev/null || true; }

finished() {  # each finished batch and picture, with what changes when it is written again
  find "$out/.store" "$out/files" -type f \( -name '[!_.]*.jsonl' -o -name '[!_.]*.png' \) -printf '%p %i %T@ %s\n' | sort
}

three_batches() { [[ $(batches "$1" | wc -l) -ge 3 ]]; }  # of a modality

planned() { [[ -f $out/.outcomes/plan-$1.json ]]; }

kill_after() {  # condition
  "${command[@]}" > "$out.log" 2>&1 &
  local run=$!
  until "$@"; do
    kill -0 "$run" 2> /dev/null || { cat "$out.log" >&2; echo "FAIL the run ended before it could be killed" >&2; exit 1; }
    sleep 0.05
  done
  kill -9 "$run"
  wait "$run" 2> /dev/null || true
  echo "killed with $(batches text | wc -l) batches of text and $(batches image | wc -l) of pictures finished"
}

rm -rf "$out"
mkdir -p "$(dirname "$out")"
kill_after three_batches text
kill_after three_batches image
kill_after planned text-2  # in round two
# a finished batch is a file; made again, it would be written again
finished > "$out.before"
"${command[@]}" > "$out.log" 2>&1 || { cat "$out.log" >&2; exit 1; }
finished > "$out.after"
gone="$(comm -23 "$out.before" "$out.after")"
[[ -z $gone ]] || { echo "FAIL finished batches were written again or lost:" >&2; echo "$gone" >&2; exit 1; }
# what the killed runs had half written is gone
left="$(find "$out" -path '*pending*' -type f)"
[[ -z $left ]] || { echo "FAIL left behind by killed runs:" >&2; echo "$left" >&2; exit 1; }
"$python" "$root/.ci/check_made_once.py" "$out"
"$python" "$root/.ci/compare_runs.py" "$undisturbed" "$out"
