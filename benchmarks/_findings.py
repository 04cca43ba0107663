"""What fuzzing tried, and what went wrong."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

HANGS = 5.0  # seconds


@dataclass
class Findings:
    """What was tried, and what went wrong."""

    tried: Counter[str] = field(default_factory=Counter)
    statuses: Counter[int] = field(default_factory=Counter)
    faults: Counter[str] = field(default_factory=Counter)
    examples: dict[str, str] = field(default_factory=dict)  # the first of each fault
    slowest: float = 0.0  # seconds, of what answered

    def fault(self, kind: str, example: object) -> None:
        """Counts a fault."""
        self.faults[kind] += 1
        self.examples.setdefault(kind, str(example)[:600])


def timed(findings: Findings, work: Callable[[], None]) -> None:
    begun = time.monotonic()
    work()
    if time.monotonic() - begun > HANGS:
        findings.fault("hangs", "a card or a file")
