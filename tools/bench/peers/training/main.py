"""Training steps on demand: JSON lines in, JSON lines out, as ../../src/training/worker.ts."""

import json
import sys
import time

import torch

from networks import NETWORKS


def resident_mib():
    with open("/proc/self/statm") as statm:
        return int(statm.read().split()[1]) * 4096 / 2**20


def main():
    load, threads = json.loads(sys.argv[1]), int(sys.argv[2])
    torch.manual_seed(1)
    torch.set_num_threads(threads)
    model, loss = NETWORKS[load["kind"]](**load)
    model.train()
    optimizer = torch.optim.AdamW(model.parameters(), lr=1e-4, fused=True)  # the fastest it has

    def step():
        start = time.perf_counter()
        optimizer.zero_grad()
        cost = loss()
        cost.backward()
        optimizer.step()
        cost.item()
        return (time.perf_counter() - start) * 1000

    print(json.dumps({"device": f"torch {torch.__version__}"}), flush=True)
    for line in sys.stdin:
        task = json.loads(line)
        steps, end = task.get("steps", 1), time.perf_counter() + task.get("seconds", 0)
        ms, rss = [], []
        while len(ms) < steps or time.perf_counter() < end:
            ms.append(step())
            rss.append(resident_mib())
        print(json.dumps({"ms": ms, "rss": rss}), flush=True)


if __name__ == "__main__":
    main()
