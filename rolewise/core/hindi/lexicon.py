"""What hindi.yml lists, with every ending spelt out: words in one spelling -> English."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from rolewise.core.hindi.script import tokens_of
from rolewise.core.knowledge.model import HindiWords

Words = tuple[str, ...]
# Signs of vowels, and the letters that stand for them behind a vowel.
_BEHIND_A_VOWEL = {"ा": "या", "ी": "ई", "े": "ए", "ो": "ओ", "ें": "एं", "ू": "ऊ", "ि": "इ", "ों": "ओं"}
_VOWELS = frozenset("ािीुूेैोौअआइईउऊएऐओऔ")


@dataclass(frozen=True)
class Entry:
    """What words say in English."""

    english: str
    name: bool = False  # of a role, a skill or a place


@dataclass(frozen=True)
class Lexicon:
    """Entries by their words in one spelling. `longest` is how many words an entry has at most."""

    entries: Mapping[Words, Entry]
    first: Mapping[Words, Entry]  # at the beginning of a clause
    endings: Mapping[str, str]  # of nouns: ending -> what stands in the entry instead, longest first
    letters: Mapping[str, str]  # names of Latin letters
    moved: frozenset[Words]  # what stands behind its noun in Hindi and before it in English
    others: Mapping[str, frozenset[Words]]  # words of other languages
    longest: int


def lexicon(words: HindiWords) -> Lexicon:
    """The lexicon of a knowledge base."""
    entries = {form: Entry(english) for form, english in _verbs(words)}
    entries |= {
        key(said): Entry(english)
        for listed in (words.verb_forms, words.words, words.postpositions, words.phrases)
        for said, english in listed.items()
    }
    entries |= {key(said): Entry(english, name=True) for said, english in words.names.items()}
    entries.pop((), None)
    first = {key(said): Entry(english) for said, english in words.first.items()}
    endings = sorted(((_sign(ending), stem) for ending, stem in words.endings.items()), key=lambda pair: -len(pair[0]))
    letters = {"".join(key(said)): letter for said, letter in words.letters.items()}
    others = {code: frozenset(map(key, said)) for code, said in words.others.items()}
    moved = frozenset(map(key, words.postpositions))
    return Lexicon(entries, first, dict(endings), letters, moved, others, max(map(len, entries), default=0))


def key(said: str) -> Words:
    """The words of an entry in one spelling."""
    return tuple(token.text for token in tokens_of(said))


def _sign(ending: str) -> str:
    return "".join(key(ending))


def _verbs(words: HindiWords) -> Iterator[tuple[Words, str]]:
    for stem, english in words.verbs.items():
        for ending, pattern in words.verb_endings.items():
            yield key(stem + _fitting(stem, ending.removeprefix("-"))), pattern.format(english)


def _fitting(stem: str, ending: str) -> str:
    """The ending as it is spelt behind the stem: "जा" + "ूंगा" is "जाऊंगा"."""
    if stem[-1] not in _VOWELS:
        return ending
    sign = next((sign for sign in sorted(_BEHIND_A_VOWEL, key=len, reverse=True) if ending.startswith(sign)), "")
    return _BEHIND_A_VOWEL[sign] + ending[len(sign) :] if sign else ending
