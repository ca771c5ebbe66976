#!/usr/bin/env python3
"""check_made_once.py OUT [MOST]: every artifact of a run stands in the store once, so none, or MOST at most, was made twice."""

import collections
import json
import pathlib
import sys

import tables


def main(out, most=0):
    stored = collections.Counter()
    for kind in ("text", "image"):
        for batch in (pathlib.Path(out) / ".store" / kind).rglob("*.jsonl"):
            stored.update(json.loads(line)["requestId"] for line in batch.read_text(encoding="utf-8").splitlines())
    wanted = {row["request_id"] for row in tables.read(out, "artifacts")}
    twice = [request for request, times in stored.items() if times > 1]
    if len(twice) > most:
        tables.stop(f"{out}: {len(twice)} artifact(s) were made more than once, such as that of request {twice[0]}")
    if stored.keys() != wanted or not wanted:
        tables.stop(f"{out}: {len(stored)} stored artifact(s), {len(wanted)} in the table; they must be the same")
    reused = {row["stage"]: row["reused"] for row in tables.manifest(out)["funnel"]}
    print(f"OK {out}: {len(stored)} artifacts, made twice {len(twice)}; the last run reused {reused}")


if __name__ == "__main__":
    if len(sys.argv) not in (2, 3):
        sys.exit(__doc__)
    main(sys.argv[1], *map(int, sys.argv[2:]))
