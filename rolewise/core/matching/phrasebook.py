"""Phrases with alternatives and numbers -> spaCy Matcher: how the facets of a message are heard.

A phrase is words parted by blanks. "a|b" is either, "a?" may be missing, "#" is a number in figures or words, "_" any word,
"@name" a word of that set, "^" the beginning of the message and "$" its end.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from spacy.matcher import Matcher as TokenMatcher
from spacy.tokens import Doc
from spacy.vocab import Vocab

from rolewise.core.matching.tokens import LONGEST, normal

NUMBER, ANY, STRANGE, BEGIN, END = "#", "_", "~", "^", "$"
_TOKEN = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+(?:['’ʼ`´][^\W\d_]+)*|[^\w\s]|_")


class Piece(NamedTuple):
    """A word, number or sign of the message. `value` of a number, else None."""

    norm: str
    start: int
    end: int
    value: float | None = None


class Match(NamedTuple):
    """A phrase found: pieces `first` up to `last`, the latter excluded, and the numbers in it."""

    kind: str
    value: str
    first: int
    last: int


@dataclass(frozen=True)
class Spoken:
    """A message in pieces."""

    pieces: tuple[Piece, ...]

    def place(self, match: Match) -> tuple[int, int]:
        """Where a match starts and ends in the text."""
        return self.pieces[match.first].start, self.pieces[match.last - 1].end

    def numbers(self, match: Match) -> list[float]:
        """The numbers in a match."""
        return [piece.value for piece in self.pieces[match.first:match.last] if piece.value is not None]


class Numbers:
    """Tells numbers in figures and in words."""

    def __init__(self, words: Mapping[str, float]) -> None:
        self._words = dict(words)

    def spoken(self, text: str) -> Spoken:
        """The pieces of a text's beginning, numbers in one piece each: "twenty five" is 25."""
        pieces: list[Piece] = []
        for match in _TOKEN.finditer(text, 0, min(len(text), LONGEST)):
            word = normal(match.group()) or match.group()
            value = self._value(match.group(), word)
            if value is not None and pieces and self._goes_on(pieces[-1], value, text, match.start()):
                before = pieces.pop()
                pieces.append(Piece(NUMBER, before.start, match.end(), (before.value or 0) + value))
            else:
                pieces.append(Piece(word if value is None else NUMBER, match.start(), match.end(), value))
        return Spoken(tuple(pieces))

    def _value(self, typed: str, word: str) -> float | None:
        if typed[0].isdecimal() and typed.isascii():
            plain = typed.replace(",", "")
            return float(plain) if plain.count(".") < 2 else None
        return self._words.get(word)

    def _goes_on(self, before: Piece, value: float, text: str, start: int) -> bool:
        """ "twenty five": tens and then ones, both in words."""
        tens = before.value is not None and before.value >= 20 and before.value % 10 == 0 and before.value < 100
        in_words = not text[before.start:before.start + 1].isdecimal() and not text[start:start + 1].isdecimal()
        return tens and in_words and 0 < value < 10 and text[before.end:start].strip(" -") == ""


class Phrasebook:
    """Finds the phrases of every kind and value."""

    def __init__(self, heard: Mapping[str, Mapping[str, Iterable[str]]], sets: Mapping[str, Iterable[str]]) -> None:
        self._sets = {name: sorted({normal(word) for word in words}) for name, words in sets.items()}
        self._vocab = Vocab()
        self._matcher = TokenMatcher(self._vocab, validate=False)
        self._known = {NUMBER, BEGIN, END}
        self._meant: dict[int, tuple[str, str]] = {}
        for kind, values in heard.items():
            for value, phrases in values.items():
                patterns = [self._pattern(phrase) for phrase in phrases]
                if patterns:
                    key = f"{kind}:{value}"
                    self._matcher.add(key, patterns)
                    self._meant[self._vocab.strings[key]] = kind, value

    def find(self, spoken: Spoken) -> list[Match]:
        """Every phrase in the pieces, longest first."""
        if not spoken.pieces:
            return []
        shown = [piece.norm if piece.norm in self._known else STRANGE for piece in spoken.pieces]
        found = self._matcher(Doc(self._vocab, words=[BEGIN, *shown, END]))
        last = len(spoken.pieces)
        matches = {Match(*self._meant[key], max(first - 1, 0), min(end - 1, last)) for key, first, end in found}
        return sorted((match for match in matches if match.first < match.last), key=_longest_first)

    def _pattern(self, phrase: str) -> list[dict[str, Any]]:
        return [self._token(part) for part in phrase.split()]

    def _token(self, part: str) -> dict[str, Any]:
        often = {"OP": "?"} if part.endswith("?") and len(part) > 1 else {}
        part = part.rstrip("?") if often else part
        if part == ANY:
            return {"ORTH": {"NOT_IN": [BEGIN, END, ".", ",", ";", "?", "!", ":"]}, **often}
        words: list[str] = []
        for word in part.split("|"):
            words += self._sets[word[1:]] if word.startswith("@") else [word if word in (BEGIN, END, NUMBER) else _norm(word)]
        self._known.update(words)
        return {"ORTH": {"IN": words} if len(words) > 1 else words[0], **often}


def _longest_first(match: Match) -> tuple[int, Match]:
    return match.first - match.last, match


def _norm(word: str) -> str:
    return normal(word) or word
