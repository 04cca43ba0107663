"""Groups and figures as HTML pages that ask for nothing else, and groups as CSV."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from typing import Any

from markupsafe import Markup

from rolewise.core.rendering.templates import environment
from rolewise.review.bars import bars, columns
from rolewise.review.records import Group
from rolewise.review.statistics import Row, Statistics, day

MOST_TEXTS = 8
MOST_ROWS = 20
_HEADINGS = ("kind", "questions", "conversations", "last day", "example", "what would help", "further texts")
# What makes a spreadsheet compute a cell; the wide forms count in East Asian settings.
_FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠")


def unanswered_page(groups: Sequence[Group], days: int, made: str) -> str:
    """HTML of groups; `made` is the time in words."""
    return _rendered("unanswered.html.j2", groups=groups, days=days, made=made, most=MOST_TEXTS)


def statistics_page(found: Statistics, days: int, made: str) -> str:
    """HTML of figures."""
    tables = {"Intents": found.intents, "Roles": found.roles, "Countries": found.countries, "Channels": found.channels}
    plots = {title: _plot(rows) for title, rows in tables.items() if rows}
    plotted = {"plots": plots, "by_day": Markup(columns(found.days))}  # noqa: S704 - names are escaped
    return _rendered("stats.html.j2", found=found, tables=tables, days=days, made=made, most=MOST_ROWS, **plotted)


def table(groups: Sequence[Group]) -> str:
    """CSV of groups, with what a spreadsheet would take for a formula defused by an apostrophe."""
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\n")
    writer.writerow(_HEADINGS)
    for group in groups:
        further = " | ".join(list(group.texts)[1:MOST_TEXTS])
        words = (group.example, group.advice.text, further)
        writer.writerow([group.kind.value, group.count, len(group.conversations), day(group.last), *map(defused, words)])
    return written.getvalue()


def defused(cell: str) -> str:
    """A cell that a spreadsheet shows and never computes.

    >>> defused('=HYPERLINK("x")'), defused("plain")
    ('\\'=HYPERLINK("x")', 'plain')
    """
    return f"'{cell}" if cell.lstrip(" \t\r\n'\"").startswith(_FORMULA) else cell


def _plot(rows: Sequence[Row]) -> Markup:
    return Markup(bars(rows[:MOST_ROWS]))  # noqa: S704 - names are escaped


def _rendered(template: str, **values: Any) -> str:
    made = environment("rolewise.review")
    made.filters.update(day=day, share=lambda value: f"{value:.0%}", milliseconds=_milliseconds)
    return made.get_template(template).render(**values)


def _milliseconds(seconds: float | None) -> str:
    return "–" if seconds is None else f"{seconds * 1000:,.0f} ms"
