#!/usr/bin/env python3
"""check_model_loads.py OUT: on a cluster, two executors loaded each model at most once: what generates for the GPU of its
task, what scores for the cores."""

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
    gpus = {}
    for load in loads:
        # the address comes from Spark's task; without one the sentence says that the task holds no GPU
        gpu = re.search(r"GPU ([01])\b", load["why"])
        if (gpu is None) != (load["model"] in ("judge", "sense")):
            tables.stop(f"{out}: {load[0]!r}: generation has a GPU, scoring has none")
        if gpu:
            gpus.setdefault(load["executor"], set()).add(gpu[1])
    if sorted(gpus.values(), key=min) != [{"0"}, {"1"}]:
        tables.stop(f"{out}: the executors' GPUs are {gpus}, not one each")
    print(f"OK {out}: {len(loads)} loads, each model once per executor: " + "; ".join(sorted(run["modelLoads"])))


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(sys.argv[1])
