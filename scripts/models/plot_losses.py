"""Draws the training's loss curves from the .log.jsonl files as one small SVG, without any plotting library."""
import argparse
import json
from pathlib import Path

WIDTH, HEIGHT, EDGE = 300, 200, 34
PANELS = (("vae", "psnr", "VAE: PSNR of a batch, dB"), ("clip", "right", "CLIP: share right in a batch of 96"),
          ("unet", "loss", "UNet: v-prediction loss"))


def panel(records: list[dict], key: str, title: str, left: int) -> str:
    ys = [r[key] for r in records]
    low, high = min(ys), max(ys)
    across, up = (WIDTH - 2 * EDGE) / max(1, len(ys) - 1), (HEIGHT - 2 * EDGE) / ((high - low) or 1)
    points = " ".join(f"{left + EDGE + i * across:.1f},{HEIGHT - EDGE - (y - low) * up:.1f}" for i, y in enumerate(ys))
    right, bottom = left + WIDTH - EDGE, HEIGHT - EDGE
    return (f'<text x="{left + EDGE}" y="20">{title}</text>'
            f'<path d="M{left + EDGE} {EDGE}V{bottom}H{right}" fill="none" stroke="#999"/>'
            f'<polyline points="{points}" fill="none" stroke="#0b6e99" stroke-width="1.3"/>'
            f'<text x="{left + 2}" y="{EDGE + 4}">{high:.2f}</text><text x="{left + 2}" y="{bottom}">{low:.2f}</text>'
            f'<text x="{right}" y="{bottom + 14}" text-anchor="end">{records[-1]["total"]} steps</text>')


def in_one_row(records: list[dict]) -> list[dict]:
    """Adds the steps of all the runs that a log holds, one after the other."""
    before, last = 0, 0
    for record in records:
        if record["step"] < last:
            before += last
        last = record["step"]
        record["total"] = before + last
    return records


def thinned(records: list[dict], number: int = 150) -> list[dict]:
    stride = max(1, len(records) // number)
    return records[::stride] + ([records[-1]] if len(records) % stride != 1 else [])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--work", type=Path, required=True, help="the folder with vae.log.jsonl and the others")
    parser.add_argument("--out", type=Path, required=True, help="the .svg")
    args = parser.parse_args()
    body = ""
    for i, (name, key, title) in enumerate(PANELS):
        lines = (args.work / f"{name}.log.jsonl").read_text().splitlines()
        body += panel(thinned(in_one_row([json.loads(line) for line in lines])), key, title, i * WIDTH)
    args.out.write_text(f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH * len(PANELS)} {HEIGHT}" '
                        f'font-family="sans-serif" font-size="11"><rect width="100%" height="100%" fill="#fff"/>'
                        f'{body}</svg>\n')


if __name__ == "__main__":
    main()
