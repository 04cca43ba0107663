"""THE register of facets: what a message may ask or tell besides its question, its roles and its skills.

A facet that was heard is used in the answer, or named in its first sentence as not held. How one is heard is data:
`knowledge/vocabulary/facets.yml`, under the same name. The words of "not held" are `not_held.NAME` of the wording.
How to add one, and how an answer uses one: docs/facets.md.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from types import MappingProxyType
from typing import Any

from rolewise.core.intents import Kind
from rolewise.core.intents import of_kind as intents_of_kind

# Periods an amount may be for, and how often each is paid in a year of 52 weeks of five days of eight hours.
A_YEAR = MappingProxyType({"year": 1, "month": 12, "week": 52, "day": 260, "hour": 2080})
YEAR = "year"
RELATIONS = frozenset({"", "about", "exactly", "at_least", "over", "at_most", "under", "between"})
AMOUNT_ROLES = frozenset({"offer", "present", "budget", "wanted"})
LONGEST_TEXT = 60  # characters of a facet's text that are kept
LARGEST = 10**12


@dataclass(frozen=True)
class Amount:
    """A sum of money a user named, in whole units of `currency` (ISO 4217; "" where none was said) for a `period`."""

    value: int  # the lower end of a range
    currency: str = ""
    high: int | None = None  # the upper end of a range
    relation: str = ""  # of RELATIONS; "" where none was told
    period: str = YEAR  # of A_YEAR
    role: str = ""  # of AMOUNT_ROLES; "" where it was not told

    @property
    def yearly(self) -> Amount:
        """The same for a year; a week has five days of eight hours, a year 52 weeks."""
        times = A_YEAR[self.period]
        return replace(self, value=self.value * times, high=self.high and self.high * times, period=YEAR)


@dataclass(frozen=True)
class Facet:
    """One thing heard. What `value` is, tells its kind's entry in FACETS."""

    kind: str
    value: str
    text: str = ""  # as typed; "" where a talk's memory brought it
    start: int = 0
    end: int = 0
    negated: bool = False  # "not stressful", "without Python"
    amount: Amount | None = None  # of the kind "amount"

    @property
    def key(self) -> str:
        """ "criterion:stress", by which an answer may say that it used this one alone."""
        return f"{self.kind}:{self.value}"

    @property
    def span(self) -> tuple[float, float | None]:
        """The ends of a value that is a span of years: "3-5", "10+", "0-2", "4"; (0, None) for other values."""
        low, _, high = self.value.rstrip("+").partition("-")
        try:
            first = float(low)
            return first, None if self.value.endswith("+") else float(high or low)
        except ValueError:
            return 0, None


@dataclass(frozen=True)
class FacetKind:
    """One entry of the register."""

    value: str  # what a facet's value is, for those who write answers
    meets: frozenset[str]  # the questions in which it is used or named; in others it tells nothing
    of_country: bool = False  # another country ends it
    carries: bool = False  # the same question for another role or country keeps it
    alone: str | None = None  # the question it asks of the roles in play when it is all that was said; "" the last one again


# From the register of questions, so that a new one about roles meets the facets without a word here.
OF_ROLES = intents_of_kind(Kind.ABOUT_ROLES)
QUESTIONS = OF_ROLES | intents_of_kind(Kind.CATALOGUE) - {"explain_skill"}
# Which of several: yes or no is no answer to these.
CHOICES = frozenset({"choose_role", "compare_roles", "hire_role", "list_roles", "rank_roles_by_pay", "find_roles_by_skill"})
MONEY = frozenset(
    {"ask_pay", "rank_roles_by_pay", "compare_roles", "summarize_comparison", "choose_role", "hire_role", "switch_role"}
)

