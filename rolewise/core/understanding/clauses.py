"""The questions inside one message."""

from __future__ import annotations

import re

MOST = 4
_FEWEST_WORDS = 2
_ENDS = re.compile(
    r"[?!;\n]+|\.\s|,?\s+(?:and|also|plus|aur|n|&)\s+(?=(?:how|what|which|where|who|when|why|is|are|do|does|can|"
    r"should|could|will|kya|kitna|kitni|kaise|kaun|konsa|wat|hw)\b)",
    re.IGNORECASE,
)


def clauses(text: str) -> list[str]:
    """Parts of a message that may be questions of their own; one part where it is not divided.

    >>> clauses("What does a nurse do and how much does she earn?")
    ['What does a nurse do', 'how much does she earn']
    >>> clauses("nurse salary")
    ['nurse salary']
    """
    parts = [part.strip(" ,") for part in _ENDS.split(text)]
    return [part for part in parts if len(part.split()) >= _FEWEST_WORDS][:MOST] or [text]
