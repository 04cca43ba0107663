"""Phrases with alternatives and numbers -> spaCy Matcher: how the facets of a message are heard.

A phrase is words parted by blanks. "a|b" is either, "a?" may be missing, "#" is a number in figures or words, "_" any word,
"@name" a word of that set, "^" the beginning of the message and "$" its end.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import product
from math import prod
from typing import Any, NamedTuple

from spacy.matcher import Matcher as TokenMatcher
from spacy.tokens import Doc
from spacy.vocab import Vocab

from rolewise.core.matching.figures import Piece, pieces
from rolewise.core.matching.index import STRANGE, PhraseFinder, Words
from rolewise.core.matching.tokens import LONGEST, normal

NUMBER, ANY, BEGIN, END = "#", "_", "^", "$"
SIGNS = (".", ",", ";", "?", "!", ":")
# A phrase of more combinations is looked for by its pattern.
MOST_LITERAL = 2_000


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
        return [piece.value for piece in self.pieces[match.first : match.last] if piece.value is not None]


def spoken(text: str, numbers: Mapping[str, float]) -> Spoken:
    """The pieces of a text's beginning, each number as one."""
    found = pieces(text[:LONGEST], numbers)
    return Spoken(tuple(piece if piece.value is None else piece._replace(norm=NUMBER) for piece in found))


class Phrasebook:
    """Finds the phrases of every kind and value."""

    def __init__(self, heard: Mapping[str, Mapping[str, Iterable[str]]], sets: Mapping[str, Iterable[str]]) -> None:
        self._sets = {name: sorted({_norm(word) for word in words}) for name, words in sets.items()}
        self._vocab = Vocab()
        self._patterns = TokenMatcher(self._vocab, validate=False)
        self._known = {NUMBER, BEGIN, END}
        self._meant: dict[int, tuple[str, str]] = {}
        self._literal: dict[Words, set[tuple[str, str]]] = defaultdict(set)
        for kind, values in heard.items():
            for value, phrases in values.items():
                self._add(kind, value, phrases)
        self._phrases = PhraseFinder(self._literal)

    def find(self, spoken: Spoken) -> list[Match]:
        """Every phrase in the pieces, longest first."""
        if not spoken.pieces:
            return []
        last = len(spoken.pieces)
        words = [BEGIN, *(piece.norm if piece.norm in self._known else STRANGE for piece in spoken.pieces), END]
        found = [(*self._meant[key], first, end) for key, first, end in self._patterns(Doc(self._vocab, words=words))]
        found += [(*meant, first, end) for phrase, first, end in self._phrases.find(words) for meant in self._literal[phrase]]
        matches = {Match(kind, value, max(first - 1, 0), min(end - 1, last)) for kind, value, first, end in found}
        return sorted((match for match in matches if match.first < match.last), key=_longest_first)

    def _add(self, kind: str, value: str, phrases: Iterable[str]) -> None:
        patterns = []
        for phrase in phrases:
            parts = [self._choices(part) for part in phrase.split()]
            self._known.update(word for part in parts for word in part)
            if any(ANY in part for part in parts) or prod(map(len, parts)) > MOST_LITERAL:
                patterns.append([_token(part) for part in parts])
            else:
                for words in product(*parts):
                    self._literal[tuple(word for word in words if word)].add((kind, value))
        if patterns:
            key = f"{kind}:{value}"
            self._patterns.add(key, patterns)
            self._meant[self._vocab.strings[key]] = kind, value

    def _choices(self, part: str) -> list[str]:
        """The words that may stand in one place, "" among them where it may be empty."""
        optional = part.endswith("?") and len(part) > 1
        words: list[str] = []
        for word in (part[:-1] if optional else part).split("|"):
            words += self._sets[word[1:]] if word.startswith("@") else [_norm(word)]
        return [*words, *([""] if optional else [])]


def _token(choices: list[str]) -> dict[str, Any]:
    often = {"OP": "?"} if "" in choices else {}
    if ANY in choices:
        return {"ORTH": {"NOT_IN": [BEGIN, END, *SIGNS]}, **often}
    return {"ORTH": {"IN": [word for word in choices if word]}, **often}


def _longest_first(match: Match) -> tuple[int, Match]:
    return match.first - match.last, match


def _norm(word: str) -> str:
    return word if word in (BEGIN, END, NUMBER, ANY) else normal(word) or word
