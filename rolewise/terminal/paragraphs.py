"""Text broken between words by the cells it takes; items of lists hang."""

from __future__ import annotations

import re

from rich.console import Console
from rich.text import Text

_ITEM = re.compile(r"(?:[-*•]|\d{1,2}[.)])\s+")
_MEASURE = Console(width=80, color_system=None)


def wrapped(text: str, width: int) -> list[str]:
    """Lines of at most `width` cells; a longer word is cut.

    >>> wrapped("1. Collect and clean data", 14)
    ['1. Collect and', '   clean data']
    """
    return [line for paragraph in text.split("\n") for line in _paragraph(paragraph, width)]


def _paragraph(text: str, width: int) -> list[str]:
    item = _ITEM.match(text)
    mark = item[0] if item and len(item[0]) < width else ""
    lines = Text(text[len(mark) :]).wrap(_MEASURE, max(width - len(mark), 1))
    return [(mark if first else " " * len(mark)) + line.plain.rstrip() for first, line in _numbered(list(lines))] or [""]


def _numbered(lines: list[Text]) -> list[tuple[bool, Text]]:
    return [(place == 0, line) for place, line in enumerate(lines)]
