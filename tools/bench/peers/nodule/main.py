"""Searches a folder of DICOM files for nodules each time a line comes in; answers with the time of each stage and the findings, as JSON."""

import json
import resource
import sys
import time
from pathlib import Path

import numpy as np
import onnxruntime as ort
import pydicom
import SimpleITK as sitk
from pydicom.misc import is_dicom

WINDOW, STRIDE, MULTIPLE, CUBE = (-1000.0, 400.0), 4, 16, 32
MARGIN, LONGEST = 16, 112


def session(file: Path) -> ort.InferenceSession:
    options = ort.SessionOptions()
    options.intra_op_num_threads = 2
    return ort.InferenceSession(file.read_bytes(), options, providers=["CPUExecutionProvider"])


def read(folder: Path) -> sitk.Image:
    slices = [pydicom.dcmread(file) for file in sorted(folder.rglob("*")) if file.is_file() and is_dicom(file)]
    slices = sorted((s for s in slices if "PixelData" in s), key=lambda s: float(s.ImagePositionPatient[2]))
    voxels = np.stack([s.pixel_array * float(s.RescaleSlope) + float(s.RescaleIntercept) for s in slices]).astype(np.int16)
    image = sitk.GetImageFromArray(voxels)
    first, last = slices[0], slices[-1]
    between = (float(last.ImagePositionPatient[2]) - float(first.ImagePositionPatient[2])) / (len(slices) - 1)
    image.SetSpacing([float(first.PixelSpacing[1]), float(first.PixelSpacing[0]), between])
    image.SetOrigin([float(value) for value in first.ImagePositionPatient])
    return image


def resample(image: sitk.Image, spacing: float) -> sitk.Image:
    size = [int((n - 1) * s / spacing) + 1 for n, s in zip(image.GetSize(), image.GetSpacing())]
    return sitk.Resample(image, size, sitk.Transform(), sitk.sitkLinear, image.GetOrigin(), [spacing] * 3, image.GetDirection(), -1024, sitk.sitkInt16)


def lungs(image: sitk.Image) -> np.ndarray:
    coarse = resample(image, 2.0)
    air = sitk.GetArrayFromImage(coarse) < -400
    for plane in air:  # what reaches the edge of its slice is outside of the body
        parts = sitk.GetArrayFromImage(sitk.ConnectedComponent(sitk.GetImageFromArray(plane.astype(np.uint8))))
        edge = np.unique(np.concatenate([parts[0], parts[-1], parts[:, 0], parts[:, -1]]))
        plane[np.isin(parts, edge[edge > 0])] = False
    parts = sitk.ConnectedComponent(sitk.GetImageFromArray(air.astype(np.uint8)))
    sizes = np.bincount(sitk.GetArrayViewFromImage(parts).ravel())
    sizes[0] = 0
    keep = np.flatnonzero((sizes * 0.008 >= 125) & (sizes >= sizes.max() / 10))
    mask = sitk.GetImageFromArray(np.isin(sitk.GetArrayViewFromImage(parts), keep).astype(np.uint8))
    mask = sitk.BinaryDilate(sitk.BinaryMorphologicalClosing(mask, [5] * 3), [2] * 3)
    mask.CopyInformation(coarse)
    return sitk.GetArrayFromImage(sitk.Resample(mask, image, sitk.Transform(), sitk.sitkNearestNeighbor)) > 0


def bounds(mask: np.ndarray):
    return [(int(np.flatnonzero(line)[0]), int(np.flatnonzero(line)[-1]) + 1) for line in (mask.any(axis=tuple({0, 1, 2} - {a})) for a in range(3))]


