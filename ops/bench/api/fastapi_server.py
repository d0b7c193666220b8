"""A usual Python stack from Debian's packages: FastAPI, SQLAlchemy and asyncpg."""

import hashlib
import os
import re
from datetime import date

import fastapi_usual
from fastapi import FastAPI, Header, Response
from pydantic import BaseModel
from sqlalchemy import text
from sqlalchemy.ext.asyncio import create_async_engine

IS_USUAL = os.environ["BENCH_SQL"] == "usual"

engine = create_async_engine(
    re.sub(r"^postgres(ql)?://", "postgresql+asyncpg://", os.environ["DATABASE_URL"]),
    pool_size=10,
    max_overflow=0,
    pool_timeout=30,
)
READ = text(os.environ["BENCH_READ"])
WRITE = text(os.environ["BENCH_WRITE"])
session_of = fastapi_usual.sessions(engine)
app = FastAPI()


def hashed(value: str) -> str:
    return hashlib.sha256(value.encode()).hexdigest()


class Quota(BaseModel):
    plan: str
    used: int
    held: int


class Outcome(BaseModel):
    state: str
    remoteId: str
    url: str
    publishedAt: str


class Tracked(BaseModel):
    publicationId: str
    idempotencyKey: str
    outcome: Outcome


@app.get("/api/v1/enrichment/quota", response_model=Quota)
async def quota(x_api_key: str = Header()):
    if IS_USUAL:
        async with session_of() as session:
            found = await fastapi_usual.read(session, hashed(x_api_key))
        return found or Response(status_code=401)
    period = date.today().replace(day=1)
    async with engine.connect() as connection:
        rows = await connection.execute(READ, {"p1": hashed(x_api_key), "p2": period})
        row = rows.mappings().first()
    return dict(row) if row else Response(status_code=401)


@app.post("/api/v1/analytics/track")
async def track(body: Tracked, x_api_key: str = Header()):
    if IS_USUAL:
        told = {"publication": body.publicationId, "key": body.idempotencyKey}
        told |= {"payload": hashed(body.outcome.json())}
        told |= {"remote": body.outcome.remoteId, "url": body.outcome.url}
        async with session_of() as session:
            answer = await fastapi_usual.write(session, hashed(x_api_key), told)
        return answer or Response(status_code=409)
    values = {
        "p1": hashed(x_api_key),
        "p2": body.publicationId,
        "p3": body.idempotencyKey,
        "p4": hashed(body.outcome.json()),
        "p5": body.outcome.remoteId,
        "p6": body.outcome.url,
    }
    async with engine.begin() as connection:
        rows = await connection.execute(WRITE, values)
        row = rows.mappings().first()
    return {**row, "publication_id": str(row["publication_id"])} if row else Response(status_code=409)
