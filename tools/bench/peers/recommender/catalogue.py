"""The catalogue's columns, read from the service's tables and brought to vectors by the item tower."""

import re
import time
import unicodedata

import numpy as np
import psycopg

from package import Package

DAY = 86_400
WINDOWS = (7, 14, 28, 90)
TOKENS, BUCKETS, CONTEXTS = 12, 8192, 64
POPULAR = 500


def fnv1a(text: str) -> int:
    value = 0x811C9DC5
    for unit in memoryview(text.encode("utf-16-le")).cast("H"):
        value = ((value ^ unit) * 0x01000193) & 0xFFFFFFFF
    return value


def words(text: str) -> list[str]:
    found = re.findall(r"[^\W\d_]{2,}", unicodedata.normalize("NFKC", text).lower())
    singular = (w[:-1] if len(w) > 3 and w.endswith("s") and not w.endswith("ss") else w for w in found)
    return list(dict.fromkeys(singular))


def item_tokens(name: str, category: str, attributes: dict) -> list[int]:
    other = sorted(f"{k.lower()}={as_text(v).lower()}" for k, v in attributes.items() if isinstance(v, (str, bool)))
    named = ([f"category={category.lower()}"] if category else []) + other[:3]
    buckets = dict.fromkeys(1 + fnv1a(token) % (BUCKETS - 1) for token in [*named, *words(name), *other[3:]])
    return (list(buckets) + [0] * TOKENS)[:TOKENS]


def as_text(value) -> str:
    return str(value).lower() if isinstance(value, bool) else value


def context_bucket(context: str | None) -> int:
    return 1 + fnv1a(context.lower()) % (CONTEXTS - 1) if context else 0


class Catalogue:
    def __init__(self, package: Package, url: str):
        with psycopg.connect(url) as db:
            items = db.execute("SELECT id, name, category, price, stock, attributes FROM items WHERE removed_at IS NULL").fetchall()
            demand = db.execute("SELECT item_id, day, count FROM item_demand").fetchall()
        known = set(package.ids)
        self.ids = [*package.ids, *(item[0] for item in items if item[0] not in known)]
        self.row = {item: row for row, item in enumerate(self.ids)}
        n = len(self.ids)
        self.names, self.category = list(self.ids), [""] * n
        self.price, self.stock = np.full(n, np.nan), np.zeros(n, int)
        self.tokens = np.zeros((n, TOKENS), np.int64)
        for item, name, category, price, stock, attributes in items:
            row = self.row[item]
            self.names[row], self.category[row], self.stock[row] = name, category, stock
            self.price[row] = np.nan if price is None else price
            self.tokens[row] = item_tokens(name, category, attributes)
        self.allowed = self.stock > 0
        self._demand(demand, n)
        self._vectors(package)
        order = np.lexsort((np.arange(n), -self.all, -self.windows[2]))
        self.popular = order[self.all[order] > 0][:POPULAR]

    def _demand(self, rows, n: int) -> None:
        self.today = int(time.time() // DAY)
        self.windows, self.all = np.zeros((len(WINDOWS), n)), np.zeros(n)
        self.first, self.last = np.full(n, np.nan), np.full(n, np.nan)
        for item, day, count in rows:
            row = self.row.get(item)
            if row is None or day > self.today:
                continue
            for w, length in enumerate(WINDOWS):
                if day >= self.today - length:
                    self.windows[w, row] += count
            self.all[row] += count
            self.first[row] = np.fmin(self.first[row], day)
            self.last[row] = np.fmax(self.last[row], day)

    def _vectors(self, package: Package) -> None:
        n, bought, priced = len(self.ids), self.all > 0, self.price >= 0
        age = np.where(bought, self.today - self.first, 0)
        columns = [
            np.where(priced, np.log1p(np.where(priced, self.price, 0)) / 3, 0), priced, np.log1p(age) / 6, bought,
            *(np.log1p(window) / 6 for window in (self.windows[0], self.windows[2], self.windows[3], self.all)),
        ]  # fmt: skip
        numeric = np.stack(columns, axis=1).astype(np.float32)
        ids = np.where(np.arange(n) < package.trained, np.arange(n) + 1, 0)
        parts = []
        for start in range(0, n, 4096):
            part = slice(start, start + 4096)
            parts.append(package.item_tower.run(["vector", "embedding"], {"ids": ids[part], "tokens": self.tokens[part], "numeric": numeric[part]}))
        self.vectors = np.concatenate([vector for vector, _ in parts])
        self.embeddings = np.concatenate([embedding for _, embedding in parts])
