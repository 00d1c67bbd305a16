"""
Learning rates of PyTorch's OneCycleLR and ReduceLROnPlateau.

Needs: pip install torch==2.8.0
Run:   python schedules.py > ../src/schedules/schedules.fixture.json
"""

import json

import torch


def optimizer(rate):
    return torch.optim.SGD([torch.nn.Parameter(torch.zeros(1))], lr=rate)


def one_cycle(total, base, rise, divide, final):
    held = optimizer(base)
    schedule = torch.optim.lr_scheduler.OneCycleLR(
        held, max_lr=base, total_steps=total, pct_start=rise, div_factor=divide, final_div_factor=final, cycle_momentum=False
    )
    rates = []
    for step in range(total):
        rates.append(held.param_groups[0]["lr"])
        held.step()
        if step < total - 1:
            schedule.step()
    return {"options": {"total": total, "base": base, "rise": rise, "divide": divide, "finalDivide": final}, "rates": rates}


def plateau(metrics, base, **options):
    held = optimizer(base)
    names = {"goal": "mode", "floor": "min_lr"}
    schedule = torch.optim.lr_scheduler.ReduceLROnPlateau(held, **{names.get(k, k): v for k, v in options.items()})
    rates = []
    for metric in metrics:
        schedule.step(metric)
        rates.append(held.param_groups[0]["lr"])
    return {"options": {"base": base, **options}, "metrics": metrics, "rates": rates}


loss = [1, 0.8, 0.7, 0.71, 0.72, 0.6999999, 0.73, 0.5, 0.52, 0.53, 0.54, 0.55, 0.56, 0.57, 0.58, 0.4, 0.41, 0.42, 0.43, 0.44, 0.45, 0.46]
recall = [0.1, 0.2, 0.2005, 0.2001, 0.2, 0.3, 0.29, 0.28, 0.27, 0.26, 0.25, 0.31, 0.1, 0.1, 0.1, 0.1]
print(
    json.dumps(
        {
            "oneCycle": [one_cycle(30, 0.1, 0.3, 25, 1e4), one_cycle(17, 3e-3, 0.45, 10, 100)],
            "plateau": [
                plateau(loss, 0.1, goal="min", factor=0.5, patience=2, threshold=1e-4, cooldown=0, floor=0),
                plateau(loss, 0.1, goal="min", factor=0.1, patience=1, threshold=1e-4, cooldown=2, floor=1e-3),
                plateau(recall, 1e-2, goal="max", factor=0.3, patience=1, threshold=1e-2, cooldown=1, floor=5e-4),
            ],
        }
    )
)
