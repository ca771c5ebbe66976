#!/usr/bin/env python3
"""Golden numbers of the noise schedulers and of torch's noise, for NoiseSchedulerTest and TorchNoiseTest.

    python scripts/golden/noise_schedulers.py

The network is a line, so that no weights are needed: output = 0.3 x + t / 1000 - 0.5. It starts from four numbers (or, where
the way adds noise, from a generator's) and goes through the whole run; printed are the timesteps' sum and the last sample.
"""

import diffusers
import torch

START = [1.5, -0.25, 0.0, -2.0]
CONFIG = dict(beta_start=0.00085, beta_end=0.012, beta_schedule="scaled_linear", steps_offset=1)


def last_sample(scheduler, steps: int) -> str:
    scheduler.set_timesteps(steps)
    x = torch.tensor(START) * scheduler.init_noise_sigma
    for t in scheduler.timesteps:
        x = scheduler.step(0.3 * scheduler.scale_model_input(x, t) + t / 1000 - 0.5, t, x).prev_sample
    return f"{round(scheduler.timesteps.sum().item())}, {', '.join(f'{v:.6f}' for v in x.tolist())}"


def ancestral(pictures: int, count: int, steps: int) -> str:
    """First and last number of each picture; the noise of every step comes from the generator of the start."""
    scheduler = diffusers.EulerAncestralDiscreteScheduler(timestep_spacing="trailing", **CONFIG)
    scheduler.set_timesteps(steps)
    generator = torch.Generator("cpu").manual_seed(1024)
    x = torch.randn(pictures, count, generator=generator) * scheduler.init_noise_sigma
    for t in scheduler.timesteps:
        x = scheduler.step(0.3 * scheduler.scale_model_input(x, t) + t / 1000 - 0.5, t, x, generator=generator).prev_sample
    return "; ".join(f"{p[0]:.6f}, {p[-1]:.6f}" for p in x.tolist())


def draws(pictures: int, count: int) -> str:
    """First and last number of each picture in three draws of one generator."""
    generator = torch.Generator("cpu").manual_seed(7)
    three = [torch.randn(pictures, count, generator=generator).tolist() for _ in range(3)]
    return "; ".join(", ".join(f"{p[0]:.7f} {p[-1]:.7f}" for p in draw) for draw in three)


def every_count(spacing: str) -> int:
    """Of every number of steps, every timestep and its place, in one number."""
    scheduler, total = diffusers.DDIMScheduler(timestep_spacing=spacing, **CONFIG), 0
    for steps in range(1, 1000):
        scheduler.set_timesteps(steps)
        total += sum((place + 1) * int(t) for place, t in enumerate(scheduler.timesteps)) * steps
    return total


def main() -> None:
    print("torch", torch.__version__, "diffusers", diffusers.__version__)
    for prediction in ("epsilon", "v_prediction"):
        for spacing in ("leading", "trailing", "linspace"):
            for steps in (1, 2, 7, 50) + ((48, 61, 1000) if spacing == "trailing" else ()):
                common = dict(prediction_type=prediction, timestep_spacing=spacing, **CONFIG)
                ddim = diffusers.DDIMScheduler(clip_sample=False, set_alpha_to_one=False, **common)
                pndm = diffusers.PNDMScheduler(skip_prk_steps=True, **common)
                print(f"ddim {prediction} {spacing} {steps}: {last_sample(ddim, steps)}")
                euler = diffusers.EulerDiscreteScheduler(**common)
                print(f"pndm {prediction} {spacing} {steps}: {last_sample(pndm, steps)}")
                print(f"euler {prediction} {spacing} {steps}: {last_sample(euler, steps)}")
    plain = dict(beta_start=0.0001, beta_end=0.02, beta_schedule="linear")
    print("ddim linear, alpha to one, 10:", last_sample(diffusers.DDIMScheduler(clip_sample=False, **plain), 10))
    print("pndm linear, Runge-Kutta, 4:", last_sample(diffusers.PNDMScheduler(**plain), 4))
    print("pndm linear, Runge-Kutta, 20:", last_sample(diffusers.PNDMScheduler(**plain), 20))
    print("euler of its own defaults, 10:", last_sample(diffusers.EulerDiscreteScheduler(), 10))
    for seed, count in ((1024, 1024), (4294967299, 1024), (7, 20), (7, 5)):
        values = torch.randn(count, generator=torch.Generator("cpu").manual_seed(seed))
        shown = ", ".join(f"{values[i].item():.7f}" for i in (0, 1, 2, 3, 4, count // 2, count - 2, count - 1))
        print(f"randn seed {seed}, {count} numbers, at 0 1 2 3 4 n/2 n-2 n-1: {shown}")
    for pictures, count in ((2, 32), (2, 20), (3, 3)):
        print(f"three draws of randn, seed 7, {pictures} pictures of {count}: {draws(pictures, count)}")
        print(f"ancestral Euler, 5 steps, seed 1024, {pictures} pictures of {count}: {ancestral(pictures, count, 5)}")
    print("every number of steps from 1 to 999:", {s: every_count(s) for s in ("leading", "trailing", "linspace")})
    odd = torch.randn(3, 4, 3, 3, generator=torch.Generator("cpu").manual_seed(1024)).reshape(3, -1)
    print("randn seed 1024, 3 pictures of 36 numbers, last two of each:", [[f"{v:.7f}" for v in p[-2:].tolist()] for p in odd])
    many = torch.randn(4, 4, 16, 16, generator=torch.Generator("cpu").manual_seed(1024)).reshape(4, -1)
    print("randn seed 1024, pictures 0 to 3 of 1024 numbers, first of each:", ", ".join(f"{v:.7f}" for v in many[:, 0].tolist()))


if __name__ == "__main__":
    main()
