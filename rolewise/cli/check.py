"""`rolewise check`: whether the knowledge base is sound, how fresh it is, and what it covers."""

from __future__ import annotations

import json
import sys
from datetime import date
from typing import TYPE_CHECKING

from rolewise.cli import exits

if TYPE_CHECKING:
    from rolewise.core.knowledge import KnowledgeBase
    from rolewise.editing.coverage import Coverage

_MARKS = {"headline": "●", "rows": "○", "none": "·"}


def run(*, strict: bool = False, coverage: bool = False, as_json: bool = False) -> None:
    """Prints one line of counts, or ends with the report of every problem; warnings go to stderr."""
    from rolewise.core.knowledge import KnowledgeError, load
    from rolewise.editing import freshness, plausible
    from rolewise.paths import knowledge_folder

    try:
        found = load(knowledge_folder())
    except KnowledgeError as error:
        print(error)
        raise exits.Stop("the knowledge base has problems", exits.FAILED) from error
    doubts = [*plausible.warnings(found), *freshness.warnings(found, date.today().year)]
    _print_coverage(found, as_json) if coverage else _print_counts(found)
    for warning in doubts:
        print(f"warning: {warning}", file=sys.stderr)
    if strict and doubts:
        raise exits.Stop(f"{len(doubts)} warnings, and --strict was asked for", exits.FAILED)


def _print_counts(found: KnowledgeBase) -> None:
    print(
        f"knowledge is sound: {len(found.roles)} roles, {len(found.skills)} skills, {len(found.countries)} countries, "
        f"{len(found.sources)} sources, {len(found.comparisons)} written comparisons, {len(found.wording)} sentences"
    )


def _print_coverage(found: KnowledgeBase, as_json: bool) -> None:
    from rolewise.editing.coverage import coverage

    measured = coverage(found)
    if as_json:
        print(json.dumps(measured.as_dict(), ensure_ascii=False, indent=1))
    else:
        _print_table(measured)


def _print_table(measured: Coverage) -> None:
    from rich import box
    from rich.console import Console
    from rich.table import Table

    from rolewise.editing.coverage import HEADLINE, OPTIONAL, ROWS

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, padding=(0, 1, 0, 0), show_footer=True)
    table.add_column("Role", footer="roles with pay", no_wrap=True)
    for code in measured.countries:
        table.add_column(code, footer=str(measured.covered(code, HEADLINE, ROWS)), justify="center")
    table.add_column("Optional fields not filled in", footer=f"of {len(measured.roles)}", overflow="fold")
    for role in measured.roles:
        table.add_row(role.title, *(_MARKS[role.pay[code]] for code in measured.countries), ", ".join(role.missing))
    console = Console(width=None if sys.stdout.isatty() else 80, highlight=False)
    console.print(table)
    console.print("Pay: ● a first answer and maybe more rows, ○ rows for some levels only, · none")
    rows = ", ".join(f"{code} {measured.rows[code]}" for code in measured.countries)
    console.print(f"Pay rows: {rows}")
    filled = ", ".join(f"{field} {len(measured.roles) - len(measured.lacking(field))}" for field in OPTIONAL)
    console.print(f"Fields filled in, of {len(measured.roles)} roles: {filled}")
