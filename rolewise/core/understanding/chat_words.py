"""Chat spellings and Hinglish -> the English that the sentence embedding knows."""

from __future__ import annotations

import re
from collections.abc import Mapping

_WORD = re.compile(r"[^\W_]+(?:['’/][^\W_]+)*|[^\w\s]+")
_LENGTHENED = re.compile(r"(.)\1{2,}")


def in_english(text: str, words: Mapping[str, str]) -> str:
    """The text with each known chat word replaced; letters drawn out are shortened.

    >>> in_english("wat is kotlin yaaar", {"wat": "what", "yaar": "friend"})
    'what is kotlin friend'
    """
    return " ".join(_one(word, words) for word in _WORD.findall(text.lower()))


def _one(word: str, words: Mapping[str, str]) -> str:
    if word in words:
        return words[word]
    short = _LENGTHENED.sub(r"\1", word)
    return words.get(short, words.get(_LENGTHENED.sub(r"\1\1", word), _LENGTHENED.sub(r"\1\1", word)))
