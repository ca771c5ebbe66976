#!/usr/bin/env python3
"""Makes a Stable Diffusion v1.4 directory of full size with random weights, for checks of size, speed and memory.

    python scripts/models/make_full_size_sd14.py DIR [--dtype float16]

The architecture is CompVis/stable-diffusion-v1-4's (its unet, vae, text_encoder and scheduler configs): 860 M, 84 M and
123 M parameters; 2.1 GB in fp16. The tokenizer has CLIP's 49,408 entries in CLIP's format, with made-up merges. Nothing of
it is meant to be committed, and it draws noise.
"""

import argparse
import pathlib

import torch
from diffusers import AutoencoderKL, PNDMScheduler, StableDiffusionPipeline, UNet2DConditionModel
from tokenizers.pre_tokenizers import ByteLevel
from transformers import CLIPTextConfig, CLIPTextModel, CLIPTokenizer

CLIP_ENTRIES = 49408


def tokenizer() -> CLIPTokenizer:
    symbols = sorted(ByteLevel.alphabet())
    entries = symbols + [s + "</w>" for s in symbols]
    merges = [(a, b + "</w>") for a in symbols for b in symbols][: CLIP_ENTRIES - 2 - len(entries)]
    entries += [a + b for a, b in merges] + ["<|startoftext|>", "<|endoftext|>"]
    vocab = {entry: i for i, entry in enumerate(entries)}
    if len(vocab) != CLIP_ENTRIES:
        raise SystemExit(f"{len(vocab)} entries instead of {CLIP_ENTRIES}")
    return CLIPTokenizer(vocab=vocab, merges=merges, model_max_length=77)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--dtype", default="float16", choices=["float16", "bfloat16", "float32"])
    arguments = parser.parse_args()
    torch.manual_seed(14)
    torch.set_default_dtype(getattr(torch, arguments.dtype))
    text = CLIPTextModel(
        CLIPTextConfig(
            vocab_size=CLIP_ENTRIES, hidden_size=768, intermediate_size=3072, num_hidden_layers=12,
            num_attention_heads=12, max_position_embeddings=77, hidden_act="quick_gelu", projection_dim=768,
        )
    )
    unet = UNet2DConditionModel(
        sample_size=64, block_out_channels=(320, 640, 1280, 1280), layers_per_block=2, attention_head_dim=8,
        cross_attention_dim=768, down_block_types=("CrossAttnDownBlock2D",) * 3 + ("DownBlock2D",),
        up_block_types=("UpBlock2D",) + ("CrossAttnUpBlock2D",) * 3,
    )
    vae = AutoencoderKL(
        block_out_channels=(128, 256, 512, 512), layers_per_block=2, sample_size=512,
        down_block_types=("DownEncoderBlock2D",) * 4, up_block_types=("UpDecoderBlock2D",) * 4,
    )
    scheduler = PNDMScheduler(
        beta_start=0.00085, beta_end=0.012, beta_schedule="scaled_linear", skip_prk_steps=True, steps_offset=1
    )
    scheduler.register_to_config(clip_sample=False)
    StableDiffusionPipeline(
        vae=vae, text_encoder=text, tokenizer=tokenizer(), unet=unet, scheduler=scheduler, safety_checker=None,
        feature_extractor=None, requires_safety_checker=False,
    ).save_pretrained(arguments.folder)
    parameters = {name: sum(p.numel() for p in m.parameters()) for name, m in (("unet", unet), ("vae", vae), ("text", text))}
    print(f"{arguments.folder}: {parameters}")


if __name__ == "__main__":
    main()
