#!/usr/bin/env python3
"""Ray Data on the simulation of scripts/bench/devices.sh: two devices, CPU work of 0.6 of their time, spans to a file.

    python scripts/bench/devices_ray.py BATCHES DEVICE_MILLISECONDS      # pip install 'ray[data]==2.60.0'
"""

import os
import sys
import tempfile
import time

import ray

BATCH = 8
batches, device = int(sys.argv[1]), int(sys.argv[2]) / 1000
log = os.path.join(tempfile.mkdtemp(), "busy")


class Painter:
    def __call__(self, batch):
        start = time.monotonic_ns()
        time.sleep(device)
        with open(log, "a") as file:
            file.write(f"{os.getpid()} {start} {time.monotonic_ns()}\n")
        batch["pixels"] = [os.urandom(256 * 256 * 3) for _ in batch["id"]]
        return batch


def finish(batch):
    until = time.process_time() + 0.6 * device
    while time.process_time() < until:
        sum(range(1000))
    return {"id": batch["id"]}


ray.init(num_cpus=4, num_gpus=2, log_to_driver=False, include_dashboard=False)
rows = (
    ray.data.range(2 * BATCH * batches)
    .map_batches(Painter, batch_size=BATCH, num_gpus=1, concurrency=2)
    .map_batches(finish, batch_size=BATCH)
    .count()
)
spans = {}
for line in open(log):
    pid, start, end = map(int, line.split())
    spans.setdefault(pid, []).append((start, end))
shares = [sum(e - s for s, e in of) / (max(e for _, e in of) - min(s for s, _ in of)) for of in spans.values()]
print(f"Ray Data: {rows} rows, busy {sum(shares) / len(shares):.3f}")
