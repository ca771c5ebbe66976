"""CLIP's text tower and image tower with their projections (transformers, models/clip/modeling_clip.py).

Radford et al., Learning Transferable Visual Models From Natural Language Supervision, arXiv 2103.00020. Parameter names
are those of CLIPModel; Java adds the `text_model.` that transformers 5 leaves out of CLIPTextModel directories.
Numbers: in Java, ClipNetwork.
"""

import torch
from exact import gelu, sigmoid
from packed import Weights, attention
from torch import Tensor


class Program(Weights):
    def encoder(self, tower: str, x: Tensor, causal: bool) -> Tensor:
        """CLIPEncoder: (B, T, D) -> (B, T, D)"""
        heads, eps = self.number(tower + ".heads"), self.numbers[tower + ".eps"]
        for i in range(self.number(tower + ".layers")):
            name = tower + ".encoder.layers." + str(i)
            h = self.layer_norm(name + ".layer_norm1", x, eps)  # (B, T, D)
            q = self.linear(name + ".self_attn.q_proj", h)  # (B, T, D)
            k = self.linear(name + ".self_attn.k_proj", h)  # (B, T, D)
            v = self.linear(name + ".self_attn.v_proj", h)  # (B, T, D)
            x = x + self.linear(name + ".self_attn.out_proj", attention(q, k, v, heads, causal))  # (B, T, D)
            h = self.linear(name + ".mlp.fc1", self.layer_norm(name + ".layer_norm2", x, eps))  # (B, T, 4*D)
            if self.number(tower + ".quick_gelu") == 1:
                h = h * sigmoid(1.702 * h)  # quick_gelu: transformers, activations.py
            else:
                h = gelu(h)
            x = x + self.linear(name + ".mlp.fc2", h)  # (B, T, D)
        return x

    def tokens(self, ids: Tensor) -> Tensor:
        """(B, T) int64 -> (B, T, D)"""
        x = self.w["text_model.embeddings.token_embedding.weight"][ids]  # (B, T, D)
        x = x + self.w["text_model.embeddings.position_embedding.weight"][: ids.size(1)]  # (B, T, D)
        x = self.encoder("text_model", x, True)
        return self.layer_norm("text_model.final_layer_norm", x, self.numbers["text_model.eps"])

    @torch.jit.export
    def text_states(self, ids: Tensor) -> Tensor:
        """What the UNet looks at: ids (B, T) int64 -> last hidden states after the final norm (B, T, D) fp32"""
        return self.tokens(ids).to(torch.float32)

    @torch.jit.export
    def text_features(self, ids: Tensor, end: Tensor) -> Tensor:
        """ids (B, T) int64, end (B,) int64 = place of the end token -> projected (B, P) fp32, not normalised"""
        x = self.tokens(ids)
        x = x[torch.arange(x.size(0), device=x.device), end]  # (B, D)
        return self.linear("text_projection", x).to(torch.float32)

    @torch.jit.export
    def image_features(self, pixels: Tensor) -> Tensor:
        """pixels (B, 3, S, S) fp32, normalised -> projected (B, P) fp32, not normalised"""
        x = self.conv("vision_model.embeddings.patch_embedding", self.cast(pixels))  # (B, D, S/p, S/p)
        x = x.flatten(2).transpose(1, 2)  # (B, (S/p)^2, D)
        start = self.w["vision_model.embeddings.class_embedding"].expand(x.size(0), 1, -1)  # (B, 1, D)
        x = torch.cat([start, x], dim=1)  # (B, 1 + (S/p)^2, D)
        x = x + self.w["vision_model.embeddings.position_embedding.weight"]
        eps = self.numbers["vision_model.eps"]
        x = self.encoder("vision_model", self.layer_norm("vision_model.pre_layrnorm", x, eps), False)
        x = self.layer_norm("vision_model.post_layernorm", x[:, 0], eps)  # (B, D)
        return self.linear("visual_projection", x).to(torch.float32)
