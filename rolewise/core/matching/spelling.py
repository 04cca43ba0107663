"""Typos: words that are neither English nor names -> words of names."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from functools import cached_property, lru_cache

from rapidfuzz import process
from rapidfuzz.distance import OSA
from spellchecker import SpellChecker

SHORTEST = 4
_LONG = 7  # longer words that English has seldom are slips
_TWICE = 9  # from this length on, two slips are forgiven
_SURE = 6  # from this length on, two slips are forgiven in a name that is exact but for them
_ORDINARY = 1_000  # a word that English has so often is meant: "produce manager" is no product manager
RARE = 50  # the count that the English list gives words it has hardly seen, misspellings among them
_ENDINGS = ("", "e", "ed", "er", "ers", "es", "d", "r", "s", "ing", "ion", "or")
_CACHED = 20_000


@lru_cache(maxsize=1)
def english() -> Mapping[str, int]:
    """Ordinary English words and how often they occur."""
    return dict(SpellChecker(language="en").word_frequency.dictionary)


class Corrector:
    """Finds the word of a vocabulary that a misspelt one was meant to be."""

    def __init__(
        self,
        words: Mapping[str, int],
        least_typed: Mapping[str, int],
        known: Iterable[str],
        more_known: Callable[[], frozenset[str]] = frozenset,
    ) -> None:
        """`more_known` gives more real words; it is asked when the first strange word comes."""
        self._words = words
        self._english = english()
        self._least_typed = least_typed  # letters that must be typed before some words are guessed at
        self._known = frozenset(known)
        self._ask_more = more_known
        self._buckets: dict[tuple[str, int], list[str]] = defaultdict(list)
        for word in words:
            if len(word) >= SHORTEST and word.isalpha():
                self._buckets[word[0], len(word)].append(word)
        self._cache: dict[tuple[str, int], tuple[str, ...]] = {}

    def corrected(self, word: str) -> str | None:
        """The word meant, or None where the word is known or nothing is near enough."""
        if not self.is_strange(word):
            return None
        near = self._near(word, 2 if len(word) >= _TWICE and word not in self._english else 1)
        return near[0] if near else None

    def neighbours(self, word: str) -> tuple[str, ...]:
        """What a word may be inside a name that is exact but for it: an ordinary word may hold one slip, but is no
        other form of the word meant; a strange one may hold two."""
        if len(word) < SHORTEST or not word.isalpha() or word in self._words:
            return ()
        if self.is_strange(word):
            return self._near(word, 2 if len(word) >= _SURE else 1)
        if self._english.get(word, 0) > _ORDINARY or word in self._more_known:
            return ()
        return tuple(other for other in self._near(word, 1) if not _inflected(word, other))

    def is_strange(self, word: str) -> bool:
        """True where a word is long enough to be judged and is neither English nor known."""
        return (
            SHORTEST <= len(word) <= 30
            and word.isalpha()
            and word.isascii()
            and word not in self._known
            and self._english.get(word, 0) <= (RARE if len(word) > _LONG else 0)
            and word not in self._more_known
        )

    @cached_property
    def _more_known(self) -> frozenset[str]:
        return self._ask_more()

    def _near(self, word: str, slips: int) -> tuple[str, ...]:
        key = (word, slips)
        if key not in self._cache:
            if len(self._cache) >= _CACHED:
                self._cache.clear()
            self._cache[key] = self._search(word, slips)
        return self._cache[key]

    def _search(self, word: str, slips: int) -> tuple[str, ...]:
        choices = [
            other
            for length in range(len(word) - slips, len(word) + slips + 1)
            for other in self._buckets.get((word[0], length), ())
            if len(word) >= self._least_typed.get(other, 0)
        ]
        found = process.extract(word, choices, scorer=OSA.distance, score_cutoff=slips, limit=8)
        bones = _consonants(word)
        ranked = sorted(
            (distance, bones != _consonants(other), -self._words[other], other) for other, distance, _ in found if distance
        )
        return tuple(other for distance, _, _, other in ranked if distance == 1 or other not in self._least_typed)


def _consonants(word: str) -> str:
    """What is left without vowels, which are mistaken most: "docter" is nearer to "doctor" than to "docker"."""
    return word[0] + "".join(letter for letter in word[1:] if letter not in "aeiou")


def _inflected(word: str, other: str) -> bool:
    """True for "manages" and "manager": forms of one word, not slips of the pen."""
    return any(
        word[:cut] == other[:cut] and word[cut:] in _ENDINGS and other[cut:] in _ENDINGS
        for cut in range(3, min(len(word), len(other)) + 1)
    )
