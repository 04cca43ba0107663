"""`rolewise unanswered`: what people asked and we could not answer."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from rolewise.cli import loading, reviewing

if TYPE_CHECKING:
    from rolewise.core.knowledge import KnowledgeBase
    from rolewise.review.records import Group
    from rolewise.review.survey import Wanted

STDOUT = Path("-")
NARROW = 100  # columns, where the output is no terminal


@dataclass(frozen=True)
class Output:
    """Where the groups go; without a file, to the terminal."""

    html: Path | None = None
    csv: Path | None = None
    ids: bool = False  # of the conversations, in the terminal
    limit: int = 0  # groups; 0: all


def run(output: Output, days: int, *, channel: str = "", country: str = "", kinds: Sequence[str] = ()) -> None:
    """Prints groups of questions, or writes them to a page or a table."""
    knowledge = loading.knowledge()
    found, deleted = _found(reviewing.wanted(knowledge, days, channel, country, kinds), knowledge)
    shown = found[: output.limit] if output.limit else found
    _write(output, shown, days)
    if not (output.html or output.csv):
        _print(shown, len(found), output.ids)
    if deleted:
        print(f"rolewise: {deleted} more, whose text is deleted already, are counted by `rolewise stats` only", file=sys.stderr)


def _write(output: Output, groups: list[Group], days: int) -> None:
    from rolewise.review.html import table, unanswered_page

    if output.html:
        reviewing.write(output.html, unanswered_page(groups, days, reviewing.today()))
    if output.csv == STDOUT:
        sys.stdout.write(table(groups))
    elif output.csv:
        reviewing.write(output.csv, table(groups))


def _found(wanted: Wanted, knowledge: KnowledgeBase) -> tuple[list[Group], int]:
    """The groups, and how many gaps have no text any more to be grouped by."""
    from rolewise.review import survey
    from rolewise.review.turns_from_events import read_turns

    places = reviewing.places()
    with reviewing.store():
        turns = read_turns(places.database, wanted.since(survey.now()))
    gaps = survey.open_gaps(turns, wanted, places, knowledge)
    groups = survey.groups(gaps, knowledge)
    if survey.embedding() is None:
        print("rolewise: without the sentence embedding only equal texts are grouped", file=sys.stderr)
    return groups, len(gaps) - sum(group.count for group in groups)


def _print(groups: list[Group], of: int, ids: bool) -> None:
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    from rolewise.review.statistics import day

    if not groups:
        print("every question was answered")
        return
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, padding=(0, 1, 0, 0))
    for heading in ("Asked", "By"):
        table.add_column(heading, justify="right", no_wrap=True)
    table.add_column("Last", no_wrap=True)
    table.add_column("Why", overflow="fold", max_width=14)
    table.add_column("Question", overflow="fold", ratio=2)
    table.add_column("What would help", overflow="fold", ratio=3)
    for group in groups:
        # Text: what was typed is no markup of rich.
        words = (group.kind.value, group.example, group.advice.text)
        table.add_row(str(group.count), str(len(group.conversations)), day(group.last), *map(Text, words))
        if ids:
            table.add_row("", "", "", "", Text("\n".join(group.conversations)), "")
    Console(width=None if sys.stdout.isatty() else NARROW, highlight=False).print(table)
    print(f"{len(groups)} of {of} groups" if len(groups) < of else f"{of} groups")
