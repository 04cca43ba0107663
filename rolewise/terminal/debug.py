"""How a message was understood, for /why and /debug."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass

from rolewise.terminal.reply import Said

NOT_TOLD = "not told by this server"


@dataclass(frozen=True)
class Exchange:
    """A message and its answer."""

    asked: str
    said: Said


def why(turn: Exchange) -> str:
    """Understanding, subject and sources of an answer, a line each."""
    return "\n".join(_why(turn))


def _why(turn: Exchange) -> Iterator[str]:
    said = turn.said
    yield f"Asked: {turn.asked}"
    yield f"Understood as: {said.intent or 'nothing'} (confidence {_confidence(said)})"
    if said.entities:
        yield f"Recognised: {', '.join(said.entities)}"
    if roles := said.about.get("roles"):
        yield f"About the roles: {', '.join(roles)}"
    if country := said.about.get("country"):
        yield f"Country: {country}"
    if missed := said.card.get("missed"):
        yield f"Not answered, because: {missed}"
    if not said.sources:
        yield "Sources used: none; the answer holds no figure or fact of one"
        return
    yield "Sources used:"
    for source in said.sources:
        yield f"- {source['about']}: {source['name']}, {source['publisher']}, {source['date']} ({source['licence']})"


def debug_line(said: Said) -> str:
    """Intent, confidence, entities, time and state in one line."""
    parts = [
        said.intent or "nothing",
        f"confidence {_confidence(said)}",
        ", ".join(said.entities) or "no entities",
        f"{said.milliseconds:.0f} ms" if said.milliseconds is not None else "",
        f"state {json.dumps(dict(said.state), ensure_ascii=False)}" if said.state else "",
    ]
    return " | ".join(part for part in parts if part)


def _confidence(said: Said) -> str:
    return f"{said.confidence:.2f}" if said.confidence is not None else NOT_TOLD
