"""Which end of a change of roles a name stands for: "from X", "to Y", "I am an X"."""

from __future__ import annotations

import re

from rolewise.core.dialogue.turn import Turn
from rolewise.core.matching.mentions import ROLE

_ORIGIN = re.compile(
    r"\b(from|as an?|am an?|i'?m an?|im an?|currently|working as|work as|being an?|leav(?:e|ing)|quit(?:ting)?|out of|away from"
    r"|giv(?:e|ing) up|tired of|bored (?:of|with)|fed up (?:of|with)|done with)\s+(\w+\s+)?$",
    re.I,
)
_TARGET = re.compile(r"\b(to|into|become|becoming|be|towards|as)\s+(an?\s+)?(\w+\s+)?$", re.I)


def origins(turn: Turn) -> list[str]:
    """Roles that the user comes from."""
    return _following(turn, _ORIGIN)


def targets(turn: Turn) -> list[str]:
    """Roles that the user goes to."""
    left = origins(turn)
    return [role for role in _following(turn, _TARGET) if role not in left]


def _following(turn: Turn, pattern: re.Pattern[str]) -> list[str]:
    return [mention.value for mention in turn.of(ROLE) if pattern.search(turn.text[: mention.start])]
