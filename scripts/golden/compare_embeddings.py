#!/usr/bin/env python3
"""Embeds the same texts and pictures with transformers' CLIPModel and with Atelier's Java, live, and compares them.

    scripts/golden/compare_embeddings.py [--model DIR] [--texts FILE] [--pictures FILE.png ...]

Pictures without names are noise and gradients of several sizes. Exit 1 if the cosine of any pair is below 1 - 1e-4. Needs
scripts/golden/requirements.txt, a JDK and Maven.
"""

import argparse
import json
import pathlib
import subprocess
import sys
import tempfile

import numpy as np
import torch
from class_path import ROOT, built_class_path
from PIL import Image
from transformers import CLIPImageProcessor, CLIPModel, CLIPTokenizer

TEXTS = [
    "a red mug",
    "A  Crème-brûlée, 2 pcs. (NEW!) don't",
    "a teapot \U0001fad6 on white",
    "",
    "many words " * 60,
    "one <|endoftext|> two",
]


def some_pictures() -> list[Image.Image]:
    chance = np.random.default_rng(5)
    pictures = [Image.fromarray(chance.integers(0, 256, (64, 64, 3), dtype=np.uint8))]
    for width, height in ((64, 64), (128, 128), (100, 75), (90, 150), (40, 40)):
        x = np.linspace(0, 255, width)[None, :].repeat(height, 0)
        y = np.linspace(255, 0, height)[:, None].repeat(width, 1)
        pictures.append(Image.fromarray(np.stack([x, y, (x + y) / 2], -1).astype(np.uint8)))
    return pictures


def vectors_of_java(arguments: argparse.Namespace, texts: list[str], pictures: list[Image.Image]) -> np.ndarray:
    with tempfile.TemporaryDirectory() as temporary:
        folder = pathlib.Path(temporary)
        lines = [json.dumps({"text": text}) for text in texts]
        for i, picture in enumerate(pictures):
            raw = folder / f"{i}.rgb"
            raw.write_bytes(picture.tobytes())
            lines.append(json.dumps({"rgb": str(raw), "widthPx": picture.width, "heightPx": picture.height}))
        (folder / "lines.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
        command = ["java", "-cp", arguments.class_path or built_class_path(), "dev.atelier.inference.EmbedVectors"]
        done = subprocess.run([*command, arguments.model, str(folder / "lines.jsonl")], capture_output=True, text=True)
        if done.returncode:
            sys.exit(f"Java failed:\n{done.stderr[-4000:]}")
        return np.array([json.loads(line) for line in done.stdout.splitlines() if line.startswith("[")])


@torch.inference_mode()
def vectors_of_transformers(model: str, texts: list[str], pictures: list[Image.Image]) -> np.ndarray:
    clip = CLIPModel.from_pretrained(model, dtype=torch.float32)
    tokenizer = CLIPTokenizer.from_pretrained(model)
    tokens = tokenizer(texts, padding="max_length", truncation=True, return_tensors="pt")
    processor = CLIPImageProcessor.from_pretrained(model)
    pixels = torch.cat([processor(images=p, return_tensors="pt").pixel_values for p in pictures])
    features = [clip.get_text_features(**tokens), clip.get_image_features(pixel_values=pixels)]
    features = [f if isinstance(f, torch.Tensor) else f.pooler_output for f in features]
    return torch.cat([torch.nn.functional.normalize(f, dim=-1) for f in features]).numpy()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--model", default=str(ROOT / "data-samples/models/pocket-clip"))
    parser.add_argument("--texts", type=pathlib.Path, help="a file, one text a line")
    parser.add_argument("--pictures", nargs="*", default=[])
    parser.add_argument("--class-path")
    arguments = parser.parse_args()
    texts = arguments.texts.read_text(encoding="utf-8").splitlines() if arguments.texts else TEXTS
    pictures = [Image.open(p).convert("RGB") for p in arguments.pictures] or some_pictures()
    ours = vectors_of_java(arguments, texts, pictures)
    theirs = vectors_of_transformers(arguments.model, texts, pictures)
    cosines = (ours * theirs).sum(-1)
    for what, cosine in zip([*map(repr, texts), *[f"picture {p.size}" for p in pictures]], cosines):
        print(f"{cosine:.7f}  {what[:80]}")
    print(f"least cosine {cosines.min():.7f} of {len(cosines)}")
    sys.exit(1 if cosines.min() < 1 - 1e-4 else 0)


if __name__ == "__main__":
    main()
