#!/usr/bin/env python3
"""Draws the same pictures with diffusers and with Atelier's Java, live, and compares them pixel by pixel.

    scripts/golden/compare_images.py                                    # the sample model, a few prompts
    scripts/golden/compare_images.py --model DIR --prompts FILE --seeds 7,1024 --schedulers ddim,pndm,euler

Every seed is drawn once by diffusers with num_images_per_prompt; picture k must equal Java's imageIndex k. Exit 1 if any
channel of any pixel differs by more than --tolerance of 255. Needs scripts/golden/requirements.txt, a JDK and Maven.
"""

import argparse
import json
import pathlib
import subprocess
import sys
import tempfile

import numpy as np
import torch
from class_path import ROOT, built_class_path
from diffusers import DDIMScheduler, EulerDiscreteScheduler, PNDMScheduler, StableDiffusionPipeline

SCHEDULERS = {"ddim": DDIMScheduler, "pndm": PNDMScheduler, "euler": EulerDiscreteScheduler}
PROMPTS = ["a red mug, flat style", "a green teapot on a white background", "a blue bicycle"]


def draw_with_java(arguments: argparse.Namespace, requests: list[dict], folder: pathlib.Path) -> list[dict]:
    lines = folder / "requests.jsonl"
    lines.write_text("".join(json.dumps(r, ensure_ascii=False) + "\n" for r in requests), encoding="utf-8")
    command = ["java", "-cp", arguments.class_path or built_class_path(), "dev.atelier.inference.DrawPixels"]
    command += [arguments.model, str(lines), str(folder), arguments.precision, str(arguments.batch)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(f"Java failed:\n{done.stderr[-4000:]}")
    return [json.loads(line) for line in done.stdout.splitlines() if '"picture"' in line]


def pipeline(model: str, scheduler: type) -> StableDiffusionPipeline:
    """The pipeline with this scheduler over the model's own file: its constructor corrects old files, from_config does not."""
    file = scheduler.from_pretrained(model, subfolder="scheduler")
    pipe = StableDiffusionPipeline.from_pretrained(model, scheduler=file, torch_dtype=torch.float32, safety_checker=None)
    pipe.set_progress_bar_config(disable=True)
    return pipe


def draw_with_diffusers(pipe: StableDiffusionPipeline, request: dict, count: int) -> np.ndarray:
    result = pipe(
        request["prompt"],
        negative_prompt=request["negativePrompt"] or None,
        width=request["widthPx"],
        height=request["heightPx"],
        num_inference_steps=request["numInferenceSteps"],
        guidance_scale=request["guidanceScale"],
        num_images_per_prompt=count,
        generator=torch.Generator("cpu").manual_seed(request["seed"]),
        output_type="pil",
    )
    return np.stack([np.asarray(image) for image in result.images])  # (count, H, W, 3) uint8


def parse() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--model", default=str(ROOT / "data-samples/models/pocket-diffusion"))
    parser.add_argument("--prompts", type=pathlib.Path, help="a file, one prompt a line")
    parser.add_argument("--negative", default="")
    parser.add_argument("--seeds", default="1024")
    parser.add_argument("--schedulers", default="ddim,pndm,euler")
    parser.add_argument("--steps", type=int, default=20)
    parser.add_argument("--guidance", type=float, default=7.5)
    parser.add_argument("--images-per-prompt", type=int, default=4)
    parser.add_argument("--width", type=int, default=64)
    parser.add_argument("--height", type=int, default=64)
    parser.add_argument("--tolerance", type=int, default=2)
    parser.add_argument("--precision", default="fp32", choices=["fp32", "bf16"])
    parser.add_argument("--batch", type=int, default=4)
    parser.add_argument("--class-path")
    parser.add_argument("--keep", type=pathlib.Path, help="write both pictures of each request there, side by side")
    return parser.parse_args()


def main() -> None:
    arguments = parse()
    prompts = arguments.prompts.read_text(encoding="utf-8").splitlines() if arguments.prompts else PROMPTS
    common = dict(negativePrompt=arguments.negative, widthPx=arguments.width, heightPx=arguments.height)
    common |= dict(numInferenceSteps=arguments.steps, guidanceScale=arguments.guidance)
    draws = [
        dict(common, prompt=prompt, seed=int(seed), noiseScheduler=scheduler)
        for prompt in prompts
        if prompt.strip()
        for seed in arguments.seeds.split(",")
        for scheduler in arguments.schedulers.split(",")
    ]
    count = arguments.images_per_prompt
    requests = [dict(draw, imageIndex=k, numImagesPerPrompt=count) for draw in draws for k in range(count)]
    pipes = {name: pipeline(arguments.model, scheduler) for name, scheduler in SCHEDULERS.items()}
    worst, unequal, apart = 0, 0, 0
    with tempfile.TemporaryDirectory() as temporary:
        folder = pathlib.Path(temporary)
        lines = draw_with_java(arguments, requests, folder)
        if len(lines) != len(requests):
            sys.exit(f"Java drew {len(lines)} of {len(requests)} pictures")
        for number, draw in enumerate(draws):
            reference = draw_with_diffusers(pipes[draw["noiseScheduler"]], draw, count).astype(int)
            for k in range(count):
                raw = np.fromfile(folder / f"{number * count + k}.rgb", dtype=np.uint8)
                difference = np.abs(raw.reshape(reference[k].shape).astype(int) - reference[k])
                worst, unequal = max(worst, int(difference.max())), unequal + int((difference > 0).sum())
                apart += int(difference.max() > arguments.tolerance)
                print(f"{draw['noiseScheduler']} seed {draw['seed']} picture {k} of {draw['prompt']!r}: "
                      f"at most {difference.max()}/255 apart, {(difference > 0).sum()} of {difference.size} bytes differ")
                if arguments.keep:
                    keep(arguments.keep, number * count + k, raw.reshape(reference[k].shape), reference[k])
    print(f"{len(requests)} pictures, {apart} beyond {arguments.tolerance}/255; at most {worst}/255 apart, "
          f"{unequal} bytes differ")
    sys.exit(1 if apart else 0)


def keep(folder: pathlib.Path, number: int, ours: np.ndarray, theirs: np.ndarray) -> None:
    from PIL import Image

    folder.mkdir(parents=True, exist_ok=True)
    Image.fromarray(np.concatenate([ours, theirs.astype(np.uint8)], axis=1)).save(folder / f"{number}.png")


if __name__ == "__main__":
    main()
