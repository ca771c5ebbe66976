#!/usr/bin/env bash
# What collecting and cleaning cost: catalogues of these sizes through the first two stages, near duplicates included, with 2 GB.
#   scripts/bench/clean.sh [ROWS ...]      needs a Debian with package lists; 10000 100000 1000000 by default
#   KIND=alike scripts/bench/clean.sh      all rows near duplicates of each other (scripts/bench/catalogue.py); or copies
set -euo pipefail
root="$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)"
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT
cd "$root"
[[ $# -gt 0 ]] || set -- 10000 100000 1000000
class_path="$(scripts/golden/class_path.py jobs)"
opens=()
while read -r flag; do opens+=("$flag"); done < conf/jvm-options
export CATALOGUE="$work/catalogue.csv" WRITER=none
for rows in "$@"; do
  python3 scripts/bench/catalogue.py "$rows" "${KIND:-1}" "$CATALOGUE"
  java -Xmx2g "${opens[@]}" -XX:+UseParallelGC -Dlog4j2.configurationFile=conf/log4j2.properties -cp "$class_path" \
    dev.atelier.pipeline.CollectAndClean scripts/bench/second_day.conf "$work/$rows" 'local[2]'
  rm -rf "${work:?}/$rows"
done
