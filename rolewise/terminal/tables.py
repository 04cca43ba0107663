"""A card's table: columns where they fit, else stacked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from rich import box
from rich.cells import cell_len
from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from rolewise.terminal.paragraphs import wrapped

# Cells of a column: a short text stands on one line, a label may break once, a sentence needs room.
SHORT, LABEL, SENTENCE = 18, 42, 26
GAP = 2
NONE_HELD = ("–", "-", "")
_INDENT = 2
_DIGITS = frozenset("0123456789")


def draw_table(table: Mapping[str, Any], width: int, in_ascii: bool) -> list[RenderableType]:
    """The table as renderables of at most `width` cells; every cell's text is there, "none held" aside where stacked."""
    columns, rows = list(table["columns"]), [list(row) for row in table["rows"]]
    if needed(columns, rows) <= width:
        return [_in_columns(columns, rows, width, in_ascii)]
    return [*_stacked(columns, rows, width, in_ascii)]


def needed(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> int:
    """The cells below which columns are too narrow to read."""
    widest = [max(map(cell_len, cells)) for cells in zip(columns, *rows, strict=True)]
    return sum(min(cells, SHORT) if cells <= LABEL else SENTENCE for cells in widest) + GAP * (len(widest) - 1)


def _in_columns(columns: list[str], rows: list[list[str]], width: int, in_ascii: bool) -> Table:
    long = _is_long(rows)
    drawn = Table(
        box=box.ASCII2 if in_ascii else box.HORIZONTALS if long else box.SIMPLE_HEAD,
        show_edge=in_ascii,
        show_lines=long,
        pad_edge=False,
        padding=(0, 1) if in_ascii else (0, GAP, 0, 0),
        width=width if long else None,
        border_style="dim",
        header_style="bold",
    )
    for place, name in enumerate(columns):
        figures = place > 0 and all(_is_figure(row[place]) for row in rows)
        style = "" if place else "bold"
        drawn.add_column(Text(name), justify="right" if figures else "left", style=style, no_wrap=figures, overflow="fold")
    for row in rows:
        drawn.add_row(*map(Text, row))
    return drawn


def _stacked(columns: list[str], rows: list[list[str]], width: int, in_ascii: bool) -> Iterator[RenderableType]:
    """Each row below its name, which rows that follow each other share."""
    named = ""
    for row in rows:
        if row[0] != named:
            named = row[0]
            yield Text("\n".join(wrapped(named, width)), "bold")
        lines = _one_each(columns[1:], row[1:]) if _is_long(rows) else [f"- {_in_a_line(columns[1:], row[1:], in_ascii)}"]
        for line in lines:
            yield Text("\n".join(" " * _INDENT + part for part in wrapped(line, width - _INDENT)))


def _one_each(columns: Sequence[str], cells: Sequence[str]) -> list[str]:
    """A line a column; one for all where they say the same."""
    if len(set(cells)) == 1:
        return [cells[0]]
    return [f"{name}: {cell}" for name, cell in zip(columns, cells, strict=True)]


def _in_a_line(columns: Sequence[str], cells: Sequence[str], in_ascii: bool) -> str:
    held = [f"{name}: {cell}" for name, cell in zip(columns, cells, strict=True) if cell not in NONE_HELD]
    return (" | " if in_ascii else " · ").join(held)


def _is_long(rows: Sequence[Sequence[str]]) -> bool:
    return any(cell_len(cell) > LABEL + 5 for row in rows for cell in row)


def _is_figure(cell: str) -> bool:
    return cell in NONE_HELD or (len(cell) <= SHORT and sum(map(str.isalpha, cell)) <= 4 and bool(_DIGITS & set(cell)))
