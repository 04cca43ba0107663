"""What goes into an answer and what comes out, before any channel has touched it."""

from __future__ import annotations

from dataclasses import dataclass, field

from rolewise.core.facets import Amount, Facet, of_kind

EMPLOYER, CANDIDATE = "employer", "candidate"


@dataclass(frozen=True)
class Question:
    """An utterance understood. Roles, skills, country and family are ids of the knowledge base."""

    intent: str
    country: str
    roles: tuple[str, ...] = ()
    skills: tuple[str, ...] = ()
    family: str = ""
    unknown: tuple[str, ...] = ()  # role names we do not cover, as typed
    topic: str = ""  # a field or tool we do not cover, as typed
    amount: Amount | None = None
    limit: int | None = None  # "top 5"
    place: str = ""  # a city as typed
    aspects: frozenset[str] = frozenset()  # cues heard, such as "fresher" or "monthly"
    viewpoint: str = CANDIDATE
    country_named: bool = False  # in this or an earlier turn
    before: tuple[Question, ...] = ()  # for ask_source and summarize_comparison: what was answered last
    facets: tuple[Facet, ...] = ()  # heard in it, and carried over from the question that it asks again

    def heard(self, *kinds: str) -> tuple[Facet, ...]:
        """The facets of some kinds, in text order."""
        return of_kind(self.facets, *kinds)


@dataclass(frozen=True)
class Table:
    """Columns with headings; the first column names the row."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Bar:
    """A pay range to draw: whole units of the currency a year, and the same as text."""

    label: str
    low: int | None
    median: int | None
    high: int | None
    currency: str
    text: str
    ask: str = ""  # a question about what the bar stands for
    url: str = ""  # the page about it, "" where there is none


@dataclass(frozen=True)
class Tick:
    """A mark of an axis that begins at nought: whole units of the currency, and the same as text."""

    amount: int
    text: str


@dataclass(frozen=True)
class Chart:
    """Bars of one currency on one axis; the caption says what all the figures are, and where they come from."""

    title: str
    caption: str
    bars: tuple[Bar, ...]
    ticks: tuple[Tick, ...]


@dataclass(frozen=True)
class Item:
    """A few words; `text` is a question about them, "" for none."""

    label: str
    text: str = ""


@dataclass(frozen=True)
class Group:
    """Items that belong together under a heading."""

    title: str
    items: tuple[Item, ...]


@dataclass(frozen=True)
class Outline:
    """What a narrow window shows of an answer before it is unfolded: one idea."""

    lead: str = ""  # the answer in a sentence or two
    charts: tuple[Chart, ...] = ()
    groups: tuple[Group, ...] = ()
    facts: Table | None = None  # the rows that tell roles apart
    notes: tuple[str, ...] = ()  # what must not be folded: what a figure covers, what is not held
    of: str = ""  # the text that it outlines


@dataclass(frozen=True)
class SourceNote:
    """Where something in an answer comes from."""

    id: str
    name: str
    short: str
    publisher: str
    date: str
    licence: str
    about: str  # what is taken from it: "pay of a data scientist in India: stated typical range, 2026"
    attribution: str = ""  # words that the licence asks to be shown


@dataclass(frozen=True)
class Suggestion:
    """A next step: `title` stands on the button, `text` is what it says when pressed."""

    title: str
    text: str
    # What it asks, so that a number or its words may stand for it; "" and () where only the text tells.
    intent: str = field(default="", compare=False)
    roles: tuple[str, ...] = field(default=(), compare=False)


@dataclass(frozen=True)
class Link:
    """An http(s) address with its label."""

    title: str
    url: str


@dataclass(frozen=True)
class Answer:
    """Our reply; `text` alone is complete. Paragraphs are parted by a line break."""

    kind: str
    intent: str
    text: str
    title: str = ""
    roles: tuple[str, ...] = ()
    country: str = ""
    table: Table | None = None
    bars: tuple[Bar, ...] = ()
    sources: tuple[SourceNote, ...] = ()
    suggestions: tuple[Suggestion, ...] = ()
    links: tuple[Link, ...] = ()
    listed: tuple[str, ...] = ()  # roles it lists, for "the second one"
    used: frozenset[str] = frozenset()  # facets that it answers: "years", or one value alone: "criterion:stress"
    once: tuple[str, ...] = ()  # keys of sentences to add once a talk: "pay.promise"
    missed: str = ""  # the way it failed, of `misses` in the wording; "" when it answered
    outline: Outline | None = None
