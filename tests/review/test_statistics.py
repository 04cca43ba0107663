"""Figures of the kept conversations, and the pages and tables they become."""

from __future__ import annotations

import csv
import io
import json
import re

import pytest

from rolewise.review.html import defused, statistics_page, table, unanswered_page
from rolewise.review.records import Advice, Gap, Group, Kind, Turn
from rolewise.review.statistics import Row, statistics

DAY = 86_400.0
TURNS = (
    Turn("1", "a", 0.0, "web", intent="ask_pay", roles=("x", "y"), country="IN", seconds=0.010, thumb="up"),
    Turn("2", "a", 1.0, "web", intent="ask_pay", roles=("x",), country="IN", seconds=0.030, missed="unknown_role"),
    Turn("3", "b", 3 * DAY, "slack", intent="ask_skills", roles=(), seconds=None, failed=True, thumb="down"),
)
NASTY = '=cmd|"<script>alert(1)</script>"'


def test_questions_are_counted_by_what_they_have_in_common() -> None:
    found = statistics(TURNS)

    assert found.all == Row("all", 3, 1, 1, 1)
    assert found.conversations == 2
    assert found.intents == (Row("ask_pay", 2, 1, 1, 0), Row("ask_skills", 1, 0, 0, 1))
    assert found.roles == (Row("x", 2, 1, 1, 0), Row("y", 1, 1, 1, 0))
    assert [row.name for row in found.countries] == ["IN", "none"]
    assert [row.name for row in found.channels] == ["web", "slack"]


def test_days_have_no_holes() -> None:
    assert [(row.name, row.questions) for row in statistics(TURNS).days] == [
        ("1970-01-01", 2),
        ("1970-01-02", 0),
        ("1970-01-03", 0),
        ("1970-01-04", 1),
    ]


def test_response_times_are_of_turns_whose_times_are_kept() -> None:
    found = statistics(TURNS)

    assert (found.p50, found.timed) == (pytest.approx(0.020), 2)
    assert found.as_dict()["response_ms"] == {"p50": 20.0, "p95": 29.0, "turns": 2}


def test_no_conversation_gives_figures_too() -> None:
    found = statistics(())

    assert (found.all.share, found.p50, found.days) == (0.0, None, ())
    assert json.dumps(found.as_dict())
    assert "<h1>" in statistics_page(found, 30, "today")


def group(example: str) -> Group:
    """One question that was not answered."""
    gap = Gap(Kind.NOT_UNDERSTOOD, Turn("1", "web-1", 0.0, text=example))
    return Group(Kind.NOT_UNDERSTOOD, (gap,), example, {example: 1, "another": 1}, Advice(example))


@pytest.mark.parametrize(
    "page",
    [
        unanswered_page([group(NASTY)], 30, "today"),
        statistics_page(statistics((Turn("1", NASTY, 0.0, NASTY, intent=NASTY),)), 30, "today"),
    ],
)
def test_a_page_runs_and_loads_nothing(page: str) -> None:
    assert "default-src 'none'" in page
    assert not re.search(r"<script|<link|<img|<iframe|\son\w+=|src=|href=|url\(|@import", page)


def test_a_page_without_groups_says_that_all_was_answered() -> None:
    assert "Every question was answered" in unanswered_page([], 30, "today")


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", " =1", '"=1', "＝1", "'=1"])
def test_a_spreadsheet_computes_no_cell(cell: str) -> None:
    assert defused(cell) == f"'{cell}"


def test_a_table_has_a_row_a_group() -> None:
    rows = list(csv.reader(io.StringIO(table([group(NASTY)]))))

    assert rows[1] == ["not understood", "1", "1", "1970-01-01", f"'{NASTY}", f"'{NASTY}", "another"]
