"""Bars stand where their figures are, on one axis from nought."""

from __future__ import annotations

from rolewise.core.answers.types import Bar
from rolewise.core.knowledge.model import Currency
from rolewise.doors.pages.comparison.chart import STEPS, axis_step, chart

LUMEN = Currency("XLM", "lumens", "*", ())


def bar(low: int | None, median: int | None, high: int | None) -> Bar:
    """A range of lumens."""
    return Bar("Lamp Designer", low, median, high, "XLM", "as the Lamp Post says")


def test_ends_and_median_are_per_cent_of_the_axis() -> None:
    drawn = chart("Pay", "of the Lamp Post", [bar(100, 200, 300), bar(50, None, 400)], LUMEN)

    assert drawn is not None
    assert [(found.start, found.width, found.median) for found in drawn.bars] == [(25, 50, 50), (12.5, 87.5, None)]
    assert [(tick.at, tick.text) for tick in drawn.ticks] == [(0, "*0"), (25, "*100"), (50, "*200"), (75, "*300"), (100, "*400")]


def test_a_median_alone_is_a_mark_without_a_bar() -> None:
    drawn = chart("Pay", "of the Lamp Post", [bar(None, 200, None)], LUMEN)

    assert drawn is not None
    assert (drawn.bars[0].width, drawn.bars[0].median, drawn.bars[0].range) == (0, 100, "*200")


def test_without_figures_there_is_no_chart() -> None:
    assert chart("Pay", "of the Lamp Post", [bar(None, None, None)], LUMEN) is None
    assert chart("Pay", "of the Lamp Post", [], LUMEN) is None


def test_the_axis_never_has_more_parts_than_fit() -> None:
    assert all(axis_step(highest) * STEPS >= highest for highest in (1, 7, 99, 1_000, 199_130, 60_000_000))
