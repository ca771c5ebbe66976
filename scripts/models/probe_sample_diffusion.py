"""Measures the sample diffusion model with a judge that was trained apart, and draws contact sheets to look at.

Prints, one a line: how often the judge picks the picture's caption out of 100 (training captions, held-out pairs,
phrasings that no template has; and real pictures beside them), and how far eight seeds of one caption lie apart
compared with pictures of different captions.
"""
import argparse
import hashlib
import random
from pathlib import Path

import numpy as np
import torch
from diffusers import StableDiffusionPipeline
from PIL import Image
from transformers import CLIPModel, CLIPTokenizer

import judge
from draw_icons import COLOURS
from train_clip import tokens
from vocabulary import AS_IS, RECOLOURABLE, STYLES, THINGS, held_out, plain_caption

CHOICES = 100
# None of these follows a template; the words that matter are in the vocabulary, the others mostly are not.
OTHER_PHRASINGS = (
    "Our bestselling {item}, perfect for sunny mornings", "{item} | free shipping | online store",
    "An elegant {item} photographed against plain white paper", "hero image: {item}, crisp edges",
    "Shop the new {item} today")
DIVERSITY = ("a green mug", "a blue backpack", "a red chair", "a purple umbrella", "a pink teapot", "a black camera",
             "a banana", "an orange guitar", "a yellow boot", "a green alarm clock", "a laptop", "a red balloon")


class Probe:
    def __init__(self, args):
        self.pipeline = StableDiffusionPipeline.from_pretrained(
            args.model, safety_checker=None)
        self.pipeline.set_progress_bar_config(disable=True)
        self.convolutional = (args.judge / "judge.pt").exists()
        if self.convolutional:
            self.judge, self.tokenizer = judge.load(args.judge)
        else:
            self.judge = CLIPModel.from_pretrained(args.judge).eval()
            self.tokenizer = CLIPTokenizer.from_pretrained(args.judge)
        self.weights = (args.model / "unet" / "diffusion_pytorch_model.safetensors").read_bytes()
        self.args = args

    def draw(self, prompts: list[str], seeds: list[int]) -> np.ndarray:
        """(N, 64, 64, 3) uint8; every picture has its own generator. Kept, so that another judge need not redraw."""
        asked = repr((prompts, seeds, self.args.steps, self.args.guidance)).encode()
        kept = self.args.sheets / f"{hashlib.sha256(self.weights + asked).hexdigest()[:16]}.npy"
        if kept.exists():
            return np.load(kept)
        out = []
        for at in range(0, len(prompts), 20):
            generators = [torch.Generator().manual_seed(s) for s in seeds[at:at + 20]]
            out.append(self.pipeline(prompts[at:at + 20], generator=generators, output_type="np",
                                     num_inference_steps=self.args.steps, guidance_scale=self.args.guidance).images)
        pictures = (np.concatenate(out) * 255).round().astype(np.uint8)
        np.save(kept, pictures)
        return pictures

    @torch.no_grad()
    def seen(self, pictures: np.ndarray) -> torch.Tensor:
        x = torch.from_numpy(pictures).permute(0, 3, 1, 2) / 127.5 - 1
        if self.convolutional:
            return self.judge.seen(x)
        v = self.judge.visual_projection(self.judge.vision_model(pixel_values=x).pooler_output)
        return v / v.norm(dim=-1, keepdim=True)

    @torch.no_grad()
    def read(self, texts: list[str]) -> torch.Tensor:
        ids = tokens(self.tokenizer, texts)
        if self.convolutional:
            return self.judge.read(ids)
        t = self.judge.text_projection(self.judge.text_model(input_ids=ids).pooler_output)
        return t / t.norm(dim=-1, keepdim=True)

    def right(self, pictures: np.ndarray, asked: list[str], choices: list[str]) -> np.ndarray:
        """For each picture, whether the judge picks the caption that was asked for out of the choices."""
        best = (self.seen(pictures) @ self.read(choices).T).argmax(1)
        return np.array([choices[b] == a for b, a in zip(best, asked)])

    def spread(self, groups: list[np.ndarray]) -> tuple[float, float]:
        """Mean distance within a caption over mean distance between captions: in pixels, in the judge's eyes."""
        pictures = np.concatenate(groups)
        owner = np.repeat(np.arange(len(groups)), [len(g) for g in groups])
        flat = torch.from_numpy(pictures.reshape(len(pictures), -1).astype(np.float32) / 255)
        pixel = torch.cdist(flat, flat) / flat.size(1) ** 0.5
        eye = self.seen(pictures)
        other = (1 - eye @ eye.T).clamp(min=0)
        same = torch.from_numpy(owner[:, None] == owner[None]) & ~torch.eye(len(owner), dtype=torch.bool)
        apart = torch.from_numpy(owner[:, None] != owner[None])
        return (pixel[same].mean() / pixel[apart].mean()).item(), (other[same].mean() / other[apart].mean()).item()


