"""What is asked of the table of events. Each function gives a piece of work for `Database.run`."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection
from sqlalchemy.sql import ColumnElement, Select

from rolewise.storage.database import EVENTS, IS_SLOT

EVENTS_OF_A_TURN = 6  # listen, utterance, features of it, action, message; one in reserve
USER = "user"

_SENDER = EVENTS.c.sender_id == sa.bindparam("sender")
_INSERT = EVENTS.insert()


def recent(sender: str, slots: tuple[str, ...], turns: int) -> Callable[[Connection], list[str]]:
    """Data of the last turns' events and of the last SlotSet of each slot, oldest first. Costs the same at any length."""
    def work(connection: Connection) -> list[str]:
        query = _newest_of(slots, said_only=True)
        rows = connection.execute(query, {"sender": sender, "most": turns * EVENTS_OF_A_TURN}).all()
        rows.sort()
        said = [row.id for row in rows if row.type_name == USER][-turns:]
        begins = _listening(rows, said[0]) if len(said) == turns else 0
        return [row.data for row in rows if row.id >= begins or row.type_name == "slot"]

    return work


def newest(sender: str, slots: tuple[str, ...], most: int) -> Callable[[Connection], list[str]]:
    """Data of a conversation's last `most` events, and of the last SlotSet of each slot, oldest first."""
    def work(connection: Connection) -> list[str]:
        rows = connection.execute(_newest_of(slots, said_only=False), {"sender": sender, "most": most}).all()
        return [row.data for row in sorted({row.id: row for row in rows}.values())]

    return work


def add(rows: list[dict[str, Any]]) -> Callable[[Connection], None]:
    """Inserts rows."""
    def work(connection: Connection) -> None:
        connection.execute(_INSERT, rows)

    return work


def count(sender: str, most: int = 1_000_000) -> Callable[[Connection], int]:
    """How many events a conversation has, counted up to `most`."""
    def work(connection: Connection) -> int:
        some = sa.select(EVENTS.c.id).where(_SENDER).limit(most).subquery()
        return int(connection.execute(sa.select(sa.func.count()).select_from(some), {"sender": sender}).scalar_one())

    return work


def senders(connection: Connection) -> list[str]:
    """Every conversation's sender."""
    return [sender for (sender,) in connection.execute(sa.select(EVENTS.c.sender_id).distinct())]


def delete(sender: str) -> Callable[[Connection], int]:
    """Deletes a conversation."""
    def work(connection: Connection) -> int:
        return int(connection.execute(EVENTS.delete().where(_SENDER), {"sender": sender}).rowcount)

    return work


def _listening(rows: list[Any], uttered: int) -> int:
    """A turn begins with the action_listen before its utterance."""
    return max((row.id for row in rows if row.id < uttered and row.type_name != "slot"), default=uttered)


@functools.lru_cache(maxsize=8)
def _newest_of(slots: tuple[str, ...], *, said_only: bool) -> Select:
    """One query for all, since each is a way to the database and back."""
    said = _last(sa.bindparam("most"), *([~IS_SLOT] if said_only else []))
    return sa.union_all(said, *(_last(sa.literal(1), IS_SLOT, EVENTS.c.action_name == slot) for slot in slots))


def _last(limit: Any, *where: ColumnElement) -> Select:
    columns = (EVENTS.c.id, EVENTS.c.type_name, EVENTS.c.data)
    found = sa.select(*columns).where(_SENDER, *where).order_by(EVENTS.c.id.desc()).limit(limit).subquery()
    return sa.select(found.c.id, found.c.type_name, found.c.data)
