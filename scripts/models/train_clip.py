"""Trains the CLIP: a text tower that the UNet reads and an image tower that scores pictures against texts.

transformers' CLIPModel, symmetric cross-entropy over the batch (Radford et al. 2021, figure 3).
"""
import argparse
import json
import random
import time
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from transformers import CLIPConfig, CLIPModel, CLIPTokenizer

from draw_icons import COLOURS
from make_tokenizer import make_tokenizer
from vocabulary import BACKGROUNDS, STYLES, THINGS, caption

BATCH = 96
LEARNING_RATE = 1e-3
WARM_UP = 60
COLOUR_SAID = 0.99  # a caption that leaves the colour out fits eight pictures of the batch
NAMES = list(THINGS), list(COLOURS), list(STYLES), list(BACKGROUNDS)


def model_of(tokenizer: CLIPTokenizer) -> CLIPModel:
    ids = dict(bos_token_id=tokenizer.bos_token_id, eos_token_id=tokenizer.eos_token_id,
               pad_token_id=tokenizer.pad_token_id)
    shape = dict(hidden_size=128, intermediate_size=512, num_hidden_layers=3, num_attention_heads=4,
                 hidden_act="quick_gelu", projection_dim=128)
    return CLIPModel(CLIPConfig(
        text_config=dict(vocab_size=len(tokenizer), max_position_embeddings=77, **shape, **ids),
        vision_config=dict(image_size=64, patch_size=8, **shape), projection_dim=128))


def said(label: np.ndarray, chance: random.Random, colour_said: float = 0.93) -> str:
    """A caption of the picture that leaves out some of what could be said."""
    thing, colour, style, background = (names[i] if i >= 0 else None for names, i in zip(NAMES, label))
    return caption(thing, colour if chance.random() < colour_said else None, style if chance.random() < 0.5 else None,
                   background if chance.random() < (0.25 if background == "white" else 0.6) else None, chance)


def batch_of(labels: np.ndarray, chance: np.random.Generator) -> np.ndarray:
    """A quarter at random, a quarter things without colours (a tenth of the pictures but half of the things), half
    a few things in all their colours, so that colour and thing must be told apart."""
    chosen = list(chance.integers(0, len(labels), BATCH // 4))
    chosen += list(chance.choice(np.where(labels[:, 1] < 0)[0], BATCH // 4))
    coloured = np.unique(labels[labels[:, 1] >= 0, 0])
    while len(chosen) < BATCH:
        of_thing = np.where(labels[:, 0] == chance.choice(coloured))[0]
        for colour in np.unique(labels[of_thing, 1]):
            chosen.append(int(chance.choice(of_thing[labels[of_thing, 1] == colour])))
    return np.array(chosen[:BATCH])


def tokens(tokenizer: CLIPTokenizer, texts: list[str]) -> torch.Tensor:
    return tokenizer(texts, padding="max_length", truncation=True, max_length=77, return_tensors="pt").input_ids


def disturbed(x: torch.Tensor, noise: float, blur: float, chance: np.random.Generator) -> torch.Tensor:
    """Shifts, blurs and adds noise, since generated pictures are not as clean: (B, 3, 64, 64) in -1..1."""
    x = F.pad(x, (3, 3, 3, 3), mode="replicate")
    top, left = chance.integers(0, 7, 2)
    x = x[:, :, top:top + 64, left:left + 64]
    if chance.random() < blur:
        x = F.avg_pool2d(F.pad(x, (1, 1, 1, 1), mode="replicate"), 3, 1)
    return x + noise * float(chance.random()) * torch.randn(x.shape)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, required=True, help="the folder that holds pictures.npz")
    parser.add_argument("--name", default="clip")
    parser.add_argument("--steps", type=int, default=1800)
    parser.add_argument("--seed", type=int, default=12)
    parser.add_argument("--noise", type=float, default=0.1)
    parser.add_argument("--blur", type=float, default=0.2)
    parser.add_argument("--rate", type=float, default=LEARNING_RATE)
    parser.add_argument("--lock-text", action="store_true", help="leave the text tower, which the UNet reads, as it is")
    parser.add_argument("--begin", type=Path, help="a CLIP to go on from")
    args = parser.parse_args()
    torch.set_num_threads(1)
    torch.manual_seed(args.seed)
    data = np.load(args.out / "pictures.npz")
    pictures, labels = data["pictures"], data["labels"]
    tokenizer = make_tokenizer(args.out / args.name)
    clip = CLIPModel.from_pretrained(args.begin) if args.begin else model_of(tokenizer)
    clip.train()
    clip.text_model.requires_grad_(not args.lock_text)
    learning = [p for p in clip.parameters() if p.requires_grad]
    matrices, rest = [p for p in learning if p.ndim > 1], [p for p in learning if p.ndim <= 1]
    optimizer = torch.optim.AdamW([{"params": matrices, "weight_decay": 0.05}, {"params": rest, "weight_decay": 0}],
                                  lr=LEARNING_RATE, betas=(0.9, 0.98))
    chance, words = np.random.default_rng(args.seed), random.Random(args.seed)
    began = time.time()
    for step in range(args.steps):
        rate = args.rate * min(1, (step + 1) / WARM_UP) * (0.5 + 0.5 * np.cos(np.pi * step / args.steps))
        for group in optimizer.param_groups:
            group["lr"] = rate
        chosen = batch_of(labels, chance)
        x = torch.from_numpy(pictures[chosen]).permute(0, 3, 1, 2) / 127.5 - 1
        texts = tokens(tokenizer, [said(labels[i], words, COLOUR_SAID) for i in chosen])
        # Texts are short: the columns past the longest one's end cannot be seen by its (causal) end token.
        longest = int((texts == tokenizer.eos_token_id).int().argmax(1).max()) + 1
        out = clip(input_ids=texts[:, :longest], pixel_values=disturbed(x, args.noise, args.blur, chance))
        logits = out.logits_per_text
        target = torch.arange(BATCH)
        loss = (F.cross_entropy(logits, target) + F.cross_entropy(logits.T, target)) / 2
        optimizer.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(clip.parameters(), 1.0)
        optimizer.step()
        with torch.no_grad():
            clip.logit_scale.clamp_(max=np.log(100))
        if step % 25 == 0 or step == args.steps - 1:
            right = (logits.argmax(0) == target).float().mean().item()
            print(f"{args.name} step {step} loss {loss.item():.3f} right {right:.2f} {time.time() - began:.0f}s",
                  flush=True)
            with open(args.out / f"{args.name}.log.jsonl", "a") as log:
                log.write(json.dumps({"step": step, "loss": loss.item(), "right": right}) + "\n")
    clip.save_pretrained(args.out / args.name)


if __name__ == "__main__":
    main()
