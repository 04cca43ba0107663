"""A card's pay ranges -> bars of text, to one scale within a currency."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from rolewise.core.rendering.slack_parts import pieces

WIDTH = 24  # characters that stand for the largest amount
MOST = 2_900  # characters of all bars
INSIDE, OUTSIDE, MEDIAN = "█", "·", "◆"

Bar = Mapping[str, Any]


def bars(ranges: Sequence[Bar]) -> str:
    """Two lines a range: the bar, and what it says. "" where nothing can be drawn.

    >>> print(bars([{"label": "Lamp Keeper", "low": 200, "median": None, "high": 800, "currency": "INR", "text": "₹200–₹800"}]))
    ······██████████████████
    Lamp Keeper: ₹200–₹800
    """
    drawn = [bar for bar in ranges if bar["high"]]
    return next(pieces((_lines(bar, _largest(drawn, bar["currency"])) for bar in drawn), MOST), "")


def _largest(ranges: Sequence[Bar], currency: str) -> int:
    return max(int(bar["high"]) for bar in ranges if bar["currency"] == currency)


def _lines(bar: Bar, largest: int) -> str:
    low, high = (_place(bar[end] or 0, largest) for end in ("low", "high"))
    cells = [INSIDE if low <= place < max(high, low + 1) else OUTSIDE for place in range(WIDTH)]
    if bar["median"]:
        cells[min(_place(bar["median"], largest), WIDTH - 1)] = MEDIAN
    return f"{''.join(cells)}\n{bar['label']}: {bar['text']}"


def _place(amount: int, largest: int) -> int:
    return min(round(amount * WIDTH / largest), WIDTH)
