"""What the demo pages consist of, before they are HTML."""

from __future__ import annotations

from dataclasses import dataclass

from rolewise.core.answers.types import Link, Suggestion
from rolewise.doors.pages.comparison.chart import Chart
from rolewise.doors.pages.comparison.content import SourceEntry


@dataclass(frozen=True)
class CountryLink:
    """The same page with figures of another country."""

    name: str
    code: str
    current: bool


@dataclass(frozen=True)
class Frame:
    """What stands around each page. `roles` (ids) and `country` (code) tell the widget what the page is about."""

    title: str
    description: str
    home: str
    canonical: str  # path, "" for a page that is not to be found by itself
    base: str  # scheme and host, before paths that others read
    picture: str  # address, "" where there is none
    countries: tuple[CountryLink, ...]
    country: str
    roles: tuple[str, ...]
    labels: dict[str, str]


@dataclass(frozen=True)
class Asking:
    """Questions that open the chat when pressed."""

    heading: str
    lead: str
    steps: tuple[Suggestion, ...]
    script: str  # what is said where no script runs


@dataclass(frozen=True)
class Sharing:
    """Ways to take a page along; `mail` is the address that opens a letter with it."""

    print: str
    email: str
    mail: str


@dataclass(frozen=True)
class RoleCard:
    """A role in the list; `amount` is "" where no pay is held, and `pay` then says so."""

    title: str
    url: str
    summary: str
    amount: str
    pay: str
    words: str  # small letters, what the search looks at


@dataclass(frozen=True)
class Family:
    """Roles under one heading."""

    id: str
    name: str
    cards: tuple[RoleCard, ...]


@dataclass(frozen=True)
class Specimen:
    """One comparison drawn at the head of the page."""

    chart: Chart
    link: Link
    median: str


@dataclass(frozen=True)
class Home:
    """The page with all roles."""

    title: str
    lede: str
    specimen: Specimen | None
    asking: Asking
    pairs: tuple[Link, ...]
    families: tuple[Family, ...]
    more: tuple[Link, ...]  # pages of the families of imported occupations
    sources: tuple[SourceEntry, ...]
    labels: dict[str, str]


@dataclass(frozen=True)
class Missing:
    """The page for an address that has none."""

    title: str
    line: str
    instead: Link | None
    nearest: tuple[Link, ...]
    labels: dict[str, str]
    home: Link
