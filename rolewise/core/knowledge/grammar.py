"""Articles, plurals and titles inside sentences."""

from __future__ import annotations

from functools import lru_cache

import inflect

_ENGINE = inflect.engine()
# Letters whose names begin with a vowel sound; inflect says "a SEO specialist" and "an UX designer".
_VOWEL_NAMED = frozenset("AEFHILMNORSX")


def plural(title: str) -> str:
    """Several of a title.

    >>> plural("Data Analyst"), plural("HR Manager"), plural("")
    ('Data Analysts', 'HR Managers', '')
    """
    *first, last = title.split(" ")
    return " ".join([*first, _plural_of(last)]) if last else ""


@lru_cache(maxsize=10_000)
def _plural_of(word: str) -> str:
    return _ENGINE.plural_noun(word) or word


def in_sentence(title: str) -> str:
    """A title in small letters, abbreviations and names such as iOS or DevOps kept.

    >>> in_sentence("Data Analyst"), in_sentence("HR Manager"), in_sentence("iOS Developer")
    ('data analyst', 'HR manager', 'iOS developer')
    """
    return " ".join(word.lower() if word[1:] == word[1:].lower() else word for word in title.split(" "))


def with_article(name: str) -> str:
    """A name with "a" or "an" before it.

    >>> with_article("data analyst"), with_article("HR manager"), with_article("UX designer"), with_article("SEO specialist")
    ('a data analyst', 'an HR manager', 'a UX designer', 'an SEO specialist')
    >>> with_article("AI engineer"), with_article("iOS developer"), with_article("university lecturer")
    ('an AI engineer', 'an iOS developer', 'a university lecturer')
    """
    return f"{_article(name.split(' ')[0])} {name}"


@lru_cache(maxsize=10_000)
def _article(word: str) -> str:
    if len(word) > 1 and word.isupper():
        return "an" if word[0] in _VOWEL_NAMED else "a"
    return str(_ENGINE.a(word)).split(" ")[0]
