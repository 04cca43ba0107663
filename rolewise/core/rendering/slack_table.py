"""A card's table -> Slack's own table block, or blocks that every client shows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from rolewise.core.rendering import slack_limits as limits
from rolewise.core.rendering.mrkdwn import bold, mrkdwn
from rolewise.core.rendering.slack_parts import Block, formatted, pieces, preformatted, section, without_empty

NARROW = 64  # characters that a code block shows in a line on a desktop
COMPARED = 3  # columns: the point, and two things to set side by side
MOST_BLOCKS = 30  # of a message's 50

Rows = Sequence[Sequence[str]]


def native(table: Mapping[str, Any]) -> Iterator[Block]:
    """One table block; none where it would break a limit."""
    rows = [without_empty(row) for row in (table["columns"], *table["rows"])]
    if fits(rows):
        yield {
            "type": "table",
            "rows": [[{"type": "raw_text", "text": cell} for cell in row] for row in rows],
            "column_settings": [{"is_wrapped": True} for _ in table["columns"]],
        }


def fits(rows: Rows) -> bool:
    """Whether Slack takes these rows, the heading among them, as a table."""
    characters = sum(len(cell) for row in rows for cell in row)
    return (
        1 < len(rows) <= limits.TABLE_ROWS
        and 1 <= len(rows[0]) <= limits.TABLE_COLUMNS
        and len({len(row) for row in rows}) == 1
        and characters <= limits.TABLE_TEXT
    )


def classic(table: Mapping[str, Any]) -> Iterator[Block]:
    """Monospaced where it is narrow, fields where two are compared, else a few lines a row."""
    columns, rows = without_empty(table["columns"]), [without_empty(row) for row in table["rows"]]
    if not rows:
        return
    if narrow := _aligned([columns, *rows]):
        yield from (preformatted(piece) for piece in pieces(narrow, limits.SECTION))
    elif len(columns) == COMPARED and len(rows) < MOST_BLOCKS:
        yield from _compared(columns, rows)
    else:
        written = pieces((_written(columns, row) for row in rows), limits.SECTION)
        yield from (section(piece) for piece, _ in zip(written, range(MOST_BLOCKS), strict=False))


def _aligned(rows: Rows) -> list[str]:
    widths = [max(len(cell) for cell in column) for column in zip(*rows, strict=False)]
    if sum(widths) + 2 * (len(widths) - 1) > NARROW:
        return []
    return ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=False)).rstrip() for row in rows]


def _compared(columns: Sequence[str], rows: Rows) -> Iterator[Block]:
    for point, *cells in rows:
        fields = [
            formatted(f"{bold(column)}\n{mrkdwn(cell)}", limits.FIELD) for column, cell in zip(columns[1:], cells, strict=False)
        ]
        yield {"type": "section", "text": formatted(bold(point)), "fields": fields[: limits.FIELDS]}


def _written(columns: Sequence[str], row: Sequence[str]) -> str:
    parts = [f"• {mrkdwn(column)}: {mrkdwn(cell)}" for column, cell in zip(columns[1:], row[1:], strict=False)]
    return "\n".join([bold(row[0]), *parts])
