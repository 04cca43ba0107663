"""Answer -> card: versioned JSON from which each channel renders."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from rolewise.answers.model import Answer

VERSION = 1


def card(answer: Answer) -> dict[str, Any]:
    """The answer as JSON: text (complete), title, table, bars, sources, suggestions, links."""
    return {
        "version": VERSION,
        "kind": answer.kind,
        "title": answer.title,
        "text": answer.text,
        "table": {"columns": list(answer.table.columns), "rows": [list(row) for row in answer.table.rows]} if answer.table else None,
        "bars": [asdict(bar) for bar in answer.bars],
        "sources": [asdict(note) for note in answer.sources],
        "suggestions": [asdict(step) for step in answer.suggestions],
        "links": [asdict(link) for link in answer.links],
        "missed": answer.missed or None,
    }
