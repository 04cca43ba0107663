"""The names of a knowledge base, to be found in running words, however many roles there are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from itertools import pairwise

from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc
from spacy.vocab import Vocab

from rolewise.core.matching.entries import Named
from rolewise.core.matching.mentions import CITY, COUNTRY, CURRENCY, NEVER, ROLE, ROLE_KINDS, SENIORITY, SKILL, UNKNOWN, Entry
from rolewise.core.matching.tokens import singulars

Words = tuple[str, ...]
BREAK = "|"  # stands where a name cannot go on
STRANGE = "_"  # stands for every word that no name has, so that strangers' words never fill the memory
_JOINED = 5  # letters of a word that may be typed apart: "dev ops", "full stack"
_LEAST_OF_OTHERS, _LEAST_OF_PLACE, _LEAST_OF_TITLES = 5, 6, 7
_WEIGHTS = {ROLE: 4, UNKNOWN: 1}


class PhraseFinder:
    """Finds given phrases, tuples of words, with spaCy's PhraseMatcher."""

    def __init__(self, phrases: Iterable[Words]) -> None:
        self._vocab = Vocab()
        self._matcher = PhraseMatcher(self._vocab, attr="ORTH")
        self._phrases: dict[int, Words] = {}
        self._known = {BREAK, STRANGE}
        for phrase in phrases:
            self._known.update(phrase)
            key = " ".join(phrase)
            self._matcher.add(key, [Doc(self._vocab, words=list(phrase))])
            self._phrases[self._vocab.strings[key]] = phrase

    def find(self, words: Iterable[str]) -> list[tuple[Words, int, int]]:
        """Every phrase in the words, with its first word and the one behind its last."""
        shown = [word if word in self._known else STRANGE for word in words]
        if not shown:
            return []
        matches = self._matcher(Doc(self._vocab, words=shown))
        return [(self._phrases[key], first, last) for key, first, last in matches]


class NameIndex:
    """Names in one canonical spelling: words joined where one joined word is usual, short forms written out."""

    def __init__(self, named: Iterable[Named], derived: Iterable[Named], spellings: Mapping[str, str]) -> None:
        self._spellings = {word: tuple(meant.split("/")) for word, meant in spellings.items()}
        listed = [(words, entry) for words, entry in named if words]
        self.weights = _weights(listed)
        self.least_typed = _least_typed(listed)
        self._countable = {word for words, entry in listed if entry.kind in ROLE_KINDS for word in words}
        far = _far_words(listed)
        self.correctable = {word: weight for word, weight in self.weights.items() if word not in far}
        self._apart = {pair for words, _ in listed for pair in pairwise(words)}
        self.entries: dict[Words, list[Entry]] = {}
        for words, entry in listed:
            self._add(self.canonical(words), entry)
        for words, entry in derived:
            self._add(self.canonical(words), entry, only_new=True)
        for words, found in list(self.entries.items()):
            for variant in _without_inner_s(words):
                for entry in found:
                    self._add(variant, entry, only_new=True)
        self.pairs = self._pairs()
        self.longest = max(map(len, self.entries), default=1)
        self._finder = PhraseFinder(self.entries)

    def find(self, words: Iterable[str]) -> list[tuple[list[Entry], int, int]]:
        """Every name in canonical words."""
        return [(self.entries[name], first, last) for name, first, last in self._finder.find(words)]

    def canonical(self, words: Words) -> Words:
        """A name's words as the index holds them."""
        joined: list[str] = []
        for word in words:
            if joined and self.joins(joined[-1], word):
                joined[-1] += word
            else:
                joined.append(word)
        return tuple(self.forms(word)[0] for word in joined)

    def joins(self, first: str, second: str) -> bool:
        """True where the two are usually one word."""
        return len(first) + len(second) >= _JOINED and first + second in self.weights

    def apart(self, first: str, second: str) -> bool:
        """True where a name has the two words next to each other."""
        return (first, second) in self._apart

    def forms(self, word: str) -> Words:
        """What a word may stand for: its long forms, or the singular that names have, or the word itself."""
        if word in self._spellings:
            return self._spellings[word]
        if word in self.weights:
            return (word,)
        for single in singulars(word):
            if single in self._spellings:
                return self._spellings[single]
            if single in self._countable:
                return (single,)
        if word[-1:].isdigit() and len(word) > 3 and word[:-1] in self.weights:
            return (word[:-1],)  # "sde2"
        return (word,)

    def knows(self, word: str) -> bool:
        """True where a name has the word, in the singular or written out."""
        return word in self.weights or word in self._spellings or self.forms(word) != (word,)

    def _add(self, words: Words, entry: Entry, only_new: bool = False) -> None:
        meanings = self.entries.setdefault(words, [])
        if not (meanings if only_new else any(other.kind == entry.kind for other in meanings)):
            meanings.append(entry)

    def _pairs(self) -> dict[str, tuple[str, str]]:
        pairs: dict[str, tuple[str, str]] = {}
        for words in self.entries:
            for first, second in pairwise(words):
                if len(first) > 2 and len(second) > 2:
                    pairs.setdefault(first + second, (first, second))
        return pairs


def _weights(named: list[Named]) -> Counter[str]:
    weights: Counter[str] = Counter()
    later = []
    for words, entry in named:
        if entry.kind in (NEVER, SENIORITY):
            continue
        if entry.kind == ROLE and words[-1].endswith("s"):
            later.append((words, entry))
        for word in words if not (entry.kind == ROLE and words[-1].endswith("s")) else words[:-1]:
            weights[word] += _WEIGHTS.get(entry.kind, 2)
    for words, _ in later:
        # A title's plural is found as a plural; as a word of its own it would hide the other names' plurals.
        if not any(single in weights for single in singulars(words[-1])):
            weights[words[-1]] += _WEIGHTS[ROLE]
    return weights


def _only(listed: list[Named], chosen: Callable[[Entry], bool]) -> frozenset[str]:
    """Words of the chosen names that no other name has."""
    own = {word for words, entry in listed if chosen(entry) for word in words}
    return frozenset(own - {word for words, entry in listed if not chosen(entry) for word in words})


def _least_typed(listed: list[Named]) -> dict[str, int]:
    """Letters that must be typed before a word is guessed at: places are many and like each other."""
    others = dict.fromkeys(_only(listed, lambda entry: entry.kind in (UNKNOWN, SKILL)), _LEAST_OF_OTHERS)
    places = dict.fromkeys(_only(listed, lambda entry: entry.kind == COUNTRY), _LEAST_OF_PLACE)
    # "Malik", "Kumar" and "Kiran" are people, and no "mali", "kumhar" and "kisan".
    weighed = [(words, entry) for words, entry in listed if entry.kind not in (NEVER, SENIORITY)]
    return others | places | dict.fromkeys(_only(weighed, lambda entry: entry.imported), _LEAST_OF_TITLES)


def _far_words(listed: list[Named]) -> frozenset[str]:
    """Words of the cities of countries without pay: too many and too rarely meant to be guessed."""
    near = {entry.value for _, entry in listed if entry.detail == CURRENCY}
    return _only(listed, lambda entry: entry.detail == CITY and entry.value not in near)


def _without_inner_s(words: Words) -> list[Words]:
    """ "operation manager" for "operations manager"."""
    variants = []
    for place, word in enumerate(words[:-1]):
        if len(word) > 4 and word.endswith("s") and not word.endswith(("ss", "ps")):
            variants.append((*words[:place], word[:-1], *words[place + 1 :]))
    return variants
