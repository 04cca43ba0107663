"""What is asked of the table of events. Each function gives a piece of work for `Database.run`."""

from __future__ import annotations

import functools
import hashlib
from collections.abc import Callable
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection
from sqlalchemy.sql import ColumnElement, Select

from rolewise.storage.database import ENDED, EVENTS, IS_SLOT, note
from rolewise.storage.event_json import decoded, text_at
from rolewise.storage.turns import BOT, FEEDBACK, USER, EventRow

EVENTS_OF_A_TURN = 6  # listen, utterance, features of it, action, message; one in reserve
PROBED = "probed"  # a row of UPKEEP
ANSWERS_OF_A_TURN = 20  # events that are read after an utterance, to find what was answered

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


def last_turns(sender: str, most: int) -> Callable[[Connection], list[EventRow]]:
    """Rows of the last `most` turns with their thumbs, oldest first."""
    spoken = EVENTS.c.type_name.in_((USER, BOT)) | (IS_SLOT & (EVENTS.c.action_name == FEEDBACK))

    def work(connection: Connection) -> list[EventRow]:
        utterances = sa.select(EVENTS.c.id).where(_SENDER, EVENTS.c.type_name == USER).order_by(EVENTS.c.id.desc())
        bound = {"sender": sender}
        first = connection.execute(utterances.offset(most - 1).limit(1), bound).scalar() or 0
        return _event_rows(connection, sa.and_(_SENDER, EVENTS.c.id >= first, spoken), bound)

    return work


def one_turn(sender: str, turn: str) -> Callable[[Connection], list[EventRow]]:
    """Rows of the turn with this id, its utterance first; [] where there is none."""

    def work(connection: Connection) -> list[EventRow]:
        bound = {"sender": sender}
        named = sa.and_(_SENDER, EVENTS.c.type_name == USER, EVENTS.c.data.contains(f'"{turn}"', autoescape=True))
        for row in connection.execute(sa.select(EVENTS.c.id, EVENTS.c.data).where(named), bound):
            if text_at(decoded(row.data), "message_id") == turn:
                rows = _event_rows(connection, sa.and_(_SENDER, EVENTS.c.id >= row.id), bound, ANSWERS_OF_A_TURN)
                ends = next((place for place, each in enumerate(rows) if place and each.kind == USER), len(rows))
                return rows[:ends]
        return []

    return work


def _event_rows(connection: Connection, where: ColumnElement, bound: dict[str, Any], most: int | None = None) -> list[EventRow]:
    columns = (EVENTS.c.sender_id, EVENTS.c.type_name, EVENTS.c.timestamp, EVENTS.c.data, EVENTS.c.action_name)
    found = connection.execute(sa.select(*columns).where(where).order_by(EVENTS.c.id).limit(most), bound)
    return [EventRow(who, kind, float(when or 0), data, name or "") for who, kind, when, data, name in found]


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


def probe(now: float) -> Callable[[Connection], None]:
    """Writes a number that nobody reads: what a full or read-only disk refuses."""
    return lambda connection: note(connection, PROBED, now)


def senders(connection: Connection) -> list[str]:
    """Every conversation's sender."""
    return [sender for (sender,) in connection.execute(sa.select(EVENTS.c.sender_id).distinct())]


def delete(sender: str, now: float) -> Callable[[Connection], int]:
    """Deletes a conversation, and remembers that it has ended."""

    def work(connection: Connection) -> int:
        if not has_ended(sender)(connection):
            connection.execute(ENDED.insert(), {"sender_id": _mark(sender), "timestamp": now})
        return int(connection.execute(EVENTS.delete().where(_SENDER), {"sender": sender}).rowcount)

    return work


def has_ended(sender: str) -> Callable[[Connection], bool]:
    """Whether the conversation was deleted."""
    known = sa.select(ENDED.c.sender_id).where(ENDED.c.sender_id == sa.bindparam("sender"))
    return lambda connection: connection.execute(known, {"sender": _mark(sender)}).first() is not None


def _mark(sender: str) -> str:
    """A hash of the conversation's name: nothing of what was deleted is left, its name neither."""
    return hashlib.sha256(sender.encode()).hexdigest()


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
