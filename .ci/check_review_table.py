#!/usr/bin/env python3
"""check_review_table.py OUT: is what a run published complete, consistent and what its rows say it is?

Reads the folder from outside with pyarrow and Pillow; shares no code with the project. Exit status 0 and one line, or 1
and a line for each thing that is wrong.
"""

import collections
import hashlib
import io
import json
import math
import pathlib
import re
import sys

from PIL import Image

import contact_sheet
import tables

AI_MARK = "http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia"
THUMBNAIL_PX = 96
HEX64 = re.compile(r"[0-9a-f]{64}")
# kind of stage, the table it reads, the table its kept rows become, whether one kept row is one row there; a kind that comes
# again, in further rounds, carries a number: plan-text-2
STAGES = [
    ("collect", None, "raw_items", True),
    ("clean", "raw_items", "items", True),
    ("plan-text", "items", "requests/text", False),
    ("generate-text", "requests/text", "artifacts/text", True),
    ("plan-images", "items", "requests/image", False),
    ("generate-images", "requests/image", "artifacts/image", True),
    ("score", "artifacts", "scores", True),
    ("select", "scores", "review_items", True),
]
# where no template makes texts, or pictures
MAY_LACK = {"plan-text", "generate-text", "plan-images", "generate-images"}
# columns that every review row fills, and those that only rows of one modality fill
FILLED = (
    "review_id run_id item_id item_name artifact_id request_id modality field candidate verdict rank score sha256 prompt "
    "template template_version model model_digest precision seed scores licence provenance ai_generated digital_source_type"
).split()
FILLED_BY = {
    "text": ["text", "text_parameters"],
    "image": ["uri", "width_px", "height_px", "thumbnail", "image_parameters"],
}
# columns that a review row repeats from its request, its artifact, its item
FROM_REQUEST = (
    "ask_id item_id modality field candidate template template_version system prompt negative_prompt model model_digest "
    "program precision seed source_artifact_id"
).split()
FROM_ARTIFACT = "request_id item_id modality field candidate text uri sha256 width_px height_px thumbnail".split()


class Findings:
    """What is wrong, in the order it was found; counts what was looked at, so that a check of nothing shows."""

    def __init__(self):
        self.wrong = []
        self.looked = collections.Counter()

    def expect(self, ok, kind, message):
        self.looked[kind] += 1
        if not ok:
            self.wrong.append(f"{kind}: {message}")


def part(all_tables, name):
    """Rows of `requests/text`, or of a whole table."""
    table, _, modality = name.partition("/")
    return [row for row in all_tables[table] if not modality or row["modality"] == modality]


def sha256(data):
    return hashlib.sha256(data).hexdigest()


def kind(stage):
    return re.sub(r"-[0-9]+$", "", stage)


def check_funnel(found, run, all_tables):
    rows = collections.defaultdict(list)
    for row in run["funnel"]:
        rows[kind(row["stage"])].append(row)
        found.expect(
            row["in"] == row["kept"] + row["rejected"] + row["failed"],
            "funnel",
            f"{row['stage']}: in {row['in']} is not kept {row['kept']} + rejected {row['rejected']} + failed {row['failed']}",
        )
        found.expect(
            0 <= row["reused"] <= row["kept"], "funnel", f"{row['stage']}: reused {row['reused']} of {row['kept']} kept"
        )
        for column, table in {"rejected": "rejected_items", "failed": "quarantine"}.items():
            count = sum(r["stage"] == row["stage"] for r in all_tables[table])
            found.expect(
                row[column] == count, "funnel", f"{row['stage']}: run.json says {column} {row[column]}, {table} holds {count}"
            )
    known = {stage for stage, *_ in STAGES}
    found.expect(known >= rows.keys() and rows.keys() >= known - MAY_LACK, "funnel", f"stages are {list(rows)}")
    for stage, source, target, one_to_one in STAGES:
        again = rows.get(stage, [])
        if not again:
            continue
        counted = {"out": len(part(all_tables, target))}
        if source is not None:
            # every pass plans all items; what it makes and scores is its own
            counted["in"] = len(part(all_tables, source)) * (len(again) if stage.startswith("plan") else 1)
        if one_to_one:
            counted["kept"] = len(part(all_tables, target))
        for column, count in counted.items():
            said = sum(row[column] for row in again)
            found.expect(said == count, "funnel", f"{stage}: run.json says {column} {said}, the tables hold {count}")


