"""Makes the training pictures: many variants (size, place, tilt, shade, background) of every thing, colour and style.

The result is one .npz: pictures (N, 64, 64, 3) uint8 and, for each, indices of thing, colour, style and background.
"""
import argparse
from pathlib import Path

import numpy as np
from PIL import Image

from draw_icons import COLOURS, Icons, recolour
from vocabulary import BACKGROUNDS, RECOLOURABLE, STYLES, THINGS, held_out

PIXELS = 64
VARIANTS = 10
SMALLEST, LARGEST = 0.74, 0.95  # of the picture's side
TILT_DEGREES = 10
PLAIN_SHARE = 0.7  # of the variants are on white
WORK = 128  # pixels of the drawing that variants are cut from


def variant(drawing: np.ndarray, background, chance: np.random.Generator) -> np.ndarray:
    """Puts the drawing (128x128 RGBA) tilted, at a random size and place, on the background."""
    side = int(round(PIXELS * chance.uniform(SMALLEST, LARGEST)))
    picture = Image.fromarray(drawing).convert("RGBa").rotate(
        float(chance.uniform(-TILT_DEGREES, TILT_DEGREES)), Image.BICUBIC, expand=True)
    scale = side / max(picture.size)
    picture = picture.resize([max(1, round(s * scale)) for s in picture.size], Image.LANCZOS)
    picture = np.asarray(picture.convert("RGBA")).astype(np.float32)
    # the box that holds ink may touch the margin of 1 pixel but not leave it
    ink = picture[..., 3] > 8
    ys, xs = np.where(ink.any(1))[0], np.where(ink.any(0))[0]
    picture = picture[ys[0]:ys[-1] + 1, xs[0]:xs[-1] + 1]
    height, width = picture.shape[:2]
    # places near the middle are likelier: the mean of two uniform draws
    top = round((PIXELS - 2 - height) * chance.uniform(0, 1, 2).mean()) + 1
    left = round((PIXELS - 2 - width) * chance.uniform(0, 1, 2).mean()) + 1
    canvas = np.empty((PIXELS, PIXELS, 3), np.float32)
    canvas[:] = background
    alpha = picture[..., 3:] / 255
    spot = canvas[top:top + height, left:left + width]
    spot[:] = spot * (1 - alpha) + picture[..., :3] * alpha
    return canvas.clip(0, 255).round().astype(np.uint8)


def shade(chance: np.random.Generator) -> tuple[float, float, float]:
    """Shift of hue, factors of saturation and value: still the same colour's name."""
    return float(chance.uniform(-0.012, 0.012)), float(chance.uniform(0.86, 1.1)), float(chance.uniform(0.86, 1.08))


def half(drawing: np.ndarray) -> np.ndarray:
    image = Image.fromarray(drawing).convert("RGBa").resize((WORK, WORK), Image.BOX)
    return np.asarray(image.convert("RGBA"))


def make(node_modules: Path, variants: int = VARIANTS, seed: int = 1) -> dict[str, np.ndarray]:
    things, colours, backgrounds = list(THINGS), list(COLOURS), list(BACKGROUNDS)
    out_of_bounds = set(held_out())
    pictures, labels = [], []
    for s, style in enumerate(STYLES):
        icons = Icons(node_modules, style)
        for t, thing in enumerate(things):
            drawing = half(icons.draw(THINGS[thing][s]))
            wanted = colours if thing in RECOLOURABLE else [None]
            for colour in wanted:
                if (thing, colour) in out_of_bounds:
                    continue
                chance = np.random.default_rng([seed, s, t, 98 if colour is None else colours.index(colour)])
                for _ in range(variants):
                    tinted = recolour(drawing, COLOURS[colour], shade(chance)) if colour else drawing
                    b = 0 if chance.random() < PLAIN_SHARE else int(chance.integers(1, len(backgrounds)))
                    pictures.append(variant(tinted, BACKGROUNDS[backgrounds[b]], chance))
                    labels.append((t, colours.index(colour) if colour else -1, s, b))
    return {"pictures": np.stack(pictures), "labels": np.array(labels, np.int16)}


def held_out_pictures(node_modules: Path, seed: int, variants: int) -> dict[str, np.ndarray]:
    """Real pictures of the held-out pairs, for the judge alone: some to learn from, others to be tested on."""
    things, colours = list(THINGS), list(COLOURS)
    pictures, labels = [], []
    for s, style in enumerate(STYLES):
        icons = Icons(node_modules, style)
        for thing, colour in held_out():
            chance = np.random.default_rng([seed, s, things.index(thing)])
            drawing = half(icons.draw(RECOLOURABLE[thing][s]))
            for _ in range(variants):
                tinted = recolour(drawing, COLOURS[colour], shade(chance))
                pictures.append(variant(tinted, BACKGROUNDS["white"], chance))
                labels.append((things.index(thing), colours.index(colour), s, 0))
    return {"pictures": np.stack(pictures), "labels": np.array(labels, np.int16)}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--node-modules", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True, help="a folder for the three .npz")
    args = parser.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    for name, data in (("pictures", make(args.node_modules)),
                       ("judge_only", held_out_pictures(args.node_modules, 3, VARIANTS)),
                       ("held_out", held_out_pictures(args.node_modules, 2, 1))):
        np.savez(args.out / f"{name}.npz", **data)
        print(name, data["pictures"].shape)


if __name__ == "__main__":
    main()
