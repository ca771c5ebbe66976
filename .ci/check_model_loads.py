#!/usr/bin/env python3
"""check_model_loads.py OUT: on a cluster, two executors loaded each model at most once, for the GPU of their tasks."""

import collections
import re
import sys

import tables

SENTENCE = re.compile(r"executor (?P<executor>\S+) loaded (?P<model>\S+): (?P<why>.+)")


def main(out):
    run = tables.manifest(out)
    loads = [SENTENCE.fullmatch(line) for line in run["modelLoads"]]
    if not loads or None in loads:
        tables.stop(f"{out}: modelLoads of run.json cannot be read: {run['modelLoads']}")
    counts = collections.Counter((load["executor"], load["model"]) for load in loads)
    for (executor, model), times in counts.items():
        if times != 1:
            tables.stop(f"{out}: executor {executor} loaded {model} {times} times")
    executors = {executor for executor, _ in counts}
    if len(executors) != 2 or "driver" in executors:
        tables.stop(f"{out}: models were loaded by {sorted(executors)}, not by two executors")
    if {model for _, model in counts} != set(run["models"]):
        tables.stop(f"{out}: loaded were {sorted({m for _, m in counts})}, the run has {sorted(run['models'])}")
    for load in loads:
        # the address comes from Spark's task; without one the sentence would say that the task holds no GPU
        if not re.search(r"GPU [01]\b", load["why"]):
            tables.stop(f"{out}: {load[0]!r} does not name the task's GPU")
    gpus = {load["executor"]: re.search(r"GPU ([01])\b", load["why"])[1] for load in loads}
    if sorted(gpus.values()) != ["0", "1"]:
        tables.stop(f"{out}: the executors' GPUs are {gpus}, not one each")
    print(f"OK {out}: {len(loads)} loads, each model once per executor: " + "; ".join(sorted(run["modelLoads"])))


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(sys.argv[1])
