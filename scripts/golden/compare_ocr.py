#!/usr/bin/env python3
"""Reads the same pictures with rapidocr in Python and with Atelier's Java, live, and compares the lines.

    scripts/golden/compare_ocr.py [--draw] [--model DIR] [--pictures FILE ...]

--draw makes the pictures of OcrModelTest anew (needs the font DejaVuSans.ttf on the system); without names those are read. Exit
1 if a line differs. Needs rapidocr==3.10.0, Pillow, scripts/models/fetch_ocr.sh, a JDK and Maven.
"""

import argparse
import json
import pathlib
import subprocess
import sys
import tempfile

from class_path import ROOT, built_class_path
from PIL import Image, ImageDraw, ImageFont

FOLDER = ROOT / "model-udfs/src/test/resources/dev/atelier/ocr"
BLACK, WHITE = (20, 20, 30), (255, 255, 255)
# name, size, background, then texts: left, top, size in pixels, colour
SIGN = [(30, 30, 40, (150, 20, 20), "GRAND SALE"), (20, 110, 22, BLACK, "50 % off until May 12")]
GERMAN = [
    (20, 20, 36, BLACK, "Frische Brötchen"),
    (20, 90, 36, BLACK, "aus der Bäckerei Müller"),
    (20, 160, 24, (0, 90, 160), "Straße 7, täglich 6-18 Uhr"),
]
ROW = [(20, 40, 34, WHITE, "LEFT"), (320, 44, 34, WHITE, "RIGHT"), (150, 110, 22, (255, 220, 0), "below")]
DRAWN = [
    ("sign", (320, 200), (240, 236, 220), SIGN),
    ("german", (520, 220), (250, 250, 250), GERMAN),
    ("row", (480, 160), (30, 60, 90), ROW),
    ("nothing", (200, 200), (210, 225, 235), []),
]


def draw() -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name, size, background, texts in DRAWN:
        picture = Image.new("RGB", size, background)
        brush = ImageDraw.Draw(picture)
        for left, top, high, colour, text in texts:
            brush.text((left, top), text, font=ImageFont.truetype("DejaVuSans.ttf", high), fill=colour)
        picture.quantize(64).save(FOLDER / f"{name}.png", optimize=True)


def of_rapidocr(pictures: list[Image.Image]) -> list[list[str]]:
    import numpy as np
    from rapidocr import RapidOCR

    engine = RapidOCR(params={"Global.use_cls": False, "Global.log_level": "error"})
    return [list(engine(np.asarray(picture)[:, :, ::-1]).txts or ()) for picture in pictures]


def of_java(model: str, where: str, pictures: list[Image.Image]) -> list[list[str]]:
    with tempfile.TemporaryDirectory() as temporary:
        folder = pathlib.Path(temporary)
        lines = []
        for i, picture in enumerate(pictures):
            raw = folder / f"{i}.rgb"
            raw.write_bytes(picture.tobytes())
            lines.append(json.dumps({"rgb": str(raw), "widthPx": picture.width, "heightPx": picture.height}))
        (folder / "lines.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
        command = ["java", "-cp", where, "dev.atelier.inference.EmbedVectors", model, str(folder / "lines.jsonl")]
        done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8")
        if done.returncode:
            sys.exit(f"Java failed:\n{done.stderr[-4000:]}")
        return [json.loads(line) for line in done.stdout.splitlines() if line.startswith("[")]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--draw", action="store_true")
    parser.add_argument("--model", default=str(ROOT / ".cache/models/pp-ocr-v6-small"))
    parser.add_argument("--pictures", nargs="*", default=[])
    parser.add_argument("--class-path")
    arguments = parser.parse_args()
    if arguments.draw:
        draw()
    names = arguments.pictures or [FOLDER / f"{name}.png" for name, *_ in DRAWN]
    pictures = [Image.open(name).convert("RGB") for name in names]
    theirs = of_rapidocr(pictures)
    ours = of_java(arguments.model, arguments.class_path or built_class_path(), pictures)
    equal = 0
    for name, here, there in zip(names, ours, theirs, strict=True):
        equal += here == there
        print(f"{pathlib.Path(name).name}: {here} here, {there if here != there else 'the same'} there")
    print(f"{equal} of {len(names)} pictures read alike")
    sys.exit(0 if equal == len(names) else 1)


if __name__ == "__main__":
    main()
