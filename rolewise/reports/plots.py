"""Plots of the report as SVG; colours come from the page's style sheet, so they follow light and dark."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

Points = Sequence[tuple[float, float]]
_WIDTH, _HEIGHT, _LEFT, _TOP = 460, 300, 48, 12
_CELL, _LABELS = 20, 150


def lines(series: Sequence[tuple[str, Points]], across: str, marks: Iterable[tuple[str, float]] = ()) -> str:
    """Lines over 0 to 1 in both directions. `marks` are upright lines with a name."""
    parts = [_frame(across)]
    for number, (name, points) in enumerate(series):
        path = " ".join(f"{_x(x):.1f},{_y(y):.1f}" for x, y in points)
        parts.append(f'<polyline class="line s{number}" points="{path}"><title>{escape(name)}</title></polyline>')
        parts += [
            f'<circle class="dot s{number}" cx="{_x(x):.1f}" cy="{_y(y):.1f}" r="2.5"><title>{escape(name)}: '
            f"{x:.2f} → {y:.1%}</title></circle>"
            for x, y in points
        ]
        parts.append(f'<text class="key s{number}" x="{_LEFT + 10}" y="{_y(0.62) + 16 * number:.1f}">{escape(name)}</text>')
    for name, x in marks:
        parts.append(
            f'<line class="mark" x1="{_x(x):.1f}" x2="{_x(x):.1f}" y1="{_y(0)}" y2="{_y(1)}"/>'
            f'<text class="small" x="{_x(x) + 3:.1f}" y="{_y(1) + 10:.1f}">{escape(name)}</text>'
        )
    return _svg(_WIDTH + _LEFT + 20, _HEIGHT + _TOP + 44, parts)


def heat_map(names: Sequence[str], table: Sequence[Sequence[int]]) -> str:
    """Counts as shades: a row is the right label, a column what was told. The diagonal is told right."""
    parts = []
    for row, counts in enumerate(table):
        parts.append(f'<text class="small end" x="{_LABELS - 6}" y="{_LABELS + row * _CELL + 14}">{escape(names[row])}</text>')
        parts.append(
            f'<text class="small" transform="translate({_LABELS + row * _CELL + 14},{_LABELS - 6}) rotate(-60)">'
            f"{escape(names[row])}</text>"
        )
        whole = sum(counts) or 1
        for column, count in enumerate(counts):
            parts.append(_cell(row, column, count, count / whole, f"{names[row]} told as {names[column]}: {count} of {whole}"))
    size = _LABELS + len(names) * _CELL
    return _svg(size + 70, size + 8, parts)


def _cell(row: int, column: int, count: int, share: float, title: str) -> str:
    x, y = _LABELS + column * _CELL, _LABELS + row * _CELL
    kind = "right" if row == column else "wrong"
    # Errors of a few in a hundred are what one looks for: shades rise fast and end at one in ten.
    shade = share if row == column else min(1.0, share * 10) ** 0.6
    number = f'<text class="count" x="{x + _CELL / 2}" y="{y + 14}">{count}</text>' if count and row != column else ""
    return (
        f'<g><title>{escape(title)}</title><rect class="cell {kind}" x="{x}" y="{y}" width="{_CELL - 1}" '
        f'height="{_CELL - 1}" fill-opacity="{shade:.3f}"/>{number}</g>'
    )


def _frame(across: str) -> str:
    ticks = [place / 5 for place in range(6)]
    grid = "".join(
        f'<line class="grid" x1="{_x(0)}" x2="{_x(1)}" y1="{_y(tick):.1f}" y2="{_y(tick):.1f}"/>'
        f'<text class="small end" x="{_LEFT - 6}" y="{_y(tick) + 4:.1f}">{tick:.0%}</text>'
        f'<text class="small middle" x="{_x(tick):.1f}" y="{_y(0) + 16:.1f}">{tick:.1f}</text>'
        for tick in ticks
    )
    return f'{grid}<text class="small middle" x="{_x(0.5)}" y="{_y(0) + 34:.1f}">{escape(across)}</text>'


def _svg(width: float, height: float, parts: Iterable[str]) -> str:
    return f'<svg viewBox="0 0 {width:g} {height:g}" width="{width:g}" role="img">{"".join(parts)}</svg>'


def _x(share: float) -> float:
    return _LEFT + share * _WIDTH


def _y(share: float) -> float:
    return _TOP + (1 - share) * _HEIGHT