def check_keys(found, all_tables):
    unique = {**tables.KEYS, "artifacts ": ["request_id"], "review_items ": ["artifact_id"]}
    for name, columns in unique.items():
        counts = collections.Counter(tuple(row[c] for c in columns) for row in all_tables[name.strip()])
        for key, times in counts.items():
            found.expect(times == 1, "unique ids", f"{name.strip()}: {columns} {key} stands {times} times")
    for name in ("items", "requests", "artifacts"):
        for row in all_tables[name]:
            key = row[tables.KEYS[name][0]]
            found.expect(bool(HEX64.fullmatch(key)), "unique ids", f"{name}: {key} is no sha256 in hex")


def check_nothing_vanished(found, all_tables):
    """Row by row: what a stage was given is in the next table, or rejected, or in quarantine; never in two of them."""
    kept_as = {
        "clean": [row["source"] for row in all_tables["items"]],
        "generate-text": [row["request_id"] for row in part(all_tables, "artifacts/text")],
        "generate-images": [row["request_id"] for row in part(all_tables, "artifacts/image")],
        "score": [row["artifact_id"] for row in all_tables["scores"]],
        "select": [row["artifact_id"] for row in all_tables["review_items"]],
    }
    for stage, source, _, _ in STAGES:
        if stage not in kept_as:
            continue
        key = tables.KEYS[source.partition("/")[0]][0]
        given = collections.Counter(row[key] for row in part(all_tables, source))
        fates = collections.Counter(kept_as[stage])
        for table in ("rejected_items", "quarantine"):
            fates.update(row["row_id"] for row in all_tables[table] if kind(row["stage"]) == stage)
        for row_id in given.keys() | fates.keys():
            found.expect(
                given[row_id] == fates[row_id] == 1,
                "nothing vanished",
                f"{stage}: row {row_id} came in {given[row_id]} time(s) and has {fates[row_id]} fate(s)",
            )


def check_reasons(found, all_tables):
    for row in all_tables["rejected_items"]:
        where = f"{row['stage']} {row['row_id']}"
        found.expect(bool(row["reasons"]) and all(row["reasons"]), "reasons", f"rejected row {where} has no reason")
        found.expect(bool(row["message"]), "reasons", f"rejected row {where} has no message")
        if row["stage"] == "select":
            found.expect(row["verdict"] == "rejected", "reasons", f"rejected row {where} has verdict {row['verdict']}")
    for row in all_tables["quarantine"]:
        where = f"{row['stage']} {row['row_id']}"
        for column in ("reason", "message", "payload"):
            found.expect(bool(row[column]), "reasons", f"quarantined row {where} has no {column}")


def check_text(found, artifact):
    data = (artifact["text"] or "").encode()
    where = f"text {artifact['artifact_id']}"
    found.expect(bool(data.strip()), "texts", f"{where} is empty")
    found.expect(sha256(data) == artifact["sha256"], "texts", f"{where}: sha256 {sha256(data)} is not {artifact['sha256']}")
    identity = tables.content_id(artifact["request_id"], artifact["sha256"])
    found.expect(identity == artifact["artifact_id"], "texts", f"{where}: the id should be {identity}")


