"""What Rasa's NLU made of a message -> Turn."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rolewise.core import facets
from rolewise.core.dialogue import Page, Reading, Turn
from rolewise.core.matching import Mention

FALLBACK = "nlu_fallback"
# Set by the guard of the pipeline where only the beginning of a long message was read.
CUT = "cut"


def read_turn(message: Mapping[str, Any]) -> Turn:
    """The turn of a tracker's latest message; what is missing or malformed is taken as not said."""
    text = message.get("text") or ""
    named = (message.get("intent") or {}).get("name")
    ranking = message.get("intent_ranking") or [message.get("intent") or {}]
    readings = tuple(Reading(item["name"], float(item.get("confidence") or 0.0)) for item in ranking
                     if item.get("name") and item["name"] != FALLBACK)
    mentions = [mention for entity in message.get("entities") or [] if (mention := _mention(entity))]
    return Turn(
        text=text,
        readings=readings,
        sure=named != FALLBACK,
        mentions=tuple(sorted(mentions, key=lambda mention: mention.start)),
        cues=frozenset(message.get("cues") or ()),
        facets=tuple(facet for item in message.get("facets") or () if (facet := facets.from_dict(item))),
        second=message.get("second_intent") or "",
        second_place=_place(message.get("second_place")),
        language=message.get("language") or "en",
        cut=message.get(CUT) is True,
        page=_page(message.get("metadata")),
    )


def _page(metadata: object) -> Page:
    page = metadata.get("page") if isinstance(metadata, Mapping) else None
    if not isinstance(page, Mapping):
        return Page()
    roles, country = page.get("roles"), page.get("country")
    named = tuple(role for role in roles if isinstance(role, str)) if isinstance(roles, list) else ()
    return Page(named, country if isinstance(country, str) else "")


def _place(value: object) -> tuple[int, int]:
    if isinstance(value, list) and len(value) == 2 and all(isinstance(end, int) for end in value):
        return value[0], value[1]
    return 0, 0


def _mention(entity: Mapping[str, Any]) -> Mention | None:
    kind, value = entity.get("entity"), entity.get("value")
    if not (isinstance(kind, str) and isinstance(value, str)):
        return None
    return Mention(kind, value, int(entity.get("start") or 0), int(entity.get("end") or 0), str(entity.get("text") or value),
                   tuple(entity.get("candidates") or ()), bool(entity.get("corrected")), str(entity.get("detail") or ""))
