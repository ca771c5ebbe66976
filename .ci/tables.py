"""Reads what a run published, knowing only its documented layout: folders of Parquet under OUT, nothing of its code."""

import hashlib
import json
import pathlib
import sys

import pyarrow.parquet

# table: the columns that name a row
KEYS = {
    "raw_items": ["row_id"],
    "items": ["item_id"],
    "requests": ["request_id"],
    "artifacts": ["artifact_id"],
    "scores": ["artifact_id"],
    "review_items": ["run_id", "review_id"],
    "rejected_items": ["stage", "row_id"],
    "quarantine": ["stage", "row_id"],
}


def stop(message):
    """A broken layout: one line, nothing else can be said."""
    sys.exit(f"FAIL {message}")


def current(out):
    """The current run: the highest number under runs/ that has its tables.json."""
    runs = [path for path in (pathlib.Path(out) / "runs").glob("*/tables.json") if path.parent.name.isdigit()]
    if not runs:
        stop(f"{out}/runs: no run has a tables.json")
    return json.loads(max(runs, key=lambda path: int(path.parent.name)).read_text(encoding="utf-8"))


def read(out, name):
    """Rows of a table of the current run as dictionaries; folders like modality=text become columns."""
    versions = [v for path, v in current(out)["tables"].items() if path == name or path.startswith(name + "/")]
    if not versions:
        stop(f"{out}: the current run has no table {name}")
    rows = []
    for version in versions:
        folder = pathlib.Path(out) / version["folder"]
        if not folder.is_dir():
            stop(f"{folder}: no such folder (every noun of a run is a folder of Parquet)")
        files = sorted(folder.glob("*.parquet"))
        lengths = {file.name: file.stat().st_size for file in files}
        if lengths != version["files"]:
            stop(f"{folder}: holds {lengths}, the run wrote {version['files']}")
        divided = dict(part.split("=", 1) for part in version["folder"].split("/")[1:-1])
        for file in files:
            rows += [{**row, **divided} for row in pyarrow.parquet.ParquetFile(file).read().to_pylist()]
    return rows


def manifest(out):
    path = pathlib.Path(out) / "run.json"
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        stop(f"{path}: cannot be read as JSON: {error}")


def tables_of(out):
    """All tables of the current run."""
    return {name: read(out, name) for name in KEYS}


def content_id(*parts):
    """Ids as house.md states them: sha256 over each part's length, a colon and its UTF-8 bytes; null has length -1."""
    sha = hashlib.sha256()
    for part in parts:
        data = b"" if part is None else str(part).encode()
        sha.update(f"{-1 if part is None else len(data)}:".encode() + data)
    return sha.hexdigest()
