"""What the tests of the command line look at, and an assistant that answers without a model."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from rolewise.terminal.reply import Said

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

    def ask(self, text: str, session: str) -> Said:
        """A reply that tells the turn."""
        if not text.strip():
            return Said("Type something.", confidence=0.0, error="the text is empty")
        self.turns[session] = self.turns.get(session, 0) + 1
        about = {"roles": ["data-analyst"], "country": "IN"}
        return Said(f"turn {self.turns[session]}", {"version": 1}, about, intent="ask_pay", confidence=0.9, cut=len(text) > 500)

    def parse(self, text: str) -> dict[str, Any]:
        """The same for every text."""
        intent, confidence, roles = ("ask_pay", 0.9, ["data-analyst"]) if text.strip() else (None, 0.0, [])
        found = {"text": text, "intent": intent, "confidence": confidence, "roles": roles}
        return {**found, "fields": [], "skills": [], "country": None, "facets": {}}