FACETS: Mapping[str, FacetKind] = MappingProxyType(
    {
        "years": FacetKind('years of experience: "3", "3-5", "10+", "0-2"', QUESTIONS - {"ask_outlook"}, carries=True, alone=""),
        "level": FacetKind(
            'fresher, intern, junior, middle, senior, lead, manager, top, grade; "any": by levels',
            QUESTIONS,
            carries=True,
            alone="",
        ),
        "amount": FacetKind("of `amount`: whole units a period", QUESTIONS, carries=True, alone="ask_pay"),
        "unread_amount": FacetKind('a sum that cannot be read: "offer of 12"', QUESTIONS),
        "reckoning": FacetKind(
            "monthly, weekly, daily, hourly, in_hand, difference, percent, total, average, median, judge, rate",
            MONEY,
            carries=True,
            alone="ask_pay",
        ),
        "country": FacetKind("ISO 3166 alpha-2 code", QUESTIONS),
        "city": FacetKind("the city's or region's name", QUESTIONS, carries=True, of_country=True),
        "currency": FacetKind("ISO 4217 code", MONEY),
        "criterion": FacetKind("what to choose or to rank by: an id of the vocabulary", QUESTIONS, alone="choose_role"),
        "exception": FacetKind('what is excluded: "role:ID", "skill:ID", "family:ID", "country:CODE"', QUESTIONS),
        "yes_no": FacetKind("yes_no", QUESTIONS - CHOICES),
        "company": FacetKind("the employer's name", QUESTIONS, carries=True, alone=""),
        "sector": FacetKind("an id of the vocabulary", QUESTIONS, carries=True, alone=""),
        "employment": FacetKind("kind of employment: an id of the vocabulary", QUESTIONS, carries=True, alone=""),
        "credential": FacetKind('the credential\'s name, or "any" where one is asked for', QUESTIONS, alone="ask_education"),
        "duration": FacetKind('"how_long", or a span of years as in "years"', QUESTIONS, alone="ask_education"),
        "phase": FacetKind('a time in a role: "first 90 days", "day one"', QUESTIONS, alone="ask_responsibilities"),
        "language": FacetKind("a language spoken: its name", QUESTIONS, carries=True, alone=""),
        "background": FacetKind("degree, stream or history: an id of the vocabulary", QUESTIONS, carries=True),
        "like": FacetKind("what the user likes: an id of the vocabulary", QUESTIONS),
        "dislike": FacetKind("what the user does not want: an id of the vocabulary", QUESTIONS),
        "trade": FacetKind("the work that the user does, told by a verb: a role's id", frozenset()),
        "matter": FacetKind("about jobs, but not ours: interview, resume, visa, college, person, distress ...", QUESTIONS),
        "form": FacetKind("table, bullets, shorter, longer, only, file, picture, language", QUESTIONS, alone=""),
    }
)


# Two ways to say one thing: either that is heard anew takes the place of the other.
LEVELS = frozenset({"years", "level"})


def carried(before: Iterable[Facet], fresh: Iterable[Facet]) -> tuple[Facet, ...]:
    """Facets of the last question that the same question asked for another role or country keeps beside the fresh ones."""
    named = {facet.kind for facet in fresh}
    named |= LEVELS if named & LEVELS else frozenset()
    moved = "country" in named
    kinds = {kind for kind, entry in FACETS.items() if entry.carries and not (moved and entry.of_country)}
    return tuple(facet for facet in before if facet.kind in kinds - named)


def of_kind(facets: Iterable[Facet], *kinds: str) -> tuple[Facet, ...]:
    """Those of some kinds, in their order."""
    return tuple(facet for facet in facets if facet.kind in kinds)


def report(facets: Iterable[Facet]) -> dict[str, list[dict[str, Any]]]:
    """Facets by kind, as `parse` and `ask` print them."""
    found: dict[str, list[dict[str, Any]]] = {}
    for facet in facets:
        found.setdefault(facet.kind, []).append({name: value for name, value in as_dict(facet).items() if name != "kind"})
    return found


def as_dict(facet: Facet) -> dict[str, Any]:
    """A facet as JSON can hold it, without what is empty."""
    found = {name: value for name, value in asdict(facet).items() if value}
    return {**found, "amount": {name: value for name, value in asdict(facet.amount).items() if value}} if facet.amount else found


def kept(facets: Iterable[Facet]) -> tuple[Facet, ...]:
    """The facets without the words of the user, as a talk's memory may hold them."""
    return tuple(replace(facet, text="", start=0, end=0) for facet in facets)


def from_dict(content: object) -> Facet | None:
    """A facet from JSON of any make; None for what is none of the register."""
    if not isinstance(content, Mapping) or content.get("kind") not in FACETS:
        return None
    value, text = content.get("value"), content.get("text", "")
    if not (isinstance(value, str) and isinstance(text, str) and value):
        return None
    start, end = (_whole(content.get(name)) or 0 for name in ("start", "end"))
    amount = amount_from(content.get("amount"))
    if (content["kind"] == "amount") != (amount is not None):
        return None
    return Facet(content["kind"], value[:LONGEST_TEXT], text[:LONGEST_TEXT], start, end, content.get("negated") is True, amount)


def amount_from(content: object) -> Amount | None:
    """An amount from JSON of any make; None for what is none."""
    if not isinstance(content, Mapping):
        return None
    value, currency, period = _whole(content.get("value")), content.get("currency", ""), content.get("period", YEAR)
    relation, role = content.get("relation", ""), content.get("role")
    if value is None or not isinstance(currency, str) or period not in A_YEAR or relation not in RELATIONS:
        return None
    return Amount(
        value, currency[:3], _whole(content.get("high")), str(relation), str(period), str(role) if role in AMOUNT_ROLES else ""
    )


def _whole(value: object) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) and abs(value) <= LARGEST else None
