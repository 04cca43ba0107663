"""English words as Devanagari spells them: found by their consonants, told apart by their vowels."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import lru_cache
from itertools import product

from rapidfuzz import fuzz

FEWEST = 2  # consonants: with fewer any short word would sound like English
# How much alike the vowels of a word with few and with more consonants must be, 0 to 100.
ALIKE = {2: 65.0, 3: 50.0}
ALIKE_LONG = 40.0
LIKELIER = 20.0  # what a word of a title, or a listed one, is ahead of others
OTHER_BEGINNING = 25.0  # taken off where only one begins with a vowel
AS_ONE = 5.0  # and where two words are written as one
_MOST_SPELLINGS = 64
_VIRAMA = "्"

_CONSONANTS = {
    letter: sound
    for letters, sound in (
        ("कख", "k"), ("गघ", "g"), ("चछ", "c"), ("जझ", "j"), ("टठतथ", "t"), ("डढदध", "d"), ("नणञङं", "n"), ("प", "p"), ("फ", "f"),
        ("बभ", "b"), ("म", "m"), ("र", "r"), ("ल", "l"), ("व", "v"), ("सशष", "s"), ("ह", "h"), ("य", "y"),
    )
    for letter in letters
}  # fmt: skip
_VOWELS = {
    "अ": "a", "आ": "a", "इ": "i", "ई": "i", "उ": "u", "ऊ": "u", "ए": "e", "ऐ": "e", "ओ": "o", "औ": "o", "ऋ": "ri",
    "ा": "a", "ि": "i", "ी": "i", "ु": "u", "ू": "u", "े": "e", "ै": "e", "ो": "o", "ौ": "o", "ृ": "ri",
}  # fmt: skip
_LATIN = {
    "क": "k", "ख": "kh", "ग": "g", "घ": "gh", "च": "ch", "छ": "chh", "ज": "j", "झ": "jh", "ट": "t", "ठ": "th", "त": "t",
    "थ": "th",
    "ड": "d", "ढ": "dh", "द": "d", "ध": "dh", "न": "n", "ण": "n", "ञ": "n", "ङ": "n", "ं": "n", "प": "p", "फ": "ph", "ब": "b",
    "भ": "bh", "म": "m", "य": "y", "र": "r", "ल": "l", "व": "v", "स": "s", "श": "sh", "ष": "sh", "ह": "h",
}  # fmt: skip
# Letters of English with the consonants they may sound as, the longest first.
_SPELT = tuple(
    (re.compile(letters), tuple(heard.split("|")))
    for letters, heard in (
        ("tion|sion|cian|tian|shion", "sn|cn"), ("cial|tial", "sl"), ("ture", "cr"), ("sch", "sk|s"), ("tch", "c"),
        ("ch", "c|k|s"),
        ("ck|cc", "k"), ("sc(?=[eiy])|sh|ss", "s"), ("th", "t|d"), ("ph", "f"), ("gh", "|g|f"), ("^kn|gn", "n|gn"), ("wr", "r"),
        ("ng", "ng|n|nj"), ("dg", "j"), ("qu", "kv|k"), ("x", "ks|gj"), ("c(?=[eiy])", "s"), ("c", "k"), ("g(?=[eiy])", "j|g"),
        ("m(?=[pbf])", "n|m"), ("d(?=u)", "d|j"), ("t(?=u)", "t|c"), ("s", "s|j"), ("z+", "j|s"), ("w", "v|"), ("h", "h|"),
        ("q", "k"),
        *((f"{letter}{letter}?", letter) for letter in "bdfgjklmnprtv"), (".", ""),
    )
)  # fmt: skip
# How English vowels and doubtful consonants are heard, in the order in which they are replaced.
_HEARD = tuple(
    (re.compile(letters), heard)
    for letters, heard in (
        ("ph", "f"), ("ee|ea|y", "i"), ("oo", "u"), ("ck|c(?![eiyh])|q", "k"), ("c(?=[eiy])", "s"), ("ch", "c"),
        ("d?g(?=e)", "j"),
        ("w", "v"), ("e$", ""), ("e", "a"), (r"(.)\1", r"\1"),
    )
)  # fmt: skip


class Loanwords:
    """English words by how they sound. `likely` come before `others` where both fit."""

    def __init__(self, likely: Iterable[str], others: Iterable[str]) -> None:
        self._words: dict[str, dict[str, float]] = defaultdict(dict)
        for words, ahead in ((others, 0.0), (likely, LIKELIER)):
            for word in words:
                for sound in _sounds(word.replace(" ", "")):
                    if len(sound) >= FEWEST:
                        self._words[sound][word] = ahead - (AS_ONE if " " in word else 0.0)

    def find(self, word: str) -> str:
        """The English word that a word in Devanagari (in one spelling) sounds like, or ""."""
        sound = consonants(word)
        near = self._words.get(sound)
        if not near or len(sound) < FEWEST:
            return ""
        heard = _heard(word)
        rated = [(_alike(heard, _as_heard(english)) + ahead, ahead, english) for english, ahead in near.items()]
        best, ahead, english = max(rated)
        return english if best - max(ahead, 0.0) >= ALIKE.get(len(sound), ALIKE_LONG) else ""


def consonants(word: str) -> str:
    """The consonants that are heard: "मैनेजर" -> "mnjr". "य" is a glide and doubled letters are one."""
    heard = ""
    for place, letter in enumerate(word):
        sound = _CONSONANTS.get(letter, "")
        doubled = place > 1 and word[place - 1] == _VIRAMA and _CONSONANTS.get(word[place - 2]) == sound
        heard += "" if sound == "y" or doubled else sound
    return heard


def romanised(word: str) -> str:
    """A word in Latin letters, as Hinglish spells it.

    >>> romanised("कितना"), romanised("बताओ"), romanised("दिल")
    ('kitna', 'batao', 'dil')
    """
    return _spelt(word, _LATIN)


def _spelt(word: str, letters: Mapping[str, str]) -> str:
    shown = ""
    for place, letter in enumerate(word):
        after = word[place + 1 : place + 2]
        shown += letters.get(letter, _VOWELS.get(letter, ""))
        if letter in letters and letter != "ं" and after and after != _VIRAMA and after not in _SIGNS and not _silent(word, place):
            shown += "a"
    return shown


_SIGNS = frozenset("ािीुूेैोौृ")


def _silent(word: str, place: int) -> bool:
    """An inherent "a" between a syllable and one with a vowel of its own is not spoken: "कितना" is kitna."""
    following = word[place + 2 : place + 3]
    return place > 1 and word[place - 1] != _VIRAMA and following in _SIGNS and word[place + 1] in _LATIN and following != ""


def _heard(word: str) -> str:
    return _spelt(word, _CONSONANTS).replace("e", "a")


def _alike(heard: str, english: str) -> float:
    """0 to 100; a vowel at the beginning is never left out."""
    return float(fuzz.ratio(heard, english)) - (OTHER_BEGINNING if (heard[0] in "aiou") != (english[0] in "aiou") else 0.0)


@lru_cache(maxsize=20_000)
def _as_heard(english: str) -> str:
    for pattern, instead in _HEARD:
        english = pattern.sub(instead, english)
    return english


def _sounds(english: str) -> set[str]:
    parts: list[tuple[str, ...]] = []
    place = 0
    while place < len(english):
        for pattern, heard in _SPELT:
            if match := pattern.match(english, place):
                parts.append(heard)
                place = match.end()
                break
    spellings = 1
    for number, part in enumerate(parts):
        spellings *= len(part)
        if spellings > _MOST_SPELLINGS:
            parts[number:] = [part[:1] for part in parts[number:]]
            break
    return {"".join(chosen) for chosen in product(*parts)}
