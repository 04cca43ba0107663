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
from rolewise.core.understanding.intent_model import IntentModel, Reader
from rolewise.core.understanding.language import language_of

# "embedding" is a part of "intent" and of "second question".
STEPS = ("names", "language", "intent", "embedding", "second question", "all")
_Result = TypeVar("_Result")


@dataclass(frozen=True)
class Spread:
    """Milliseconds of processor time a message."""

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
        start = time.thread_time()  # not the clock: other processes would count as well
        result = work()
        self.seconds[step].append(time.thread_time() - start)
        return result


class Timed:
    """A reader whose reading is timed as the step "embedding"."""

    def __init__(self, reader: Reader, watch: Stopwatch):
        self.intents, self.fingerprint = reader.intents, reader.fingerprint
        self._reader = reader
        self._watch = watch

    def embed(self, texts: Sequence[str]) -> np.ndarray:
        """One row a text."""
        return self._reader.embed(texts)

    def read(self, texts: Sequence[str]) -> tuple[np.ndarray, np.ndarray]:
        """Vectors and second opinions, one row a text."""
        return self._watch.timed("embedding", lambda: self._reader.read(texts))


def measured(
    texts: Sequence[str], matcher: Matcher, model: IntentModel, known: frozenset[str], watch: Stopwatch
) -> dict[str, Spread]:
    """The spread of each step over the texts, one at a time; the model's reader may be timed by the same watch."""
    for text in texts:
        watch.timed("all", lambda text=text: _understood(text, matcher, model, known, watch))  # type: ignore[misc]
    return {step: Spread.of(watch.seconds[step]) for step in STEPS if watch.seconds[step]}


def _understood(text: str, matcher: Matcher, model: IntentModel, known: frozenset[str], watch: Stopwatch) -> None:
    found = watch.timed("names", lambda: matcher.find(text))
    watch.timed("language", lambda: language_of(text, known))
    watch.timed("intent", lambda: model.probabilities([found]))
    watch.timed("second question", lambda: _second(text, matcher, model))


def _second(text: str, matcher: Matcher, model: IntentModel) -> None:
    parts = clauses(text)
    if len(parts) > 1:
        model.probabilities([matcher.find(part) for part in parts])
