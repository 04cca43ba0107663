"""What a message is found to name."""

from __future__ import annotations

from dataclasses import dataclass

from rolewise.core.facets import Facet
from rolewise.core.hindi import Translation

ROLE = "role"
AMBIGUOUS = "ambiguous_role"
UNKNOWN = "unknown_role"
SKILL = "skill"
COUNTRY = "country"
AMOUNT = "amount"
FAMILY = "family"
SENIORITY = "seniority"
NEVER = "never"  # only inside the search: a phrase that holds a role's name and means none

ROLE_KINDS = frozenset((ROLE, AMBIGUOUS, UNKNOWN))

TITLE = "title"
FIELD = "field"
CITY = "city"
CURRENCY = "currency"
GUESSED = "guessed"


@dataclass(frozen=True)
class Mention:
    """One thing that the text names."""

    kind: str  # role, ambiguous_role, unknown_role, skill, country, amount, family, seniority
    value: str  # id or code; ambiguous: the name; unknown: as typed; amount: whole units; seniority: the word
    start: int
    end: int  # characters of the text as typed
    text: str
    # Ambiguous: roles it may mean. Unknown: nearest covered roles. A role's field that is a skill, too: the skill's
    # id. A skill that is an ambiguous name, too: the roles it may mean.
    candidates: tuple[str, ...] = ()
    corrected: bool = False  # found through a typo
    # role: "title" or "field"; country: "city" or "currency"; amount: currency code or ""; unknown: "guessed": in no list
    detail: str = ""


@dataclass(frozen=True)
class Found:
    """All that a text names, in its order and without overlaps, and the aspects heard in it."""

    text: str
    mentions: tuple[Mention, ...]
    cues: frozenset[str]
    facets: tuple[Facet, ...] = ()
    translation: Translation | None = None  # where `text` is the English of what was typed

    def of(self, *kinds: str) -> tuple[Mention, ...]:
        """The mentions of these kinds."""
        return tuple(mention for mention in self.mentions if mention.kind in kinds)


@dataclass(frozen=True)
class Entry:
    """What one name means."""

    kind: str
    value: str
    candidates: tuple[str, ...] = ()
    detail: str = ""
    short: bool = False  # an abbreviation of two letters, or one that is a word as well
    imported: bool = False  # a name of the second tier
    common: bool = False  # counts only where the message uses it as a job


@dataclass(frozen=True)
class Candidate:
    """A possible mention: tokens `first` up to `last`, the latter excluded. `size` is its length in words."""

    entry: Entry
    first: int
    last: int
    size: int
    corrected: bool = False

    def overlaps(self, other: Candidate) -> bool:
        """True where both claim a token."""
        return self.first < other.last and other.first < self.last

    def holds(self, other: Candidate) -> bool:
        """True where the other one lies inside this one."""
        return self.first <= other.first and other.last <= self.last
