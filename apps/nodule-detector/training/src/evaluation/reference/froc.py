"""Sensitivities at 1/8 … 8 false positives a scan, by LUNA16's rules."""
import json
import sys

import numpy as np
from sklearn.metrics import roc_curve

scans = json.load(open(sys.argv[1]))
truth, score, missed = [], [], 0
for scan in scans:
    left = dict(enumerate(scan["detections"]))
    for finding, counts in [(f, True) for f in scan["nodules"]] + [(f, False) for f in scan["excluded"]]:
        radius = (finding["d"] if finding["d"] >= 0 else 10) / 2
        hits = [k for k, d in enumerate(scan["detections"]) if sum((a - b) ** 2 for a, b in zip(d["c"], finding["c"])) < radius**2]
        for k in hits:
            left.pop(k, None)
        if counts and hits:
            truth.append(1)
            score.append(max(scan["detections"][k]["p"] for k in hits))
        elif counts:
            missed += 1
    truth += [0] * len(left)
    score += [d["p"] for d in left.values()]

fpr, tpr, _ = roc_curve(truth, score)
found = sum(truth)
false_positives = fpr * (len(truth) - found) / len(scans)
sensitivity = tpr * found / (found + missed)
at = np.interp([0.125, 0.25, 0.5, 1, 2, 4, 8], false_positives, sensitivity)
print(at.tolist(), at.mean())
