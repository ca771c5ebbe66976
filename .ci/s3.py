#!/usr/bin/env python3
"""What the S3 check does beside Atelier, with another client than Hadoop's. The server is $S3_ENDPOINT (host:port).

s3.py put LOCAL BUCKET/KEY    copies a file or folder there
s3.py get BUCKET/KEY LOCAL    copies a folder from there
s3.py list BUCKET/KEY         names of all files, each with its length
s3.py read BUCKET/KEY STOP    reads review_items of the current run again and again until the file STOP is there: each
                              time all of one run's rows; says how many times, and of which runs
"""

import json
import os
import pathlib
import sys
import time

import pyarrow.fs
import pyarrow.parquet

LOCAL = pyarrow.fs.LocalFileSystem()


def s3():
    return pyarrow.fs.S3FileSystem(
        endpoint_override=os.environ["S3_ENDPOINT"], scheme="http", region="us-east-1", allow_bucket_creation=True
    )


def put(local, key):
    store = s3()
    store.create_dir(key.split("/")[0])
    pyarrow.fs.copy_files(local, key, source_filesystem=LOCAL, destination_filesystem=store)


def get(key, local):
    pathlib.Path(local).mkdir(parents=True)
    pyarrow.fs.copy_files(key, local, source_filesystem=s3(), destination_filesystem=LOCAL)


def files(store, folder):
    found = store.get_file_info(pyarrow.fs.FileSelector(folder, recursive=True, allow_not_found=True))
    return sorted((info.path, info.size) for info in found if info.is_file)


def current(store, out):
    """Number and tables of the current run; None before the first."""
    numbers = [path.split("/")[-2] for path, _ in files(store, f"{out}/runs") if path.endswith("/tables.json")]
    if not numbers:
        return None
    number = max(numbers, key=int)
    return number, json.loads(store.open_input_stream(f"{out}/runs/{number}/tables.json").read())["tables"]


def rows(store, out, tables):
    """Of review_items, each of the files that the run wrote with its length."""
    count = 0
    for path, version in tables.items():
        if path.startswith("review_items"):
            folder = f"{out}/{version['folder']}"
            there = {name.rsplit("/", 1)[1]: size for name, size in files(store, folder) if name.endswith(".parquet")}
            if there != version["files"]:
                sys.exit(f"FAIL {folder} holds {there}, the run wrote {version['files']}")
            count += sum(pyarrow.parquet.read_table(f"{folder}/{name}", filesystem=store).num_rows for name in there)
    return count


def read(out, stop):
    store = s3()
    seen, times = {}, 0
    while not pathlib.Path(stop).exists():
        run = current(store, out)
        if run:
            times += 1
            count = rows(store, out, run[1])
            if seen.setdefault(run[0], count) != count:
                sys.exit(f"FAIL run {run[0]} had {seen[run[0]]} review rows, now {count}")
        elif seen:
            sys.exit("FAIL there was a current run, and now there is none")
        time.sleep(0.1)
    if not times or not all(seen.values()):
        sys.exit(f"FAIL the reader saw nothing: {seen}")
    print(f"OK a reader looked {times} times and saw whole tables of runs {', '.join(sorted(seen))}")


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["put", local, key]:
            put(local, key)
        case ["get", key, local]:
            get(key, local)
        case ["list", key]:
            for path, size in files(s3(), key):
                print(path, size)
        case ["read", key, stop]:
            read(key, stop)
        case _:
            sys.exit(__doc__)
