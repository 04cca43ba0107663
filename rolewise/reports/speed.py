"""How long the pipeline takes to understand a message, step by step, without Rasa around it."""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

import numpy as np

from rolewise.core.matching import Matcher
from rolewise.core.understanding.clauses import clauses
from rolewise.core.understanding.intent_model import IntentModel
from rolewise.core.understanding.language import language_of

STEPS = ("names", "language", "intent", "second question", "all")
_Result = TypeVar("_Result")


@dataclass(frozen=True)
class Spread:
    """Milliseconds a message."""

    p50: float
    p95: float

    @classmethod
    def of(cls, seconds: Sequence[float]) -> Spread:
        """The spread of single times in seconds."""
        p50, p95 = np.percentile(np.array(seconds) * 1e3, [50, 95])
        return cls(round(float(p50), 2), round(float(p95), 2))


class Stopwatch:
    """Times of steps by name."""

    def __init__(self) -> None:
        self.seconds: dict[str, list[float]] = defaultdict(list)

    def timed(self, step: str, work: Callable[[], _Result]) -> _Result:
        """The result of the work."""
        start = time.perf_counter()
        result = work()
        self.seconds[step].append(time.perf_counter() - start)
        return result


def measured(texts: Sequence[str], matcher: Matcher, model: IntentModel, known: frozenset[str]) -> dict[str, Spread]:
    """The spread of each of STEPS over the texts, one at a time."""
    watch = Stopwatch()
    for text in texts:
        watch.timed("all", lambda text=text: _understood(text, matcher, model, known, watch))  # type: ignore[misc]
    return {step: Spread.of(watch.seconds[step]) for step in STEPS}


def _understood(text: str, matcher: Matcher, model: IntentModel, known: frozenset[str], watch: Stopwatch) -> None:
    found = watch.timed("names", lambda: matcher.find(text))
    watch.timed("language", lambda: language_of(text, known))
    watch.timed("intent", lambda: model.probabilities([found]))
    watch.timed("second question", lambda: _second(text, matcher, model))


def _second(text: str, matcher: Matcher, model: IntentModel) -> None:
    parts = clauses(text)
    if len(parts) > 1:
        model.probabilities([matcher.find(part) for part in parts])
