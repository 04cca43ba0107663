"""Articles, plurals and titles inside sentences."""

from __future__ import annotations

from functools import lru_cache

import inflect

OTHERS = ", Other"  # ends the title of a group of all those that have no title of their own
# Words that keep their capital inside a sentence.
_PROPER = frozenset(
    (
        "English",
        "Indian",
        "India",
        "German",
        "French",
        "Spanish",
        "Japanese",
        "Chinese",
        "Hindi",
        "Java",
        "Python",
        "Salesforce",
        "Oracle",
        "Kendriya",
        "Vidyalaya",
        "Dak",
        "Sevak",
        "Gramin",
        "Unix",
        "Linux",
        "American",
        "African",
        "European",
        "Asian",
        "Mongolian",
        "Biblical",
        "Excel",
        "Montessori",
        "Braille",
    )
)

_ENGINE = inflect.engine()
# Letters whose names begin with a vowel sound; inflect says "a SEO specialist" and "an UX designer".
_VOWEL_NAMED = frozenset("AEFHILMNORSX")
_SPOKEN = frozenset(("LAN", "RAM", "NASA", "NATO", "FEMA", "REIT", "SWAT", "SOX", "LEED", "MEMS", "RADAR", "SONAR"))  # as words
_YOU = ("ui", "uni", "use", "eu", "one", "ut", "uro")  # begin with the sound of "you" or "won"
_LINKS = frozenset(("of", "in", "at", "for", "to", "on", "with", "de", "du"))  # "heads of payroll"
_BEHIND = frozenset(("general", "elect", "designate", "emeritus", "errant"))  # "attorneys general"
_BOTH = frozenset(
    (
        "waiter",
        "janitor",
        "maid",
        "umpire",
        "usher",
        "host",
        "musician",
        "poet",
        "priest",
        "gardener",
        "bellhop",
        "arbitrator",
        "fisherman",
        "director",
        "salesperson",
        "man",
        "woman",
    )
)  # "waiters or waitresses"
_ENDED = frozenset(("personnel", "staff", "crew", "police", "police officers"))


def plural(title: str) -> str:
    """Several of a title. Its head is not always its last word.

    >>> plural("Data Analyst"), plural("HR Manager"), plural("SRM"), plural("C++ Developer"), plural("")
    ('Data Analysts', 'HR Managers', 'SRMs', 'C++ Developers', '')
    >>> plural("Head of Payroll"), plural("Attorney General"), plural("Editor-in-Chief"), plural("Waiter or Waitress")
    ('Heads of Payroll', 'Attorneys General', 'Editors-in-Chief', 'Waiters or Waitresses')
    >>> plural("Director, Sales"), plural("Salesman"), plural("Actuary"), plural("School or Career Counselor")
    ('Directors, Sales', 'Salesmen', 'Actuaries', 'School or Career Counselors')
    >>> plural("Manager, Other"), plural("Tutor (Online)")
    ('Managers of other kinds', 'Tutors (Online)')
    """
    if title.endswith(OTHERS):
        return f"{plural(title.removesuffix(OTHERS))} of other kinds"
    words = title.split(" ")
    if not words[-1]:
        return title
    head = _head(words)
    words[head] = _plural_of(words[head])
    for link in ("or", "and", "/"):
        if link in words[:head] and words[words.index(link) - 1].lower() in _BOTH:
            first = words.index(link) - 1
            words[first] = _plural_of(words[first])
    return " ".join(words)


def _head(words: list[str]) -> int:
    """The number of the word that takes the plural."""
    for number, word in enumerate(words[1:], 1):
        if word.lower() in _LINKS or word.startswith(("(", "-", "–")):
            return number - 1
        if words[number - 1].endswith(",") and not {"or", "and", "&"} & set(words):
            return number - 1
    return len(words) - 2 if words[-1].lower() in _BEHIND and len(words) > 1 else len(words) - 1


@lru_cache(maxsize=10_000)
def _plural_of(word: str) -> str:
    bare = word.rstrip(",")
    first, hyphen, rest = bare.partition("-")
    if hyphen and rest.lower().startswith(("in-", "of-", "at-", "de-")):
        return f"{_plural_of(first)}-{rest}" + word[len(bare) :]
    if bare.lower() in _ENDED:
        return word
    if (len(bare) > 1 and bare.isupper()) or (not bare.isalpha() and not bare.replace("-", "").replace("'", "").isalpha()):
        return (bare if bare.endswith("s") else f"{bare}s") + word[len(bare) :]
    if bare.lower().endswith("person"):
        return f"{bare[:-6]}{'People' if bare == 'Person' else 'people'}" + word[len(bare) :]
    if bare.lower().endswith(("man", "woman")) and not bare.lower().endswith(("german", "human", "shaman")):
        return f"{bare[:-2]}en" + word[len(bare) :]
    small = bare.lower()
    if small.endswith("s") and not small.endswith(("ss", "us", "is", "as", "os")):
        return word  # "sales", "operations"
    several = str(_ENGINE.plural_noun(small) or small)
    same = len(small)
    while not several.startswith(small[:same]):
        same -= 1
    return bare[:same] + several[same:] + word[len(bare) :]


def in_sentence(title: str) -> str:
    """A title in small letters, abbreviations and names such as iOS or DevOps kept.

    >>> in_sentence("Data Analyst"), in_sentence("HR Manager"), in_sentence("iOS Developer")
    ('data analyst', 'HR manager', 'iOS developer')
    """
    if title.endswith(OTHERS):
        return f"{in_sentence(title.removesuffix(OTHERS))} of another kind"
    return " ".join(_small(word) for word in title.split(" "))


def _small(word: str) -> str:
    """A word in small letters; each part of a hyphened one, too; names and abbreviations stay."""
    if "-" in word and not word.isupper():
        return "-".join(_small(part) for part in word.split("-"))
    bare = word.strip("(),'")
    kept = (len(bare) < 2 and not bare.islower() and bare not in ("A", "I")) or bare in _PROPER or bare[1:] != bare[1:].lower()
    return word if kept else word.lower()


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
    first = word.lstrip("(").split("/")[0].split("-")[0]
    letters = first.rstrip("s") if first[:-1].isupper() else first
    if letters.upper() in _SPOKEN:
        return "a" if letters[0].upper() not in "AEIOU" else "an"
    spelt = len(letters) == 1 or letters.isupper() or (not letters.isalpha() and letters.upper() == letters)
    if letters[:1].isalpha() and spelt:
        return "an" if letters[0].upper() in _VOWEL_NAMED else "a"
    if letters[:1].isdigit():
        return "an" if letters.startswith("8") or letters in ("11", "18") else "a"
    small = letters.lower()
    if small.startswith(_YOU) and not small.startswith(("unin", "unim")):
        return "a"
    return str(_ENGINE.a(word)).split(" ")[0]
