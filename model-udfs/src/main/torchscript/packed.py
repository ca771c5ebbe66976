"""Shared by all programs: raw bytes to tensors, and linear layers whose bits do not depend on the batch.

On CPU the weights are packed once for oneDNN: a row's result is then the same bits for every number of rows and
threads. Elsewhere the plain operator runs on the plain weight.
"""

from typing import List, Optional

import torch
from torch import Tensor


def typed(raw: Tensor, dtype: str, shape: List[int]) -> Tensor:
    """uint8 bytes (little endian) as a tensor of their own memory; dtype is safetensors' word for it."""
    if dtype == "F32":
        return torch.view_copy(raw, dtype=torch.float32).reshape(shape)
    if dtype == "F16":
        return torch.view_copy(raw, dtype=torch.float16).reshape(shape)
    if dtype == "BF16":
        return torch.view_copy(raw, dtype=torch.bfloat16).reshape(shape)
    if dtype == "I64":
        return torch.view_copy(raw, dtype=torch.int64).reshape(shape)
    raise ValueError("Unknown tensor type " + dtype + " (must be F32, F16, BF16 or I64)")


def pack_linear(w: Tensor, packed: bool) -> Tensor:
    """(out, in), fp32 or bf16: ready for linear()."""
    if packed:
        return torch.ops.mkldnn._reorder_linear_weight(w, None)
    return w


def linear(x: Tensor, w: Tensor, bias: Optional[Tensor], packed: bool) -> Tensor:
    """x (..., in) times w (out, in) transposed -> (..., out)."""
    if packed:
        return torch.ops.mkldnn._linear_pointwise(x, w, bias, "none", [], "")
    return torch.nn.functional.linear(x, w, bias)
