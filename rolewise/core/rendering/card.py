"""Answer -> card: versioned JSON from which each channel renders."""

from __future__ import annotations

from typing import Any

from rolewise.core.answers.types import Answer, Bar, SourceNote, Table

VERSION = 1


def card(answer: Answer) -> dict[str, Any]:
    """The answer as JSON: text (complete), title, table, bars, sources, suggestions, links; and an outline of it."""
    return {
        "version": VERSION,
        "kind": answer.kind,
        "title": answer.title,
        "text": answer.text,
        "country": answer.country,
        "table": _table(answer.table),
        "bars": [_bar(bar) for bar in answer.bars],
        "sources": [_source(note) for note in answer.sources],
        "suggestions": [{"title": step.title, "text": step.text} for step in answer.suggestions],
        "links": [dict(vars(link)) for link in answer.links],
        "missed": answer.missed or None,
        **_outline(answer),
    }


def _outline(answer: Answer) -> dict[str, Any]:
    """The outline, and what the text says before it; none where the text says more than what was outlined."""
    outline = answer.outline
    if outline is None or not answer.text.endswith(outline.of):
        return {"before": "", "outline": None}
    return {
        "before": answer.text[: len(answer.text) - len(outline.of)].strip(),
        "outline": {
            "lead": outline.lead,
            "charts": [
                {
                    "title": chart.title,
                    "caption": chart.caption,
                    "bars": [_bar(bar) for bar in chart.bars],
                    "ticks": [dict(vars(tick)) for tick in chart.ticks],
                }
                for chart in outline.charts
            ],
            "groups": [{"title": group.title, "chips": [dict(vars(item)) for item in group.items]} for group in outline.groups],
            "facts": _table(outline.facts),
            "notes": list(outline.notes),
        },
    }


def _table(table: Table | None) -> dict[str, Any] | None:
    return {"columns": list(table.columns), "rows": [list(row) for row in table.rows]} if table else None


def _bar(bar: Bar) -> dict[str, Any]:
    return {key: value for key, value in vars(bar).items() if value or key not in ("ask", "url")}


def _source(note: SourceNote) -> dict[str, Any]:
    """The note; `attribution` only where the source's licence asks for words to be shown."""
    return {key: value for key, value in vars(note).items() if value or key != "attribution"}
