"""The model package as TypeScript wrote it."""

import json
from pathlib import Path

import numpy as np
import onnxruntime
from safetensors.numpy import load_file
from scipy.sparse import csr_matrix

MODES = ("discover", "buy-again")


def session(path: Path) -> onnxruntime.InferenceSession:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1  # as many processes as cores serve: threads of one request would only get in their way
    return onnxruntime.InferenceSession(path, options, providers=["CPUExecutionProvider"])


class Package:
    def __init__(self, folder: Path):
        manifest = json.loads((folder / "manifest.json").read_text())
        self.version = manifest["version"]
        items = json.loads((folder / "items.json").read_text())
        self.ids, self.dimension, self.quota = items["ids"], items["dimension"], items["quota"]
        self.item_tower = session(folder / "item-tower.onnx")
        self.user_tower = session(folder / "user-tower.onnx")
        self.rankers = {mode: session(folder / f"ranker-{mode}.onnx") for mode in MODES}
        tensors = load_file(folder / "tables.safetensors")
        self.trained = len(tensors["item_idf"])
        self.item_idf = tensors["item_idf"].astype(np.float64)
        self.token_idf = tensors["token_idf"].astype(np.float64)
        self.stats = tensors["item_stats"].reshape(self.trained, -1).astype(np.float64)
        self.tables = {name: self._table(tensors, name) for name in ("ease", "basket", "next", "shopper_items", "shopper_recent")}

    @staticmethod
    def _table(tensors, name) -> csr_matrix:
        values = tensors[f"{name}.values"].astype(np.float64)
        return csr_matrix((values, tensors[f"{name}.indices"], tensors[f"{name}.offsets"]), shape=tuple(tensors[f"{name}.shape"]))
