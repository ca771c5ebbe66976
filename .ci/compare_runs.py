#!/usr/bin/env python3
"""compare_runs.py A B: two run folders hold equal tables (every column, to the last bit) and the same picture bytes.

Exit status 0 when they do, 1 with up to five differences per table when they do not.
"""

import pathlib
import struct
import sys

import tables


def exact(value):
    """A value that is equal only to the same bits: -0.0 is not 0.0, NaN is NaN."""
    if isinstance(value, float):
        return ("double", struct.pack(">d", value))
    if isinstance(value, dict):
        return tuple((name, exact(cell)) for name, cell in sorted(value.items()))
    if isinstance(value, list):
        return tuple(exact(cell) for cell in value)
    return (type(value).__name__, value)


def by_key(name, rows):
    keyed = {}
    for row in rows:
        keyed.setdefault(tuple(str(row[column]) for column in tables.KEYS[name]), []).append(row)
    return keyed


def short(value):
    text = repr(value)
    return text if len(text) <= 160 else text[:157] + "..."


def differences(name, left, right):
    """Sentences, one for each row or cell that differs."""
    a, b = by_key(name, left), by_key(name, right)
    for key in sorted(a.keys() | b.keys()):
        rows_a, rows_b = a.get(key, []), b.get(key, [])
        if len(rows_a) != len(rows_b):
            yield f"{name} {'/'.join(key)}: {len(rows_a)} row(s) in A, {len(rows_b)} in B"
            continue
        for row_a, row_b in zip(sorted(rows_a, key=repr), sorted(rows_b, key=repr)):
            for column in sorted(row_a.keys() | row_b.keys()):
                if (column in row_a) != (column in row_b):
                    yield f"{name} {'/'.join(key)}: column {column} is in one of them only"
                elif exact(row_a[column]) != exact(row_b[column]):
                    yield f"{name} {'/'.join(key)}.{column}: A {short(row_a[column])} B {short(row_b[column])}"


def picture_differences(a, b, artifacts):
    for uri in sorted({row["uri"] for row in artifacts if row["uri"]}):
        files = [pathlib.Path(out) / uri for out in (a, b)]
        missing = [str(file) for file in files if not file.is_file()]
        if missing:
            yield f"picture {uri}: no file {', '.join(missing)}"
        elif files[0].read_bytes() != files[1].read_bytes():
            yield f"picture {uri}: other bytes in A than in B"


def main(a, b):
    left, right = tables.tables_of(a), tables.tables_of(b)
    pictures = list(picture_differences(a, b, left["artifacts"] + right["artifacts"]))
    found = {name: list(differences(name, left[name], right[name])) for name in tables.KEYS} | {"pictures": pictures}
    for sentences in found.values():
        for sentence in sentences[:5]:
            print(f"DIFFERS {sentence}")
        if len(sentences) > 5:
            print(f"        ... and {len(sentences) - 5} more")
    counts = ", ".join(f"{name} {len(left[name])}" for name in tables.KEYS)
    drawn = sum(1 for row in left["artifacts"] if row["uri"])
    if not left["review_items"] and not left["rejected_items"]:
        tables.stop(f"{a}: no review row and no rejected row, so that equality would say nothing")
    if any(found.values()):
        tables.stop(f"{a} and {b} differ in {', '.join(name for name, s in found.items() if s)}")
    print(f"EQUAL {a} and {b}: {counts}, pictures {drawn}")


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(*sys.argv[1:])
