"""Numbers in words: "twenty five", "two hundred and ten", "half a million" -> figures."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Mapping
from typing import NamedTuple

from rolewise.core.matching.tokens import normal

HUNDRED = 100
_TOKEN = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+(?:['’ʼ`´][^\W\d_]+)*|[^\w\s]|_")
_JOINS = frozenset(("and", "a", "an", "-"))
_LINKS = frozenset(("and", "to", "or", "-", "–", "se"))


class Piece(NamedTuple):
    """A word, number or sign of a text. `value` of a number, else None."""

    norm: str
    start: int
    end: int
    value: float | None = None
    in_words: bool = False


def pieces(text: str, numbers: Mapping[str, float]) -> list[Piece]:
    """The pieces of a text; `numbers` are the words for numbers. A number of several words is one piece."""
    found: list[Piece] = []
    for match in _TOKEN.finditer(text):
        typed = match.group()
        word = normal(typed) or typed
        value = _value(typed, word, numbers)
        piece = Piece(word, match.start(), match.end(), value, value is not None and not typed[0].isdecimal())
        joined = _joined(found, piece) if piece.in_words else None
        if joined:
            before, total = joined
            del found[before:]
            found.append(Piece(piece.norm, total.start, piece.end, total.value, in_words=True))
        else:
            found.append(piece)
    return found


def _value(typed: str, word: str, numbers: Mapping[str, float]) -> float | None:
    if typed[0].isdecimal() and typed.isascii():
        plain = typed.replace(",", "")
        return float(plain) if plain.count(".") < 2 else None
    return numbers.get(word)


def _joined(found: list[Piece], piece: Piece) -> tuple[int, Piece] | None:
    """The number that goes on with this word, with its place and the sum: "twenty" + "five", "two" + "hundred"."""
    at = len(found) - 1
    while at >= 0 and found[at].norm in _JOINS and len(found) - at <= 2:
        at -= 1
    if at < 0 or found[at].value is None or piece.value is None:
        return None
    before, direct = found[at], at == len(found) - 1
    value = before.value or 0.0
    if piece.value == HUNDRED and direct and 0 < value < HUNDRED:
        return at, before._replace(value=value * HUNDRED)
    if value >= HUNDRED and value % HUNDRED == 0 and before.in_words and 0 < piece.value < HUNDRED:
        return at, before._replace(value=value + piece.value)
    dash = direct or found[-1].norm == "-"
    if dash and before.in_words and 20 <= value < HUNDRED and value % 10 == 0 and 0 < piece.value < 10:
        return at, before._replace(value=value + piece.value)
    if not direct and 0 < piece.value < 1 and found[at + 1].norm == "and":  # "one and a half"
        return at, before._replace(value=value + piece.value)
    return None


class Figures:
    """Writes numbers in words before a scale as figures: "ten lakh" as "10 lakh"."""

    def __init__(self, numbers: Mapping[str, float], scales: frozenset[str]) -> None:
        self._numbers = numbers
        self._scales = scales

    def written(self, text: str) -> tuple[str, Callable[[int], int]]:
        """The text with figures, and what tells the place in the first text of one in the new."""
        changes = [(piece.start, piece.end, f"{piece.value:g}") for piece in self._before_scales(text)]
        if not changes:
            return text, lambda place: place
        parts, new_at, old_at = [], [0], [0]
        last = length = 0
        for start, end, figure in changes:
            parts += [text[last:start], figure]
            length += start - last
            new_at += [length, length + len(figure)]
            old_at += [start, end]
            length, last = length + len(figure), end
        parts.append(text[last:])

        def place(at: int) -> int:
            known = bisect_right(new_at, at) - 1
            return min(old_at[known] + at - new_at[known], len(text))

        return "".join(parts), place

    def _before_scales(self, text: str) -> list[Piece]:
        found = pieces(text, self._numbers)
        chosen = []
        for place, piece in enumerate(found[:-1]):
            behind = found[place + 1]
            if behind.norm in _JOINS and place + 2 < len(found):  # "half a million"
                behind = found[place + 2] if piece.value is not None and piece.value < 1 else behind
            if behind.norm in self._scales and (piece.in_words or piece.norm in ("a", "an")):
                value = piece.value if piece.value is not None else 1.0
                chosen.append(piece._replace(value=value, end=max(piece.end, behind.start - 1)))
                before = found[place - 2] if place > 1 and found[place - 1].norm in _LINKS else None
                if before and before.in_words:  # "between ten and fifteen lakh"
                    chosen.insert(-1, before)
        return [
            piece
            for piece in chosen
            if not any(other is not piece and other.start <= piece.start < other.end for other in chosen)
        ]
