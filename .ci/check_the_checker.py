#!/usr/bin/env python3
"""check_the_checker.py OUT: damages copies of a good run, one thing at a time; check_review_table.py must see each.

Exit status 1 when a damage goes unseen, or is seen for another reason than its own.
"""

import json
import pathlib
import shutil
import subprocess
import sys
import tempfile

import pyarrow
import pyarrow.parquet
from PIL import Image, PngImagePlugin

CHECKER = pathlib.Path(__file__).with_name("check_review_table.py")


def rewrite(out, table, change):
    """Replaces the first non-empty Parquet file below a table; `change` takes and gives its rows."""
    for path in sorted((out / table).rglob("*.parquet")):
        schema = pyarrow.parquet.read_schema(path)
        rows = pyarrow.parquet.ParquetFile(path).read().to_pylist()
        if rows:
            path.unlink()
            pyarrow.parquet.write_table(pyarrow.Table.from_pylist(change(rows), schema=schema), path)
            tell_length(out, path)
            return
    sys.exit(f"FAIL {out / table} has no row to damage")


def tell_length(out, changed):
    """Makes the run say that the file is as long as it is now, so that only its rows are wrong."""
    for pointer in (out / "runs").glob("*/tables.json"):
        run = json.loads(pointer.read_text(encoding="utf-8"))
        for version in run["tables"].values():
            if out / version["folder"] == changed.parent:
                version["files"][changed.name] = changed.stat().st_size
        pointer.write_text(json.dumps(run), encoding="utf-8")


def set_first(**cells):
    return lambda rows: [{**rows[0], **cells}, *rows[1:]]


def edit_json(out, change):
    run = json.loads((out / "run.json").read_text(encoding="utf-8"))
    change(run)
    (out / "run.json").write_text(json.dumps(run), encoding="utf-8")


def edit_page(out, change):
    page = out / "contact-sheet.html"
    page.write_text(change(page.read_text(encoding="utf-8")), encoding="utf-8")


def first_picture(out):
    return sorted((out / "files").rglob("*.png"))[0]


def fail_a_score(rows):
    scored = [{**rows[0]["scores"][0], "min": 1e9, "max": None, "passed": False}, *rows[0]["scores"][1:]]
    return [{**rows[0], "scores": scored}, *rows[1:]]


def without_xmp(out):
    """The same pixels saved again by a program that keeps the recipe and drops the mark."""
    path = first_picture(out)
    image = Image.open(path)
    kept = PngImagePlugin.PngInfo()
    kept.add_itxt("atelier:recipe", image.text["atelier:recipe"])
    image.save(path, pnginfo=kept)


def bump(stage, column):
    def change(run):
        next(row for row in run["funnel"] if row["stage"] == stage)[column] += 1

    return lambda out: edit_json(out, change)


# damage, the kind of finding that must name it
DAMAGES = {
    "a table is missing": (lambda out: shutil.rmtree(out / "scores"), "no such folder"),
    "a file of a table is cut": (
        lambda out: next((out / "items").rglob("*.parquet")).write_bytes(b"PAR1"),
        "the run wrote",
    ),
    "run.json is cut": (lambda out: (out / "run.json").write_text("{"), "cannot be read as JSON"),
    "the funnel does not add up": (bump("clean", "kept"), "funnel:"),
    "the funnel hides a failed row": (bump("collect", "failed"), "funnel:"),
    "an item vanished": (lambda out: rewrite(out, "items", lambda rows: rows[1:]), "nothing vanished:"),
    "an artifact stands twice": (lambda out: rewrite(out, "artifacts", lambda rows: [rows[0], *rows]), "unique ids:"),
    "a review row vanished": (lambda out: rewrite(out, "review_items", lambda rows: rows[1:]), "nothing vanished:"),
    "a rejected row has no reason": (lambda out: rewrite(out, "rejected_items", set_first(reasons=[])), "reasons:"),
    "a text was changed": (
        lambda out: rewrite(out, "artifacts/modality=text", set_first(text="something else")),
        "texts:",
    ),
    "a picture is gone": (lambda out: first_picture(out).unlink(), "no such file"),
    "a picture is cut": (lambda out: first_picture(out).write_bytes(first_picture(out).read_bytes()[:200]), "pictures:"),
    "a picture lost its mark": (without_xmp, "trainedAlgorithmicMedia"),
    "a row says another size": (
        lambda out: rewrite(out, "artifacts/modality=image", set_first(width_px=63)),
        "its row says",
    ),
    "a request names another seed": (lambda out: rewrite(out, "requests/modality=image", set_first(seed=7)), "recipes:"),
    "a review row has no licence": (lambda out: rewrite(out, "review_items", set_first(licence=None)), "licence is empty"),
    "a review row has another prompt": (
        lambda out: rewrite(out, "review_items", set_first(prompt="a photo")),
        "prompt differs from its request's",
    ),
    "a review row is not marked": (lambda out: rewrite(out, "review_items", set_first(ai_generated=False)), "not marked"),
    "a failing row is selected": (lambda out: rewrite(out, "review_items", fail_a_score), "is selected though"),
    "another model's digest": (
        lambda out: edit_json(out, lambda run: [m.update(digest="0" * 64) for m in run["models"].values()]),
        "model digest is not run.json's",
    ),
    "the page loads something": (
        lambda out: edit_page(out, lambda page: page.replace("</body>", '<img src="http://127.0.0.1/x.png"></body>')),
        "contact sheet:",
    ),
    "the page runs something": (
        lambda out: edit_page(out, lambda page: page.replace("</body>", "<b onclick=alert(1)>x</b></body>")),
        "contact sheet:",
    ),
    "the page is empty": (lambda out: edit_page(out, lambda page: "<html></html>"), "is not on the page"),
}


def main(good):
    unseen = 0
    for name, (damage, finding) in DAMAGES.items():
        with tempfile.TemporaryDirectory() as folder:
            out = pathlib.Path(folder) / "out"
            shutil.copytree(good, out, ignore=shutil.ignore_patterns(".store", ".outcomes"))
            damage(out)
            done = subprocess.run([sys.executable, CHECKER, out], capture_output=True, text=True, check=False)
            said = done.stdout + done.stderr
            if done.returncode == 0 or finding not in said:
                unseen += 1
                print(f"UNSEEN {name}: exit {done.returncode}, nothing says {finding!r}\n{said[:600]}")
    if unseen:
        sys.exit(f"FAIL {unseen} of {len(DAMAGES)} damages went unseen")
    print(f"OK the checker sees all {len(DAMAGES)} damages")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(sys.argv[1])
