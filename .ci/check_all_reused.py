#!/usr/bin/env python3
"""check_all_reused.py OUT: the last run under OUT made nothing; every kept row was there already."""

import sys

import tables


def main(out):
    run = tables.manifest(out)
    if not run["funnel"]:
        tables.stop(f"{out}: run.json has no funnel")
    for row in run["funnel"]:
        if row["reused"] != row["kept"]:
            tables.stop(f"{out}: stage {row['stage']} reused {row['reused']} of {row['kept']} kept rows")
    if run["modelLoads"]:
        tables.stop(f"{out}: models were loaded though nothing was to be made: {run['modelLoads']}")
    print(f"OK {out}: nothing was made again; {run['seconds']:.1f} s in the pipeline")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(sys.argv[1])
