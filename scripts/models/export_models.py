"""Saves what was trained as the two directories: pocket-diffusion (StableDiffusionPipeline) and pocket-clip (CLIPModel).

Weights are float16 safetensors, one variant a folder. Parts that are not trained yet are saved as they begin.
"""
import argparse
import shutil
from pathlib import Path

import torch
from diffusers import AutoencoderKL, DDIMScheduler, StableDiffusionPipeline, UNet2DConditionModel
from transformers import CLIPImageProcessor, CLIPModel, CLIPTextModel, CLIPTokenizer

import train_unet
import train_vae
from make_tokenizer import make_tokenizer
from train_clip import model_of
from vocabulary import save_vocabulary

TOKENIZER_FILES = ("vocab.json", "merges.txt", "tokenizer.json", "tokenizer_config.json")


def clip_of(work: Path) -> CLIPModel:
    folder = work / "clip"
    if (folder / "model.safetensors").exists():
        return CLIPModel.from_pretrained(folder)
    return model_of(make_tokenizer(folder))


def vae_of(work: Path) -> AutoencoderKL:
    return AutoencoderKL.from_pretrained(work / "vae") if (work / "vae").exists() \
        else AutoencoderKL(**train_vae.CONFIG)


def unet_of(work: Path) -> UNet2DConditionModel:
    """With the moving average of its weights, which is better than the last step's."""
    unet = UNet2DConditionModel(**train_unet.CONFIG)
    if (work / "unet.pt").exists():
        unet.load_state_dict(torch.load(work / "unet.pt", weights_only=True)["ema"])
    return unet


def image_processor() -> CLIPImageProcessor:
    """Pictures go in as 64x64 in -1..1."""
    return CLIPImageProcessor(size={"shortest_edge": 64}, crop_size={"height": 64, "width": 64}, do_convert_rgb=True,
                              image_mean=[0.5] * 3, image_std=[0.5] * 3)


def computed_in_float32(config: Path) -> None:
    """transformers computes in the dtype that the config names; diffusers in float32 whatever the files hold."""
    config.write_text(config.read_text().replace('"dtype": "float16"', '"dtype": "float32"'))


def export(work: Path, diffusion: Path, clip_folder: Path) -> None:
    clip, vae, unet = clip_of(work).half(), vae_of(work).half(), unet_of(work).half()
    text = CLIPTextModel(clip.config.text_config).half()
    tower = {name.removeprefix("text_model."): value for name, value in clip.state_dict().items()
             if name.startswith("text_model.")}
    wanted = {name.removeprefix("text_model."): name for name in text.state_dict()}
    text.load_state_dict({full: tower[short] for short, full in wanted.items() if short in tower})
    missing = set(wanted) - set(tower) - {"embeddings.position_ids"}
    if missing:
        raise ValueError(f"The text tower lacks {sorted(missing)[:3]}")
    scheduler = DDIMScheduler(**train_unet.BETAS)
    scheduler.register_to_config(skip_prk_steps=True)  # PNDM made from this config starts as Stable Diffusion's does
    StableDiffusionPipeline(
        vae=vae, text_encoder=text, tokenizer=CLIPTokenizer.from_pretrained(work / "clip"), unet=unet,
        scheduler=scheduler, safety_checker=None, feature_extractor=None,
        requires_safety_checker=False).save_pretrained(diffusion, safe_serialization=True)
    clip.save_pretrained(clip_folder)
    image_processor().save_pretrained(clip_folder)
    (diffusion / "tokenizer").mkdir(exist_ok=True)
    for name in TOKENIZER_FILES:
        shutil.copy(work / "clip" / name, diffusion / "tokenizer" / name)
        shutil.copy(work / "clip" / name, clip_folder / name)
    for config in (diffusion / "text_encoder" / "config.json", clip_folder / "config.json"):
        computed_in_float32(config)
    save_vocabulary(diffusion / "vocabulary.json")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--work", type=Path, required=True, help="the folder the training wrote to")
    parser.add_argument("--out", type=Path, required=True, help="where pocket-diffusion and pocket-clip are put")
    args = parser.parse_args()
    export(args.work, args.out / "pocket-diffusion", args.out / "pocket-clip")
    size = sum(f.stat().st_size for f in args.out.rglob("*") if f.is_file())
    print(f"saved {size / 1e6:.1f} MB below {args.out}")


if __name__ == "__main__":
    main()
