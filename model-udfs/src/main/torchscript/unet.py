"""UNet2DConditionModel of Stable Diffusion 1.x and 2.x (diffusers, models/unets/unet_2d_condition.py).

Rombach et al., High-Resolution Image Synthesis with Latent Diffusion Models, arXiv 2112.10752. Parameter names are those
of diffusers. Numbers: in Java, UnetNetwork.
"""

import math
from typing import List

import torch
from exact import gelu, silu
from packed import Weights, attention
from torch import Tensor


class Program(Weights):
    def time_embedding(self, t: Tensor) -> Tensor:
        """Timesteps (B,) -> silu(embedding) (B, 4*C0), which is all that the residual blocks use of it."""
        half = self.number("block_out_channels.0") // 2
        exponent = -math.log(10000.0) * torch.arange(0, half, dtype=torch.float32, device=t.device)  # (C0/2,)
        frequency = torch.exp(exponent / (half - self.numbers["freq_shift"]))  # (C0/2,)
        angle = t[:, None] * frequency[None, :]  # (B, C0/2)
        if self.number("flip_sin_to_cos") == 1:
            x = torch.cat([torch.cos(angle), torch.sin(angle)], dim=-1)  # (B, C0)
        else:
            x = torch.cat([torch.sin(angle), torch.cos(angle)], dim=-1)  # (B, C0)
        x = silu(self.linear("time_embedding.linear_1", self.cast(x)))  # (B, 4*C0)
        return silu(self.linear("time_embedding.linear_2", x))  # (B, 4*C0)

    def resnet(self, name: str, x: Tensor, temb: Tensor) -> Tensor:
        """ResnetBlock2D: (B, Cin, H, W) -> (B, Cout, H, W)"""
        groups, eps = self.number("norm_num_groups"), self.numbers["norm_eps"]
        h = self.conv(name + ".conv1", silu(self.group_norm(name + ".norm1", x, groups, eps)))  # (B, Cout, H, W)
        h = h + self.linear(name + ".time_emb_proj", temb)[:, :, None, None]  # (B, Cout, H, W)
        h = self.conv(name + ".conv2", silu(self.group_norm(name + ".norm2", h, groups, eps)))  # (B, Cout, H, W)
        if name + ".conv_shortcut.weight" in self.w:
            x = self.conv(name + ".conv_shortcut", x)  # (B, Cout, H, W)
        return x + h

    def cross(self, name: str, x: Tensor, context: Tensor, heads: int) -> Tensor:
        """Attention of x (B, T, C) over context (B, S, D) -> (B, T, C)"""
        q = self.linear(name + ".to_q", x)  # (B, T, C)
        k = self.linear(name + ".to_k", context)  # (B, S, C)
        v = self.linear(name + ".to_v", context)  # (B, S, C)
        return self.linear(name + ".to_out.0", attention(q, k, v, heads, False))  # (B, T, C)

    def transformer_block(self, name: str, x: Tensor, text: Tensor, heads: int) -> Tensor:
        """BasicTransformerBlock: (B, T, C) -> (B, T, C)"""
        h = self.layer_norm(name + ".norm1", x, 1e-5)  # nn.LayerNorm's default eps, as diffusers leaves it
        x = self.cross(name + ".attn1", h, h, heads) + x
        x = self.cross(name + ".attn2", self.layer_norm(name + ".norm2", x, 1e-5), text, heads) + x
        h = self.linear(name + ".ff.net.0.proj", self.layer_norm(name + ".norm3", x, 1e-5))  # (B, T, 8*C)
        value, gate = h.chunk(2, dim=-1)  # (B, T, 4*C) each: GEGLU
        return self.linear(name + ".ff.net.2", value * gelu(gate)) + x

    def transformer(self, name: str, x: Tensor, text: Tensor, heads: int, layers: int) -> Tensor:
        """Transformer2DModel: (B, C, H, W) -> (B, C, H, W); proj_in and proj_out are linear in 2.x, 1x1 in 1.x"""
        b, c, height, width = x.size(0), x.size(1), x.size(2), x.size(3)
        linear = self.number("use_linear_projection") == 1
        h = self.group_norm(name + ".norm", x, self.number("norm_num_groups"), 1e-6)  # eps: transformer_2d.py
        if not linear:
            h = self.conv(name + ".proj_in", h)  # (B, C, H, W)
        h = h.permute(0, 2, 3, 1).reshape(b, height * width, c)  # (B, T, C)
        if linear:
            h = self.linear(name + ".proj_in", h)  # (B, T, C)
        for i in range(layers):
            h = self.transformer_block(name + ".transformer_blocks." + str(i), h, text, heads)  # (B, T, C)
        if linear:
            h = self.linear(name + ".proj_out", h)  # (B, T, C)
        h = h.reshape(b, height, width, c).permute(0, 3, 1, 2).contiguous()  # (B, C, H, W)
        if not linear:
            h = self.conv(name + ".proj_out", h)  # (B, C, H, W)
        return h + x

    def block(self, name: str, i: int, x: Tensor, temb: Tensor, text: Tensor) -> Tensor:
        """Residual block i of `name`, and the transformer after it if the block has attention."""
        x = self.resnet(name + ".resnets." + str(i), x, temb)
        heads = self.number(name + ".heads")  # 0: no attention
        if heads > 0:
            x = self.transformer(name + ".attentions." + str(i), x, text, heads, self.number(name + ".layers"))
        return x

    def forward(self, latents: Tensor, timestep: Tensor, text: Tensor) -> Tensor:
        """latents (B, 4, H, W) fp32, timestep (B,) fp32, text (B, S, D) fp32 -> prediction (B, 4, H, W) fp32"""
        temb = self.time_embedding(timestep)  # (B, 4*C0)
        text = self.cast(text)
        levels = self.number("levels")
        x = self.conv("conv_in", self.cast(latents))  # (B, C0, H, W)
        skips: List[Tensor] = [x]
        for level in range(levels):
            name = "down_blocks." + str(level)
            for i in range(self.number(name + ".resnets")):
                x = self.block(name, i, x, temb, text)
                skips.append(x)
            if level < levels - 1:
                x = self.conv(name + ".downsamplers.0.conv", x)  # (B, C, H/2, W/2)
                skips.append(x)
        x = self.block("mid_block", 0, x, temb, text)
        x = self.resnet("mid_block.resnets.1", x, temb)
        for level in range(levels):
            name = "up_blocks." + str(level)
            for i in range(self.number(name + ".resnets")):
                x = self.block(name, i, torch.cat([x, skips.pop()], dim=1), temb, text)
            if level < levels - 1:
                x = torch._C._nn.upsample_nearest2d(x, [skips[-1].size(2), skips[-1].size(3)])  # (B, C, 2H, 2W)
                x = self.conv(name + ".upsamplers.0.conv", x)
        x = silu(self.group_norm("conv_norm_out", x, self.number("norm_num_groups"), self.numbers["norm_eps"]))
        return self.conv("conv_out", x).to(torch.float32)
