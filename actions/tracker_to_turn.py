"""What Rasa's NLU made of a message -> Turn."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from rolewise.core.dialogue import Reading, Turn, page_of
from rolewise.core.matching import Mention
from rolewise.core.turn_json import turn_from_json

FALLBACK = "nlu_fallback"
# Set by the pipeline: where only the beginning of a long message was read, and the turn as it was understood.
CUT = "cut"
TURN = "turn"
PAYLOAD = "/"  # what begins so names its intent and entities itself, where config.yml has payloads obeyed


def read_turn(message: Mapping[str, Any]) -> Turn:
    """The turn of a tracker's latest message; what is missing or malformed is taken as not said.

    The intents are those that Rasa ended up with, whichever component told them.
    """
    metadata = message.get("metadata")
    named = (message.get("intent") or {}).get("name")
    ranking = message.get("intent_ranking") or [message.get("intent") or {}]
    readings = tuple(
        Reading(item["name"], float(item.get("confidence") or 0.0))
        for item in ranking
        if item.get("name") and item["name"] != FALLBACK
    )
    return replace(
        _understood(message),
        readings=readings,
        sure=named != FALLBACK,
        cut=message.get(CUT) is True,
        page=page_of(metadata.get("page") if isinstance(metadata, Mapping) else None),
    )


def _understood(message: Mapping[str, Any]) -> Turn:
    text = message.get("text") or ""
    if not text.startswith(PAYLOAD):
        try:
            return turn_from_json(message.get(TURN))
        except (TypeError, ValueError, KeyError):  # another classifier than ours
            pass
    mentions = [mention for entity in message.get("entities") or [] if (mention := _mention(entity))]
    return Turn(text, mentions=tuple(sorted(mentions, key=lambda mention: mention.start)))


def _mention(entity: Mapping[str, Any]) -> Mention | None:
    kind, value = entity.get("entity"), entity.get("value")
    if not (isinstance(kind, str) and isinstance(value, str)):
        return None
    return Mention(
        kind,
        value,
        int(entity.get("start") or 0),
        int(entity.get("end") or 0),
        str(entity.get("text") or value),
        tuple(entity.get("candidates") or ()),
        bool(entity.get("corrected")),
        str(entity.get("detail") or ""),
    )
