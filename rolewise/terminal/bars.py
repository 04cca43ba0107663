"""Pay ranges as bars: those of one currency on one axis that begins at nought, the figures aligned at the right."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from rich.cells import cell_len, set_cell_size
from rich.text import Text

from rolewise.terminal.look import Marks
from rolewise.terminal.paragraphs import wrapped

Money = Callable[[int, str], str]  # an amount in whole units and its currency -> as its users write it
FIGURES = ("low", "median", "high")
SHORTEST = 12  # cells; a shorter bar tells nothing, so the names move above the bars
LONGEST_NAME = 30
GAP = 2
BAR, MEDIAN, FAINT = "cyan", "bold yellow", "dim"


@dataclass(frozen=True)
class Axis:
    """Where bars stand: `cells` wide, from nought to `top` in whole units."""

    cells: int
    top: int

    def at(self, amount: int) -> float:
        """The amount's place in cells from the left."""
        return self.cells * amount / self.top


def draw_bars(bars: Sequence[Mapping[str, Any]], width: int, marks: Marks, money: Money) -> list[Text]:
    """The bars of a card as lines of at most `width` cells; none for bars without figures."""
    usable = sorted((bar for bar in bars if _amounts(bar)), key=lambda bar: str(bar["currency"]))
    return [
        line
        for _, group in groupby(usable, key=lambda bar: str(bar["currency"]))
        for line in _of_one_currency(list(group), width, marks, money)
    ]


def _of_one_currency(bars: list[Mapping[str, Any]], width: int, marks: Marks, money: Money) -> Iterator[Text]:
    shown = [figure for figure in FIGURES if any(bar[figure] is not None for bar in bars)]
    values = [[money(bar[name], bar["currency"]) if bar[name] is not None else "" for name in shown] for bar in bars]
    widths = [max(map(cell_len, [name, *column])) for name, column in zip(shown, zip(*values, strict=True), strict=True)]
    right = sum(widths) + GAP * len(widths)
    name_width = min(LONGEST_NAME, max(cell_len(bar["label"]) for bar in bars)) + GAP
    above = width - right - name_width < SHORTEST
    left = GAP if above else name_width
    if width - right - left < 1:
        yield from (Text(line) for bar in bars for line in wrapped(f"{bar['label']}: {', '.join(_told(bar, money))}", width))
        return
    axis = Axis(width - right - left, max(1, *(max(_amounts(bar)) for bar in bars)))
    ends = money(0, bars[0]["currency"]), money(axis.top, bars[0]["currency"])
    yield Text(" " * left + _ends(*ends, axis.cells) + _aligned(shown, widths), FAINT)
    captions = [_kind(bar) for bar in bars]
    for place, bar in enumerate(bars):
        if above:
            yield Text(set_cell_size(bar["label"], min(cell_len(bar["label"]), width)), "bold")
        name = " " * left if above else set_cell_size(bar["label"], left - GAP) + " " * GAP
        yield Text.assemble((name, "bold"), _bar(bar, axis, marks), _aligned(values[place], widths))
        if captions[place] and captions[place] != next(iter(captions[place + 1 :]), ""):
            yield from _caption(captions[place], left, width)


def _told(bar: Mapping[str, Any], money: Money) -> list[str]:
    """The figures in words, for where no bar fits."""
    return [f"{name} {money(bar[name], bar['currency'])}" for name in FIGURES if bar[name] is not None]


def _aligned(values: Sequence[str], widths: Sequence[int]) -> str:
    """Each value at the right of its column.

    >>> _aligned(["₹6L", "₹30L"], [5, 4])
    '    ₹6L  ₹30L'
    """
    return "".join(" " * (GAP + width - cell_len(value)) + value for value, width in zip(values, widths, strict=True))


def _ends(first: str, last: str, cells: int) -> str:
    """What the axis goes from and to, above its ends.

    >>> _ends("₹0", "₹30L", 10), _ends("₹0", "₹30L", 3)
    ('₹0    ₹30L', '   ')
    """
    gap = cells - cell_len(first) - cell_len(last)
    return first + " " * gap + last if gap > 0 else " " * cells


def _bar(bar: Mapping[str, Any], axis: Axis, marks: Marks) -> Text:
    amounts = _amounts(bar)
    halves = [round(2 * axis.at(end)) for end in (min(amounts), max(amounts))]
    cells = [_cell(cell, halves[0], halves[1], marks) for cell in range(axis.cells)]
    drawn = Text.assemble(*((cell, FAINT if cell == marks.track else BAR) for cell in cells))
    if (median := bar["median"]) is not None:
        place = min(int(axis.at(median)), axis.cells - 1)
        drawn = Text.assemble(drawn[:place], (marks.median, MEDIAN), drawn[place + 1 :])
    return drawn


def _cell(cell: int, first: int, last: int, marks: Marks) -> str:
    """One cell of a bar that spans the half cells from `first` to `last`; at least one half is drawn."""
    last = max(last, first + 1)
    left, right = first <= 2 * cell < last, first <= 2 * cell + 1 < last
    return marks.bar if left and right else marks.bar_to if left else marks.bar_from if right else marks.track


def _caption(text: str, left: int, width: int) -> Iterator[Text]:
    for line in wrapped(text, width - left):
        yield Text(" " * left + line, FAINT)


def _kind(bar: Mapping[str, Any]) -> str:
    """Kind, year and source of the bar's figures: what stands in brackets behind them."""
    _, bracket, rest = str(bar["text"]).partition(" (")
    return rest.removesuffix(")") if bracket else ""


def _amounts(bar: Mapping[str, Any]) -> list[int]:
    return [int(bar[name]) for name in FIGURES if bar[name] is not None]
