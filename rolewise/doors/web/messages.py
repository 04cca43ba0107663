"""The objects that clients send, checked: whatever the contract does not name is refused."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from rolewise.core.understanding.input_text import LIMIT
from rolewise.doors.web.errors import Problem

MOST_ROLES = 5
THUMBS = frozenset({"up", "down", "none"})
REASONS = frozenset({"", "wrong", "other", "unclear", "missing"})


@dataclass(frozen=True)
class Message:
    """What a visitor typed, and the page it was typed on."""

    text: str  # trimmed, 1 to LIMIT characters
    roles: tuple[str, ...] = ()  # ids, titles or aliases, as the page names them
    country: str = ""  # a code or a name


@dataclass(frozen=True)
class Feedback:
    """A thumb for the answer of one turn."""

    turn: str
    thumb: str  # one of THUMBS
    reason: str = ""  # one of REASONS


def nothing(content: Mapping[str, Any]) -> None:
    """An empty object."""
    _only(content)


def message(content: Mapping[str, Any]) -> Message:
    """The body of POST /message. Raises Problem."""
    _only(content, "text", "page")
    page = content.get("page", {})
    if not isinstance(page, dict):
        raise _wrong("page")
    _only(page, "roles", "country")
    return Message(_text(content.get("text")), _roles(page.get("roles", [])), _string(page.get("country", ""), "page.country"))


def feedback(content: Mapping[str, Any]) -> Feedback:
    """The body of POST /feedback. Raises Problem."""
    _only(content, "turn", "thumb", "reason")
    turn, thumb = _string(content.get("turn"), "turn"), _string(content.get("thumb"), "thumb")
    if thumb not in THUMBS:
        raise _wrong("thumb")
    reason = _string(content.get("reason", ""), "reason")
    if reason not in REASONS:
        raise _wrong("reason")
    return Feedback(turn, thumb, reason)


def _text(value: object) -> str:
    text = _string(value, "text").strip()
    if not text:
        raise Problem("invalid", "text_empty")
    if len(text) > LIMIT:
        raise Problem("invalid", "text_long", {"count": LIMIT})
    return text


def _roles(value: object) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(role, str) for role in value):
        raise _wrong("page.roles")
    if len(value) > MOST_ROLES:
        raise Problem("invalid", "many_roles", {"count": MOST_ROLES})
    return tuple(value)


def _string(value: object, name: str) -> str:
    if not isinstance(value, str):
        raise _wrong(name)
    return value


def _only(content: Mapping[str, Any], *names: str) -> None:
    if content.keys() - set(names):
        raise Problem("invalid", "unknown_field")


def _wrong(name: str) -> Problem:
    return Problem("invalid", values={"field": name})
