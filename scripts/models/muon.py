"""Muon: momentum whose matrix is made orthogonal (Jordan et al. 2024, kellerjordan.github.io/posts/muon)."""
import torch

NEWTON_SCHULZ = 3.4445, -4.7750, 2.0315  # coefficients of the quintic iteration, from the post


def orthogonal(gradient: torch.Tensor, rounds: int = 5) -> torch.Tensor:
    """About U V^T of gradient = U S V^T, shape (rows, columns)."""
    a, b, c = NEWTON_SCHULZ
    x = gradient.bfloat16()
    tall = x.size(0) > x.size(1)
    x = x.T if tall else x
    x = x / (x.norm() + 1e-7)
    for _ in range(rounds):
        square = x @ x.T
        x = a * x + (b * square + c * square @ square) @ x
    return (x.T if tall else x).float()


class Muon(torch.optim.Optimizer):
    """For parameters of two or more dimensions; a convolution counts as the matrix (out, in * height * width)."""

    def __init__(self, parameters, lr: float, momentum: float = 0.95, weight_decay: float = 0.0):
        super().__init__(parameters, dict(lr=lr, momentum=momentum, weight_decay=weight_decay))

    @torch.no_grad()
    def step(self):
        for group in self.param_groups:
            for p in group["params"]:
                state = self.state[p]
                if "momentum" not in state:
                    state["momentum"] = torch.zeros_like(p)
                mean = state["momentum"].lerp_(p.grad, 1 - group["momentum"])
                ahead = p.grad.lerp(mean, group["momentum"]).reshape(p.size(0), -1)
                stretch = max(1.0, ahead.size(0) / ahead.size(1)) ** 0.5
                p.mul_(1 - group["lr"] * group["weight_decay"])
                p.add_(orthogonal(ahead).view_as(p), alpha=-group["lr"] * stretch)
