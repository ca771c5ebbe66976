"""Draws the SVG icons of the two sets and changes the main colour of a drawing.

Terminology: a *drawing* is an RGBA array of 256x256; its *main colour* is the hue that covers most of it
(or its greys, where hardly anything is coloured). Recolouring moves that hue alone, so that wheels, handles
and outlines keep theirs.
"""
import io
import json
import subprocess
from pathlib import Path

import numpy as np
from PIL import Image

SIZE = 256
SETS = {"flat": "fluent-emoji-flat", "glossy": "noto"}

# Our own drawing, where the flat set has none that fits: a mug seen from the side, 32 units wide.
OWN_FLAT = {"mug": (
    '<path fill="none" stroke="#B9342C" stroke-width="3.2" d="M22 11.5h2.6a4 4 0 0 1 4 4v2a5.5 5.5 0 0 1-5.5 5.5H21"/>'
    '<path fill="#D9483F" d="M4 7h19v16.5a4.5 4.5 0 0 1-4.5 4.5h-10A4.5 4.5 0 0 1 4 23.500z"/>'
    '<ellipse cx="13.500" cy="7" rx="9.500" ry="2.600" fill="#B9342C"/>'
    '<ellipse cx="13.500" cy="7.200" rx="7.600" ry="1.700" fill="#5A3A2E"/>')}

# hue in turns, saturation and value that the main colour is moved to
COLOURS = {
    "red": (0.985, 0.84, 0.88), "orange": (0.075, 0.92, 0.97), "yellow": (0.140, 0.82, 0.98),
    "green": (0.360, 0.72, 0.66), "blue": (0.590, 0.80, 0.88), "purple": (0.765, 0.64, 0.74),
    "pink": (0.925, 0.42, 0.98), "black": (0.600, 0.08, 0.20),
}
HUE_REACH = 0.11  # turns to either side of the main hue that count as it
GREY_SATURATION = 0.22  # below this a pixel has no hue


class Icons:
    """The SVG bodies of one icon set, by name."""

    def __init__(self, node_modules: Path, style: str):
        folder = Path(node_modules) / "@iconify-json" / SETS[style]
        data = json.loads((folder / "icons.json").read_text())
        self.size = data.get("width", data.get("height", 16)), data.get("height", 16)
        self.icons = data["icons"]
        if style == "flat":
            self.icons |= {f"own-{name}": {"body": body} for name, body in OWN_FLAT.items()}

    def draw(self, name: str) -> np.ndarray:
        icon = self.icons[name]
        width, height = icon.get("width", self.size[0]), icon.get("height", self.size[1])
        svg = (f'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" '
               f'viewBox="0 0 {width} {height}">{icon["body"]}</svg>')
        png = subprocess.run(["rsvg-convert", "-w", str(SIZE), "-h", str(SIZE), "-a"],
                             input=svg.encode(), capture_output=True, check=True).stdout
        return centred(np.asarray(Image.open(io.BytesIO(png)).convert("RGBA")))


def centred(rgba: np.ndarray) -> np.ndarray:
    """Crops to what is drawn and puts it in the middle of a 256x256 square, its longer side 256."""
    ys, xs = np.where(rgba[..., 3] > 8)
    crop = Image.fromarray(rgba[ys.min():ys.max() + 1, xs.min():xs.max() + 1])
    scale = SIZE / max(crop.size)
    crop = crop.resize([max(1, round(s * scale)) for s in crop.size], Image.LANCZOS)
    square = Image.new("RGBA", (SIZE, SIZE))
    square.paste(crop, ((SIZE - crop.width) // 2, (SIZE - crop.height) // 2))
    return np.asarray(square)


def to_hsv(rgb: np.ndarray) -> np.ndarray:
    """RGB in 0..1 to hue (turns), saturation, value."""
    top, low = rgb.max(-1), rgb.min(-1)
    spread = top - low
    safe = np.where(spread > 0, spread, 1)
    r, g, b = rgb[..., 0], rgb[..., 1], rgb[..., 2]
    hue = np.where(top == r, (g - b) / safe % 6, np.where(top == g, (b - r) / safe + 2, (r - g) / safe + 4)) / 6
    return np.stack([np.where(spread > 0, hue, 0), spread / np.maximum(top, 1e-6), top], -1)


def to_rgb(hsv: np.ndarray) -> np.ndarray:
    hue, saturation, value = hsv[..., 0], hsv[..., 1], hsv[..., 2]
    shifted = (hue[..., None] * 6 + np.array([5.0, 3.0, 1.0])) % 6
    wave = np.clip(np.minimum(shifted, 4 - shifted), 0, 1)
    return value[..., None] * (1 - saturation[..., None] * wave)


def main_colour(rgba: np.ndarray) -> tuple[np.ndarray, float]:
    """A mask (0..1) of the pixels that carry the main colour, and the share of the drawing they cover."""
    hsv = to_hsv(rgba[..., :3] / 255.0)
    solid = rgba[..., 3] > 128
    coloured = solid & (hsv[..., 1] > GREY_SATURATION) & (hsv[..., 2] > 0.15)
    weights = (hsv[..., 1] * hsv[..., 2])[coloured]
    if coloured.sum() < 0.25 * solid.sum():  # hardly any colour: its lighter greys are the main colour
        mask = solid & (hsv[..., 1] <= GREY_SATURATION) & (hsv[..., 2] > 0.35)
        return mask.astype(float), float(mask.sum() / solid.sum())
    counts, _ = np.histogram(hsv[..., 0][coloured], bins=36, range=(0, 1), weights=weights)
    smooth = counts + 0.7 * (np.roll(counts, 1) + np.roll(counts, -1))
    hue = (smooth.argmax() + 0.5) / 36
    distance = np.abs((hsv[..., 0] - hue + 0.5) % 1 - 0.5)
    mask = (rgba[..., 3] > 0) & (hsv[..., 1] > 0.12) & (distance < HUE_REACH)
    return mask.astype(float), float((mask & solid).sum() / solid.sum())


def recolour(rgba: np.ndarray, colour: tuple[float, float, float], shade=(0.0, 1.0, 1.0)) -> np.ndarray:
    """Moves the main colour to `colour`; `shade` shifts its hue and scales its saturation and value."""
    mask, _ = main_colour(rgba)
    on = mask > 0
    hsv = to_hsv(rgba[..., :3] / 255.0)
    hue, saturation, value = colour[0] + shade[0], colour[1] * shade[1], colour[2] * shade[2]
    middle_value = max(float(np.median(hsv[..., 2][on])), 0.3)
    middle_saturation = float(np.median(hsv[..., 1][on]))
    relative_value = hsv[..., 2] / middle_value
    if middle_saturation > GREY_SATURATION:
        relative_saturation = np.clip(hsv[..., 1] / middle_saturation, 0.35, 1.3)
    else:
        relative_saturation = np.ones_like(relative_value)
    new = np.stack([np.full_like(relative_value, hue % 1), np.clip(saturation * relative_saturation, 0, 1),
                    np.clip(value * relative_value ** (1.0 if value > 0.3 else 1.6), 0.04, 1)], -1)
    rgb = np.where(on[..., None], to_rgb(new), rgba[..., :3] / 255.0)
    return np.concatenate([np.round(rgb * 255), rgba[..., 3:]], -1).astype(np.uint8)
