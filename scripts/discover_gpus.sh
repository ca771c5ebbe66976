#!/usr/bin/env bash
# What Spark asks a worker: which GPUs has this host? Prints {"name": "gpu", "addresses": ["0","1"]}.
# NVIDIA's own tool answers where there is one; ATELIER_SIMULATED_GPUS ("0,1") where there is none, to try the scheduling.
set -euo pipefail
if command -v nvidia-smi > /dev/null; then
  addresses="$(nvidia-smi --query-gpu=index --format=csv,noheader | paste -sd, -)"
else
  addresses="${ATELIER_SIMULATED_GPUS:-}"
fi
[[ -n "$addresses" ]] || { echo "discover_gpus.sh: no GPU found (neither nvidia-smi nor ATELIER_SIMULATED_GPUS)" >&2; exit 1; }
printf '{"name": "gpu", "addresses": ["%s"]}\n' "$(sed 's/ *, */", "/g' <<< "$addresses")"
