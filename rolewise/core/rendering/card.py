"""Answer -> card: versioned JSON from which each channel renders."""

from __future__ import annotations

from typing import Any

from rolewise.core.answers.types import Answer, SourceNote

VERSION = 1


def card(answer: Answer) -> dict[str, Any]:
    """The answer as JSON: text (complete), title, table, bars, sources, suggestions, links."""
    return {
        "version": VERSION,
        "kind": answer.kind,
        "title": answer.title,
        "text": answer.text,
        "table": {"columns": list(answer.table.columns), "rows": [list(row) for row in answer.table.rows]}
        if answer.table
        else None,
        "bars": [dict(vars(bar)) for bar in answer.bars],
        "sources": [_source(note) for note in answer.sources],
        "suggestions": [dict(vars(step)) for step in answer.suggestions],
        "links": [dict(vars(link)) for link in answer.links],
        "missed": answer.missed or None,
    }


def _source(note: SourceNote) -> dict[str, Any]:
    """The note; `attribution` only where the source's licence asks for words to be shown."""
    return {key: value for key, value in vars(note).items() if value or key != "attribution"}
