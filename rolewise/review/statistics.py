"""Turns -> figures: how much was asked about what, how much of it was answered, how fast, how it was liked."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta, timezone
from typing import Any

import numpy as np

from rolewise.review.records import Turn

NONE = "none"


@dataclass(frozen=True)
class Row:
    """The questions that have something in common."""

    name: str
    questions: int
    answered: int
    up: int
    down: int

    @property
    def share(self) -> float:
        """Of the questions that were answered, from 0 to 1."""
        return self.answered / self.questions if self.questions else 0.0


@dataclass(frozen=True)
class Statistics:
    """All questions of some days. Tables have the most frequent first, days (of UTC) in their order and without holes."""

    all: Row
    conversations: int
    p50: float | None  # seconds from receipt to answer; None where no time is kept
    p95: float | None
    timed: int  # turns behind the two
    intents: tuple[Row, ...]
    roles: tuple[Row, ...]  # a question about two roles counts for both
    countries: tuple[Row, ...]
    channels: tuple[Row, ...]
    days: tuple[Row, ...]

    def as_dict(self) -> dict[str, Any]:
        """The same for programs; times in milliseconds."""
        tables = ("intents", "roles", "countries", "channels", "days")
        return {
            **{key: value for key, value in asdict(self.all).items() if key != "name"},
            "answered_share": round(self.all.share, 4),
            "conversations": self.conversations,
            "response_ms": {"p50": _milliseconds(self.p50), "p95": _milliseconds(self.p95), "turns": self.timed},
            **{table: [asdict(row) for row in getattr(self, table)] for table in tables},
        }


def statistics(turns: Sequence[Turn]) -> Statistics:
    """The figures of turns."""
    times = [turn.seconds for turn in turns if turn.seconds is not None]
    return Statistics(
        all=_row("all", turns),
        conversations=len({turn.conversation for turn in turns}),
        p50=_percentile(times, 50),
        p95=_percentile(times, 95),
        timed=len(times),
        intents=_table(turns, lambda turn: [turn.intent or NONE]),
        roles=_table(turns, lambda turn: turn.roles),
        countries=_table(turns, lambda turn: [turn.country or NONE]),
        channels=_table(turns, lambda turn: [turn.channel or NONE]),
        days=_days(turns),
    )


def day(at: float) -> str:
    """The day of UTC of seconds since the epoch: "2026-11-22"."""
    return datetime.fromtimestamp(at, timezone.utc).date().isoformat()


def _table(turns: Iterable[Turn], keys: Callable[[Turn], Iterable[str]]) -> tuple[Row, ...]:
    keyed: dict[str, list[Turn]] = defaultdict(list)
    for turn in turns:
        for key in keys(turn):
            keyed[key].append(turn)
    rows = (_row(name, found) for name, found in keyed.items())
    return tuple(sorted(rows, key=lambda row: (-row.questions, row.name)))


def _days(turns: Sequence[Turn]) -> tuple[Row, ...]:
    asked = {row.name: row for row in _table(turns, lambda turn: [day(turn.at)])}
    if not asked:
        return ()
    first, last = (datetime.fromisoformat(name) for name in (min(asked), max(asked)))
    names = ((first + timedelta(days=number)).date().isoformat() for number in range((last - first).days + 1))
    return tuple(asked.get(name, Row(name, 0, 0, 0, 0)) for name in names)


def _row(name: str, turns: Sequence[Turn]) -> Row:
    thumbs = [turn.thumb for turn in turns]
    return Row(name, len(turns), sum(turn.answered for turn in turns), thumbs.count("up"), thumbs.count("down"))


def _percentile(values: Sequence[float], rank: float) -> float | None:
    return float(np.percentile(values, rank)) if values else None


def _milliseconds(seconds: float | None) -> float | None:
    return None if seconds is None else round(seconds * 1000, 1)
