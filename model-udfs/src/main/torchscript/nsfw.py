"""Yahoo's open_nsfw: a thin ResNet-50 with two answers, safe for work or not (github.com/yahoo/open_nsfw, nsfw_model/deploy.prototxt).

He et al., Deep Residual Learning for Image Recognition, arXiv 1512.03385, with the first 1x1 convolution of a stage taking its
stride. The batch normalisations are inside the convolutions' weights. Parameter names are those of the prototxt, as in
`conv_stage0_block0_branch2a`. Numbers and names: in Java, NsfwNetwork.
"""

import torch
import torch.nn.functional as F
from packed import Weights
from torch import Tensor


class Program(Weights):
    def ordered(self, name: str, w: Tensor) -> Tensor:
        """The file has the last layer as (in, out)."""
        return w.t().contiguous() if name == "fc_nsfw.weight" else w

    def block(self, name: str, x: Tensor) -> Tensor:
        """Bottleneck: (B, Cin, H, W) -> (B, Cout, H/s, W/s)"""
        h = F.relu(self.conv(name + "_branch2a", x))  # (B, Cout/4, H/s, W/s)
        h = F.relu(self.conv(name + "_branch2b", h))  # (B, Cout/4, H/s, W/s)
        h = self.conv(name + "_branch2c", h)  # (B, Cout, H/s, W/s)
        if name + "_proj_shortcut.weight" in self.w:
            x = self.conv(name + "_proj_shortcut", x)  # (B, Cout, H/s, W/s)
        return F.relu(h + x)

    @torch.jit.export
    def logits(self, pixels: Tensor) -> Tensor:
        """pixels (B, 3, 224, 224) fp32, blue green red, less their means -> (B, 2) fp32: safe, not safe"""
        x = F.relu(self.conv("conv_1", self.cast(pixels)))  # (B, 64, 112, 112)
        x = F.max_pool2d(F.pad(x, [0, 1, 0, 1]), [3, 3], [2, 2])  # (B, 64, 56, 56); what is padded is below no other value
        for stage in range(4):
            for i in range(self.number("stage" + str(stage) + ".blocks")):
                x = self.block("conv_stage" + str(stage) + "_block" + str(i), x)
        x = x.contiguous().view(x.size(0), x.size(1), -1).mean(-1)  # (B, 1024)
        return self.linear("fc_nsfw", x).to(torch.float32)
