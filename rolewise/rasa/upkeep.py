"""What a server does beside its turns: makes indexes that are missing, and deletes what was kept long enough, every hour."""

from __future__ import annotations

import asyncio
import logging
import sqlite3
import time
from typing import Any

from sqlalchemy.exc import SQLAlchemyError

from rolewise.operation import metrics
from rolewise.rasa.own_store import own_store
from rolewise.settings import setting
from rolewise.storage import retention
from rolewise.storage.database import Database, reason
from rolewise.storage.upkeep_lock import alone

HOUR = 3_600.0  # seconds
FAILURES = (SQLAlchemyError, sqlite3.Error, OSError, ValueError)

logger = logging.getLogger(__name__)


async def begin(app: Any, _: Any) -> None:
    """A listener of the Sanic app: works now and every hour by ROLEWISE_KEEP_DAYS, where conversations are in our store."""
    database = getattr(own_store(app.ctx.agent), "database", None)
    app.ctx.upkeep = asyncio.ensure_future(_hourly(database.patient())) if database else None


async def end(app: Any, _: Any) -> None:
    """A listener of the Sanic app: works no more."""
    if app.ctx.upkeep:
        app.ctx.upkeep.cancel()


async def _hourly(database: Database) -> None:
    while True:
        await asyncio.get_running_loop().run_in_executor(None, once, database)
        await asyncio.sleep(HOUR)


def once(database: Database) -> None:
    """One run, unless another instance is at it; failures go to the log and the metrics."""
    try:
        with alone(database) as first:
            if first:
                _index(database)
                _expire(database, float(setting("ROLEWISE_KEEP_DAYS")))
    except FAILURES as error:
        metrics.count_retention("failed")
        logger.error("old conversations are not deleted (%s); tried again in an hour", reason(error))


def _index(database: Database) -> None:
    for name in database.missing_indexes():
        logger.warning("the index %s is missing and is made now; turns may fail until it is there", name)
        database.make_index(name)
        logger.info("the index %s is made", name)


def _expire(database: Database, days: float) -> None:
    if doubted := retention.doubt(database):
        metrics.count_retention("doubted")
        logger.error("old conversations are not deleted: %s", doubted)
        return
    spoken, deleted = retention.expire(days, database)
    metrics.count_retention("done")
    metrics.note_retention(time.time())
    if spoken or deleted:
        logger.info("deleted the words of %d messages and %d old events", spoken, deleted)
