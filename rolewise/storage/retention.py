"""Takes the words out of messages that were kept long enough, and deletes what is left of a conversation much later.

A run goes on where the last one ended, at a mark that the database keeps, so it costs what became old since, however much
is kept. Its clock is not believed alone: see `doubt`.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection
from sqlalchemy.sql import ColumnElement

from rolewise.storage.database import ENDED, EVENTS, Database, marks, note

DAY = 86_400.0  # seconds
EVENTS_DAYS = 365  # after which figures of a conversation are of no use either
ENDED_DAYS = 40  # for which a deleted conversation is known: longer than any token of it lives
BATCH = 200  # rows that a transaction changes: a turn that is saved meanwhile waits for one of them at most
WINDOW = 2_000  # rows that are looked at in one statement; more where none of them has words
WIDEST = 64_000
SPOKEN = ("user", "bot")
WORDLESS = '"wordless":true'  # stands in the data of an event whose words are deleted
# Entities whose value is an id of the knowledge base, and no words of the visitor.
IDS = frozenset({"role", "skill", "country", "family"})
# Rows of UPKEEP. UNTIL: no event up to this time has words, but for those that came in behind LAST_ID with an older time.
UNTIL, LAST_ID, RAN, DOUBTED = "words_until", "words_last_id", "retention_ran", "retention_doubted"
APART = 300.0  # seconds that our clock and the database's may differ
JUMP = 3 * DAY  # that nothing was heard of for: the clock may be wrong
GRACE = DAY  # for which a clock that may be wrong is only watched

_WITH_WORDS = EVENTS.c.type_name.in_(SPOKEN) & ~EVENTS.c.data.contains(WORDLESS, autoescape=True)
_EVERY = sa.literal_column("9000000000")  # a LIMIT keeps a subquery apart, and with it the index that is read

Work = Callable[[Connection], list[int]]


@dataclass(frozen=True)
class Backlog:
    """Texts that are older than they may be."""

    count: int  # at most MOST_COUNTED are counted
    seconds: float  # by which the oldest is too old; 0.0 where there is none


MOST_COUNTED = 10_000
NOTHING = Backlog(0, 0.0)


def expire(older_than_days: float, database: Database, now: float | None = None) -> tuple[int, int]:
    """Takes the words of older messages, and deletes events older than EVENTS_DAYS; how many of each.

    Events without words still load, and still tell intent, roles and country. Raises what the database raises.
    """
    now = time.time() if now is None else now
    deleted = sum(len(ids) for ids in _batches(database, _delete(now - max(EVENTS_DAYS, older_than_days) * DAY)))
    database.run(_forget_ended(now - ENDED_DAYS * DAY))
    spoken = _take_words(database, now - older_than_days * DAY)
    if spoken or deleted:
        database.wipe()
    return spoken, deleted


def doubt(database: Database, now: float | None = None) -> str:
    """Why nothing may be deleted by this clock now, "" where it is believed; notes that it was asked.

    A clock that differs from the database's is not believed. One that has run on since anything was last heard of (a long
    standstill, or a wrong clock) is believed after GRACE.
    """
    now = time.time() if now is None else now
    theirs = database.clock()
    if theirs is not None and abs(theirs - now) > APART:
        return f"our clock and the database's differ by {now - theirs:+.0f} s"

    def work(connection: Connection) -> str:
        heard = max(marks(connection).get(RAN, 0.0), 0.0) or _newest(connection) or now
        since = marks(connection).get(DOUBTED, 0.0)
        if not (now - heard > JUMP or since):
            note(connection, RAN, now)
            return ""
        if not 0 < since <= now:
            note(connection, DOUBTED, since := now)
        # Back to a time that fits what was heard: the clock was put right.
        if now - heard <= JUMP or now - since >= GRACE:
            note(connection, RAN, now)
            note(connection, DOUBTED, 0.0)
            return ""
        return f"the clock is {(now - heard) / DAY:.0f} days past all that was heard of; it is believed if it stays so for a day"

    return database.run(work)


def backlog(connection: Connection, before: float) -> Backlog:
    """Texts of messages older than `before` (seconds since the epoch), as far as the mark tells."""
    known = marks(connection)
    old = (EVENTS.c.timestamp > min(known.get(UNTIL, 0.0), before)) & (EVENTS.c.timestamp <= before) & _WITH_WORDS
    some = sa.select(EVENTS.c.timestamp).where(old).order_by(EVENTS.c.timestamp).limit(MOST_COUNTED).subquery()
    count, oldest = connection.execute(sa.select(sa.func.count(), sa.func.min(some.c.timestamp))).one()
    return Backlog(int(count), max(before - oldest, 0.0)) if count else NOTHING


def _take_words(database: Database, before: float) -> int:
    known = database.run(marks)
    # A mark beyond `before` is of a run that deleted more; what was said since is not wordless up to there.
    until = min(known.get(UNTIL, 0.0), before)
    top = database.run(lambda connection: connection.execute(sa.select(sa.func.max(EVENTS.c.id))).scalar_one()) or 0
    # Came in since the last run and was old already: an import, or a clock that was behind.
    taken = _strip(database, _late(int(known.get(LAST_ID, top)), until))
    wide = WINDOW
    while until < before:
        end = database.run(_window_end(until, before, wide))
        found = _strip(database, sa.select(EVENTS.c.id).where(EVENTS.c.timestamp > until, EVENTS.c.timestamp <= end, _WITH_WORDS))
        taken, until, wide = taken + found, end, WINDOW if found else min(2 * wide, WIDEST)
        database.run(_noting(UNTIL, until))
    database.run(_noting(UNTIL, until))
    database.run(_noting(LAST_ID, top))
    return taken


def _noting(name: str, value: float) -> Callable[[Connection], None]:
    return lambda connection: note(connection, name, value)


def _late(last: int, until: float) -> Any:
    fresh = sa.select(EVENTS.c.id, EVENTS.c.timestamp).where(EVENTS.c.id > last).order_by(EVENTS.c.id).limit(_EVERY).subquery()
    old = sa.select(fresh.c.id).where(fresh.c.timestamp <= until)
    return sa.select(EVENTS.c.id).where(EVENTS.c.id.in_(old), _WITH_WORDS)


def _window_end(after: float, before: float, wide: int) -> Callable[[Connection], float]:
    times = sa.select(EVENTS.c.timestamp).where(EVENTS.c.timestamp > after, EVENTS.c.timestamp <= before)

    def work(connection: Connection) -> float:
        last = connection.execute(times.order_by(EVENTS.c.timestamp).offset(wide - 1).limit(1)).scalar()
        return before if last is None else float(last)

    return work


def _strip(database: Database, ids: Any) -> int:
    """Takes the words of these rows; how many there were."""
    found = database.run(lambda connection: list(connection.execute(ids).scalars()))
    for first in range(0, len(found), BATCH):
        database.run(_without_words(EVENTS.c.id.in_(found[first : first + BATCH])))
    return len(found)


def _without_words(these: ColumnElement) -> Callable[[Connection], None]:
    changed = EVENTS.update().where(EVENTS.c.id == sa.bindparam("row")).values(data=sa.bindparam("wordless"))

    def work(connection: Connection) -> None:
        rows = connection.execute(sa.select(EVENTS.c.id, EVENTS.c.data).where(these)).all()
        if rows:
            connection.execute(changed, [{"row": row.id, "wordless": wordless(row.data)} for row in rows])

    return work


def _batches(database: Database, work: Work) -> Iterator[list[int]]:
    """The rows that each transaction changed, until there are none left."""
    while done := database.run(work):
        yield done


def _delete(before: float) -> Work:
    oldest = sa.select(EVENTS.c.id).where(EVENTS.c.timestamp < before).order_by(EVENTS.c.timestamp).limit(BATCH)

    def work(connection: Connection) -> list[int]:
        ids = list(connection.execute(oldest).scalars())
        if ids:
            connection.execute(EVENTS.delete().where(EVENTS.c.id.in_(ids)))
        return ids

    return work


def _forget_ended(before: float) -> Callable[[Connection], None]:
    def work(connection: Connection) -> None:
        connection.execute(ENDED.delete().where(ENDED.c.timestamp < before))

    return work


def _newest(connection: Connection) -> float | None:
    found = connection.execute(sa.select(EVENTS.c.timestamp).order_by(EVENTS.c.id.desc()).limit(1)).scalar()
    return None if found is None else float(found)


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
        for entity in parsed.get("entities") or ()
        if entity.get("entity") in IDS
    ]
    return {"intent": parsed.get("intent") or {}, "entities": entities}


def _about_only(custom: dict[str, Any]) -> dict[str, Any]:
    missed = (custom.get("card") or {}).get("missed")
    return {"about": custom.get("about") or {}, "card": {"missed": missed} if missed else {}}