def check_picture(found, out, artifact, request):
    where = f"picture {artifact['uri']}"
    path = pathlib.Path(out) / artifact["uri"]
    if not path.is_file():
        found.expect(False, "pictures", f"{where}: no such file")
        return
    data = path.read_bytes()
    found.expect(sha256(data) == artifact["sha256"], "pictures", f"{where}: sha256 of the file is {sha256(data)}")
    found.expect(path.stem == artifact["sha256"], "pictures", f"{where}: the name is not its sha256 {artifact['sha256']}")
    try:
        image = Image.open(io.BytesIO(data))
        image.load()
        thumbnail = Image.open(io.BytesIO(artifact["thumbnail"]))
        thumbnail.load()
    except (OSError, TypeError, SyntaxError) as error:
        found.expect(False, "pictures", f"{where}: Pillow cannot decode it or its thumbnail: {error}")
        return
    size = (artifact["width_px"], artifact["height_px"])
    found.expect((image.format, image.mode) == ("PNG", "RGB"), "pictures", f"{where}: {image.format} {image.mode}")
    found.expect(image.size == size, "pictures", f"{where}: {image.size} px, its row says {size}")
    found.expect(max(thumbnail.size) <= THUMBNAIL_PX, "pictures", f"{where}: thumbnail of {thumbnail.size} px")
    pixels = sha256(image.tobytes())
    found.expect(pixels == artifact["pixels_sha256"], "pictures", f"{where}: sha256 of the pixels is {pixels}")
    identity = tables.content_id(artifact["request_id"], pixels)
    found.expect(identity == artifact["artifact_id"], "pictures", f"{where}: the id should be {identity}")
    parameters = request["image"]
    drawn = (parameters["width_px"] * parameters["upscale_factor"], parameters["height_px"] * parameters["upscale_factor"])
    found.expect(drawn == size, "pictures", f"{where}: {size} px, its request asks for {drawn}")
    check_recipe(found, where, image.text, request, parameters)


def check_recipe(found, where, texts, request, parameters):
    found.expect(AI_MARK in texts.get("XML:com.adobe.xmp", ""), "recipes", f"{where}: XMP does not carry {AI_MARK}")
    try:
        recipe = json.loads(texts["atelier:recipe"])
    except (KeyError, ValueError) as error:
        found.expect(False, "recipes", f"{where}: no readable atelier:recipe: {error!r}")
        return
    expected = {
        column: request[column]
        for column in "ask_id prompt negative_prompt seed model_digest program precision".split()
    }
    expected |= {name: parameters[name] for name in ("image_index", "num_inference_steps", "guidance_scale", "noise_scheduler")}
    for name, value in expected.items():
        found.expect(
            recipe.get(name) == value, "recipes", f"{where}: recipe says {name} {recipe.get(name)!r}, its request {value!r}"
        )


def check_artifacts(found, out, all_tables):
    requests = {row["request_id"]: row for row in all_tables["requests"]}
    items = {row["item_id"] for row in all_tables["items"]}
    for request in requests.values():
        found.expect(request["item_id"] in items, "links", f"request {request['request_id']}: no item {request['item_id']}")
    for artifact in all_tables["artifacts"]:
        request = requests.get(artifact["request_id"])
        found.expect(request is not None, "links", f"artifact {artifact['artifact_id']}: no request {artifact['request_id']}")
        if artifact["modality"] == "text":
            check_text(found, artifact)
        elif request is not None:
            check_picture(found, out, artifact, request)


def check_review_row(found, run, row, request, artifact, item, score):
    where = f"review row {row['review_id']}"
    for column in FILLED + FILLED_BY[row["modality"]]:
        found.expect(row[column] not in (None, "", []), "provenance", f"{where}: {column} is empty")
    for column in FROM_REQUEST:
        found.expect(row[column] == request[column], "provenance", f"{where}: {column} differs from its request's")
    for column in FROM_ARTIFACT:
        found.expect(row[column] == artifact[column], "provenance", f"{where}: {column} differs from its artifact's")
    parameters = f"{row['modality']}_parameters"
    found.expect(row[parameters] == request[row["modality"]], "provenance", f"{where}: {parameters} differ from its request's")
    for column, origin in (("item_name", "name"), ("sku", "sku"), ("licence", "licence"), ("provenance", "source")):
        found.expect(row[column] == item[origin], "provenance", f"{where}: {column} differs from its item's {origin}")
    model = run["models"].get(row["model"], {})
    found.expect(model.get("digest") == row["model_digest"], "provenance", f"{where}: model digest is not run.json's")
    found.expect(row["ai_generated"] is True, "provenance", f"{where}: not marked as AI-generated")
    found.expect(row["digital_source_type"] == AI_MARK, "provenance", f"{where}: source type {row['digital_source_type']}")
    found.expect(row["run_id"] == run["runId"], "provenance", f"{where}: run id {row['run_id']} is not run.json's")
    check_scores(found, where, row, score)


