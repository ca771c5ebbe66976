"""Operators whose result for a row does not depend on the rows beside it, nor on one or two threads (CPU).

Found operator by operator with scripts/golden/equal_bytes.py, which says what the plain forms do:
- F.silu, sigmoid and gelu compute whole vectors by one formula, the rest of a tensor or of a thread's share by another;
- a packed linear of one output takes a kernel that looks at the number of rows; with AMX so does bf16 below 64 outputs;
- a packed linear over more than 2,048 inputs (AVX2: 512) sums them in an order that rows and threads decide;
- a batched product of one matrix is split over the threads; over more than 192 inputs its order follows their number,
  zeros included; it takes another kernel for matrices that do not begin at 64 bytes (decoder.py places heads there).
"""

from typing import List, Optional

import torch
import torch.nn.functional as F
from torch import Tensor


def whole(x: Tensor) -> Tensor:
    """x flat and contiguous, filled up with zeros to 128: two threads' shares of two vectors of 32 bf16."""
    flat = x.reshape(-1).contiguous()
    return flat if flat.size(0) % 128 == 0 else F.pad(flat, [0, -flat.size(0) % 128])


def silu(x: Tensor) -> Tensor:
    """(...) -> the same"""
    if x.size(-1) % 128 == 0 or (x.is_contiguous() and x.numel() % 128 == 0):
        return F.silu(x)
    return F.silu(whole(x))[: x.numel()].view(x.shape)


def sigmoid(x: Tensor) -> Tensor:
    """(...) -> the same"""
    return torch.sigmoid(whole(x))[: x.numel()].view(x.shape)


def gelu(x: Tensor) -> Tensor:
    """(...) -> the same, contiguous: another kernel serves a tensor that is not"""
    return F.gelu(whole(x))[: x.numel()].view(x.shape)


def product(a: Tensor, b: Tensor) -> Tensor:
    """Batched matrices a (R, K, M, N) and b (R, K, N, P) -> (R, K, M, P)"""
    if a.size(0) * a.size(1) == 1:
        return torch.matmul(a.expand(2, -1, -1, -1), b.expand(2, -1, -1, -1))[:1]
    return torch.matmul(a, b)


def inner_slots(slots: List[int]) -> List[int]:
    """Slots that each row's weights are summed over: its own, or where that is exact its neighbours' too."""
    most = min(max(slots), 192)
    return [max(own, most) for own in slots]


def mixture(weights: Tensor, values: Tensor, slots: List[int]) -> Tensor:
    """weights (R, K, M, S) @ values (R, K, S, D) -> (R, K, M, D); rows that stand together at once."""
    parts: List[Tensor] = []
    start = 0
    for row in range(1, len(slots) + 1):
        if row == len(slots) or slots[row] != slots[start]:
            inner = slots[start]
            parts.append(product(weights[start:row, :, :, :inner], values[start:row, :, :inner]))
            start = row
    return parts[0] if len(parts) == 1 else torch.cat(parts)


def rows_agree(inner: int, dtype: torch.dtype) -> bool:
    """Whether this CPU sums `inner` inputs of a packed linear in one order for few rows and for many."""
    x = torch.sin(torch.arange(1024 * inner, dtype=torch.float32)).reshape(1024, inner).to(dtype)  # (1024, inner)
    w = torch.ops.mkldnn._reorder_linear_weight(torch.cos(x[:64].to(torch.float32)).to(dtype), None)  # (64, inner)
    many = torch.ops.mkldnn._linear_pointwise(x, w, None, "none", [], "")  # (1024, 64)
    for rows in [1, 2, 16, 64, 256]:
        few = torch.ops.mkldnn._linear_pointwise(x[:rows], w, None, "none", [], "")
        if not torch.equal(few, many[:rows]):
            return False
    return True


def inner_size(dtype: torch.dtype) -> int:
    """The most inputs that one packed call may sum on this CPU."""
    for inner in [2048, 512]:
        if rows_agree(inner, dtype):
            return inner
    raise RuntimeError("On this CPU a packed linear of 512 inputs depends on the number of rows")


def packed_linear(w: Tensor, inner: int) -> List[Tensor]:
    """(out, in) -> parts of at most `inner` inputs, filled up with zeros to multiples of 64 outputs and inputs."""
    w = F.pad(w, [0, -w.size(1) % 64, 0, -w.size(0) % 64])
    return [torch.ops.mkldnn._reorder_linear_weight(part.contiguous(), None) for part in torch.split(w, inner, 1)]


def linear(x: Tensor, parts: List[Tensor], bias: Optional[Tensor], out: int) -> Tensor:
    """x (..., in) through parts of packed_linear -> (..., out)"""
    x = F.pad(x, [0, -x.size(-1) % 64]) if x.size(-1) % 64 != 0 else x
    inner = parts[0].size(1)
    y = torch.ops.mkldnn._linear_pointwise(x[..., :inner], parts[0], bias, "none", [], "")
    if len(parts) > 1:
        total = y.to(torch.float32)
        for i in range(1, len(parts)):
            some = x[..., i * inner : (i + 1) * inner]
            total = total + torch.ops.mkldnn._linear_pointwise(some, parts[i], None, "none", [], "").to(torch.float32)
        y = total.to(x.dtype)
    return y if y.size(-1) == out else y[..., :out]


def is_finite(w: Tensor) -> bool:
    """Whether no number of a weight is NaN or infinite; one pass, no copy."""
    least, most = torch.aminmax(w)
    return bool(torch.isfinite(least) & torch.isfinite(most))