def sheet(pictures: np.ndarray, columns: int, path: Path) -> None:
    rows = -(-len(pictures) // columns)
    canvas = np.full((rows * columns, 68, 68, 3), 128, np.uint8)
    canvas[:len(pictures), 2:66, 2:66] = pictures
    canvas = canvas.reshape(rows, columns, 68, 68, 3).swapaxes(1, 2).reshape(rows * 68, columns * 68, 3)
    Image.fromarray(canvas).save(path)


def captions_to_ask(chance: random.Random) -> list[tuple[str, str | None]]:
    """100 different pairs of thing and colour that were trained on, every thing among them where they suffice."""
    unseen = set(held_out())
    pairs = [(thing, None) for thing in chance.sample(sorted(AS_IS), 40)]
    coloured = [(t, c) for t in sorted(RECOLOURABLE) for c in COLOURS if (t, c) not in unseen]
    return pairs + chance.sample(coloured, CHOICES - len(pairs))


def real_of(data, pairs, chance: random.Random) -> np.ndarray:
    things, colours = list(THINGS), list(COLOURS)
    out = []
    for thing, colour in pairs:
        wanted = things.index(thing), colours.index(colour) if colour else -1
        found = np.where((data["labels"][:, :2] == wanted).all(1))[0]
        out.append(data["pictures"][chance.choice(found.tolist())])
    return np.stack(out)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--model", type=Path, required=True, help="pocket-diffusion")
    parser.add_argument("--judge", type=Path, required=True, help="of judge.py, or a CLIP's directory")
    parser.add_argument("--work", type=Path, required=True, help="the folder with pictures.npz and held_out.npz")
    parser.add_argument("--sheets", type=Path, required=True, help="where the contact sheets are put")
    parser.add_argument("--steps", type=int, default=25)
    parser.add_argument("--guidance", type=float, default=4.0)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--quick", action="store_true", help="sheets of 40 training captions and 6 x 8 seeds, no more")
    args = parser.parse_args()
    torch.set_num_threads(args.threads)
    args.sheets.mkdir(parents=True, exist_ok=True)
    probe, chance = Probe(args), random.Random(5)
    pairs = captions_to_ask(chance)
    chance.shuffle(pairs)
    choices = [plain_caption(*pair) for pair in pairs]
    number = 40 if args.quick else CHOICES
    styled = [plain_caption(*pair, chance.choice([None, *STYLES])) for pair in pairs[:number]]
    drawn = probe.draw(styled, list(range(number)))
    sheet(drawn, 10, args.sheets / "training-captions.png")
    (args.sheets / "training-captions.txt").write_text("\n".join(styled) + "\n")
    print(f"training captions: {probe.right(drawn, choices[:number], choices).mean():.3f} of {number}", flush=True)
    groups = [probe.draw([c] * 8, list(range(8))) for c in DIVERSITY[:6 if args.quick else None]]
    sheet(np.concatenate(groups), 8, args.sheets / "eight-seeds.png")
    print("eight seeds, within/between distance: pixels %.3f, judge %.3f" % probe.spread(groups), flush=True)
    if args.quick:
        return

    data, unseen = dict(np.load(args.work / "pictures.npz")), np.load(args.work / "held_out.npz")
    print(f"  real pictures: {probe.right(real_of(data, pairs, chance), choices, choices).mean():.3f}")
    real_groups = [real_of(data, [pair] * 8, chance) for pair in [p for p in pairs if p[1]][:12]]
    print("  real variants, within/between distance: pixels %.3f, judge %.3f" % probe.spread(real_groups))

    kept = held_out()
    others = [(t, c) for t in sorted(RECOLOURABLE) for c in COLOURS if (t, c) not in set(kept)]
    hard = [plain_caption(*p) for p in kept + chance.sample(others, CHOICES - len(kept))]
    asked = [plain_caption(*p) for p in kept] * 2
    drawn = probe.draw(asked, list(range(1000, 1000 + len(asked))))
    sheet(drawn, 10, args.sheets / "held-out.png")
    (args.sheets / "held-out.txt").write_text("\n".join(asked) + "\n")
    print(f"held-out pairs: {probe.right(drawn, asked, hard).mean():.3f} of {len(asked)}", flush=True)
    print(f"  real pictures: {probe.right(unseen['pictures'], asked, hard).mean():.3f}")

    prompts = [OTHER_PHRASINGS[i % len(OTHER_PHRASINGS)].format(item=f"{c} {t}" if c else t)
               for i, (t, c) in enumerate(pairs)]
    drawn = probe.draw(prompts, list(range(2000, 2000 + CHOICES)))
    sheet(drawn, 10, args.sheets / "other-phrasings.png")
    (args.sheets / "other-phrasings.txt").write_text("\n".join(prompts) + "\n")
    print(f"other phrasings: {probe.right(drawn, choices, choices).mean():.3f} of {CHOICES}", flush=True)


if __name__ == "__main__":
    main()
