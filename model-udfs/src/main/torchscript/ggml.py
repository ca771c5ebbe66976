"""GGML's block formats as fp32. Layouts: ggml-common.h (the block_* structs); arithmetic: ggml-quants.c, dequantize_row_*."""

from typing import List

import torch
from torch import Tensor


def copied(raw: Tensor, dtype: str) -> Tensor:
    """Bytes (n,) uint8 of safetensors or GGUF as the numbers they are, blocks as bytes; a copy in any case."""
    if dtype == "F32":
        return torch.view_copy(raw, dtype=torch.float32)
    if dtype == "F16":
        return torch.view_copy(raw, dtype=torch.float16)
    if dtype == "BF16":
        return torch.view_copy(raw, dtype=torch.bfloat16)
    return raw.clone()


def dequantised(raw: Tensor, dtype: str, shape: List[int]) -> Tensor:
    """What `copied` gave -> the shape, blocks as fp32."""
    if dtype == "F32" or dtype == "F16" or dtype == "BF16":
        return raw.reshape(shape)
    if dtype == "Q8_0":
        blocks = raw.reshape(-1, 34)  # (n, fp16 d + 32 int8)
        quants = torch.view_copy(blocks[:, 2:].contiguous(), dtype=torch.int8)  # (n, 32)
        return (half(blocks, 0) * quants).reshape(shape)
    if dtype == "Q4_0":
        blocks = raw.reshape(-1, 18)  # (n, fp16 d + 16 bytes of two nibbles)
        return (half(blocks, 0) * (nibbles(blocks[:, 2:]) - 8.0)).reshape(shape)
    if dtype == "Q4_1":
        blocks = raw.reshape(-1, 20)  # (n, fp16 d, fp16 m + 16 bytes of two nibbles)
        return (half(blocks, 0) * nibbles(blocks[:, 4:]) + half(blocks, 2)).reshape(shape)
    if dtype == "Q5_0":
        blocks = raw.reshape(-1, 22)  # (n, fp16 d, 32 fifth bits + 16 bytes of two nibbles)
        quants = nibbles(blocks[:, 6:]) + 16.0 * bits(blocks[:, 2:6])  # (n, 32)
        return (half(blocks, 0) * (quants - 16.0)).reshape(shape)
    if dtype == "Q5_1":
        blocks = raw.reshape(-1, 24)  # (n, fp16 d, fp16 m, 32 fifth bits + 16 bytes of two nibbles)
        quants = nibbles(blocks[:, 8:]) + 16.0 * bits(blocks[:, 4:8])  # (n, 32)
        return (half(blocks, 0) * quants + half(blocks, 2)).reshape(shape)
    if dtype == "Q4_K" or dtype == "Q5_K":
        return k_four_or_five(raw, dtype == "Q5_K").reshape(shape)
    if dtype == "Q6_K":
        return k_six(raw).reshape(shape)
    raise RuntimeError("Invalid dtype: " + dtype + " (must be F32, F16, BF16, Q8_0, Q4_0/1, Q5_0/1, Q4_K, Q5_K or Q6_K)")


def half(blocks: Tensor, at: int) -> Tensor:
    """The fp16 number at that byte of each block: (n, bytes) -> (n, 1) fp32."""
    return torch.view_copy(blocks[:, at : at + 2].contiguous(), dtype=torch.float16).to(torch.float32)


def nibbles(packed: Tensor) -> Tensor:
    """(n, k) bytes -> (n, 2k): the low halves, then the high ones."""
    return torch.cat([packed & 15, packed >> 4], -1).to(torch.float32)


def bits(packed: Tensor) -> Tensor:
    """(n, k) bytes -> (n, 8k), lowest bit first."""
    places = torch.arange(8, dtype=torch.uint8, device=packed.device)
    return ((packed.unsqueeze(-1) >> places) & 1).reshape(packed.size(0), -1).to(torch.float32)


def k_four_or_five(raw: Tensor, five: bool) -> Tensor:
    """Q4_K, Q5_K: 8 groups of 32; 6-bit scales and minima in 12 bytes (get_scale_min_k4)."""
    blocks = raw.reshape(-1, 176 if five else 144)
    n = blocks.size(0)
    low, high, mixed = blocks[:, 4:8], blocks[:, 8:12], blocks[:, 12:16]  # (n, 4) each
    scale = torch.cat([low & 63, (mixed & 15) | ((low >> 6) << 4)], -1)  # (n, 8)
    minimum = torch.cat([high & 63, (mixed >> 4) | ((high >> 6) << 4)], -1)  # (n, 8)
    d = (half(blocks, 0) * scale).unsqueeze(-1)  # (n, 8, 1)
    m = (half(blocks, 2) * minimum).unsqueeze(-1)  # (n, 8, 1)
    quants = nibbles(blocks[:, 48 if five else 16 :].reshape(-1, 32)).reshape(n, 8, 32)
    if five:
        fifth = bits(blocks[:, 16:48]).reshape(n, 32, 8).transpose(1, 2)  # (n, 8, 32): bit g belongs to group g
        quants = quants + 16.0 * fifth
    return d * quants - m


def k_six(raw: Tensor) -> Tensor:
    """Q6_K: 2 halves of 128; four low bits, two high bits, 16 int8 scales, fp16 d."""
    blocks = raw.reshape(-1, 210)
    n = blocks.size(0)
    low = blocks[:, :128].reshape(n, 2, 1, 64)
    low = torch.cat([low & 15, low >> 4], 2)  # (n, 2, 2, 64)
    places = torch.tensor([0, 2, 4, 6], dtype=torch.uint8, device=raw.device).reshape(1, 1, 4, 1)
    high = (blocks[:, 128:192].reshape(n, 2, 1, 32) >> places) & 3  # (n, 2, 4, 32)
    quants = low.reshape(n, 2, 4, 32).to(torch.float32) + 16.0 * high.to(torch.float32) - 32.0
    scale = torch.view_copy(blocks[:, 192:208].contiguous(), dtype=torch.int8)  # (n, 16), one for 16 numbers
    return half(blocks, 208).unsqueeze(-1) * scale.unsqueeze(-1) * quants.reshape(n, 16, 16)
