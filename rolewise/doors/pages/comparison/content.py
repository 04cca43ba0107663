"""What a page consists of, before it is HTML."""

from __future__ import annotations

from dataclasses import dataclass

from rolewise.core.answers.types import Link, Table
from rolewise.doors.pages.comparison.chart import Chart


@dataclass(frozen=True)
class Addresses:
    """Where other pages are: templates with {role}, and with {first} and {second}; "" where there are none."""

    role: str = ""
    pair: str = ""
    one_order: bool = False  # a pair has one address, whichever role is named first

    def of_role(self, role: str) -> str:
        """The page about one role (id)."""
        return self.role.format(role=role)

    def of_pair(self, first: str, second: str) -> str:
        """The page that compares two roles (ids)."""
        first, second = sorted((first, second)) if self.one_order else (first, second)
        return self.pair.format(first=first, second=second)


@dataclass(frozen=True)
class Card:
    """A box about one role: `items` are a list, numbered where `ordered`."""

    title: str
    lines: tuple[str, ...] = ()
    items: tuple[str, ...] = ()
    ordered: bool = False
    url: str = ""  # page of the role, "" where there is none


@dataclass(frozen=True)
class Chips:
    """Short terms under a heading, "" for none."""

    heading: str
    names: tuple[str, ...]


@dataclass(frozen=True)
class Block:
    """One piece of a section; only the fields of its kind are filled, the others empty."""

    heading: str = ""
    lines: tuple[str, ...] = ()
    cards: tuple[Card, ...] = ()
    groups: tuple[Chips, ...] = ()
    table: Table | None = None
    chart: Chart | None = None
    links: tuple[Link, ...] = ()  # url "": text only
    strong: bool = False  # set off from the rest
    folded: bool = False  # its heading opens it


@dataclass(frozen=True)
class Section:
    """A heading with what stands under it; `id` is its anchor."""

    id: str
    heading: str
    blocks: tuple[Block, ...]
    short: str = ""  # for the contents, where the heading is long
    half: bool = False  # beside another where there is room


@dataclass(frozen=True)
class Entry:
    """A question with its answer, a line a paragraph."""

    question: str
    lines: tuple[str, ...]


@dataclass(frozen=True)
class SourceEntry:
    """A publication, what its licence asks to be shown, and what is taken from it ("": not told)."""

    name: str
    details: str
    taken: str
    attribution: str
    url: str = ""  # where it is on the web, "" where that is not known


@dataclass(frozen=True)
class Page:
    """A whole page. `labels` are the words of the frame around the sections, by name."""

    title: str
    description: str
    eyebrow: str
    lede: tuple[str, ...]
    reviewed: str
    sections: tuple[Section, ...]
    faq: tuple[Entry, ...]
    sources: tuple[SourceEntry, ...]
    labels: dict[str, str]
