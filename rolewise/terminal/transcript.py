"""A conversation as Markdown."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from rolewise.terminal.cards import named_sources
from rolewise.terminal.debug import Exchange


def markdown(turns: Sequence[Exchange]) -> str:
    """The whole talk: messages as headings, answers with their tables and sources."""
    return "\n".join(["# Conversation with Rolewise", *(line for turn in turns for line in _turn(turn))]) + "\n"


def _turn(turn: Exchange) -> Iterator[str]:
    yield from ("", f"## {' '.join(turn.asked.split())}", "", turn.said.text.replace("\n", "\n\n"))
    if table := turn.said.card.get("table"):
        yield from ("", *_table(table))
    if turn.said.sources:
        yield from ("", f"Sources: {'; '.join(named_sources(turn.said.sources))}")
        words = dict.fromkeys(source["attribution"] for source in turn.said.sources if source.get("attribution"))
        yield from (line for each in words for line in ("", each))


def _table(table: Mapping[str, Any]) -> Iterator[str]:
    yield _row(table["columns"])
    yield _row(["---"] * len(table["columns"]))
    yield from map(_row, table["rows"])


def _row(cells: Sequence[str]) -> str:
    """Cells between bars; a bar or a break inside a cell would end it.

    >>> _row(["a|b", "c\\nd"])
    '| a\\\\|b | c d |'
    """
    return "| " + " | ".join(" ".join(cell.replace("|", "\\|").split()) for cell in cells) + " |"
