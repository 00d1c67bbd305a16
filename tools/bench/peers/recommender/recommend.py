"""Both stages for one user, as apps/recommender/api/src/engine does them."""

import numpy as np

from catalogue import Catalogue, context_bucket
from features import SOURCES, History, content_columns, item_columns, normalised, own_columns, source_scores, user_columns, user_tower_inputs
from package import Package


def top(values: np.ndarray, k: int, rows: np.ndarray | None = None) -> np.ndarray:
    """Rows of the k largest values, best first, ties by row."""
    rows = np.arange(len(values)) if rows is None else rows
    if k <= 0 or len(rows) == 0:
        return rows[:0]
    kept = rows[np.argpartition(-values[rows], min(k, len(rows)) - 1)[: 2 * k]] if len(rows) > 2 * k else rows
    return kept[np.lexsort((kept, -values[kept]))[:k]]


class Recommender:
    def __init__(self, package: Package, catalogue: Catalogue):
        self.package, self.catalogue = package, catalogue
        self.length = package.user_tower.get_inputs()[0].shape[1]

    def recommend(self, history: History, mode: str, limit: int, now: float) -> list[tuple[int, float]]:
        package, catalogue = self.package, self.catalogue
        owned = history.item[history.purchases > 0]
        may = catalogue.allowed.copy()
        if mode == "discover":
            may[owned] = False
        inputs = user_tower_inputs(history, now, catalogue.embeddings, self.length, context_bucket(history.context))
        user = package.user_tower.run(["vector"], inputs)[0][0]
        towers = catalogue.vectors @ user
        sources = source_scores(package, history, now)
        rows = self.candidates(mode, towers, sources, owned, may)
        features = self.features(history, rows, towers, sources, now)
        scores = package.rankers[mode].run(["score"], {"features": features})[0][:, 0]
        best = np.lexsort((np.arange(len(rows)), -scores))[:limit]
        return [(int(rows[k]), float(scores[k])) for k in best]

    def candidates(self, mode: str, towers, sources, owned, may) -> np.ndarray:
        quota = self.package.quota[mode]
        allowed = np.flatnonzero(may)
        popular = self.catalogue.popular
        union = [top(towers, quota["tower"], allowed), popular[may[popular]][: quota["popular"]]]
        known = may[: self.package.trained]
        for name, limit in quota["sources"].items():
            scores = sources[SOURCES.index(name)]
            union.append(top(scores, limit, np.flatnonzero((scores > 0) & known)))
        if mode == "buy-again":
            union.append(owned[may[owned]][: quota["own"]])
        return np.fromiter(dict.fromkeys(np.concatenate(union).tolist()), int)

    def features(self, history: History, rows, towers, sources, now) -> np.ndarray:
        package, catalogue = self.package, self.catalogue
        inside = rows < package.trained
        at = np.where(inside, rows, 0)
        scores = np.where(inside, sources[:, at], 0)
        tower = towers[rows].astype(np.float64)
        own = np.isin(rows, history.item)
        user = user_columns(catalogue, history, now)
        prices = np.log1p(catalogue.price[rows])
        columns = [
            tower, *scores, *normalised(scores, tower, sources, own, history.item, package.trained),
            *item_columns(catalogue, rows), *np.where(inside, package.stats[at].T, np.nan),
            *(np.full(len(rows), value) for value in user), prices - user[7],
            *content_columns(package, catalogue, history, rows, now), *own_columns(history, rows, now, user[5]),
        ]  # fmt: skip
        return np.stack(columns, axis=1).astype(np.float32)
