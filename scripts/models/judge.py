"""The judge of the probe: a CLIP-like pair of towers that shares nothing with the trained models but the tokenizer.

Its image tower is a convolutional network (the models' is a transformer), its seed, augmentations and batches are its
own, and unlike them it has seen pictures of the held-out pairs, or it could not judge these.
"""
import argparse
import json
import random
import time
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from torch import nn
from transformers import CLIPTextConfig, CLIPTextModelWithProjection, CLIPTokenizer

from train_clip import batch_of, disturbed, said, tokens

WIDTHS = 32, 64, 128, 192


class Judge(nn.Module):
    def __init__(self, vocabulary: int, end: int):
        super().__init__()
        self.text = CLIPTextModelWithProjection(CLIPTextConfig(
            vocab_size=vocabulary, hidden_size=128, intermediate_size=256, num_hidden_layers=2, num_attention_heads=4,
            projection_dim=128, eos_token_id=end, bos_token_id=end - 1, pad_token_id=end))
        layers, before = [], 3
        for width in WIDTHS:  # (B, 3, 64, 64) to (B, 192, 4, 4)
            layers += [nn.Conv2d(before, width, 3, 2, 1), nn.GroupNorm(8, width), nn.SiLU(),
                       nn.Conv2d(width, width, 3, 1, 1), nn.GroupNorm(8, width), nn.SiLU()]
            before = width
        self.image = nn.Sequential(*layers, nn.Flatten(), nn.Linear(WIDTHS[-1] * 16, 128))
        self.scale = nn.Parameter(torch.tensor(2.7))

    def seen(self, pictures: torch.Tensor) -> torch.Tensor:
        """(B, 3, 64, 64) in -1..1 to unit vectors (B, 128)."""
        return F.normalize(self.image(pictures), dim=-1)

    def read(self, ids: torch.Tensor) -> torch.Tensor:
        return F.normalize(self.text(input_ids=ids).text_embeds, dim=-1)


def load(folder: Path) -> tuple[Judge, CLIPTokenizer]:
    tokenizer = CLIPTokenizer.from_pretrained(folder)
    judge = Judge(len(tokenizer), tokenizer.eos_token_id)
    judge.load_state_dict(torch.load(folder / "judge.pt", weights_only=True))
    return judge.eval(), tokenizer


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, required=True, help="the folder with pictures.npz, judge_only.npz and clip/")
    parser.add_argument("--steps", type=int, default=900)
    parser.add_argument("--seed", type=int, default=99)
    args = parser.parse_args()
    torch.set_num_threads(1)
    torch.manual_seed(args.seed)
    data = [np.load(args.out / name) for name in ("pictures.npz", "judge_only.npz")]
    pictures, labels = (np.concatenate([part[key] for part in data]) for key in ("pictures", "labels"))
    tokenizer = CLIPTokenizer.from_pretrained(args.out / "clip")
    judge = Judge(len(tokenizer), tokenizer.eos_token_id)
    optimizer = torch.optim.AdamW(judge.parameters(), lr=1.5e-3, betas=(0.9, 0.98), weight_decay=0.02)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, 1.5e-3, total_steps=args.steps, pct_start=0.1)
    chance, words, began = np.random.default_rng(args.seed), random.Random(args.seed), time.time()
    for step in range(args.steps):
        chosen = batch_of(labels, chance)
        x = torch.from_numpy(pictures[chosen]).permute(0, 3, 1, 2) / 127.5 - 1
        texts = tokens(tokenizer, [said(labels[i], words, 0.99) for i in chosen])
        longest = int((texts == tokenizer.eos_token_id).int().argmax(1).max()) + 1
        seen = judge.seen(disturbed(x, 0.3, 0.5, chance))
        logits = judge.scale.exp().clamp(max=60) * seen @ judge.read(texts[:, :longest]).T
        target = torch.arange(len(chosen))
        loss = (F.cross_entropy(logits, target) + F.cross_entropy(logits.T, target)) / 2
        optimizer.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(judge.parameters(), 1.0)
        optimizer.step()
        schedule.step()
        if step % 25 == 0 or step == args.steps - 1:
            right = (logits.argmax(1) == target).float().mean().item()
            print(f"judge step {step} loss {loss.item():.3f} right {right:.2f} {time.time() - began:.0f}s", flush=True)
            with open(args.out / "judge.log.jsonl", "a") as log:
                log.write(json.dumps({"step": step, "loss": loss.item(), "right": right}) + "\n")
    folder = args.out / "judge"
    folder.mkdir(exist_ok=True)
    tokenizer.save_pretrained(folder)
    torch.save(judge.state_dict(), folder / "judge.pt")


if __name__ == "__main__":
    main()
