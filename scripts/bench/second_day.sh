#!/usr/bin/env bash
# What a second day costs: a catalogue of packages, then the same with one row in a hundred changed, into one folder. Prints the
# funnel of both, the share of model calls and of time. A model this small makes the first day short: the hardest case.
#   scripts/bench/second_day.sh [ROWS]      needs a Debian with package lists; 100000 by default
set -euo pipefail
root="$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)"
rows="${1:-100000}"
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT
cd "$root"
java -cp "$(scripts/golden/class_path.py)" dev.atelier.inference.TinyLlama "$work/writer" llama
export CATALOGUE="$work/catalogue.csv" WRITER="$work/writer"
scripts/build.sh
for day in 1 2; do
  python3 scripts/bench/catalogue.py "$rows" "$day" "$CATALOGUE"
  start=$SECONDS
  scripts/atelier run --conf scripts/bench/second_day.conf --out "$work/out" > "$work/day-$day" 2>&1 || { cat "$work/day-$day" >&2; exit 1; }
  grep -E '^(stage|[a-z-]+ +[0-9]+ +[0-9]+ )' "$work/day-$day"
  echo "day $day: $((SECONDS - start)) s"
  spent[day]=$((SECONDS - start))
done
calls() { awk '/^generate-text +[0-9]+ +[0-9]+ / { print $2 - $6 }' "$work/day-$1"; }
echo "model calls: $(calls 2) of $(calls 1); time: $((100 * spent[2] / spent[1])) %"
