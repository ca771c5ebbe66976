"""AutoencoderKL of Stable Diffusion 1.x and 2.x, both ways (diffusers, models/autoencoders/autoencoder_kl.py).

Parameter names are those of diffusers since 0.17; Java renames the older attention names (query, key, value, proj_attn).
Numbers: in Java, VaeNetwork.
"""

import torch
import torch.nn.functional as F
from exact import silu
from packed import Weights, attention
from torch import Tensor


class Program(Weights):
    def norm(self, name: str, x: Tensor) -> Tensor:
        return self.group_norm(name, x, self.number("norm_num_groups"), 1e-6)  # resnet_eps in diffusers' vae.py

    def resnet(self, name: str, x: Tensor) -> Tensor:
        """ResnetBlock2D without time: (B, Cin, H, W) -> (B, Cout, H, W)"""
        h = self.conv(name + ".conv1", silu(self.norm(name + ".norm1", x)))  # (B, Cout, H, W)
        h = self.conv(name + ".conv2", silu(self.norm(name + ".norm2", h)))  # (B, Cout, H, W)
        if name + ".conv_shortcut.weight" in self.w:
            x = self.conv(name + ".conv_shortcut", x)  # (B, Cout, H, W)
        return x + h

    def middle(self, name: str, x: Tensor) -> Tensor:
        """Residual, one-head self-attention over the pixels, residual: (B, C, H, W) -> (B, C, H, W)"""
        x = self.resnet(name + ".resnets.0", x)
        b, c, height, width = x.size(0), x.size(1), x.size(2), x.size(3)
        a = name + ".attentions.0"
        h = self.norm(a + ".group_norm", x).view(b, c, height * width).transpose(1, 2).contiguous()  # (B, T, C)
        q = self.linear(a + ".to_q", h)  # (B, T, C)
        k = self.linear(a + ".to_k", h)  # (B, T, C)
        v = self.linear(a + ".to_v", h)  # (B, T, C)
        h = self.linear(a + ".to_out.0", attention(q, k, v, 1, False))  # (B, T, C)
        x = x + h.transpose(1, 2).reshape(b, c, height, width)  # (B, C, H, W)
        return self.resnet(name + ".resnets.1", x)

    @torch.jit.export
    def decode(self, latents: Tensor) -> Tensor:
        """latents (B, 4, H, W) fp32, already divided by scaling_factor -> picture (B, 3, f*H, f*W) fp32 in about -1..1"""
        x = self.conv("decoder.conv_in", self.conv("post_quant_conv", self.cast(latents)))  # (B, C, H, W)
        x = self.middle("decoder.mid_block", x)  # (B, C, H, W)
        levels = self.number("levels")
        for level in range(levels):
            name = "decoder.up_blocks." + str(level)
            for i in range(self.number("layers_per_block") + 1):
                x = self.resnet(name + ".resnets." + str(i), x)
            if level < levels - 1:
                x = torch._C._nn.upsample_nearest2d(x, [2 * x.size(2), 2 * x.size(3)])  # (B, C, 2H, 2W)
                x = self.conv(name + ".upsamplers.0.conv", x)
        x = silu(self.norm("decoder.conv_norm_out", x))
        return self.conv("decoder.conv_out", x).to(torch.float32)

    @torch.jit.export
    def encode(self, picture: Tensor) -> Tensor:
        """picture (B, 3, f*H, f*W) fp32 in -1..1 -> mean and log-variance of its latents (B, 8, H, W) fp32, unscaled"""
        x = self.conv("encoder.conv_in", self.cast(picture))
        levels = self.number("levels")
        for level in range(levels):
            name = "encoder.down_blocks." + str(level)
            for i in range(self.number("layers_per_block")):
                x = self.resnet(name + ".resnets." + str(i), x)
            if level < levels - 1:
                x = self.conv(name + ".downsamplers.0.conv", F.pad(x, [0, 1, 0, 1]))  # one row and column more, as trained
        x = self.middle("encoder.mid_block", x)
        x = silu(self.norm("encoder.conv_norm_out", x))
        return self.conv("quant_conv", self.conv("encoder.conv_out", x)).to(torch.float32)
