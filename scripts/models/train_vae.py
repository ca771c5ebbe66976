"""Trains the VAE: 64x64 pictures to 4 channels of 16x16 latents and back (diffusers' AutoencoderKL).

Loss: L1 + 2 MSE + 0.5 L1 of the picture's differences + 1e-6 KL (summed over the picture). At the end each latent
channel's mean and spread are folded into quant_conv and post_quant_conv, so that scaling_factor 0.18215 gives
latents of mean 0 and spread 1.
"""
import argparse
import json
import time
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from diffusers import AutoencoderKL

import two_processes
from muon import Muon

CONFIG = dict(in_channels=3, out_channels=3, latent_channels=4, sample_size=64, block_out_channels=(16, 32, 64),
              down_block_types=("DownEncoderBlock2D",) * 3, up_block_types=("UpDecoderBlock2D",) * 3,
              layers_per_block=1, norm_num_groups=8, act_fn="silu", scaling_factor=0.18215)
BATCH = 16  # of each process
MUON_RATE, ADAMW_RATE = 0.02, 2e-3
KL_WEIGHT = 1e-6  # with 5e-6 one of the four channels collapsed


def batch_of(pictures: np.ndarray, chance: np.random.Generator) -> torch.Tensor:
    """Random pictures shifted by up to 2 pixels and flipped: (B, 3, 64, 64) in -1..1."""
    x = torch.from_numpy(pictures[chance.integers(0, len(pictures), BATCH)]).permute(0, 3, 1, 2) / 127.5 - 1
    x = F.pad(x, (2, 2, 2, 2), mode="replicate")
    top, left = chance.integers(0, 5, 2)
    x = x[:, :, top:top + 64, left:left + 64]
    return x.flip(3) if chance.random() < 0.5 else x


def differences(x):
    return x[..., 1:, :] - x[..., :-1, :], x[..., :, 1:] - x[..., :, :-1]


def loss_of(vae, x, noise):
    posterior = vae.encode(x).latent_dist
    back = vae.decode(posterior.mean + posterior.std * noise).sample
    edges = sum((a - b).abs().mean() for a, b in zip(differences(back), differences(x)))
    mse = F.mse_loss(back, x)
    kl = posterior.kl().mean()
    return F.l1_loss(back, x) + 2 * mse + 0.5 * edges + KL_WEIGHT * kl, mse


def optimizers_of(vae):
    ends = "encoder.conv_in", "decoder.conv_out"
    inner = [p for n, p in vae.named_parameters() if p.ndim > 1 and not n.startswith(ends)]
    inside = {id(p) for p in inner}
    rest = [p for p in vae.parameters() if id(p) not in inside]
    return Muon(inner, lr=MUON_RATE), torch.optim.AdamW(rest, lr=ADAMW_RATE, betas=(0.9, 0.99), weight_decay=0)


def work(rank: int, processes: int, args) -> None:
    torch.manual_seed(args.seed)
    vae = AutoencoderKL(**CONFIG)
    with torch.no_grad():  # begin with little noise on the latents
        vae.quant_conv.bias[4:] -= 6
    pictures = np.load(args.out / "pictures.npz")["pictures"]
    muon, adamw = optimizers_of(vae)
    checkpoint = args.out / "vae.pt"
    first, state = 0, two_processes.load(checkpoint)
    if state and "muon" not in state:  # weights of another optimizer to begin with
        vae.load_state_dict(state["vae"])
    elif state:
        vae.load_state_dict(state["vae"])
        muon.load_state_dict(state["muon"])
        adamw.load_state_dict(state["adamw"])
        first = state["step"]
    began = time.time()
    for step in range(first, args.steps):
        rate = min(1, (step + 1) / 30) * min(1, 1.25 * (1 - step / args.steps) + 0.01)
        muon.param_groups[0]["lr"] = MUON_RATE * args.rate * rate
        adamw.param_groups[0]["lr"] = ADAMW_RATE * args.rate * rate
        chance = np.random.default_rng([args.seed, rank, step])
        noise = torch.randn(BATCH, 4, 16, 16, generator=torch.Generator().manual_seed(step * 64 + rank))
        loss, mse = loss_of(vae, batch_of(pictures, chance), noise)
        vae.zero_grad()
        loss.backward()
        two_processes.average_gradients(vae.parameters(), processes)
        torch.nn.utils.clip_grad_norm_(vae.parameters(), 1.0)
        muon.step()
        adamw.step()
        if rank == 0 and (step % 25 == 0 or step == args.steps - 1):
            psnr = -10 * np.log10(mse.item() / 4)
            print(f"vae step {step} loss {loss.item():.4f} psnr {psnr:.2f} {time.time() - began:.0f}s", flush=True)
            with open(args.out / "vae.log.jsonl", "a") as log:
                log.write(json.dumps({"step": step, "loss": loss.item(), "psnr": float(psnr)}) + "\n")
        if rank == 0 and step % 100 == 99:
            two_processes.save(checkpoint, {"vae": vae.state_dict(), "muon": muon.state_dict(),
                                            "adamw": adamw.state_dict(), "step": step + 1})
    if rank == 0:
        fold_scale(vae, pictures)
        vae.save_pretrained(args.out / "vae")


@torch.no_grad()
def fold_scale(vae: AutoencoderKL, pictures: np.ndarray) -> None:
    """Makes 0.18215 * latents have mean 0 and spread 1 in each channel, the function of the whole unchanged."""
    chosen = pictures[np.random.default_rng(0).permutation(len(pictures))[:512]]
    x = torch.from_numpy(chosen).permute(0, 3, 1, 2) / 127.5 - 1
    z = torch.cat([vae.encode(part).latent_dist.mean for part in x.split(64)])  # (512, 4, 16, 16)
    mean, spread = z.mean((0, 2, 3)), z.std((0, 2, 3))
    gain = 1 / (spread * CONFIG["scaling_factor"])
    vae.quant_conv.weight[:4] *= gain[:, None, None, None]
    vae.quant_conv.bias[:4] = (vae.quant_conv.bias[:4] - mean) * gain
    vae.quant_conv.bias[4:] += 2 * gain.log()
    # decode(z) = conv(z / gain + mean)
    vae.post_quant_conv.bias += (vae.post_quant_conv.weight[:, :, 0, 0] * mean).sum(1)
    vae.post_quant_conv.weight /= gain[None, :, None, None]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, required=True, help="the folder that holds pictures.npz")
    parser.add_argument("--steps", type=int, default=1000)
    parser.add_argument("--rate", type=float, default=1.0, help="factor of both learning rates")
    parser.add_argument("--seed", type=int, default=11)
    parser.add_argument("--processes", type=int, default=2)
    args = parser.parse_args()
    two_processes.run(work, args.processes, args)


if __name__ == "__main__":
    main()
