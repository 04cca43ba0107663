"""Devanagari as it is typed -> words in one spelling, each with its place in the text."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from typing import NamedTuple

_DEVANAGARI = re.compile(r"[\u0900-\u097f]")
_TOKEN = re.compile(
    r"(?P<digits>[\u0966-\u096f][\u0966-\u096f.,]*)"
    r"|(?P<stop>[\u0964\u0965]+)"
    r"|(?P<word>[\u0900-\u0963\u0970-\u097f\u200c\u200d]+)"
    r"|(?P<other>[^\s\u0900-\u097f]+)"
)
# Nukta, visarga, signs of accent, joiners: spelling that many leave out.
_LEFT_OUT = dict.fromkeys(map(ord, "\u093c\u0903\u0951\u0952\u0970\u200c\u200d"))
_FOLDED = str.maketrans({"ँ": "ं", "ॉ": "ा", "ऑ": "आ", "ॅ": "े", "ऍ": "ए", "ॲ": "आ", "ऩ": "न", "ळ": "ल"})
_NASALS = re.compile(r"[ङञणनम]्(?=[क-म])(?![ङञणनम])")
_DIGITS = str.maketrans("०१२३४५६७८९", "0123456789")


class Token(NamedTuple):
    """A piece of the text between blanks, or between scripts."""

    text: str  # in one spelling
    start: int
    end: int  # characters of the text as typed
    hindi: bool  # a word in Devanagari


def has_devanagari(text: str) -> bool:
    """Whether any letter is of Devanagari."""
    return not text.isascii() and _DEVANAGARI.search(text) is not None


def tokens_of(text: str) -> list[Token]:
    """The tokens of a text: Devanagari in one spelling, its digits and full stops as English has them, the rest as typed."""
    found = []
    for match in _TOKEN.finditer(text):
        if shown := _SHOWN[str(match.lastgroup)](match.group()):
            found.append(Token(shown, *match.span(), match.lastgroup == "word"))
    return found


def normal(word: str) -> str:
    """A word in one spelling: without nukta, nasals as anusvara, new endings for old.

    >>> normal("ज़रूरी"), normal("हिन्दी") == normal("हिंदी"), normal("हूँ") == normal("हूं"), normal("चाहिये") == normal("चाहिए")
    ('जरूरी', True, True, True)
    """
    folded = unicodedata.normalize("NFD", word).translate(_LEFT_OUT).translate(_FOLDED)
    folded = _NASALS.sub("ं", folded)
    if len(folded) > 2 and folded.endswith(("ये", "यी", "यें")) and folded[-len("ये") - 1] != "्":
        folded = folded.replace("ये", "ए").replace("यी", "ई") if folded.endswith(("ये", "यी")) else f"{folded[:-3]}एं"
    return folded


_SHOWN: dict[str, Callable[[str], str]] = {
    "digits": lambda text: text.translate(_DIGITS),
    "stop": lambda _: ".",
    "word": normal,
    "other": str,
}
