"""
Losses and their gradients with respect to the logits, as PyTorch and torchvision compute them in double precision.

Needs: pip install torch==2.8.0 torchvision==0.23.0
Run:   python losses.py > ../src/losses/losses.fixture.json
"""

import json

import torch
import torch.nn.functional as F
from torchvision.ops import sigmoid_focal_loss

torch.manual_seed(3)
# Small, and two rows so large that a loss written with exp and log alone overflows or loses its gradient.
logits = torch.cat([torch.randn(6, 4) * 2, torch.tensor([[90.0, -90, 3, 0], [-40.0, 60, 60, -200]])]).double()
labels = torch.tensor([0, 3, 2, 1, 1, 0, 1, 2])
binary = torch.tensor([[1, 0, 0, 1]] * 4 + [[0, 1, 1, 0]] * 4).double()
weights = torch.tensor([1.0, 0, 2, 1, 0.5, 0, 1, 1]).double()
alpha = torch.tensor([0.5, 1, 2, 0.25]).double()
heat = torch.rand(8, 4).double()
heat[1, 2] = heat[6, 1] = 1


def case(loss, **options):
    z = logits.clone().requires_grad_(True)
    value = loss(z)
    value.backward()
    return {"options": options, "value": value.item(), "gradient": z.grad.tolist()}


def smoothed(smoothing, reduction="mean"):
    return case(lambda z: F.cross_entropy(z, labels, label_smoothing=smoothing, reduction=reduction), smoothing=smoothing, reduction=reduction)


def weighted(smoothing):
    each = lambda z: F.cross_entropy(z, labels, label_smoothing=smoothing, reduction="none")
    return case(lambda z: (each(z) * weights).sum() / weights.sum(), smoothing=smoothing, weighted=True)


def binary_focal(alpha, gamma, reduction):
    options = {"alpha": None if alpha < 0 else alpha, "gamma": gamma, "reduction": reduction}
    return case(lambda z: sigmoid_focal_loss(z, binary, alpha, gamma, reduction), **options)


def focal(gamma, use_alpha):
    def loss(z):
        log = F.log_softmax(z, 1).gather(1, labels[:, None])[:, 0]
        each = -((-torch.expm1(log)).clamp_min(1e-12) ** gamma) * log
        return (each * alpha[labels] if use_alpha else each).mean()

    return case(loss, gamma=gamma, useAlpha=use_alpha)


def heat_map(a, b):
    def loss(z):
        p = torch.sigmoid(z)
        at = torch.where(heat == 1, (1 - p) ** a * F.logsigmoid(z), (1 - heat) ** b * p**a * F.logsigmoid(-z))
        return -at.sum() / (heat == 1).sum()

    return case(loss, alpha=a, beta=b)


print(
    json.dumps(
        {
            "logits": logits.tolist(),
            "labels": labels.tolist(),
            "binary": binary.tolist(),
            "weights": weights.tolist(),
            "alpha": alpha.tolist(),
            "heat": heat.tolist(),
            "labelSmoothing": [smoothed(0), smoothed(0.1), smoothed(0.3, "sum"), weighted(0.1)],
            "binaryFocal": [binary_focal(0.25, 2, "mean"), binary_focal(0.7, 1.5, "sum"), binary_focal(-1, 0, "mean")],
            "focal": [focal(2, False), focal(0, False), focal(0.5, True)],
            "heatMapFocal": [heat_map(2, 4), heat_map(3, 2)],
        }
    )
)
