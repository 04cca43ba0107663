"""The runner of the dialogues in this folder's YAML files."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

FOLDER = Path(__file__).parent
EMPTY = "the text is empty"  # no turn was taken
CHECKS = frozenset({"user", "page", "after_minutes", "intent", "roles", "country", "has", "lacks", "suggests", "missed"})


class Clock:
    """Seconds since the epoch."""

    def __init__(self) -> None:
        self.at = 1_700_000_000.0

    def __call__(self) -> float:
        return self.at

    def pass_minutes(self, minutes: float) -> None:
        """Moves on."""
        self.at += minutes * 60


@dataclass(frozen=True)
class Dialogue:
    """One conversation of a file."""

    kind: str  # the file's name
    name: str
    turns: list[dict[str, Any]]


class Talk:
    """A conversation with the assistant."""

    def __init__(self, assistant: Any, loop: asyncio.AbstractEventLoop, session: str, clock: Clock):
        self._assistant = assistant
        self._loop = loop
        self._session = session
        self.clock = clock

    def say(self, text: str, page: dict[str, Any] | None = None) -> Any:
        """The reply to one utterance, written from a page."""
        return self._loop.run_until_complete(self._assistant.ask(text, self._session, page=page))

    def memory(self) -> dict[str, Any]:
        """What the dialogue remembers."""
        return dict(self._loop.run_until_complete(self._assistant.memory(self._session)))

    def faults(self, turn: dict[str, Any]) -> list[str]:
        """Takes a turn; what of it is not as the file says."""
        self.clock.pass_minutes(turn.get("after_minutes", 0))
        return list(_faults(turn, self.say(turn["user"], turn.get("page"))))


def dialogues() -> list[Dialogue]:
    """Every dialogue of the folder."""
    found = []
    for path in sorted(FOLDER.glob("*.yml")):
        content = yaml.safe_load(path.read_text("utf-8"))
        found += [Dialogue(path.stem, name, turns) for name, turns in content.items()]
    return found


def _faults(turn: dict[str, Any], reply: Any) -> Iterator[str]:
    yield from (f"unknown check {key!r}" for key in turn.keys() - CHECKS)
    found = {"intent": reply.intent, "roles": reply.roles, "country": reply.country, "missed": reply.card.get("missed")}
    wrong = [key for key in found if key in turn and not _equal(turn[key], found[key])]
    yield from (f"{key}: expected {turn[key]!r}, found {found[key]!r}" for key in wrong)
    shown = reply.text.lower()
    offered = "\n".join(f"{step['title']}\n{step['text']}" for step in reply.card.get("suggestions", [])).lower()
    yield from (f"has: no {fact!r} in {reply.text!r}" for fact in turn.get("has", []) if fact.lower() not in shown)
    yield from (f"lacks: {fact!r} is in {reply.text!r}" for fact in turn.get("lacks", []) if fact.lower() in shown)
    yield from (f"suggests: no {part!r} in {offered!r}" for part in turn.get("suggests", []) if part.lower() not in offered)
    if reply.error == EMPTY:
        return
    if reply.error:
        yield f"error: {reply.error}"
    if not offered and reply.intent != "goodbye":
        yield "no way on is offered"


def _equal(expected: Any, found: Any) -> bool:
    return found in expected if isinstance(expected, list) and not isinstance(found, list) else expected == found