def cut(low: int, high: int):
    pieces = -(-(high - low) // LONGEST)
    borders = [low + round((high - low) * n / pieces) for n in range(pieces + 1)]
    return list(zip(borders, borders[1:]))


def box(grid: np.ndarray, start, sides) -> np.ndarray:
    out = np.zeros(sides, np.float32)
    low = [max(s, 0) for s in start]
    high = [min(s + n, size) for s, n, size in zip(start, sides, grid.shape)]
    part = grid[tuple(slice(a, b) for a, b in zip(low, high))].astype(np.float32)
    at = tuple(slice(a - s, b - s) for a, b, s in zip(low, high, start))
    out[at] = np.clip((part - WINDOW[0]) / (WINDOW[1] - WINDOW[0]), 0, 1)
    return out


def peaks(heat: np.ndarray, threshold: float) -> np.ndarray:
    padded = np.pad(heat, 1, constant_values=-1)
    windows = np.lib.stride_tricks.sliding_window_view(padded, (3, 3, 3)).max(axis=(3, 4, 5))
    return np.argwhere((heat >= threshold) & (heat == windows))


def detect(grid: np.ndarray, mask: np.ndarray, detector: ort.InferenceSession, threshold: float):
    found = []
    for z in cut(*bounds(mask)[0]):
        for y in cut(*bounds(mask)[1]):
            for x in cut(*bounds(mask)[2]):
                region = mask[z[0] : z[1], y[0] : y[1], x[0] : x[1]]
                if not region.any():
                    continue
                core = [(a + low, b + low) for (a, b), (low, _) in zip(bounds(region), (z, y, x))]
                sides = [-(-(b - a + 2 * MARGIN) // MULTIPLE) * MULTIPLE for a, b in core]
                start = [a - (side - (b - a)) // 2 for (a, b), side in zip(core, sides)]
                heat, offset, size = (m[0] for m in detector.run(["heat", "offset", "size"], {"tile": box(grid, start, sides)[None, ..., None]}))
                for cell in peaks(heat[..., 0], threshold):
                    centre = STRIDE * (cell + 0.5) - 0.5 + STRIDE * offset[tuple(cell)][::-1] + start
                    nearest = np.round(centre).astype(int)
                    if all(a <= c < b for c, (a, b) in zip(nearest, core)) and mask[tuple(nearest)]:
                        found.append((float(heat[tuple(cell)][0]), centre, float(np.exp(size[tuple(cell)][0]))))
    kept = []
    for candidate in sorted(found, key=lambda c: -c[0]):
        if all(np.linalg.norm(candidate[1] - other[1]) >= max(candidate[2], other[2]) / 2 for other in kept):
            kept.append(candidate)
    return kept[:100]


def judge(grid: np.ndarray, candidates, reducer: ort.InferenceSession, weight: float):
    def logit(p):
        p = min(max(p, 1e-7), 1 - 1e-7)
        return np.log(p / (1 - p))

    judged = []
    for at in range(0, len(candidates), 16):
        some = candidates[at : at + 16]
        cubes = np.stack([box(grid, [round(v) - CUBE // 2 for v in centre], [CUBE] * 3) for _, centre, _ in some])
        (opinions,) = reducer.run(["probability"], {"cube": cubes[..., None]})
        for (first, centre, diameter), second in zip(some, opinions[:, 0]):
            together = 1 / (1 + np.exp(-(1 - weight) * logit(first) - weight * logit(second)))
            judged.append((float(together), centre, diameter))
    return sorted(judged, key=lambda c: -c[0])


def search(folder: Path, detector, reducer, settings):
    stages, last = {}, time.perf_counter()

    def lap(name):
        nonlocal last
        now = time.perf_counter()
        stages[name] = (now - last) * 1000
        last = now

    image = read(folder)
    lap("read")
    upright = resample(image, 1.0)
    grid = sitk.GetArrayFromImage(upright)
    lap("resample")
    mask = lungs(upright)
    lap("lungs")
    found = detect(grid, mask, detector, settings["candidateThreshold"])
    if reducer:
        found = judge(grid, found, reducer, settings["reducerWeight"])
    lap("detect")
    findings = [{"center": upright.TransformContinuousIndexToPhysicalPoint(c[::-1].tolist()), "diameterMm": d, "probability": p} for p, c, d in found if p >= settings["threshold"]]
    return {"stagesMs": stages, "findings": findings, "peakMiB": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024}


if __name__ == "__main__":
    folder, package = Path(sys.argv[1]), Path(sys.argv[2])
    detector = session(package / "detector.onnx")
    reducer = session(package / "reducer.onnx") if (package / "reducer.onnx").exists() else None
    settings = json.loads((package / "settings.json").read_text())
    print(json.dumps({"device": "cpu"}), flush=True)
    for _ in sys.stdin:
        print(json.dumps(search(folder, detector, reducer, settings)), flush=True)
