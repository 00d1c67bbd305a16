"""GET /v1/users/{id}/recommendations on FastAPI; two worker processes, the model in each."""

import os
import time
from contextlib import asynccontextmanager
from pathlib import Path

import numpy as np
import uvicorn
from fastapi import FastAPI, Query
from fastapi.responses import ORJSONResponse
from psycopg_pool import AsyncConnectionPool

from catalogue import Catalogue
from features import History
from package import Package
from recommend import Recommender

HISTORY = """
SELECT item_id, purchases, strength, quantity, extract(epoch FROM first_at)::float8, extract(epoch FROM last_at)::float8, context
FROM user_items WHERE user_id = %s ORDER BY last_at DESC, item_id LIMIT 500
"""


@asynccontextmanager
async def lifespan(app: FastAPI):
    url = os.environ["DATABASE_URL"]
    package = Package(Path(os.environ["PACKAGE"]))
    app.state.catalogue = Catalogue(package, url)
    app.state.recommender = Recommender(package, app.state.catalogue)
    async with AsyncConnectionPool(url, min_size=4, max_size=8, open=False) as app.state.pool:
        yield


app = FastAPI(lifespan=lifespan, default_response_class=ORJSONResponse)


@app.get("/health/ready")
async def ready():
    return {"status": "ok"}


@app.get("/v1/users/{user}/recommendations")
async def recommendations(user: str, limit: int = Query(20, ge=1, le=100), mode: str = Query("discover", pattern="^(discover|buy-again)$")):
    start = time.perf_counter()
    state = app.state
    async with state.pool.connection() as db:
        rows = await (await db.execute(HISTORY, (user,), prepare=True)).fetchall()
    found = state.recommender.recommend(to_history(rows, state.catalogue), mode, limit, time.time())
    catalogue = state.catalogue
    items = [
        {
            "item": {"id": catalogue.ids[row], "name": catalogue.names[row], "category": catalogue.category[row]},
            "price": float(catalogue.price[row]),
            "score": score,
        }
        for row, score in found
    ]
    took = (time.perf_counter() - start) * 1000
    return ORJSONResponse({"userId": user, "mode": mode, "modelVersion": state.recommender.package.version, "degraded": False, "took_ms": took, "items": items})


def to_history(rows, catalogue: Catalogue) -> History:
    known = [row for row in rows if row[0] in catalogue.row]
    context = next((row[6] for row in rows if row[6] is not None), None)
    numbers = np.array([row[1:6] for row in known], float).reshape(-1, 5).T
    items = np.array([catalogue.row[row[0]] for row in known], int)
    return History(items, *numbers, context)


if __name__ == "__main__":
    uvicorn.run("main:app", host="127.0.0.1", port=int(os.environ["PORT"]), workers=2, log_level="warning", access_log=False)
