"""Trains the UNet of the sample diffusion model (diffusers' UNet2DConditionModel, v-prediction).

Each process takes BATCH pictures a step; gradients are averaged. Matrices learn by Muon, the rest by AdamW; the rate is
constant and falls linearly to zero over the last part. The schedule depends on the step alone, so that a busy
machine changes the time and not the model. It resumes from unet.pt.
"""
import argparse
import json
import time
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from diffusers import DDIMScheduler, UNet2DConditionModel

import two_processes
from muon import Muon

CONFIG = dict(sample_size=16, in_channels=4, out_channels=4, block_out_channels=(64, 128, 128), layers_per_block=1,
              down_block_types=("DownBlock2D", "CrossAttnDownBlock2D", "CrossAttnDownBlock2D"),
              up_block_types=("CrossAttnUpBlock2D", "CrossAttnUpBlock2D", "UpBlock2D"),
              attention_head_dim=4, cross_attention_dim=128, norm_num_groups=16)
BETAS = dict(num_train_timesteps=1000, beta_start=0.00085, beta_end=0.012, beta_schedule="scaled_linear",
             clip_sample=False, set_alpha_to_one=False, steps_offset=1, prediction_type="v_prediction")
BATCH = 24  # of each process
MUON_RATE, ADAMW_RATE = 0.012, 1e-3
WARM_UP = 100
FALL = 0.6  # share of the steps over which the rate falls to zero
EMPTY_SHARE = 0.1
AS_IS_SHARE = 0.28  # of the batch are things without colours, a tenth of the pictures but half of the things
EMA = 0.995


def rate_at(step: int, steps: int) -> float:
    return min(1, (step + 1) / WARM_UP) * min(1, (steps - step) / (steps * FALL))


def batch_at(step: int, rank: int, seed: int, latents, as_is, texts, alphas):
    """The step's noisy latents, timesteps, text states and v-targets; a function of its arguments alone."""
    g = torch.Generator().manual_seed((seed * 1_000_003 + step) * 64 + rank)
    chosen = torch.randint(len(latents), (BATCH,), generator=g)
    plain = torch.rand(BATCH, generator=g) < AS_IS_SHARE
    chosen[plain] = as_is[torch.randint(len(as_is), (int(plain.sum()),), generator=g)]
    x0 = latents[chosen]  # (B, 4, 16, 16)
    caption = texts["first"][chosen] + (torch.rand(BATCH, generator=g) * texts["count"][chosen]).long()
    caption[torch.rand(BATCH, generator=g) < EMPTY_SHARE] = 0
    t = ((torch.arange(BATCH) + torch.rand(BATCH, generator=g)) * (1000 / BATCH)).long()  # stratified
    noise = torch.randn(x0.shape, generator=g)
    signal, spread = alphas[t].sqrt().view(-1, 1, 1, 1), (1 - alphas[t]).sqrt().view(-1, 1, 1, 1)
    return signal * x0 + spread * noise, t, texts["states"][caption], signal * noise - spread * x0


def optimizers_of(unet):
    inner = [p for n, p in unet.named_parameters() if p.ndim > 1 and not n.startswith(("conv_in", "conv_out"))]
    inside = {id(p) for p in inner}
    rest = [p for p in unet.parameters() if id(p) not in inside]
    return Muon(inner, lr=MUON_RATE), torch.optim.AdamW(rest, lr=ADAMW_RATE, betas=(0.9, 0.99), weight_decay=0)


def work(rank: int, processes: int, args) -> None:
    torch.manual_seed(args.seed)
    unet = UNet2DConditionModel(**CONFIG)
    torch.nn.init.zeros_(unet.conv_out.weight)
    muon, adamw = optimizers_of(unet)
    ema = {n: p.detach().clone() for n, p in unet.named_parameters()}
    latents = torch.load(args.out / "latents.pt", weights_only=True)
    as_is = torch.from_numpy(np.where(np.load(args.out / "pictures.npz")["labels"][:, 1] < 0)[0])
    texts = torch.load(args.out / "texts.pt", weights_only=True, mmap=True)
    alphas = DDIMScheduler(**BETAS).alphas_cumprod
    checkpoint, first = args.out / "unet.pt", 0
    state = two_processes.load(checkpoint)
    if state:
        unet.load_state_dict(state["unet"])
        muon.load_state_dict(state["muon"])
        adamw.load_state_dict(state["adamw"])
        ema, first = state["ema"], state["step"]
    began, mean_loss = time.time(), 0.0
    for step in range(first, args.steps):
        rate = rate_at(step, args.steps)
        muon.param_groups[0]["lr"], adamw.param_groups[0]["lr"] = MUON_RATE * rate, ADAMW_RATE * rate
        x, t, text, target = batch_at(step, rank, args.seed, latents, as_is, texts, alphas)
        with torch.autocast("cpu", torch.bfloat16):
            v = unet(x, t, text, return_dict=False)[0]
        loss = F.mse_loss(v.float(), target)
        unet.zero_grad()
        loss.backward()
        two_processes.average_gradients(unet.parameters(), processes)
        torch.nn.utils.clip_grad_norm_(unet.parameters(), 2.0)
        muon.step()
        adamw.step()
        keep = min(EMA, (step + 1) / (step + 10))
        with torch.no_grad():
            names, values = zip(*unet.named_parameters())
            torch._foreach_lerp_([ema[n] for n in names], list(values), 1 - keep)
        mean_loss += loss.item() / 50
        if rank == 0 and step % 50 == 49:
            print(f"unet step {step + 1} loss {mean_loss:.4f} rate {rate:.2f} {time.time() - began:.0f}s", flush=True)
            with open(args.out / "unet.log.jsonl", "a") as log:
                log.write(json.dumps({"step": step + 1, "loss": mean_loss, "seconds": time.time() - began}) + "\n")
        mean_loss = 0.0 if step % 50 == 49 else mean_loss
        if rank == 0 and (step % 200 == 199 or step == args.steps - 1):
            two_processes.save(checkpoint, {"unet": unet.state_dict(), "ema": ema, "muon": muon.state_dict(),
                                            "adamw": adamw.state_dict(), "step": step + 1})


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, required=True, help="the folder that holds latents.pt and texts.pt")
    parser.add_argument("--steps", type=int, default=4500)
    parser.add_argument("--seed", type=int, default=14)
    parser.add_argument("--processes", type=int, default=2)
    args = parser.parse_args()
    two_processes.run(work, args.processes, args)


if __name__ == "__main__":
    main()
