#!/usr/bin/env bash
# Loads a full-size Stable Diffusion directory and draws one 512x512 picture in few guided steps; prints seconds and memory.
#   scripts/check_full_size.sh [DIR] [fp32|bf16] [STEPS]
# Without DIR (or with -) it makes one with random weights in a temporary folder and deletes it again: 2.1 GB of disk, and
# Python with scripts/golden/requirements.txt. Needs about 8 GB of memory in fp32, a JDK and Maven.
set -euo pipefail
root="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
model="${1:--}"
precision="${2:-fp32}"
steps="${3:-1}"
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT
if [[ $model == - ]]; then
  model="$work/sd14"
  "${PYTHON:-python3}" "$root/scripts/models/make_full_size_sd14.py" "$model"
fi
classpath="${ATELIER_CLASSPATH:-$("$root/scripts/golden/class_path.py")}"
request='{"prompt": "a red mug", "seed": 1024, "widthPx": 512, "heightPx": 512, "guidanceScale": 7.5, "noiseScheduler": "ddim"'
# the second line draws with one step more than the first: the difference of their seconds is one guided step
printf '%s, "numInferenceSteps": %d}\n' "$request" "$steps" "$request" "$((steps + 1))" > "$work/requests.jsonl"
export DJL_OFFLINE=true OPT_OUT_TRACKING=true OMP_WAIT_POLICY=passive
java -Xmx2g -cp "$classpath" dev.atelier.inference.DrawPixels "$model" "$work/requests.jsonl" "$work/out" "$precision" 1 &
java_id=$!
peak=0
while kill -0 "$java_id" 2>/dev/null; do
  now="$(awk '/^VmHWM/ {print $2}' "/proc/$java_id/status" 2>/dev/null || true)"
  [[ -n $now ]] && peak="$now"
  sleep 0.5
done
wait "$java_id"
echo "peak resident memory: $((peak / 1024)) MiB, $(nproc) cores"
