"""Text -> tokens that know where they stand, with the spelling differences that never matter taken out."""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

LONGEST = 2_000  # characters of a message that are looked at
_PATTERN = re.compile(
    r"(?:[^\W\d_]\.){2,}(?:[^\W\d_](?![^\W_]))?"  # u.s.a. c.a.
    r"|[^\W\d_](?:\+\+|#)"  # c++ c#
    r"|(?<![^\W_])\.net(?![^\W_])"
    r"|(?<![^\W_])[shbwv]/[wso](?![^\W_])"  # s/w h/w b/w w/o v/s
    r"|[^\W_]+(?:['’ʼ`´][^\W_]+)*"
    r"|&",
    re.IGNORECASE,
)
_APOSTROPHES = re.compile(r"['’ʼ`´]")
_POSSESSIVE = re.compile(r"['’ʼ`´]s$", re.IGNORECASE)
_BREAK = re.compile(r"[.?!,;:()\[\]{}<>|=…•·→\n\r\t\"“”]|\s[-–—]+\s|[–—]|--")
_JOINTS = frozenset((".", "-", "/", " / ", "/ ", " /", "'", "’"))  # gaps inside a name: node.js, full-stack, UI / UX
# "it's" is no possessive of "it".
_CONTRACTED = frozenset(("it", "that", "what", "he", "she", "who", "where", "how", "there", "here", "let", "when", "why", "this"))


class Token(NamedTuple):
    """A word as typed and the form in which it is compared."""

    text: str
    norm: str
    start: int
    end: int
    gap: str  # what stands between the token before and this one
    breaks: bool  # True: no name goes on across the gap


def tokenise(text: str) -> list[Token]:
    """The tokens of the first LONGEST characters.

    >>> [token.norm for token in tokenise("Data Scientist's C++, Node.js & U.S. pay")]
    ['data', 'scientist', 'c++', 'node', 'js', 'and', 'us', 'pay']
    """
    tokens: list[Token] = []
    last = 0
    for match in _PATTERN.finditer(text, 0, min(len(text), LONGEST)):
        start, end = match.span()
        word = match.group()
        if (owned := _POSSESSIVE.search(word)) and word[: owned.start()].lower() not in _CONTRACTED:
            end = start + owned.start()
            word = word[: owned.start()]
        gap = text[last:start]
        tokens.append(Token(word, normal(word), start, end, gap, gap not in _JOINTS and bool(_BREAK.search(gap))))
        last = match.end()
    return tokens


def normal(word: str) -> str:
    """A word as it is compared: small letters, no accents, apostrophes or dots.

    >>> normal("I’m"), normal("U.S."), normal("München"), normal(".NET"), normal("&")
    ('im', 'us', 'munchen', '.net', 'and')
    """
    if word == "&":
        return "and"
    folded = word.casefold()
    if not folded.isascii():
        parts = unicodedata.normalize("NFKD", folded)
        folded = "".join(part for part in parts if not unicodedata.combining(part)) or folded
    if folded != ".net":
        folded = folded.replace(".", "")
    return _APOSTROPHES.sub("", folded)


def norms(phrase: str) -> tuple[str, ...]:
    """The compared forms of a phrase's words.

    >>> norms("UI/UX Designer")
    ('ui', 'ux', 'designer')
    """
    return tuple(token.norm for token in tokenise(phrase))


def singulars(word: str) -> tuple[str, ...]:
    """What a word may be the plural of, likeliest first.

    >>> singulars("analysts"), singulars("secretaries"), singulars("coaches"), singulars("salesmen"), singulars("data")
    (('analyst',), ('secretary', 'secretarie'), ('coach', 'coache'), ('salesman',), ())
    """
    if len(word) < 3 or word.endswith("ss"):
        return ()
    if word.endswith("ies") and len(word) > 4:
        return (word[:-3] + "y", word[:-1])
    if word.endswith(("ches", "shes", "xes", "sses")):
        return (word[:-2], word[:-1])
    if word.endswith("men"):
        return (word[:-2] + "an",)
    return (word[:-1],) if word.endswith("s") else ()


def is_shouted(tokens: list[Token]) -> bool:
    """True: every word is in capitals, so that capitals tell nothing."""
    letters = [token.text for token in tokens if token.text.isalpha()]
    return len(letters) > 2 and all(word.isupper() for word in letters)
