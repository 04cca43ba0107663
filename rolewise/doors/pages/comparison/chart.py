"""Pay ranges as bars on one axis: where each stands, in per cent of the axis."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rolewise.core.answers.phrasing import money, money_range
from rolewise.core.answers.types import Bar
from rolewise.core.knowledge.model import Currency

STEPS = 5  # parts of the axis, at most


@dataclass(frozen=True)
class Drawn:
    """One bar: `start`, `width` and `median` are per cent of the axis."""

    label: str
    range: str
    start: float
    width: float
    median: float | None


@dataclass(frozen=True)
class Tick:
    """A mark of the axis: its place in per cent, and the amount."""

    at: float
    text: str


@dataclass(frozen=True)
class Chart:
    """All bars with their axis; the caption has kind, year and source of the figures."""

    title: str
    caption: str
    bars: tuple[Drawn, ...]
    ticks: tuple[Tick, ...]


def chart(title: str, caption: str, bars: Sequence[Bar], currency: Currency) -> Chart | None:
    """The bars that have a figure; None where none has. All must be in the one currency."""
    usable = [(bar, ends) for bar in bars if (ends := [end for end in (bar.low, bar.median, bar.high) if end is not None])]
    if not usable:
        return None
    step = axis_step(max(max(ends) for _, ends in usable))
    top = step * -(-max(max(ends) for _, ends in usable) // step)
    drawn = tuple(_drawn(bar, min(ends), max(ends), top, currency) for bar, ends in usable)
    ticks = tuple(
        Tick(100 * amount / top, money(amount, currency) if amount else f"{currency.symbol}0")
        for amount in range(0, top + 1, step)
    )
    return Chart(title, caption, drawn, ticks)


def axis_step(highest: int) -> int:
    """The round distance between marks: 1, 2 or 5 with noughts, in at most STEPS parts.

    >>> axis_step(3_500_000), axis_step(199_130), axis_step(3)
    (1000000, 50000, 1)
    """
    size = 1
    while True:
        for factor in (1, 2, 5):
            if factor * size * STEPS >= highest:
                return factor * size
        size *= 10


def _drawn(bar: Bar, low: int, high: int, top: int, currency: Currency) -> Drawn:
    shown = money_range(bar.low, bar.high, currency) or money_range(bar.median, None, currency)
    median = 100 * bar.median / top if bar.median is not None else None
    return Drawn(bar.label, shown, 100 * low / top, 100 * (high - low) / top, median)
