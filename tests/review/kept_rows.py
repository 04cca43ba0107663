"""A store written by hand, its rows of the shape that Rasa's SQL tracker store gives them."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from itertools import count
from typing import Any

from sqlalchemy import create_engine

from rolewise.storage.database import EVENTS

NOW = 1_795_000_000.0  # 2026-11-18
DAY = 86_400.0


@dataclass
class Kept:
    """A database of conversations to be read."""

    url: str
    numbers: count[int] = field(default_factory=count)

    def __post_init__(self) -> None:
        self.engine = create_engine(self.url)
        EVENTS.metadata.create_all(self.engine)

    def drop(self) -> None:
        """Removes the table."""
        EVENTS.metadata.drop_all(self.engine)
        self.engine.dispose()

    def row(self, sender: str, kind: str, at: float, data: Any, name: str | None = None) -> None:
        """Adds one row; `data` as text or as what becomes JSON."""
        text = data if isinstance(data, str) else json.dumps(data)
        values = {"sender_id": sender, "type_name": kind, "timestamp": at, "action_name": name, "data": text}
        with self.engine.begin() as connection:
            connection.execute(EVENTS.insert(), values)

    def turn(self, text: str, sender: str = "web-1", *, at: float = NOW, **told: Any) -> str:
        """Adds a turn with its answer; gives its id. `told`: see `events`."""
        turn = f"turn-{next(self.numbers)}"
        user, bot = events(text, turn, at, **told)
        self.row(sender, "action", at, {"event": "action", "name": "action_listen"}, "action_listen")
        self.row(sender, "user", at, user)
        self.row(sender, "bot", at + 0.02, bot)
        self.row(sender, "slot", at, {"event": "slot", "name": "memory", "value": {"roles": []}}, "memory")
        return turn

    def thumb(self, turn: str, thumb: str, sender: str = "web-1", at: float = NOW) -> None:
        """Adds a thumb."""
        data = {"event": "slot", "name": "feedback", "value": {"turn": turn, "thumb": thumb}}
        self.row(sender, "slot", at, data, "feedback")


def events(
    text: str,
    turn: str,
    at: float,
    *,
    intent: str = "ask_pay",
    missed: str | None = None,
    channel: str = "web",
    roles: tuple[str, ...] = (),
    country: str | None = "IN",
    entities: tuple[dict[str, Any], ...] = (),
    readings: tuple[tuple[str, float], ...] = (),
    offers: tuple[str, ...] = (),
    answer: str = "An answer.",
) -> tuple[dict[str, Any], dict[str, Any]]:
    """The events of an utterance and of its answer."""
    metadata = {"received": at - 0.01, "page": {"roles": [], "country": "IN"}}
    parsed = {
        "intent": {"name": intent, "confidence": 0.9},
        "entities": list(entities),
        "text": text,
        "message_id": turn,
        "metadata": metadata,
        "language": "en",
        "cut": False,
        "intent_ranking": [{"name": name, "confidence": share} for name, share in (readings or ((intent, 0.9),))],
    }
    user = {
        "event": "user",
        "timestamp": at,
        "metadata": {**metadata, "assistant_id": "rolewise"},
        "text": text,
        "parse_data": parsed,
        "input_channel": channel,
        "message_id": turn,
    }
    card = {
        "version": 1,
        "kind": "miss" if missed else "pay",
        "title": "",
        "text": answer,
        "table": None,
        "bars": [],
        "sources": [],
        "suggestions": [{"title": offer, "text": offer} for offer in offers],
        "links": [],
        "missed": missed,
    }
    about = {"roles": list(roles), "country": country, "intent": intent}
    data = {"elements": None, "custom": {"card": card, "about": about}}
    return user, {"event": "bot", "timestamp": at + 0.02, "text": answer, "data": data}


def unknown(text: str, name: str, *nearest: str) -> dict[str, Any]:
    """The entity of a name that we do not cover."""
    start = text.index(name)
    return {
        "entity": "unknown_role",
        "value": name,
        "start": start,
        "end": start + len(name),
        "text": name,
        "candidates": list(nearest),
        "corrected": False,
        "detail": "",
        "extractor": "KnowledgeEntityExtractor",
    }


def role(text: str, name: str, role_id: str) -> dict[str, Any]:
    """The entity of a role."""
    return {**unknown(text, name), "entity": "role", "value": role_id, "detail": "title"}
