"""Deleting conversations. Texts that are old enough are the business of rolewise/storage/retention.py."""

from __future__ import annotations

import time
from collections.abc import Sequence

from sqlalchemy import bindparam, distinct, func, inspect, select, text

from rolewise.storage.database import ENDED, EVENTS
from rolewise.storage.existing import connected


def kept(url: str) -> int:
    """How many conversations there are. Raises StoreUnavailable, as all of these do."""
    with connected(url) as connection:
        return int(connection.execute(select(func.count(distinct(EVENTS.c.sender_id)))).scalar_one())


def known(url: str, conversations: Sequence[str]) -> list[str]:
    """Those of the ids that there are, in the order given."""
    with connected(url) as connection:
        return [
            name
            for name in dict.fromkeys(conversations)
            if connection.execute(select(EVENTS.c.id).where(EVENTS.c.sender_id == name).limit(1)).first()
        ]


def delete(url: str, conversations: Sequence[str]) -> None:
    """Deletes every event of these conversations."""
    with connected(url) as connection:
        of_one = EVENTS.delete().where(EVENTS.c.sender_id == bindparam("name"))
        connection.execute(of_one, [{"name": name} for name in conversations])
        if inspect(connection).has_table(ENDED.name):  # else no server of this release was there yet
            now = time.time()
            connection.execute(ENDED.delete().where(ENDED.c.sender_id.in_(conversations)))
            connection.execute(ENDED.insert(), [{"sender_id": name, "timestamp": now} for name in conversations])
    _overwrite(url)


def delete_all(url: str) -> None:
    """Deletes every event of every conversation."""
    with connected(url) as connection:
        connection.execute(EVENTS.delete())
    _overwrite(url)


def _overwrite(url: str) -> None:
    """SQLite: what was deleted leaves the log of its last changes, too, as far as nobody reads it just now."""
    with connected(url) as connection:
        if connection.dialect.name == "sqlite":
            connection.execute(text("PRAGMA wal_checkpoint(TRUNCATE)")).close()
