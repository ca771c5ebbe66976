"""Golden numbers for ResizeTest: sha256 of the bytes that Pillow's Image.resize gives for a made-up picture.

Command: python scripts/golden/resize_golden.py   (needs Pillow; made with Pillow 13.0.0)
"""

import hashlib

from PIL import Image

WIDTH, HEIGHT = 37, 23


def picture() -> Image.Image:
    """The picture of ResizeTest.pattern(): byte i is (37 i + i*i mod 251) mod 256."""
    return Image.frombytes("RGB", (WIDTH, HEIGHT), bytes((37 * i + (i * i) % 251) % 256 for i in range(WIDTH * HEIGHT * 3)))


for name, kind in (("BICUBIC", Image.Resampling.BICUBIC), ("LANCZOS3", Image.Resampling.LANCZOS)):
    for width, height in ((74, 46), (16, 16), (100, 7), (37, 5), (1, 1)):
        sha = hashlib.sha256(picture().resize((width, height), kind).tobytes()).hexdigest()
        print(f'"{name}, {width}, {height}, {sha}",')
