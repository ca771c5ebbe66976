#!/usr/bin/env bash
# Two executors of four cores and one simulated device each: how long work for cores takes, and how busy the devices are while
# pictures are finished (CPU work of 0.6 of the devices' time). First with one resource profile for all stages, then as
# Atelier does it. With a Python that has ray[data], Ray Data on the same simulation.
#   scripts/bench/devices.sh [BATCHES [PYTHON]]
set -euo pipefail
root="$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)"
batches="${1:-40}"
out="$(mktemp -d)"
trap 'rm -rf "$out"' EXIT
mkdir "$out/jars" # local-cluster wants to see some; the class path has what it needs
export ATELIER_SIMULATED_GPUS=0 SPARK_SCALA_VERSION=2.12 SPARK_HOME="$out"
cd "$root"
class_path="$(scripts/golden/class_path.py jobs)"
opens=()
while read -r flag; do opens+=("$flag"); done < conf/jvm-options
for who in all stage all stage; do
  java -Xmx1g "${opens[@]}" -Dlog4j2.configurationFile=conf/log4j2.properties -cp "$class_path" \
    dev.atelier.generate.SimulatedDevices "$out/$who-$RANDOM" "$root/scripts/discover_gpus.sh" "$who" "$batches" | tee -a "$out/said"
done
if [[ $# -gt 1 ]]; then
  "$2" scripts/bench/devices_ray.py "$batches" "$(sed -n 's/.*batch \([0-9]*\) ms.*/\1/p' "$out/said" | tail -1)"
fi
