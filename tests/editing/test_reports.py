"""What is old and what is missing."""

from __future__ import annotations

from pathlib import Path

from rolewise.core.knowledge import load
from rolewise.editing.coverage import OPTIONAL, coverage
from rolewise.editing.freshness import warnings
from tests.small_world import change


def test_old_figures_and_undated_sources_are_warned_of(folder: Path) -> None:
    assert warnings(load(folder), 2026) == [
        "pay of 2020 is older than 3 years: 1 row of old-lamp in lamp-designer",
        "sources without a year: old-lamp",
    ]


def test_a_figure_that_is_just_young_enough_is_no_warning(folder: Path) -> None:
    assert not [line for line in warnings(load(folder), 2023) if "pay of" in line]


def test_with_time_projections_and_reviews_grow_old_too(folder: Path) -> None:
    found = warnings(load(folder), 2040)

    assert "projections that begin before 2037: lamp-designer" in found
    assert "the comparison of lamp-designer and wick-trader was last reviewed in 2025" in found


def test_a_review_without_a_year_is_warned_of(folder: Path) -> None:
    change(folder, "comparisons/lamp-designer-vs-wick-trader.yml", "reviewed: May 2025", "reviewed: lately")

    assert any("was reviewed in no year that can be read: 'lately'" in line for line in warnings(load(folder), 2026))


def test_coverage_tells_pay_by_country_and_fields_that_are_missing(folder: Path) -> None:
    found = coverage(load(folder)).as_dict()

    assert found["countries"] == {"XA": {"roles": 2, "headline": 2, "rows": 2}, "XB": {"roles": 1, "headline": 0, "rows": 1}}
    assert found["roles"]["lamp-designer"] == {"pay": {"XA": "headline", "XB": "rows"}, "missing": []}
    assert found["roles"]["wick-trader"]["missing"] == [name for name in OPTIONAL if name != "experience"]
    assert found["fields"]["focus"] == 1
