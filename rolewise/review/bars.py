"""Counts as bars, in SVG; colours come from the page's style sheet, so they follow light and dark."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

from rolewise.review.statistics import Row

_LABEL, _WIDTH, _LINE = 190, 360, 22
_DAY_HEIGHT, _DAYS_WIDTH, _FOOT = 130, 1000, 20
_MOST_DATES = 10


def bars(rows: Sequence[Row]) -> str:
    """A line a row: all questions, and over them the answered ones."""
    most = max((row.questions for row in rows), default=0) or 1
    parts: list[str] = []
    for number, row in enumerate(rows):
        y = number * _LINE
        parts += [
            f'<g><title>{_told(row)}</title><text class="end" x="{_LABEL - 8}" y="{y + 15}">{escape(_short(row.name))}</text>',
            f'<rect class="open" x="{_LABEL}" y="{y + 4}" width="{_WIDTH * row.questions / most:.1f}" height="14"/>',
            f'<rect class="answered" x="{_LABEL}" y="{y + 4}" width="{_WIDTH * row.answered / most:.1f}" height="14"/>',
            f'<text class="small" x="{_LABEL + _WIDTH * row.questions / most + 6:.1f}" y="{y + 15}">{row.questions:,}</text></g>',
        ]
    return _svg(_LABEL + _WIDTH + 60, len(rows) * _LINE + 4, parts)


def columns(rows: Sequence[Row]) -> str:
    """A column a day, with dates under some of them."""
    most, width = max((row.questions for row in rows), default=0) or 1, _DAYS_WIDTH / max(len(rows), 20)
    every = max(1, -(-len(rows) // _MOST_DATES))
    parts: list[str] = []
    for number, row in enumerate(rows):
        x = number * width
        parts.append(
            f"<g><title>{_told(row)}</title>{_column(x, width, row.questions / most, 'open')}"
            f"{_column(x, width, row.answered / most, 'answered')}</g>"
        )
        if number % every == 0:
            parts.append(f'<text class="small" x="{x:.1f}" y="{_DAY_HEIGHT + 15}">{escape(row.name[5:])}</text>')
    parts.append(f'<line class="grid" x1="0" x2="{_DAYS_WIDTH}" y1="{_DAY_HEIGHT}" y2="{_DAY_HEIGHT}"/>')
    return _svg(_DAYS_WIDTH + 10, _DAY_HEIGHT + _FOOT, parts)


def _column(x: float, width: float, share: float, kind: str) -> str:
    height = share * (_DAY_HEIGHT - 6)
    return f'<rect class="{kind}" x="{x:.1f}" y="{_DAY_HEIGHT - height:.1f}" width="{width * 0.8:.1f}" height="{height:.1f}"/>'


def _told(row: Row) -> str:
    return escape(f"{row.name}: {row.questions:,} questions, {row.share:.0%} answered")


def _short(name: str, most: int = 28) -> str:
    return name if len(name) <= most else f"{name[: most - 1]}…"


def _svg(width: float, height: float, parts: Iterable[str]) -> str:
    return f'<svg viewBox="0 0 {width:g} {height:g}" width="{width:g}" role="img">{"".join(parts)}</svg>'
