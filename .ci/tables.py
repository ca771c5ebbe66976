"""Reads what a run published, knowing only its documented layout: folders of Parquet under OUT, nothing of its code."""

import hashlib
import json
import pathlib
import sys

import pyarrow.dataset

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


def read(out, name):
    """Rows of a table as dictionaries; folders like modality=text become columns."""
    folder = pathlib.Path(out) / name
    if not folder.is_dir():
        stop(f"{folder}: no such folder (every noun of a run is a folder of Parquet)")
    if not any(folder.rglob("*.parquet")):
        stop(f"{folder}: holds no Parquet file (an empty table still has one, with its schema)")
    return pyarrow.dataset.dataset(folder, format="parquet", partitioning="hive").to_table().to_pylist()


def manifest(out):
    path = pathlib.Path(out) / "run.json"
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        stop(f"{path}: cannot be read as JSON: {error}")


def tables_of(out):
    """All tables; review_items of other runs under the same folder are left aside."""
    run_id = manifest(out)["runId"]
    tables = {name: read(out, name) for name in KEYS}
    tables["review_items"] = [row for row in tables["review_items"] if row["run_id"] == run_id]
    return tables


def content_id(*parts):
    """Ids as house.md states them: sha256 over each part's length, a colon and its UTF-8 bytes; null has length -1."""
    sha = hashlib.sha256()
    for part in parts:
        data = b"" if part is None else str(part).encode()
        sha.update(f"{-1 if part is None else len(data)}:".encode() + data)
    return sha.hexdigest()
