"""The feature definition of apps/recommender/contract/src/features, in numpy: one function a group of columns."""

from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_matrix

from catalogue import Catalogue
from package import Package

DAY = 86_400.0
HALF_LIFE, SESSION, SCORED, SHOPPERS = 90, DAY / 2, 200, 300
SOURCES = ("ease", "ease_flat", "ease_session", "basket", "basket_session", "next", "next_session", "shoppers")


@dataclass
class History:
    """Distinct items, most recently touched first; times in seconds."""

    item: np.ndarray
    purchases: np.ndarray
    strength: np.ndarray
    quantity: np.ndarray
    first: np.ndarray
    last: np.ndarray
    context: str | None

    def __len__(self) -> int:
        return len(self.item)

    def session(self) -> int:
        older = np.flatnonzero(self.last < self.last[0] - SESSION) if len(self) else []
        return int(older[0]) if len(older) else len(self)

    def ages(self, now: float) -> np.ndarray:
        return np.maximum(0, now - self.last) / DAY

    def weights(self, now: float) -> np.ndarray:
        return np.minimum(1, self.strength) * 2 ** (-self.ages(now) / HALF_LIFE)


def mean(weights: np.ndarray) -> np.ndarray:
    total = weights.sum()
    return weights / total if total else weights


def source_scores(package: Package, history: History, now: float) -> np.ndarray:
    """[sources, trained]"""
    known = np.flatnonzero(history.item[:SCORED] < package.trained)
    rows, n = history.item[known], package.trained
    if len(rows) == 0:
        return np.zeros((len(SOURCES), n))
    last = history.last[known]
    session = (np.cumsum(last < last[0] - SESSION) == 0).astype(float)
    flat = np.minimum(1, history.strength[known])
    recent, latest = history.weights(now)[known], flat * session
    fresh = 2 ** (-history.ages(now)[known] / 7)

    def through(table: csr_matrix, *weights: np.ndarray) -> np.ndarray:
        return np.stack(weights) @ table[rows]

    ease, basket, following = (package.tables[name] for name in ("ease", "basket", "next"))
    return np.concatenate([
        through(ease, recent, flat, mean(latest)),
        through(basket, mean(recent), mean(latest)),
        through(following, mean(fresh), mean(latest)),
        similar_shoppers(package, rows, recent)[None],
    ])  # fmt: skip


def similar_shoppers(package: Package, rows: np.ndarray, recent: np.ndarray) -> np.ndarray:
    weights = recent * package.item_idf[rows]
    similarity = (weights / (np.sqrt((weights**2).sum()) or 1)) @ package.tables["shopper_items"][rows]
    found = np.flatnonzero(similarity)
    nearest = found[np.lexsort((found, -similarity[found]))[:SHOPPERS]]
    return similarity[nearest] @ package.tables["shopper_recent"][nearest]


def user_tower_inputs(history: History, now: float, embeddings: np.ndarray, length: int, context: int) -> dict[str, np.ndarray]:
    seen = min(len(history), length)
    rows = history.item[:seen]
    gathered = np.zeros((1, length, embeddings.shape[1]), np.float32)
    signals, mask = np.zeros((1, length, 6), np.float32), np.zeros((1, length), np.float32)
    if seen:
        age, rank = history.ages(now)[:seen], np.arange(seen)
        in_session = np.cumsum(history.last[:seen] < history.last[0] - SESSION) == 0
        gathered[0, :seen], mask[0, :seen] = embeddings[rows], 1
        signals[0, :seen] = np.stack([
            2 ** (-age / 7), 2 ** (-age / 90), np.log1p(history.purchases[:seen]) / 6,
            np.minimum(history.strength[:seen], 4) / 4, in_session, 1 / (1 + rank),
        ], axis=1)  # fmt: skip
    since = history.ages(now)[0] if len(history) else 0
    profile = np.log1p([[len(history), history.purchases.sum(), since]]).astype(np.float32) / 6
    return {"embeddings": gathered, "signals": signals, "mask": mask, "profile": profile, "context": np.array([context])}


def item_columns(catalogue: Catalogue, rows: np.ndarray) -> list[np.ndarray]:
    d7, d14, d28, d90 = catalogue.windows[:, rows]
    total, age = catalogue.all[rows], catalogue.today - catalogue.first[rows]
    return [
        *(np.log1p(count) for count in (d7, d14, d28, d90, total)),
        (4 * d7 + 2) / (d28 + 2), (3 * d28 + 3) / (d90 + 3), age, catalogue.today - catalogue.last[rows],
        total / np.maximum(age, 14), np.log1p(catalogue.price[rows]),
    ]  # fmt: skip


