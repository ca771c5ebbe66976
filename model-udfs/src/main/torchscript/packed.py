"""What every program shares: weights by their vendor's names, and the layers over them that are exact on CPU.

A program is a TorchScript module without a single weight. Its life: configure(numbers), put(name, bytes, dtype, shape)
for each tensor of the vendor's files, seal(packed, bf16), then its forward methods from any number of threads.

packed: weights laid out once for oneDNN (CPU only). A row's result then does not depend on the batch it is in, nor on
the number of threads; plain F.linear and F.conv2d differ by some 2e-6 between batch sizes.
"""

from typing import Dict, List, Optional

import torch
import torch.nn.functional as F
from exact import inner_size, is_finite, linear, packed_linear
from ggml import copied, dequantised
from torch import Tensor, nn


def attention(q: Tensor, k: Tensor, v: Tensor, heads: int, causal: bool) -> Tensor:
    """softmax(q k^T / sqrt(d)) v. q (B, Tq, heads*d), k and v (B, Tk, heads*d) -> (B, Tq, heads*d).

    Below 64 queries the kernel may split the keys over the threads, which changes the last bits: such queries are
    padded to 64 rows.
    """
    b, tq, width = q.size(0), q.size(1), q.size(2)
    q = q.view(b, tq, heads, width // heads).transpose(1, 2)  # (B, heads, Tq, d)
    k = k.view(b, k.size(1), heads, width // heads).transpose(1, 2)  # (B, heads, Tk, d)
    v = v.view(b, v.size(1), heads, width // heads).transpose(1, 2)  # (B, heads, Tk, d)
    if tq < 64:
        q = F.pad(q, [0, 0, 0, 64 - tq])  # (B, heads, 64, d)
    out = F.scaled_dot_product_attention(q, k, v, is_causal=causal)  # (B, heads, max(Tq, 64), d)
    return out[:, :, :tq].transpose(1, 2).reshape(b, tq, width)


class Weights(nn.Module):
    numbers: Dict[str, float]
    raw: Dict[str, Tensor]
    formats: Dict[str, str]
    shapes: Dict[str, List[int]]
    w: Dict[str, Tensor]
    parts: Dict[str, List[Tensor]]
    outputs: Dict[str, int]
    damaged: List[str]
    inner: int
    packed: bool
    bf16: bool

    def __init__(self) -> None:
        super().__init__()
        self.numbers = {}
        self.raw = {}
        self.formats = {}
        self.shapes = {}
        self.w = {}
        self.parts = {}
        self.outputs = {}
        self.damaged = torch.jit.annotate(List[str], [])
        self.inner = 0
        self.packed = False
        self.bf16 = False

    @torch.jit.export
    def configure(self, numbers: Dict[str, float]) -> None:
        self.numbers = numbers

    @torch.jit.export
    def put(self, name: str, raw: Tensor, dtype: str, shape: List[int]) -> None:
        self.raw[name] = copied(raw, dtype)  # the caller may free the bytes
        self.formats[name] = dtype
        self.shapes[name] = shape

    @torch.jit.export
    def seal(self, packed: bool, bf16: bool) -> None:
        """Casts and packs every weight, one at a time so that the peak stays near the result."""
        self.packed = packed
        self.bf16 = bf16
        self.inner = inner_size(torch.bfloat16 if bf16 else torch.float32) if packed else 0
        for name, together in self.fused().items():
            for kind in [".weight", ".bias"]:
                if together[0] + kind in self.raw:
                    self.keep(name + kind, torch.cat([self.take(part + kind) for part in together]))
        for name in list(self.raw.keys()):
            self.keep(name, self.take(name))
        self.prepare()
        for name, out in self.outputs.items():
            bias = name[:-6] + "bias"
            if packed and bias in self.w:
                self.w[bias] = F.pad(self.w[bias], [0, -out % 64])

    def fused(self) -> Dict[str, List[str]]:
        """Linears that become one, their outputs in this order, by the name they are called by."""
        return torch.jit.annotate(Dict[str, List[str]], {})

    def ordered(self, name: str, w: Tensor) -> Tensor:
        """A weight with its rows in the order that the program has."""
        return w

    def prepare(self) -> None:
        """What follows from the weights and numbers."""

    def take(self, name: str) -> Tensor:
        """The vendor's weight in the number format of the program; its bytes are given up."""
        w = self.cast(dequantised(self.raw.pop(name), self.formats[name], self.shapes[name]))
        if not is_finite(w):
            self.damaged.append(name)
        return self.ordered(name, w)

    def keep(self, name: str, w: Tensor) -> None:
        """A tensor as it is used: what is multiplied is packed, tables that are looked up are not."""
        table = "embedding.weight" in name or "embed_tokens.weight" in name
        multiplied = self.packed and name.endswith(".weight") and not table
        if multiplied and w.dim() == 4:
            stride, padding = self.geometry(name[:-7], w.size(2))
            w = torch.ops.mkldnn._reorder_convolution_weight(w, [padding, padding], [stride, stride], [1, 1], 1, None)
        if multiplied and w.dim() == 2:
            self.parts[name] = packed_linear(w, self.inner)
            self.outputs[name] = w.size(0)
        else:
            self.w[name] = w

    @torch.jit.export
    def not_finite(self) -> str:
        """Name of a tensor that holds NaN or infinity; empty for none."""
        return self.damaged[0] if len(self.damaged) > 0 else ""

    def geometry(self, name: str, kernel: int) -> List[int]:
        """[stride, padding] of the convolution `name`: 1 and kernel // 2 unless numbers say otherwise."""
        stride = self.numbers[name + ".stride"] if name + ".stride" in self.numbers else 1.0
        padding = self.numbers[name + ".padding"] if name + ".padding" in self.numbers else float(kernel // 2)
        return [int(stride), int(padding)]

    def number(self, name: str) -> int:
        return int(self.numbers[name])

    def bias(self, name: str) -> Optional[Tensor]:
        return self.w[name + ".bias"] if name + ".bias" in self.w else None

    def cast(self, x: Tensor) -> Tensor:
        """Into the number format of the weights."""
        return x.to(torch.bfloat16 if self.bf16 else torch.float32)

    def linear(self, name: str, x: Tensor) -> Tensor:
        """(..., in) -> (..., out)"""
        weight = name + ".weight"
        if self.packed:
            return linear(x, self.parts[weight], self.bias(name), self.outputs[weight])
        return F.linear(x, self.w[weight], self.bias(name))

    def conv(self, name: str, x: Tensor) -> Tensor:
        """(B, in, H, W) -> (B, out, H', W')"""
        weight = self.w[name + ".weight"]
        s, p = self.geometry(name, weight.size(2))
        if self.packed:
            return torch.ops.mkldnn._convolution_pointwise(
                x, weight, self.bias(name), [p, p], [s, s], [1, 1], 1, "none", [], ""
            )
        return F.conv2d(x, weight, self.bias(name), [s, s], [p, p])

    def layer_norm(self, name: str, x: Tensor, eps: float) -> Tensor:
        """Over the last dimension, whatever comes before it."""
        weight = self.w[name + ".weight"]
        return F.layer_norm(x, [weight.size(0)], weight, self.w[name + ".bias"], eps)

    def group_norm(self, name: str, x: Tensor, groups: int, eps: float) -> Tensor:
        """(B, C, H, W) -> the same. As (B, C, H*W): on channels-last, which a picture of one pixel always also is, the
        kernel splits a picture over the threads."""
        flat = x.contiguous().view(x.size(0), x.size(1), x.size(2) * x.size(3))
        return F.group_norm(flat, groups, self.w[name + ".weight"], self.w[name + ".bias"], eps).view(x.shape)
