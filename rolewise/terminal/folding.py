"""Text made fit for a terminal: no control characters, and in ASCII where nothing else can be shown."""

from __future__ import annotations

import unicodedata
from typing import Any

_SIGNS = {
    "₹": "Rs.", "€": "EUR ", "£": "GBP ", "¥": "JPY ", "–": "-", "—": "-", "…": "...", "·": "-", "•": "*",
    "“": '"', "”": '"', "‘": "'", "’": "'", "×": "x", "≥": ">=", "≤": "<=", "→": "->", "›": ">", "👍": "+1", "👎": "-1",
}  # fmt: skip


# Control characters, halves of pairs, and marks that turn the direction of a text; two joiners belong to Indian scripts.
_UNSAFE = frozenset({"Cc", "Cs", "Cf"})
_JOINERS = frozenset("\u200c\u200d")


def safe(text: str) -> str:
    """The text without what a terminal would obey; line breaks and tabs stay as blanks and breaks.

    >>> safe("pay\\x1b[31m of\\ta nurse\\n")
    'pay[31m of a nurse\\n'
    """
    return "".join(character if _is_safe(character) else " " * (character == "\t") for character in text)


def _is_safe(character: str) -> bool:
    return character == "\n" or character in _JOINERS or unicodedata.category(character) not in _UNSAFE


def ascii_text(text: str) -> str:
    """The text in ASCII, as near as it gets.

    >>> ascii_text("₹3.5L–₹14L, café, “nurse” 日")
    'Rs.3.5L-Rs.14L, cafe, "nurse" ?'
    """
    return "".join(map(_ascii, text))


def _ascii(character: str) -> str:
    if character.isascii():
        return character
    if character in _SIGNS:
        return _SIGNS[character]
    plain = unicodedata.normalize("NFKD", character).encode("ascii", "ignore").decode()
    return plain or ("" if unicodedata.combining(character) else "?")


def fit(value: Any, in_ascii: bool) -> Any:
    """Every text of a JSON value made fit."""
    if isinstance(value, str):
        return ascii_text(safe(value)) if in_ascii else safe(value)
    if isinstance(value, dict):
        return {key: fit(each, in_ascii) for key, each in value.items()}
    return [fit(each, in_ascii) for each in value] if isinstance(value, (list, tuple)) else value