def user_columns(catalogue: Catalogue, history: History, now: float) -> list[float]:
    if len(history) == 0:
        return [0, 0, *[np.nan] * 3, 0, *[np.nan] * 4]
    bought, weights = history.purchases > 0, history.weights(now)
    purchases = history.purchases.sum()
    sessions = len(np.unique(np.concatenate([history.first, history.last]) // DAY))

    def average(values: np.ndarray) -> float:
        finite = np.isfinite(values) & (weights > 0)
        return np.average(values[finite], weights=weights[finite]) if finite.any() else np.nan

    with np.errstate(divide="ignore", invalid="ignore"):
        quantity = np.where(bought, np.log1p(history.quantity / history.purchases), np.nan)
    return [
        len(history), purchases, history.ages(now)[0], max(0, now - history.first.min()) / DAY,
        1 - bought.sum() / purchases if purchases else np.nan, sessions, purchases / sessions,
        average(np.log1p(catalogue.price[history.item])), average(quantity), average(np.log1p(catalogue.all[history.item])),
    ]  # fmt: skip


def own_columns(history: History, rows: np.ndarray, now: float, sessions: float) -> list[np.ndarray]:
    rank_of = {item: rank for rank, item in enumerate(history.item.tolist())}
    rank = np.array([rank_of.get(row, -1) for row in rows.tolist()])
    own = rank >= 0
    columns = np.full((9, len(rows)), np.nan)
    columns[:2] = 0
    k = rank[own]
    purchases, last = history.purchases[k], history.ages(now)[k]
    first = np.maximum(0, now - history.first[k]) / DAY
    with np.errstate(divide="ignore", invalid="ignore"):
        interval = np.where((first - last > SESSION / DAY) & (purchases > 1), (first - last) / (purchases - 1), np.nan)
        quantity = np.where(purchases > 0, np.log1p(history.quantity[k] / purchases), np.nan)
        columns[:, own] = [purchases, history.strength[k], last, first, interval, last / interval, purchases / max(sessions, 1), quantity, k]
    return list(columns)


def content_columns(package: Package, catalogue: Catalogue, history: History, rows: np.ndarray, now: float) -> list[np.ndarray]:
    """Cosines of hashed tf-idf bags: with the whole history, with the latest session, with the most similar single item."""
    idf = package.token_idf * (np.arange(len(package.token_idf)) > 0)
    tokens = catalogue.tokens[rows]
    weight = idf[tokens]
    norm = np.sqrt((weight**2).sum(axis=1))

    def profile(weights: np.ndarray) -> np.ndarray:
        bag = np.zeros(len(idf))
        owned = catalogue.tokens[history.item]
        np.add.at(bag, owned, weights[:, None] * idf[owned])
        length = np.sqrt((bag**2).sum()) or 1
        product = (weight * bag[tokens]).sum(axis=1)
        return np.divide(product, norm * length, out=np.zeros(len(rows)), where=product != 0)

    if len(history) == 0:
        return [np.zeros(len(rows))] * 3
    session = (np.arange(len(history)) < history.session()).astype(float)
    return [profile(history.weights(now)), profile(session), best_match(catalogue, history, idf, tokens, weight, norm)]


def best_match(catalogue: Catalogue, history: History, idf, tokens, weight, norm) -> np.ndarray:
    owned = catalogue.tokens[history.item]
    used, compact = np.unique(owned, return_inverse=True)
    has = np.zeros((len(owned), len(used)))
    np.put_along_axis(has, compact.reshape(owned.shape), 1, axis=1)
    square = idf[used] ** 2
    lengths = np.sqrt((has * square).sum(axis=1))
    at = np.searchsorted(used, tokens).clip(max=len(used) - 1)
    present = used[at] == tokens
    bags = np.zeros((len(tokens), len(used)))
    np.put_along_axis(bags, at, np.where(present, weight**2, 0), axis=1)
    overlap = bags @ has.T
    best = (overlap / np.where(lengths > 0, lengths, 1)).max(axis=1)
    return np.divide(best, norm, out=np.zeros(len(tokens)), where=norm > 0)


def normalised(scores: np.ndarray, towers: np.ndarray, all_scores: np.ndarray, own: np.ndarray, owned: np.ndarray, trained: int) -> list[np.ndarray]:
    """Standardised over what the user does not own: the tables' scores over their items, the towers' over the candidates."""
    others = towers[~own]
    mean_tower, deviation = (others.mean(), others.std()) if len(others) else (0, 0)
    free = np.ones(trained, bool)
    free[owned[owned < trained]] = False
    count = max(trained - len(owned), 1)
    sums, squares = all_scores[:, free].sum(axis=1), (all_scores[:, free] ** 2).sum(axis=1)
    means = sums / count
    deviations = np.sqrt(np.maximum(squares / count - means**2, 0)) + 1e-9
    return [(towers - mean_tower) / (deviation + 1e-9), *((scores - means[:, None]) / deviations[:, None])]
