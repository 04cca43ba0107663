"""`rolewise stats`: how much was asked, about what, and how well it was answered."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from rolewise.cli import reviewing

if TYPE_CHECKING:
    from rolewise.review.statistics import Row, Statistics

ROWS = 12  # of a table in the terminal


def run(days: int, html: Path | None, as_json: bool) -> None:
    """Prints the figures, or writes them as a page."""
    from rolewise.review import survey
    from rolewise.review.html import statistics_page
    from rolewise.review.statistics import statistics
    from rolewise.review.turns_from_events import read_turns

    with reviewing.store():
        turns = read_turns(reviewing.places().database, survey.Wanted(days).since(survey.now()))
    found = statistics(turns)
    if html:
        reviewing.write(html, statistics_page(found, days, reviewing.today()))
    if as_json:
        print(json.dumps({"days": days, **found.as_dict()}, ensure_ascii=False, indent=1))
    elif not html:
        _print(found, days)


def _print(found: Statistics, days: int) -> None:
    from rich.console import Console

    console = Console(width=None if sys.stdout.isatty() else 80, highlight=False)
    whole = found.all
    print(f"{whole.questions:,} questions of {found.conversations:,} conversations in {days} days, {whole.share:.1%} answered")
    print(f"thumbs: {whole.up} up, {whole.down} down")
    if found.p50 is not None and found.p95 is not None:
        print(f"answered within {found.p50 * 1000:,.0f} ms (half of {found.timed:,}), {found.p95 * 1000:,.0f} ms (95 %)")
    tables = {"Intent": found.intents, "Role": found.roles, "Country": found.countries, "Channel": found.channels}
    for title, rows in tables.items():
        _print_table(console, title, rows[:ROWS], len(rows))
    _print_table(console, "Day (UTC)", found.days[-ROWS:], len(found.days))


def _print_table(console: object, title: str, rows: Sequence[Row], of: int) -> None:
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    if not rows or not isinstance(console, Console):
        return
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, padding=(0, 2, 0, 0))
    table.add_column(title if of == len(rows) else f"{title} ({len(rows)} of {of})")
    for heading in ("Questions", "Answered", "Up", "Down"):
        table.add_column(heading, justify="right")
    for row in rows:
        table.add_row(Text(row.name), str(row.questions), f"{row.share:.0%}", str(row.up), str(row.down))
    console.print(table)
