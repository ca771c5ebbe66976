#!/usr/bin/env bash
# How a policy's verdicts agree with a reader's, on texts of the sample writer that were read and marked one by one
# (data-samples/judged): precision and recall of what is sound (relevant, true and whole), half by half.
#   scripts/bench/judged.sh [CONF]     default conf/demo.conf; scripts/bench/judged_before.conf is its policy of before
# Needs scripts/build.sh, scripts/models/fetch_writer.sh, scripts/models/fetch_sentences.sh.
set -euo pipefail
root="$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)"
export ATELIER_ROOT="$root"
cd "$root"
class_path="$(scripts/golden/class_path.py jobs)"
opens=()
while read -r flag; do opens+=("$flag"); done < conf/jvm-options
java -Xmx2g "${opens[@]}" -Dlog4j2.configurationFile=conf/log4j2.properties -cp "$class_path" \
  dev.atelier.pipeline.JudgedTexts "${1:-conf/demo.conf}" data-samples/judged/texts.jsonl ${2:+"$2"}
