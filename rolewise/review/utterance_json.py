"""What an utterance's event tells of it: readings, mentions, and its shape."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from rolewise.storage.event_json import number_at, objects_at, strings, text_at

FALLBACK = "nlu_fallback"
UNKNOWN_ROLE, COUNTRY = "unknown_role", "country"
# For names, words that the sentence embedding knows. Measured as in likeness.py: 0.79 with these, 0.72 at best with the
# placeholders of the intent model, 0.17 with the names themselves.
WORDS = {
    "role": "worker",
    "ambiguous_role": "worker",
    UNKNOWN_ROLE: "worker",
    "skill": "skill",
    "amount": "amount",
    "family": "work",
    COUNTRY: "country",
}


@dataclass(frozen=True)
class Mention:
    """An entity as it was kept. That of rolewise.core.matching would bring spaCy, for which `stats` would wait a second."""

    kind: str  # role, ambiguous_role, unknown_role, skill, country, amount, family, seniority
    start: int
    end: int  # characters of the text as typed
    words: str
    candidates: tuple[str, ...] = ()


def readings(user: Mapping[str, Any]) -> tuple[tuple[str, float], ...]:
    """The intents of the ranking, likeliest first, without the fallback."""
    ranking = objects_at(user, "parse_data", "intent_ranking")
    ranked = ((text_at(item, "name"), number_at(item, "confidence") or 0.0) for item in ranking)
    return tuple((name, confidence) for name, confidence in ranked if name and name != FALLBACK)


def mentions(user: Mapping[str, Any], text: str) -> tuple[Mention, ...]:
    """What the text names, in order and without overlaps; nothing where the places do not fit the text."""
    found = sorted(_mentions(user), key=lambda mention: mention.start)
    ends = [0, *(mention.end for mention in found)]
    fitting = all(last <= mention.start <= mention.end <= len(text) for last, mention in zip(ends, found, strict=False))
    return tuple(found) if fitting else ()


def shaped(text: str, named: Iterable[Mention]) -> str:
    """The text in small letters, a word for each name, so that what is asked is compared and not whom it is asked about.

    rolewise/core/matching/delexicalise.py puts placeholders of its own there, which only our intent model knows.
    """
    parts, last = [], 0
    for mention in named:
        if word := WORDS.get(mention.kind):
            parts += [text[last : mention.start], word]
            last = mention.end
    return "".join([*parts, text[last:]]).lower()


def _mentions(user: Mapping[str, Any]) -> Iterator[Mention]:
    for item in objects_at(user, "parse_data", "entities"):
        start, end = number_at(item, "start"), number_at(item, "end")
        if text_at(item, "entity") and start is not None and end is not None:
            words = text_at(item, "text") or text_at(item, "value")
            yield Mention(text_at(item, "entity"), int(start), int(end), words, strings(item.get("candidates")))
