#!/usr/bin/env python3
"""A big catalogue out of Debian's package descriptions, and the same one on another day.

    python scripts/bench/catalogue.py ROWS DAY FILE.csv     # DAY 1, or 2: one row in a hundred has changed
                                                            # alike: all rows say the same, each of a product of its own
                                                            # copies: all rows say the same of one product

Needs a Debian with package lists (apt-cache dumpavail). Rows beyond the number of packages join two descriptions.
On day 2 every hundredth row has another price, another description, or gave way to a new product, in turn.
"""

import csv
import hashlib
import subprocess
import sys


def packages() -> list[dict[str, str]]:
    text = subprocess.run(["apt-cache", "dumpavail"], capture_output=True, text=True, check=True).stdout
    found = {}
    for block in text.split("\n\n"):
        fields = dict(line.split(": ", 1) for line in block.split("\n") if ": " in line and not line.startswith(" "))
        if "Package" in fields and fields.get("Description"):
            found.setdefault(fields["Package"], fields)
    return [found[name] for name in sorted(found)]


def number(name: str, below: int) -> int:
    return int(hashlib.sha256(name.encode()).hexdigest()[:8], 16) % below


def row(packages: list[dict[str, str]], i: int) -> dict[str, str]:
    one = packages[i % len(packages)]
    # a partner of its own for each round through the packages
    other = packages[(i * 7 + 1 + 13 * (i // len(packages))) % len(packages)]
    return {
        "sku": f"P{i:07d}",
        "name": one["Package"] if i < len(packages) else one["Package"] + " with " + other["Package"],
        "description": f"This package is {one['Description']}. It goes well with {other['Package']}, which is {other['Description']}.",
        "category": one.get("Section", "misc"),
        "price": f"{1 + number(one['Package'], 20000) / 100:.2f} EUR",
        "maintainer": one.get("Maintainer", "").split(" <")[0],
    }


def on_day_2(row: dict[str, str], i: int) -> dict[str, str]:
    if i % 100:
        return row
    kind = (i // 100) % 3
    if kind == 0:
        return {**row, "price": "1999.00 EUR"}
    if kind == 1:
        return {**row, "description": row["description"] + " There is a new version since yesterday."}
    return {**row, "sku": f"N{i:07d}", "name": "new " + row["name"]}


def alike(row: dict[str, str], first: dict[str, str], i: int, day: str) -> dict[str, str]:
    """No description is another's, none differs by more than its last word."""
    return {**first, "sku": row["sku"] if day == "alike" else "P0", "description": f"{first['description']} As n{i}."}


def main() -> None:
    rows, day, path = int(sys.argv[1]), sys.argv[2], sys.argv[3]
    available = packages()
    with open(path, "w", newline="", encoding="utf-8") as file:
        out = None
        for i in range(rows):
            next_row = row(available, i)
            if day == "2":
                next_row = on_day_2(next_row, i)
            elif day != "1":
                next_row = alike(next_row, row(available, 0), i, day)
            if out is None:
                out = csv.DictWriter(file, next_row.keys())
                out.writeheader()
            out.writerow(next_row)


if __name__ == "__main__":
    main()
