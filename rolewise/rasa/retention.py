"""Deletes what was said when it has been kept long enough, and what is left of a conversation much later."""

from __future__ import annotations

import asyncio
import json
import logging
import sqlite3
import time
from collections.abc import Callable, Iterator
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection
from sqlalchemy.exc import SQLAlchemyError

from rolewise.rasa.own_store import own_store
from rolewise.settings import setting
from rolewise.storage.database import EVENTS, Database

DAY = 86_400.0  # seconds
HOUR = 3_600.0
EVENTS_DAYS = 365  # after which figures of a conversation are of no use either
BATCH = 200  # rows a transaction: a turn that is saved meanwhile waits for one of them at most
SPOKEN = ("user", "bot")
WORDLESS = '"wordless":true'  # stands in the data of an event whose words are deleted
# Entities whose value is an id of the knowledge base, and no words of the visitor.
IDS = frozenset({"role", "skill", "country", "family"})

logger = logging.getLogger(__name__)

Work = Callable[[Connection], list[int]]


def expire(older_than_days: float, database: Database | None = None, now: float | None = None) -> tuple[int, int]:
    """Deletes the words of older messages, and events older than EVENTS_DAYS; how many of each.

    Events without words still load, and still tell intent, roles and country. Raises what the database raises.
    """
    database = database or Database(setting("ROLEWISE_DATABASE_URL"))
    now = time.time() if now is None else now
    deleted = sum(_batches(database, lambda after: _delete(now - max(EVENTS_DAYS, older_than_days) * DAY, after)))
    spoken = sum(_batches(database, lambda after: _take_words(now - older_than_days * DAY, after)))
    if spoken or deleted:
        database.wipe()
    return spoken, deleted


async def begin(app: Any, _: Any) -> None:
    """A listener of the Sanic app: deletes now and every hour by ROLEWISE_KEEP_DAYS, where conversations are in our store."""
    database = getattr(own_store(app.ctx.agent), "database", None)
    app.ctx.retention = asyncio.ensure_future(_hourly(database.patient())) if database else None


async def end(app: Any, _: Any) -> None:
    """A listener of the Sanic app: deletes no more."""
    if app.ctx.retention:
        app.ctx.retention.cancel()


async def _hourly(database: Database) -> None:
    while True:
        await asyncio.get_running_loop().run_in_executor(None, _expire_now, database)
        await asyncio.sleep(HOUR)


def _expire_now(database: Database) -> None:
    try:
        days = float(setting("ROLEWISE_KEEP_DAYS"))
        spoken, deleted = expire(days, database)
    except (SQLAlchemyError, sqlite3.Error, OSError, ValueError) as error:
        logger.error("old conversations are not deleted (%s); tried again in an hour", type(error).__name__)
        return
    if spoken or deleted:
        logger.info("deleted the words of %d messages and %d old events", spoken, deleted)


def _batches(database: Database, work: Callable[[int], Work]) -> Iterator[int]:
    """How many rows each transaction changed. `work` takes the id behind which it goes on, and gives the ids it did."""
    after = 0
    while done := database.run(work(after)):
        yield len(done)
        after = done[-1]


def _take_words(before: float, after: int) -> Work:
    def work(connection: Connection) -> list[int]:
        spoken = EVENTS.c.type_name.in_(SPOKEN) & ~EVENTS.c.data.contains(WORDLESS, autoescape=True)
        rows = connection.execute(_older(before, after).add_columns(EVENTS.c.data).where(spoken)).all()
        changed = EVENTS.update().where(EVENTS.c.id == sa.bindparam("row")).values(data=sa.bindparam("wordless"))
        if rows:
            connection.execute(changed, [{"row": row.id, "wordless": wordless(row.data)} for row in rows])
        return [row.id for row in rows]

    return work


def _delete(before: float, after: int) -> Work:
    def work(connection: Connection) -> list[int]:
        ids = list(connection.execute(_older(before, after)).scalars())
        connection.execute(EVENTS.delete().where(EVENTS.c.id.in_(ids)))
        return ids

    return work


def _older(before: float, after: int) -> Any:
    return sa.select(EVENTS.c.id).where(EVENTS.c.timestamp < before, EVENTS.c.id > after).order_by(EVENTS.c.id).limit(BATCH)


def wordless(data: str) -> str:
    """An event's JSON without what was said: intent, ids, page and what an answer was about stay.

    >>> wordless('{"event": "user", "text": "hello", "parse_data": {"text": "hello", "intent": {"name": "greet"}}}')
    '{"event":"user","text":"","parse_data":{"intent":{"name":"greet"},"entities":[]},"wordless":true}'
    """
    try:
        event = json.loads(data)
    except ValueError:
        event = {}
    if "text" in event:
        event["text"] = ""
    if "parse_data" in event:
        event["parse_data"] = _ids_only(event["parse_data"] or {})
    if "data" in event:
        event["data"] = {"custom": _about_only((event["data"] or {}).get("custom") or {})}
    return json.dumps({**event, "wordless": True}, separators=(",", ":"))


def _ids_only(parsed: dict[str, Any]) -> dict[str, Any]:
    entities = [
        {key: entity[key] for key in ("entity", "value") if key in entity}
        for entity in parsed.get("entities") or () if entity.get("entity") in IDS
    ]
    return {"intent": parsed.get("intent") or {}, "entities": entities}


def _about_only(custom: dict[str, Any]) -> dict[str, Any]:
    missed = (custom.get("card") or {}).get("missed")
    return {"about": custom.get("about") or {}, "card": {"missed": missed} if missed else {}}
