#!/usr/bin/env python3
"""Draws pictures, copies of them as people make them, and pictures of other things, to measure the search for copies on.

Run: npm pack @iconify-json/fluent-emoji-flat @iconify-json/noto, unpack both (MIT and Apache-2.0), then
     python3 scripts/cases/make_picture_copies.py FLUENT/icons.json NOTO/icons.json OUT     (needs pillow, cairosvg)
     java -cp "$(scripts/golden/class_path.py)" dev.atelier.image.PictureCopies OUT

OUT/references: 500 pictures (one thing on a pale ground; scenes of several things; patterns), OUT/copies: one copy of each, its
name says of what kind: crop (5 to 30 % of the area gone), mirror, recolour, resize (with JPEG of quality 30 to 90), all (all of
these at once); OUT/others: 500 pictures made in the same way of things that no reference shows. The same every time.
"""
import io
import json
import random
import sys
from pathlib import Path

import cairosvg
from PIL import Image, ImageDraw, ImageEnhance, ImageOps

KINDS = ["crop", "mirror", "recolour", "resize", "all"]
EACH = 500


def icon(data, name, size):
    side = data["icons"][name].get("width", data.get("width", 32)), data["icons"][name].get("height", data.get("height", 32))
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 {side[0]} {side[1]}">{data["icons"][name]["body"]}</svg>'
    png = cairosvg.svg2png(bytestring=svg.encode(), output_width=size, output_height=size)
    return Image.open(io.BytesIO(png)).convert("RGBA")


def ground(size, rng, pale):
    def colour():
        return tuple(rng.randrange(225, 256) if pale else rng.randrange(40, 240) for _ in range(3))

    if pale and rng.random() < 0.5:
        return Image.new("RGB", size, (255, 255, 255))
    top, bottom = Image.new("RGB", size, colour()), Image.new("RGB", size, colour())
    mask = Image.linear_gradient("L").rotate(rng.choice([0, 90, 180])).resize(size)
    return Image.composite(bottom, top, mask)


def put(picture, thing, rng, share, centre):
    side = int(min(picture.size) * share)
    thing = thing.resize((side, side), Image.LANCZOS).rotate(rng.uniform(-12, 12), resample=Image.BICUBIC)
    x, y = ((picture.size[k] - side) // 2 if centre else rng.randrange(-side // 3, picture.size[k] - 2 * side // 3) for k in (0, 1))
    picture.paste(thing, (x, y), thing)


def pattern(picture, rng):
    draw = ImageDraw.Draw(picture)
    for _ in range(rng.randrange(6, 20)):
        x, y = (rng.randrange(s) for s in picture.size)
        w, h = (rng.randrange(20, s // 2) for s in picture.size)
        colour = tuple(rng.randrange(256) for _ in range(3))
        getattr(draw, rng.choice(["rectangle", "ellipse"]))((x - w // 2, y - h // 2, x + w // 2, y + h // 2), fill=colour)


def drawn(things, rng, n):
    size = rng.choice([(512, 512), (640, 480), (480, 640), (384, 384), (768, 512)])
    kind = n % 10
    picture = ground(size, rng, kind < 4)
    if kind >= 7:
        pattern(picture, rng)
    for k in range(1 if kind < 4 else rng.randrange(3, 8) if kind < 7 else 1):
        put(picture, next(things), rng, rng.uniform(0.55, 0.9) if kind < 4 else rng.uniform(0.2, 0.5), kind < 4)
    return picture


def cropped(picture, rng):
    keep = 1 - rng.uniform(0.05, 0.30)
    wide = rng.uniform(keep, 1)
    w, h = int(picture.width * wide), int(picture.height * keep / wide)
    x, y = rng.randrange(picture.width - w + 1), rng.randrange(picture.height - h + 1)
    return picture.crop((x, y, x + w, y + h))


def recoloured(picture, rng):
    hue, saturation, value = picture.convert("HSV").split()
    turn = rng.randrange(-40, 41)
    picture = Image.merge("HSV", (hue.point(lambda v: (v + turn) % 256), saturation, value)).convert("RGB")
    picture = ImageEnhance.Color(picture).enhance(rng.uniform(0.0, 1.6))
    picture = ImageEnhance.Brightness(picture).enhance(rng.uniform(0.75, 1.2))
    return ImageEnhance.Contrast(picture).enhance(rng.uniform(0.75, 1.3))


def resized(picture, rng):
    by = rng.uniform(0.4, 1.5)
    return picture.resize((int(picture.width * by), int(picture.height * by)), rng.choice([Image.BILINEAR, Image.BICUBIC]))


def copied(picture, kind, rng):
    if kind in ("crop", "all"):
        picture = cropped(picture, rng)
    if kind in ("mirror", "all"):
        picture = ImageOps.mirror(picture)
    if kind in ("recolour", "all"):
        picture = recoloured(picture, rng)
    if kind in ("resize", "all"):
        picture = resized(picture, rng)
    return picture


def main(fluent, noto, out):
    rng = random.Random(9)
    sets = [json.loads(Path(p).read_text()) for p in (fluent, noto)]
    # a thing that both sets have, and its variants, goes to one side only
    things = {}
    for name in sorted({n for data in sets for n in data["icons"]}):
        if not any(t in name for t in ("skin", "tone", "flag", "-light", "-dark", "oclock", "thirty", "moon", "arrow", "button")):
            words = [w for w in name.split("-") if w not in ("man", "woman", "person", "men", "women", "people", "boy", "girl", "face")]
            things.setdefault(words[0] if words else "person", []).append(name)
    groups = [things[key] for key in sorted(things)]
    rng.shuffle(groups)
    sides = [[name for group in groups[k::2] for name in group] for k in (0, 1)]
    pictures = []
    for side in sides:
        def things(side=side):
            while True:
                name = rng.choice(side)
                data = rng.choice([d for d in sets if name in d["icons"]])
                yield icon(data, name, 400)

        stream = things()
        pictures.append([drawn(stream, rng, n) for n in range(EACH)])
    for folder in ("references", "copies", "others"):
        (out / folder).mkdir(parents=True, exist_ok=True)
    for n, (reference, other) in enumerate(zip(*pictures)):
        reference.save(out / "references" / f"{n:03}.png")
        kind = KINDS[n // 10 % len(KINDS)]
        copied(reference, kind, rng).save(out / "copies" / f"{n:03}-{kind}.jpg", quality=rng.randrange(30, 91))
        other.save(out / "others" / f"{n:03}.jpg", quality=rng.randrange(30, 91))


main(sys.argv[1], sys.argv[2], Path(sys.argv[3]))