def check_scores(found, where, row, score):
    shown = {measure["name"]: measure for measure in row["scores"]}
    for measure in score["measures"]:
        value = shown.get(measure["name"], {}).get("value")
        same = value == measure["value"] or (None not in (value, measure["value"]) and math.isnan(value) and math.isnan(measure["value"]))
        found.expect(same, "scores", f"{where}: {measure['name']} is {value}, table scores says {measure['value']}")
    for measure in shown.values():
        low, high, value = measure["min"], measure["max"], measure["value"]
        bounds = low is not None or high is not None
        within = not bounds if value is None else (low is None or value >= low) and (high is None or value <= high)
        name = f"{measure['name']} {value} against {low} to {high}"
        found.expect(measure["passed"] == within, "scores", f"{where}: {name} is marked passed={measure['passed']}")
        # a threshold that only flags leaves the row selected and says so in its flags
        flagged = any(flag.startswith(measure["name"] + " ") for flag in row["flags"])
        if row["verdict"] == "selected" and not flagged:
            found.expect(within, "scores", f"{where} is selected though {name} fails")


def check_review(found, run, all_tables):
    requests = {row["request_id"]: row for row in all_tables["requests"]}
    artifacts = {row["artifact_id"]: row for row in all_tables["artifacts"]}
    items = {row["item_id"]: row for row in all_tables["items"]}
    scores = {row["artifact_id"]: row for row in all_tables["scores"]}
    candidates = all_tables["review_items"] + [r for r in all_tables["rejected_items"] if r["stage"] == "select"]
    for row in candidates:
        linked = (requests.get(row["request_id"]), artifacts.get(row["artifact_id"]), items.get(row["item_id"]))
        score = scores.get(row["artifact_id"])
        ok = all(linked) and score is not None
        found.expect(ok, "links", f"review row {row['review_id']} has no request, artifact, item or score")
        if ok:
            check_review_row(found, run, row, *linked, score)
    for row in all_tables["review_items"]:
        found.expect(row["verdict"] == "selected", "scores", f"review row {row['review_id']}: verdict {row['verdict']}")
        found.expect(not row["reasons"], "scores", f"review row {row['review_id']} is selected and has {row['reasons']}")
    ranks = collections.defaultdict(list)
    for row in candidates:
        ranks[row["item_id"], row["field"]].append(row["rank"])
    for key, places in ranks.items():
        expected = list(range(1, len(places) + 1))
        found.expect(sorted(places) == expected, "scores", f"{key}: ranks are {sorted(places)}, not {expected}")


def check_no_leftovers(found, out):
    pending = pathlib.Path(out) / ".pending"
    left = [str(path) for path in pending.rglob("*") if path.is_file()] if pending.is_dir() else []
    found.expect(not left, "published whole", f"unfinished files are left: {left[:3]}")


def main(out):
    run = tables.manifest(out)
    all_tables = tables.tables_of(out)
    found = Findings()
    found.expect(bool(all_tables["review_items"]), "review table", "no row was selected")
    check_funnel(found, run, all_tables)
    check_keys(found, all_tables)
    check_nothing_vanished(found, all_tables)
    check_reasons(found, all_tables)
    check_artifacts(found, out, all_tables)
    check_review(found, run, all_tables)
    check_no_leftovers(found, out)
    for sentence in contact_sheet.faults(out, all_tables):
        found.expect(False, "contact sheet", sentence)
    for sentence in found.wrong[:50]:
        print(f"WRONG {sentence}")
    if found.wrong:
        tables.stop(f"{out}: {len(found.wrong)} thing(s) wrong of {sum(found.looked.values())} looked at")
    print(f"OK {out}: " + ", ".join(f"{kind} {count}" for kind, count in found.looked.items()) + " checks")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(sys.argv[1])
