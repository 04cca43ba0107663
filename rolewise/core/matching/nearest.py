"""The covered roles whose names are nearest to a title that is not covered."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable

from rapidfuzz import fuzz

from rolewise.core.matching.index import NameIndex
from rolewise.core.matching.mentions import AMBIGUOUS, FIELD, ROLE, UNKNOWN, Entry
from rolewise.core.matching.occupations import OccupationNames

_MOST = 3
_COMPARED = 200  # names that are compared letter by letter
_COMMON = 1_500  # a word in more names than this tells too little
_ENOUGH = 62.0
_SAME_HEAD = 12.0


class Nearest:
    """An index of the words of covered roles' names."""

    def __init__(self, index: NameIndex, occupations: OccupationNames) -> None:
        self._index = index
        self._occupations = occupations
        self._names: list[tuple[tuple[str, ...], str]] = []
        self._holders: dict[str, list[int]] = defaultdict(list)
        for words, entries in index.entries.items():
            for entry in entries:
                if entry.kind == ROLE and not entry.short and (len(words) > 1 or len(words[0]) > 3):
                    for word in set(words):
                        self._holders[word].append(len(self._names))
                    self._names.append((words, entry.value))
        self._ambiguous: dict[tuple[str, ...], tuple[str, ...]] = {
            words: entry.candidates
            for words, entries in index.entries.items()
            if len(words) == 1
            for entry in entries
            if entry.candidates
        }

    def trade(self, words: tuple[str, ...]) -> Entry | None:
        """What the longest end of a title means that is a name, or None: of "an official court reporter" the last two words."""
        for first in range(1, len(words)):
            held = self._index.entries.get(words[first:], ())
            found = next((entry for entry in held if entry.kind in (ROLE, AMBIGUOUS) and entry.detail != FIELD), None)
            if found := found or self._occupations.read(words[first:]):
                return found if found.kind != UNKNOWN else None
        return None

    def roles(self, words: tuple[str, ...]) -> tuple[str, ...]:
        """At most three roles, the nearest first; none where nothing is sensibly near."""
        return (self._hand_made(words) or self._occupations.near(words))[:_MOST]

    def _hand_made(self, words: tuple[str, ...]) -> tuple[str, ...]:
        modifiers = [word for word in words[:-1] if len(word) > 1 and word in self._holders]
        if not modifiers:
            return self._ambiguous.get(words[-1:], ())[:_MOST]
        best: dict[str, float] = {}
        typed = " ".join(words)
        for number in self._sharing([*modifiers, words[-1]]):
            name, role = self._names[number]
            if not set(modifiers) & set(name):
                continue
            score = fuzz.token_set_ratio(typed, " ".join(name)) * 0.5 + fuzz.token_sort_ratio(typed, " ".join(name)) * 0.5
            score += _SAME_HEAD if name[-1] == words[-1] else 0
            best[role] = max(best.get(role, 0.0), score)
        ranked = sorted((-score, role) for role, score in best.items() if score >= _ENOUGH)
        return tuple(role for _, role in ranked[:_MOST])

    def _sharing(self, words: Iterable[str]) -> list[int]:
        weights: Counter[int] = Counter()
        for word in words:
            holders = self._holders.get(word, ())
            if 0 < len(holders) <= _COMMON:
                weight = 1000 - int(100 * math.log(len(holders)))
                for number in holders:
                    weights[number] += weight
        return [number for number, _ in weights.most_common(_COMPARED)]
