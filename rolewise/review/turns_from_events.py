"""Rows of the events table -> turns, each with its answer and its thumb."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from sqlalchemy import and_, or_, select
from sqlalchemy.engine import Connection

from rolewise.review.database import EVENTS, connected
from rolewise.review.event_json import (
    COUNTRY,
    UNKNOWN_ROLE,
    at,
    decoded,
    mentions,
    number_at,
    objects_at,
    readings,
    shaped,
    strings,
    text_at,
)
from rolewise.review.masking import masked
from rolewise.review.records import Turn, Unknown

FEEDBACK = "feedback"
AT_ONCE = 500  # rows; an answer's card has some ten kB


@dataclass
class _Conversation:
    """What of a conversation has been read so far."""

    turns: list[Turn] = field(default_factory=list)
    received: float | None = None  # of the turn that has no answer yet
    open: bool = False


def read_turns(url: str, since: float) -> list[Turn]:
    """The turns after a time in seconds since the epoch, by conversation and then by time. Raises StoreUnavailable."""
    with connected(url) as connection:
        return _turns(_rows(connection, since))


def _rows(connection: Connection, since: float) -> Iterator[Any]:
    wanted = or_(EVENTS.c.type_name.in_(("user", "bot")), and_(EVENTS.c.type_name == "slot", EVENTS.c.action_name == FEEDBACK))
    columns = (EVENTS.c.sender_id, EVENTS.c.type_name, EVENTS.c.timestamp, EVENTS.c.data)
    statement = select(*columns).where(wanted, EVENTS.c.timestamp >= since).order_by(EVENTS.c.id)
    yield from connection.execution_options(stream_results=True, yield_per=AT_ONCE).execute(statement)


def _turns(rows: Iterator[Any]) -> list[Turn]:
    conversations: dict[str, _Conversation] = {}
    thumbs: dict[str, str] = {}
    for sender, kind, when, data in rows:
        event = decoded(data)
        talk = conversations.setdefault(str(sender), _Conversation())
        if kind == "user":
            talk.turns.append(_asked(str(sender), float(when or 0), event))
            talk.open, talk.received = True, number_at(event, "metadata", "received")
        elif kind == "bot" and talk.open:
            talk.turns[-1] = _answered(talk, event, float(when or 0))
            talk.open = not _tells(event)
        elif kind == "slot":
            thumbs[text_at(event, "value", "turn")] = text_at(event, "value", "thumb")
    every = (turn for talk in conversations.values() for turn in talk.turns)
    return [replace(turn, thumb=thumb) if (thumb := thumbs.get(turn.id, "")) in ("up", "down") else turn for turn in every]


def _asked(conversation: str, when: float, user: Mapping[str, Any]) -> Turn:
    text = text_at(user, "text")
    named = mentions(user, text)
    return Turn(
        id=text_at(user, "message_id"),
        conversation=conversation,
        at=when,
        channel=text_at(user, "input_channel"),
        text=masked(text),
        shape=masked(shaped(text, named)),
        intent=text_at(user, "parse_data", "intent", "name"),
        readings=readings(user),
        unknown=tuple(Unknown(masked(name.words), name.candidates) for name in named if name.kind == UNKNOWN_ROLE),
        country_named=any(mention.kind == COUNTRY for mention in named),
    )


def _tells(bot: Mapping[str, Any]) -> bool:
    """Whether a message tells what it is about. The card is gone once the texts are deleted, `about` stays."""
    return bool(at(bot, "data", "custom", "card") or text_at(bot, "data", "custom", "about", "intent"))


def _answered(talk: _Conversation, bot: Mapping[str, Any], when: float) -> Turn:
    turn, custom = talk.turns[-1], at(bot, "data", "custom")
    if not _tells(bot):
        # An apology is a bare text; a message that is part of an answer stands beside one that tells what it is about.
        return replace(turn, failed=True)
    seconds = when - talk.received if talk.received is not None else None
    return replace(
        turn,
        failed=False,
        intent=text_at(custom, "about", "intent") or turn.intent,
        roles=strings(at(custom, "about", "roles")),
        country=text_at(custom, "about", "country"),
        missed=text_at(custom, "card", "missed"),
        offered=tuple(text_at(button, "text") for button in objects_at(custom, "card", "suggestions")),
        seconds=seconds if seconds is not None and seconds >= 0 else None,
    )
