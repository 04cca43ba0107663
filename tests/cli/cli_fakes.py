"""What the tests of the command line look at, and an assistant that answers without a model."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from rolewise.rasa.assistant import Reply, Understanding

Command = Callable[..., "Ended"]


@dataclass(frozen=True)
class Ended:
    """How a command ended."""

    code: int
    out: str
    err: str

    @property
    def objects(self) -> list[Any]:
        """The lines of stdout as JSON."""
        return [json.loads(line) for line in self.out.split("\n")[:-1]]


@dataclass
class Fake:
    """Counts the turns of each session."""

    turns: dict[str, int] = field(default_factory=dict)

    async def ask(self, text: str, session: str) -> Reply:
        """A reply that tells the turn."""
        if not text.strip():
            return Reply("Type something.", error="the text is empty")
        self.turns[session] = self.turns.get(session, 0) + 1
        about = {"roles": ["data-analyst"], "country": "IN"}
        number = self.turns[session]
        return Reply(
            f"turn {number}", f"id-{number}", {"version": 1}, about, intent="ask_pay", confidence=0.9, cut=len(text) > 500
        )

    async def memory(self, session: str) -> dict[str, Any]:
        """What a dialogue remembers."""
        return {"roles": ["data-analyst"]} if session in self.turns else {}

    async def parse(self, text: str) -> Understanding:
        """The same for every text."""
        return (
            Understanding(text, "ask_pay", 0.9, ("data-analyst",)) if text.strip() else Understanding(text, None, 0.0)
        )
