"""Computes once what the UNet trains on: the latents of every picture and the text states of many captions.

Captions are kept by what they may describe, (thing, colour, style, background): a picture draws one of its key's.
Texts are kept as bfloat16 (N, 77, 128); row 0 is the empty caption.
"""
import argparse
import random
from pathlib import Path

import numpy as np
import torch
from diffusers import AutoencoderKL
from transformers import CLIPModel, CLIPTokenizer

from train_clip import said, tokens
from vocabulary import BACKGROUNDS

CAPTIONS_ON_WHITE, CAPTIONS_ON_TINT = 24, 5


@torch.no_grad()
def latents_of(vae: AutoencoderKL, pictures: np.ndarray) -> torch.Tensor:
    """(N, 4, 16, 16), scaled to mean 0 and spread 1: the posterior's means."""
    parts = [vae.encode(torch.from_numpy(p).permute(0, 3, 1, 2) / 127.5 - 1).latent_dist.mean
             for p in np.array_split(pictures, len(pictures) // 64 + 1)]
    return torch.cat(parts) * vae.config.scaling_factor


@torch.no_grad()
def states_of(clip: CLIPModel, tokenizer: CLIPTokenizer, texts: list[str]) -> torch.Tensor:
    """The text tower's last hidden states, normalised as Stable Diffusion takes them: (N, 77, 128)."""
    parts = [clip.text_model(input_ids=tokens(tokenizer, texts[i:i + 64])).last_hidden_state.bfloat16()
             for i in range(0, len(texts), 64)]
    return torch.cat(parts)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--seed", type=int, default=13)
    args = parser.parse_args()
    torch.set_num_threads(2)
    data = np.load(args.out / "pictures.npz")
    labels = data["labels"]
    if not (args.out / "latents.pt").exists():
        latents = latents_of(AutoencoderKL.from_pretrained(args.out / "vae"), data["pictures"])
        print("latents", tuple(latents.shape), "spread", latents.std((0, 2, 3)).tolist(), flush=True)
        torch.save(latents, args.out / "latents.pt")
    if not (args.out / "texts.pt").exists():
        prepare_texts(args, labels)


def prepare_texts(args, labels: np.ndarray) -> None:
    chance = random.Random(args.seed)
    texts, first, count = [""], np.zeros(len(labels), np.int64), np.zeros(len(labels), np.int64)
    white = list(BACKGROUNDS).index("white")
    kinds = np.concatenate([labels[:, :3], np.zeros((len(labels), 1), labels.dtype)], 1)
    for kind in np.unique(kinds, axis=0):
        for background in range(len(BACKGROUNDS)):
            label = np.array([*kind[:3], background])
            of_it = (labels == label).all(1)
            if not of_it.any():
                continue
            number = CAPTIONS_ON_WHITE if background == white else CAPTIONS_ON_TINT
            first[of_it], count[of_it] = len(texts), number
            texts += [said(label, chance) for _ in range(number)]
    clip = CLIPModel.from_pretrained(args.out / "clip").eval()
    states = states_of(clip, CLIPTokenizer.from_pretrained(args.out / "clip"), texts)
    print("texts", tuple(states.shape), flush=True)
    torch.save({"states": states, "first": torch.from_numpy(first), "count": torch.from_numpy(count)},
               args.out / "texts.pt")


if __name__ == "__main__":
    main()
