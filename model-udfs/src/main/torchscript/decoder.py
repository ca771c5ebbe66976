"""A decoder of the Llama family (Llama, SmolLM, Mistral, Qwen2, Qwen3): RMS norm, rotary positions, grouped-query attention,
gated SiLU. Reference: transformers, models/llama/modeling_llama.py; names of weights are theirs.

Bits of a row do not depend on its batch or on threads (CPU): linears are packed, attention is written out, a row starts
at slot 0 of its cache, keys are read in whole blocks of 64 and the tail is masked, prompts come in chunks of 64; more
in exact.py.
Shapes: R rows of a call, T tokens of a row, H hidden, K key-value heads, G query heads a key-value head, D head size,
P place of a head in the cache (D filled up to a multiple of 16), S slots of the cache, L layers, V vocabulary.
"""

from typing import Dict, List, Optional

import torch
from exact import inner_slots, mixture, product, silu
from packed import Weights
from torch import Tensor


class Program(Weights):
    __constants__ = ["BLOCK"]  # an annotation here would hide those of Weights
    BLOCK = 64  # keys are read in multiples of it: 64, 128 ... 1024 give equal bits; 33, 40, 48 do not

    def __init__(self) -> None:
        super().__init__()
        self.embed = torch.empty(0)
        self.cos = torch.empty(0)
        self.sin = torch.empty(0)
        self.layers = 0
        self.heads = 0
        self.kv_heads = 0
        self.head_dim = 0
        self.place = 0
        self.eps = 0.0

    def layer(self, i: int) -> str:
        return "model.layers." + str(i)

    def fused(self) -> Dict[str, List[str]]:
        """q, k, v: (K*(G+2)*D, H); gate and up: (2*I, H)"""
        fused = torch.jit.annotate(Dict[str, List[str]], {})
        for i in range(self.number("num_hidden_layers")):
            attn, mlp = self.layer(i) + ".self_attn.", self.layer(i) + ".mlp."
            fused[attn + "qkv_proj"] = [attn + "q_proj", attn + "k_proj", attn + "v_proj"]
            fused[mlp + "gate_up_proj"] = [mlp + "gate_proj", mlp + "up_proj"]
        return fused

    def ordered(self, name: str, w: Tensor) -> Tensor:
        """(heads*D, n): undoes convert_hf_to_gguf.py's permute for architecture llama, which pairs rotary neighbours."""
        if self.number("interleaved") == 0 or not (".q_proj." in name or ".k_proj." in name):
            return w
        return w.reshape(-1, self.number("head_dim") // 2, 2, w.size(-1)).transpose(1, 2).reshape(w.size(0), w.size(1))

    def prepare(self) -> None:
        """Tables of rotary positions, the head that shares the embedding's table."""
        self.layers = self.number("num_hidden_layers")
        self.heads = self.number("num_attention_heads")
        self.kv_heads = self.number("num_key_value_heads")
        self.head_dim = self.number("head_dim")
        self.place = (self.head_dim + 15) // 16 * 16  # a head's numbers begin at 64 bytes: elsewhere sums differ
        self.eps = self.numbers["rms_norm_eps"]
        self.embed = self.w.pop("model.embed_tokens.weight")  # (V, H)
        if "lm_head.weight" not in self.w and "lm_head.weight" not in self.parts:
            self.keep("lm_head.weight", self.embed)
        exponent = torch.arange(0, self.head_dim, 2, dtype=torch.int64).to(torch.float32) / self.head_dim
        frequency = 1.0 / torch.pow(self.numbers["rope_theta"], exponent)  # (D/2,) RoFormer, arXiv 2104.09864
        context = self.number("max_position_embeddings")
        places = (context + self.BLOCK - 1) // self.BLOCK * self.BLOCK  # a prompt's last chunk is a whole one
        angle = torch.outer(torch.arange(places).to(torch.float32), frequency)  # (places, D/2)
        self.cos = angle.cos().to(self.embed.device)
        self.sin = angle.sin().to(self.embed.device)

    def normed(self, name: str, x: Tensor) -> Tensor:
        """RMS norm over the last dimension, in fp32: (..., H) -> (..., H)"""
        wide = x.to(torch.float32)
        return self.w[name + ".weight"] * (wide * torch.rsqrt(wide.square().mean(-1, keepdim=True) + self.eps)).to(x.dtype)

    def rotated(self, x: Tensor, cos: Tensor, sin: Tensor) -> Tensor:
        """x (R, T, heads, D) fp32, cos and sin (R, T, 1, D/2); pairs are d and d + D/2."""
        a, b = x.chunk(2, -1)
        return torch.cat([a * cos - b * sin, b * cos + a * sin], -1)

    def placed(self, x: Tensor) -> Tensor:
        """(R, T, heads, D) -> (R, T, heads, P)"""
        return torch.nn.functional.pad(x, [0, self.place - self.head_dim]) if self.place != self.head_dim else x

    @torch.jit.export
    def cache(self, rows: int, slots: int) -> Tensor:
        """Keys and values of a batch, zeros: (L, 2, rows, K, slots, P) fp32 in every precision."""
        return torch.zeros(
            [self.layers, 2, rows, self.kv_heads, slots, self.place], dtype=torch.float32, device=self.embed.device
        )

    def attend(self, i: int, x: Tensor, cos: Tensor, sin: Tensor, cache: Tensor, rows: Optional[Tensor], start: Tensor,
               mask: Tensor, slots: List[int]) -> Tensor:  # fmt: skip
        """Layer i's attention. x (R, T, H), mask (R, 1, 1, T, used); writes T slots from each row's start."""
        r, t, used = x.size(0), x.size(1), mask.size(4)
        name = self.layer(i) + ".self_attn"
        heads = self.linear(name + ".qkv_proj", x).to(torch.float32).reshape(r, t, -1, self.head_dim)
        q, k, v = heads.split([self.heads, self.kv_heads, self.kv_heads], 2)  # (R, T, K*G or K, D)
        if name + ".q_norm.weight" in self.w:  # Qwen3
            q, k = self.normed(name + ".q_norm", q), self.normed(name + ".k_norm", k)
        q, k, v = self.placed(self.rotated(q, cos, sin)), self.placed(self.rotated(k, cos, sin)), self.placed(v)  # (.., P)
        keys, values = cache[i, 0], cache[i, 1]  # (rows, K, S, P)
        if rows is None:  # decode: rows 0 .. R-1, each at its own slot
            keys, values = keys[:r], values[:r]
            slot = start.reshape(r, 1, 1, 1).expand(r, self.kv_heads, t, self.place)
            keys.scatter_(2, slot, k.transpose(1, 2))
            values.scatter_(2, slot, v.transpose(1, 2))
            keys, values = keys[:, :, :used], values[:, :, :used]
        else:  # prefill: chosen rows, all at the last T of the used slots
            keys[:, :, used - t : used].index_copy_(0, rows, k.transpose(1, 2))
            values[:, :, used - t : used].index_copy_(0, rows, v.transpose(1, 2))
            keys = keys[:, :, :used].index_select(0, rows)
            values = values[:, :, :used].index_select(0, rows)
        q = q.transpose(1, 2).reshape(r, self.kv_heads, -1, self.place)  # (R, K, G*T, P)
        scores = product(q, keys.transpose(2, 3)) * (self.head_dim**-0.5)  # (R, K, G*T, used)
        weights = torch.softmax(scores.reshape(r, self.kv_heads, -1, t, used) + mask, -1)
        mixed = mixture(weights.reshape(r, self.kv_heads, -1, used), values, slots)  # (R, K, G*T, P)
        mixed = mixed[..., : self.head_dim].reshape(r, self.heads, t, -1)
        mixed = mixed.transpose(1, 2).reshape(r, t, -1)  # (R, T, K*G*D)
        return self.linear(name + ".o_proj", mixed.to(x.dtype))

    def hidden(
        self, tokens: Tensor, cache: Tensor, rows: Optional[Tensor], start: Tensor, slots: List[int]
    ) -> Tensor:
        """tokens (R, T) int64, start (R,) int64 slot of each row's first token, slots (R) it looks at -> (R, T, H)"""
        used = max(slots)
        place = start.unsqueeze(1) + torch.arange(tokens.size(1), device=tokens.device)  # (R, T)
        cos = self.cos[place].unsqueeze(2)  # (R, T, 1, D/2)
        sin = self.sin[place].unsqueeze(2)
        unseen = torch.arange(used, device=tokens.device) > place.unsqueeze(-1)  # (R, T, used)
        mask = torch.zeros(unseen.shape, device=tokens.device).masked_fill_(unseen, -float("inf"))[:, None, None]
        x = self.embed[tokens]  # (R, T, H)
        for i in range(self.layers):
            name = self.layer(i)
            x = x + self.attend(i, self.normed(name + ".input_layernorm", x), cos, sin, cache, rows, start, mask, slots)
            inner = self.linear(name + ".mlp.gate_up_proj", self.normed(name + ".post_attention_layernorm", x))
            gate, up = inner.chunk(2, -1)  # (R, T, I)
            x = x + self.linear(name + ".mlp.down_proj", silu(gate) * up)
        return x

    def logits(self, x: Tensor) -> List[Tensor]:
        """x (R, H) -> logits (R, V) and the log of their exponentials' sum (R,), fp32"""
        logits = self.linear("lm_head", self.normed("model.norm", x)).to(torch.float32)
        # log_softmax keeps a row on one thread; logsumexp would split a single row and change its bits
        return [logits, logits[:, 0] - torch.log_softmax(logits, -1)[:, 0]]

    @torch.jit.export
    def prefill(self, tokens: Tensor, rows: Tensor, last: Tensor, start: int, cache: Tensor) -> List[Tensor]:
        """One chunk of some rows' prompts.

        tokens (R, 64) int64, padded right; rows (R,) their places in the cache; start slot of the chunk's first token;
        last (R,) the token, 0 to 63, after which logits are wanted. Gives logits (R, V) and log-sum (R,).
        """
        slots = [start + tokens.size(1)] * tokens.size(0)
        x = self.hidden(tokens, cache, rows, torch.full_like(rows, start), slots)
        return self.logits(x[torch.arange(x.size(0), device=x.device), last])

    @torch.jit.export
    def decode(self, tokens: Tensor, start: Tensor, cache: Tensor) -> List[Tensor]:
        """The next token of rows 0 .. R-1: tokens (R,), start (R,) their slots. Gives logits (R, V), log-sum (R,)."""
        last: List[int] = start.tolist()
        slots = inner_slots([(slot // self.BLOCK + 1) * self.BLOCK for slot in last])
        return self.logits(self.hidden(tokens.unsqueeze(1), cache, None, start, slots)[:, 0])

    @torch.jit.export
    def copy_rows(self, source: Tensor, target: Tensor, start: int, end: int, cache: Tensor) -> None:
        """Slots start .. end-1 of the target rows become those of the source rows: (N,) int64 each."""
        part = cache[:, :, :, :, start:end]
        part.index_copy_(2, target, part.index_select(2, source))
