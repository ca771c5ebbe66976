#!/usr/bin/env bash
# What the files of many tasks cost one folder on a local disk: marks of those at work at once, a file of lines of each in the
# store; what a first and a retried task do there, and a run that comes after. One thread.
#   scripts/bench/store.sh [TASKS [AT_ONCE]]
set -euo pipefail
cd "$(dirname "$0")/../.."
out="$(mktemp -d)"
trap 'rm -rf "$out"' EXIT
opens=$(grep -v '^#' conf/jvm-options | tr '\n' ' ')
# shellcheck disable=SC2086
java $opens -Xmx2g -Dlog4j2.configurationFile=conf/log4j2-test.properties -cp "$(scripts/golden/class_path.py)" \
  dev.atelier.worker.ManyFiles "$out" "${1:-40000}" "${2:-10000}"
