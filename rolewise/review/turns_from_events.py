"""Rows of the events table -> turns, each with its answer and its thumb."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from sqlalchemy import and_, or_, select
from sqlalchemy.engine import Connection

from rolewise.review.masking import masked
from rolewise.review.records import Turn, Unknown
from rolewise.review.utterance_json import COUNTRY, UNKNOWN_ROLE, mentions, readings, shaped
from rolewise.storage.database import EVENTS
from rolewise.storage.event_json import at, number_at, objects_at, strings, text_at
from rolewise.storage.existing import connected
from rolewise.storage.turns import BOT, FEEDBACK, SLOT, USER, EventRow, Turns, custom, tells

AT_ONCE = 500  # rows; an answer's card has some ten kB


def read_turns(url: str, since: float) -> list[Turn]:
    """The turns after a time in seconds since the epoch, by conversation and then by time. Raises StoreUnavailable."""
    with connected(url) as connection:
        found = Turns(_asked, _answered).read(_rows(connection, since))
    by_conversation: dict[str, list[Turn]] = {}
    for turn, thumb in found:
        by_conversation.setdefault(turn.conversation, []).append(replace(turn, thumb=thumb) if thumb else turn)
    return [turn for turns in by_conversation.values() for turn in turns]


def _rows(connection: Connection, since: float) -> Iterator[EventRow]:
    wanted = or_(EVENTS.c.type_name.in_((USER, BOT)), and_(EVENTS.c.type_name == SLOT, EVENTS.c.action_name == FEEDBACK))
    columns = (EVENTS.c.sender_id, EVENTS.c.type_name, EVENTS.c.timestamp, EVENTS.c.data, EVENTS.c.action_name)
    statement = select(*columns).where(wanted, EVENTS.c.timestamp >= since).order_by(EVENTS.c.id)
    for sender, kind, when, data, name in connection.execution_options(stream_results=True, yield_per=AT_ONCE).execute(statement):
        yield EventRow(str(sender), kind, float(when or 0), data, name or "")


def _asked(row: EventRow, user: Mapping[str, Any]) -> Turn:
    text = text_at(user, "text")
    named = mentions(user, text)
    return Turn(
        id=text_at(user, "message_id"),
        conversation=row.conversation,
        at=row.at,
        received=number_at(user, "metadata", "received"),
        channel=text_at(user, "input_channel"),
        text=masked(text),
        shape=masked(shaped(text, named)),
        intent=text_at(user, "parse_data", "intent", "name"),
        readings=readings(user),
        unknown=tuple(Unknown(masked(name.words), name.candidates) for name in named if name.kind == UNKNOWN_ROLE),
        country_named=any(mention.kind == COUNTRY for mention in named),
    )


def _answered(turn: Turn, row: EventRow, bot: Mapping[str, Any]) -> Turn:
    if turn.told:
        return turn
    if not tells(bot):
        # An apology is a bare text; a message that is part of an answer stands beside one that tells what it is about.
        return replace(turn, failed=True)
    said = custom(bot)
    seconds = row.at - turn.received if turn.received is not None else None
    return replace(
        turn,
        told=True,
        failed=False,
        intent=text_at(said, "about", "intent") or turn.intent,
        roles=strings(at(said, "about", "roles")),
        country=text_at(said, "about", "country"),
        missed=text_at(said, "card", "missed"),
        offered=tuple(text_at(button, "text") for button in objects_at(said, "card", "suggestions")),
        seconds=seconds if seconds is not None and seconds >= 0 else None,
    )
