"""Golden numbers for ResizeTest: sha256 of the bytes that Pillow's Image.resize gives for a made-up picture.

Command: python scripts/golden/resize_golden.py   (needs Pillow; made with Pillow 13.0.0)

Sizes are such that Pillow resamples rows first, as it always did before 12 and does when both sides change alike; for
some odd sizes (37x23 to 100x7) newer Pillows take columns first.
"""

import hashlib

from PIL import Image

WIDTH, HEIGHT = 37, 23


def picture() -> Image.Image:
    """The picture of ResizeTest.pattern(): byte i is (37 i + i*i mod 251) mod 256."""
    return Image.frombytes("RGB", (WIDTH, HEIGHT), bytes((37 * i + (i * i) % 251) % 256 for i in range(WIDTH * HEIGHT * 3)))


for name, kind in (("BICUBIC", Image.Resampling.BICUBIC), ("LANCZOS3", Image.Resampling.LANCZOS)):
    for width, height in ((74, 46), (16, 16), (30, 60), (37, 5), (20, 10)):
        sha = hashlib.sha256(picture().resize((width, height), kind).tobytes()).hexdigest()
        print(f'"{name}, {width}, {height}, {sha}",')
