"""Turns without a classifier: what was understood is given, what is made of it is tested."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from rolewise.core.answers import Answer, Writer
from rolewise.core.dialogue import Reading, Reply, State, Turn, from_dict, respond, to_dict
from rolewise.core.facets import Amount, Facet
from rolewise.core.matching import Mention

KNOWLEDGE = Path(__file__).parents[3] / "knowledge"
NOW = 1_700_000_000.0


def role(value: str, detail: str = "title") -> Mention:
    """A role of ours."""
    return Mention("role", value, 0, 0, value.replace("-", " "), detail=detail)


def ambiguous(text: str, *candidates: str) -> Mention:
    """A name of several meanings."""
    return Mention("ambiguous_role", text, 0, 0, text, candidates)


def unknown(text: str, *nearest: str) -> Mention:
    """A name that we do not cover."""
    return Mention("unknown_role", text, 0, 0, text, nearest)


def country(code: str, detail: str = "") -> Mention:
    """A country, city or currency."""
    return Mention("country", code, 0, 0, code, detail=detail)


def skill(value: str) -> Mention:
    """A skill of the vocabulary."""
    return Mention("skill", value, 0, 0, value)


def facet(kind: str, value: str, text: str = "", negated: bool = False) -> Facet:
    """A facet as typed."""
    return Facet(kind, value, text or value, negated=negated)


def amount(value: int, currency: str = "", text: str = "", **other: Any) -> Facet:
    """A sum of money."""
    return Facet("amount", str(value), text or str(value), amount=Amount(value, currency, **other))


def heard(intent: str, *mentions: Mention, text: str = "some words", cues: str = "", **other: Any) -> Turn:
    """A turn; `cues` are parted by blanks."""
    readings = other.pop("readings", (Reading(intent, 0.95),))
    return Turn(text, readings, mentions=mentions, cues=frozenset(cues.split()), **other)


class Played:
    """A conversation; its memory goes to JSON and back at each turn, as in the slot."""

    def __init__(self, writer: Writer):
        self.writer = writer
        self.memory = State()
        self.reply: Reply | None = None

    def hear(self, intent: str, *mentions: Mention, at: float = NOW, **other: Any) -> Answer:
        """The answer to one more turn."""
        self.reply = respond(self.writer, heard(intent, *mentions, **other), self.memory, at)
        self.memory = from_dict(to_dict(self.reply.memory), self.writer.knowledge)
        return self.reply.answer
