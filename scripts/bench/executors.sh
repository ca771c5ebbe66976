#!/usr/bin/env bash
# What a stage of many tasks on many executors costs the driver: Spark's own schedulers, backend, heartbeat receiver and listener
# bus, with our progress. Simulated are the executors (a second process says what they would say, each with a core and a GPU),
# what tasks do, and the network between hosts. Prints efficiency (the ideal time by the real one), the driver's time of
# processors by thread, how full the listeners' queues were and what they dropped, and how soon heartbeats were answered.
#   scripts/bench/executors.sh [EXECUTORS [TASKS [SECONDS_A_TASK [SECONDS_BETWEEN_HEARTBEATS [KEY=VALUE ...]]]]]
set -euo pipefail
cd "$(dirname "$0")/../.."
opens=$(grep -v '^#' conf/jvm-options | tr '\n' ' ')
# shellcheck disable=SC2086
java $opens -Xmx4g -Dlog4j2.configurationFile=conf/log4j2-test.properties \
  -cp "$(scripts/golden/class_path.py jobs)" \
  dev.atelier.scale.ManyExecutors "${1:-10000}" "${2:-40000}" "${3:-10}" "${4:-10}" "${@:5}"
