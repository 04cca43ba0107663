"""A message's tokens -> words in the index's spelling, each with the tokens it was read from."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from rolewise.core.matching.index import BREAK, NameIndex
from rolewise.core.matching.mentions import Candidate, Entry
from rolewise.core.matching.spelling import Corrector
from rolewise.core.matching.tokens import Token

_MOST_READINGS = 3
_WINDOW = 4  # words of a name in which an ordinary word may be a slip


class Word(NamedTuple):
    """A word as read: `forms` are what it may stand for, likeliest first."""

    forms: tuple[str, ...]
    first: int
    last: int
    corrected: bool = False
    breaks: bool = False
    half: bool = False  # the second half of one token


class Reader:
    """Joins, splits and corrects the tokens of a message."""

    def __init__(self, index: NameIndex, corrector: Corrector, stops: Iterable[str]) -> None:
        self._index = index
        self._corrector = corrector
        self._stops = frozenset(stops)

    def words(self, tokens: list[Token]) -> list[Word]:
        """The message, word for word."""
        words: list[Word] = []
        place = 0
        while place < len(tokens):
            token = tokens[place]
            following = tokens[place + 1] if place + 1 < len(tokens) else None
            if following and self._joined(token, following):
                words.append(Word((token.norm + following.norm,), place, place + 2, breaks=token.breaks))
                place += 2
                continue
            words.extend(self._of_token(token, place))
            place += 1
        return words

    def candidates(self, words: list[Word]) -> list[Candidate]:
        """Every name in the words, with those behind a slip in an otherwise exact name."""
        found: dict[Candidate, None] = {}
        for number in range(min(_MOST_READINGS, max((len(word.forms) for word in words), default=1))):
            forms = [word.forms[min(number, len(word.forms) - 1)] for word in words]
            found.update(dict.fromkeys(self._named(words, forms)))
        found.update(dict.fromkeys(self._slips(words)))
        return list(found)

    def _of_token(self, token: Token, place: int) -> list[Word]:
        norm = token.norm
        if norm in self._stops and norm not in self._index.weights and not token.text[:-1].isupper():
            return [Word((norm,), place, place + 1, breaks=token.breaks)]  # "its" is no plural
        if not self._index.knows(norm):
            if pair := self._index.pairs.get(norm) or self._plural_pair(norm):
                return [
                    Word((pair[0],), place, place + 1, breaks=token.breaks),
                    Word((pair[1],), place, place + 1, half=True),
                ]
            if meant := self._corrected(norm):
                return [Word(self._index.forms(meant), place, place + 1, True, token.breaks)]
        return [Word(self._index.forms(norm), place, place + 1, breaks=token.breaks)]

    def _plural_pair(self, norm: str) -> tuple[str, str] | None:
        return self._index.pairs.get(norm[:-1]) if norm.endswith("s") else None

    def _corrected(self, norm: str) -> str | None:
        if meant := self._corrector.corrected(norm):
            return meant
        # A misspelt plural is the plural of a misspelt word: "enginers".
        return self._corrector.corrected(norm[:-1]) if norm.endswith("s") and self._corrector.is_strange(norm) else None

    def _joined(self, token: Token, following: Token) -> bool:
        if following.breaks or not self._index.joins(token.norm, following.norm):
            return False
        if following.gap == "-" or self._index.apart(token.norm, following.norm):
            return True
        return not {token.norm, following.norm} & self._stops and min(len(token.norm), len(following.norm)) > 1

    def _named(self, words: list[Word], forms: list[str]) -> list[Candidate]:
        shown, places = _with_breaks(words, forms)
        found = []
        for entries, first, last in self._index.find(shown):
            if _whole(words, places[first], places[last - 1]):
                found += [_candidate(entry, words, places[first], places[last - 1] + 1) for entry in entries]
        return found

    def _slips(self, words: list[Word]) -> list[Candidate]:
        found = []
        for place, word in enumerate(words):
            if not word.half and not word.corrected:
                for meant in self._corrector.neighbours(word.forms[0]):
                    found += self._around(words, place, meant)
        return found

    def _around(self, words: list[Word], place: int, meant: str) -> list[Candidate]:
        found = []
        for first in range(max(0, place - _WINDOW + 1), place + 1):
            for last in range(max(first + 2, place + 1), min(len(words), first + _WINDOW) + 1):
                if any(word.breaks for word in words[first + 1 : last]):
                    continue
                name = tuple(meant if at == place else words[at].forms[0] for at in range(first, last))
                found += [_candidate(entry, words, first, last, slipped=True) for entry in self._index.entries.get(name, ())]
        return found


def _with_breaks(words: list[Word], forms: list[str]) -> tuple[list[str], list[int]]:
    shown: list[str] = []
    places: list[int] = []
    for place, (word, form) in enumerate(zip(words, forms, strict=True)):
        if word.breaks:
            shown.append(BREAK)
            places.append(-1)
        shown.append(form)
        places.append(place)
    return shown, places


def _whole(words: list[Word], first: int, last: int) -> bool:
    return not words[first].half and not (last + 1 < len(words) and words[last + 1].half)


def _candidate(entry: Entry, words: list[Word], first: int, last: int, slipped: bool = False) -> Candidate:
    corrected = slipped or any(word.corrected for word in words[first:last])
    return Candidate(entry, words[first].first, words[last - 1].last, last - first, corrected)
