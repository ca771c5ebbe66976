#!/usr/bin/env bash
# What it takes to commit pictures of 30 KB to HDFS, as single files or in the table of pictures, and to read them again.
#   scripts/bench/pictures.sh files|table COUNT [TASKS]
# Needs three times COUNT * 30 KB of disk under jobs/target; prints what CommitPictures measures.
set -euo pipefail
cd "$(dirname "$0")/../.."
disk="$PWD/jobs/target/bench-pictures"
rm -rf "$disk"
mkdir -p "$disk"
trap 'rm -rf "$disk"' EXIT
opens=$(grep -v '^#' conf/jvm-options | tr '\n' ' ')
# shellcheck disable=SC2086
java $opens -Xmx4g -Dlog4j2.configurationFile=conf/log4j2-test.properties \
  -cp "$(scripts/golden/class_path.py jobs)" \
  dev.atelier.pictures.CommitPictures "$1" "$2" "${3:-32}" "$disk"
