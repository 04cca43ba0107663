"""Titles that say a known name with words that leave the occupation as it is: its place of work, a grade, another order.

"hospital pharmacist", "assistant manager accounts", "accountant cum cashier". Which words do so are lists of `cues.yml`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from rolewise.core.matching.index import NameIndex
from rolewise.core.matching.mentions import AMBIGUOUS, FIELD, ROLE, UNKNOWN, Candidate, Entry
from rolewise.core.matching.message import Message, Phrases
from rolewise.core.matching.occupations import OccupationNames
from rolewise.core.matching.spelt import other

_LONGEST = 6  # words of such a title
_MOST = 4  # roles that are asked back
_CUM = frozenset(("cum",))
_MANAGER = "manager"
# Heads that Indian titles use for each other, whatever stands before them.
_LIKE_HEADS = {
    "incharge": ("supervisor",),
    "head": ("manager",),
    "executive": ("officer",),
    "officer": ("executive",),
    "associate": ("executive",),
    "advisor": ("officer", "executive"),
}
_FIELD_WORDS = 3  # before such a head
_SHORTENED = {
    ("information", "technology"): "it",
    ("human", "resources"): "hr",
    ("human", "resource"): "hr",
    ("quality", "control"): "qc",
    ("quality", "assurance"): "qa",
}


class Restated:
    """Finds such titles in a message."""

    def __init__(self, index: NameIndex, occupations: OccupationNames, lists: dict[str, Phrases]) -> None:
        self._index = index
        self._occupations = occupations
        self._places = lists["words_keeping"].words  # "hospital", "visiting"
        self._grades = lists["words_grades"].words  # "assistant", before a head that has grades
        self._graded = lists["words_graded"].words  # "manager", "engineer"
        self._leading = lists["words_leading_heads"].words  # heads that may stand before their field
        self._managing = lists["words_managing"].words  # "agm": a grade of managers
        self._loose = lists["words_loose_heads"].words  # heads that alone say no occupation
        shortened = frozenset(long[0] for long in _SHORTENED)
        self._beginnings = self._places | self._grades | self._leading | self._managing | shortened

    def find(self, message: Message, names: Sequence[Candidate]) -> Iterator[Candidate]:
        """Every such title, the longest of each beginning, but where one of the `names` goes on behind it."""
        for found in self._all(message):
            if not any(found.first < name.first < found.last < name.last for name in names):
                yield found

    def _all(self, message: Message) -> Iterator[Candidate]:
        words = message.words
        joint = max((at for at, word in enumerate(words) if message.said[word.first] in _CUM), default=0)
        for first, word in enumerate(words):
            if word.half or (message.said[word.first] not in self._beginnings and not first < joint < first + _LONGEST):
                continue
            for last in range(min(len(words), first + _LONGEST), first + 1, -1):
                if any(one.breaks for one in words[first + 1 : last]):
                    continue
                said = message.said[word.first : words[last - 1].last]
                if entry := self.entry(tuple(said)):
                    corrected = any(one.corrected for one in words[first:last])
                    yield Candidate(entry, word.first, words[last - 1].last, last - first, corrected)
                    break

        for last in range(1, len(words)):
            heads = _LIKE_HEADS.get(message.said[words[last].first], ())
            for first in range(max(0, last - _FIELD_WORDS), last) if heads else ():
                if not any(one.breaks for one in words[first + 1 : last + 1]):
                    field = tuple(message.said[words[first].first : words[last].first])
                    if entry := next((found for head in heads if (found := self._listed((*field, head)))), None):
                        yield Candidate(entry, words[first].first, words[last].last, last - first + 1)
                        break

    def _listed(self, words: tuple[str, ...]) -> Entry | None:
        """The role that an editor gave a name, or the one whose title it is."""
        entries = self._index.entries.get(self._index.canonical(words), ())
        found = next((entry for entry in entries if entry.kind in (ROLE, AMBIGUOUS) and entry.detail != FIELD), None)
        found = found or (self._known(words) if words[-1] in (_MANAGER, "supervisor") else None)
        return replace(found, short=False, imported=True) if found else None

    def entry(self, said: tuple[str, ...]) -> Entry | None:
        """What such a title means; None where it is none or its name alone would be found as well."""
        words = _shortened(said)
        if words != said and (entry := self._known(words)):
            return entry
        for joint in (at for at, word in enumerate(words) if word in _CUM):
            if both := self._both(words[:joint], words[joint + 1 :]):
                return both
        start = self._kept(words)
        rest = words[start:]
        if start and len(rest) > 0 and (entry := self._known(rest)):
            return entry
        return self._turned(rest)

    def _kept(self, words: Sequence[str]) -> int:
        """How many words at the beginning leave the occupation as it is."""
        start = 0
        while start < len(words) - 1:
            graded = words[start] in self._grades and any(word in self._graded for word in words[start + 1 :])
            if not graded and words[start] not in self._places:
                break
            start += 1
        return start

    def _turned(self, words: tuple[str, ...]) -> Entry | None:
        """ "manager accounts" -> "accounts manager" """
        if len(words) < 2:
            return None
        head = _MANAGER if words[0] in self._managing else words[0]
        if head not in self._leading and head != _MANAGER:
            return None
        field = words[1:]
        own = self._known(field)
        if words[0] in self._managing and own and own.kind == ROLE:
            return None  # "head waiter": a grade of waiters
        return self._known((*field, head))

    def _both(self, first: tuple[str, ...], second: tuple[str, ...]) -> Entry | None:
        """ "accountant cum cashier": asked back, or the one where both are the same."""
        entries = [self._known(part) for part in (first, second)]
        roles: list[str] = []
        for entry in entries:
            if entry is None:
                return None
            roles += [entry.value] if entry.kind == ROLE else entry.candidates
        found = tuple(dict.fromkeys(roles))[:_MOST]
        if len(found) == 1:
            return Entry(ROLE, found[0], imported=True)
        return Entry(AMBIGUOUS, " ".join((*first, *_CUM, *second)), found, imported=True)

    def _known(self, words: tuple[str, ...]) -> Entry | None:
        """The role or roles that a name means, a head that alone says nothing left out."""
        if not words or (len(words) == 1 and words[0] in self._loose):
            return None
        entries = self._index.entries.get(self._index.canonical(words), ())
        for entry in entries:
            if entry.kind in (ROLE, AMBIGUOUS) and entry.detail != FIELD:
                return replace(entry, short=False, imported=True)
        if any(entry.kind == UNKNOWN and entry.imported for entry in entries):
            return None
        found = self._occupations.read(words) or self._occupations.read([other(word) for word in words])
        return replace(found, short=False) if found and found.kind in (ROLE, AMBIGUOUS) else None


def _shortened(words: tuple[str, ...]) -> tuple[str, ...]:
    """ "information technology manager" -> "it manager" """
    short = list(words)
    for place in range(len(short) - 2, -1, -1):
        if meant := _SHORTENED.get((short[place], short[place + 1])):
            short[place : place + 2] = [meant]
    return tuple(short)
