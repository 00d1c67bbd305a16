"""
Trajectories of AdamW as PyTorch and as Keras compute them, on the same gradients, without decay of the bias.

Needs: pip install torch==2.8.0 keras==3.11.3
Run:   KERAS_BACKEND=torch python adamw.py > ../src/optimisers/adamw.fixture.json
"""

import json

import keras
import numpy as np
import torch

STEPS = 12
random = np.random.default_rng(4)
start = {"kernel": random.normal(size=(3, 2)).astype("float32"), "bias": random.normal(size=2).astype("float32")}
# Of very different size from step to step, so that the moments matter; every value in float32.
gradients = [{name: (random.normal(size=value.shape) * 10.0 ** random.integers(-3, 2)).astype("float32") for name, value in start.items()} for _ in range(STEPS)]
rates = [0.05 / (1 + step) if step % 2 else 0.02 for step in range(STEPS)]


def with_torch(beta1, beta2, epsilon, decay):
    values = {name: torch.nn.Parameter(torch.tensor(value)) for name, value in start.items()}
    groups = [{"params": [values["kernel"]], "weight_decay": decay}, {"params": [values["bias"]], "weight_decay": 0}]
    optimizer = torch.optim.AdamW(groups, betas=(beta1, beta2), eps=epsilon)
    for rate, gradient in zip(rates, gradients):
        for group in optimizer.param_groups:
            group["lr"] = rate
        for name, value in values.items():
            value.grad = torch.tensor(gradient[name])
        optimizer.step()
        yield {name: value.detach().numpy().copy() for name, value in values.items()}


def with_keras(beta1, beta2, epsilon, decay):
    values = {name: keras.Variable(value, name=name) for name, value in start.items()}
    optimizer = keras.optimizers.AdamW(beta_1=beta1, beta_2=beta2, epsilon=epsilon, weight_decay=decay)
    optimizer.exclude_from_weight_decay(var_list=[values["bias"]])
    optimizer.build(list(values.values()))
    for rate, gradient in zip(rates, gradients):
        optimizer.learning_rate.assign(rate)
        optimizer.apply([keras.ops.convert_to_tensor(gradient[name]) for name in values])
        yield {name: np.array(keras.ops.convert_to_numpy(value)) for name, value in values.items()}


def run(trajectory, **options):
    values = list(trajectory)
    return {"options": options, "rates": rates, "kernel": [v["kernel"].tolist() for v in values], "bias": [v["bias"].tolist() for v in values]}


def both(beta1, beta2, epsilon, decay):
    ours = {"beta1": beta1, "beta2": beta2, "epsilon": epsilon, "weightDecay": decay}
    about = f"β {beta1} {beta2}, ε {epsilon}, decay {decay}"
    return {
        f"PyTorch {torch.__version__.split('+')[0]}, {about}": run(with_torch(beta1, beta2, epsilon, decay), **ours),
        f"Keras {keras.__version__}, {about}": run(with_keras(beta1, beta2, epsilon, decay), **ours, epsilonHat=True),
    }


# The second has an epsilon so large that where it is added is seen in the second digit.
runs = both(0.9, 0.999, 1e-8, 0.01) | both(0.8, 0.99, 1e-2, 0.3) | both(0.9, 0.999, 1e-7, 0)
lists = {name: value.tolist() for name, value in start.items()}
print(json.dumps({"start": lists, "gradients": [{name: value.tolist() for name, value in g.items()} for g in gradients], "runs": runs}))
