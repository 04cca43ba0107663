"""The facts as frozen values. Money is gross, a year, in whole units of the row's currency."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rolewise.core.knowledge.imported import Imported
EVERY_LEVEL = "all"
POST = "post"  # a kind of occupation: an Indian post
FIRST, SECOND = 1, 2  # tiers: hand-made roles, and occupations that were imported
CREDENTIAL_KINDS = ("licence", "exam", "asked", "optional")  # required by law first


@dataclass(frozen=True)
class Source:
    """Who says something: one publication."""

    id: str
    name: str
    publisher: str
    licence: str
    date: str  # as the publication states it, in words
    year: int | None  # None: the publication carries no date
    reference: str
    short: str  # how an answer names it
    attribution: str = ""  # words that the licence asks to be shown
    url: str = ""  # its page on the web


@dataclass(frozen=True)
class Basis:
    """What the low and high of a pay row mean, so that only like is compared with like."""

    id: str
    label: str
    meaning: str
    spread_of: str  # "people", "employers" or "statements"
    median_of: str = ""  # whose median a row gives: rows of all bases that say the same can be ranked by it


@dataclass(frozen=True)
class Pay:
    """One row of pay for one role in one country."""

    country: str  # ISO 3166 alpha-2
    currency: str  # ISO 4217
    low: int | None
    median: int | None
    high: int | None
    basis: str  # id in vocabulary/bases.yml
    experience: str  # EVERY_LEVEL, a band of years such as "3-5", or "" where the source names a level instead
    year: int  # the year the figure is about
    source: str
    average: int | None = None  # where the source gives an average; never a median
    level: str = ""  # as the source names it, where it gives no years: "senior"
    sample: int | None = None  # answers or reports behind it
    note: str = ""
    covers: str = ""  # set where the row is narrower than the role: "experienced level"
    occupation: str = ""  # the statistical group that the figure is really about
    headline: bool = False  # the row for a first answer; at most one a country
    period: str = "year"  # "hour" where the source publishes hourly pay
    lean: str = ""  # to which side the figure leans and why, said with it: "leans to product companies"
    rank: int = 1  # which set of bands speaks first in a country; 0: only shown in tables
    open_top: bool = False  # the source gives the upper end as "and more"
    beginners: bool = False  # a level for beginners
    group_named: bool = False  # the group is named wherever the figure is; set for the second tier
    wide: bool = False  # a group so wide that it decides no verdict and heads no ranking

    @property
    def every_level(self) -> bool:
        """True where the row is not about one band of experience."""
        return self.experience == EVERY_LEVEL

    @property
    def of_beginners(self) -> bool:
        """True for the band with which people start."""
        return self.beginners or self.experience.startswith("0-")

    def holds(self, years: float) -> bool:
        """True where the row is about a band in which so many years of experience lie."""
        if self.every_level or not self.experience:
            return False
        low, _, high = self.experience.rstrip("+").partition("-")
        return float(low) <= years and (self.experience.endswith("+") or years <= float(high or low))

    @property
    def middle(self) -> int | None:
        """The median or, where there is none, the average."""
        return self.median if self.median is not None else self.average


@dataclass(frozen=True)
class Credential:
    """A licence, an entrance exam or a certificate on the way into a role."""

    kind: str  # "licence" (required by law), "exam" (required), "asked" (often asked) or "optional"
    name: str
    body: str  # who grants it; "" where the source does not say
    country: str  # ISO 3166 alpha-2; "" where the source is not about one country
    takes: str  # what it takes, in a few words
    sources: tuple[str, ...]
    note: str = ""


@dataclass(frozen=True)
class Duration:
    """How long a course or a stated way in takes; not the time to find a job."""

    path: str
    low: int | None  # months
    high: int | None  # months
    basis: str  # what the source states
    sources: tuple[str, ...]
    note: str = ""


@dataclass(frozen=True)
class Experience:
    """Years usually asked for; `high` None: no upper bound is given."""

    low: float
    high: float | None
    basis: str
    country: str
    source: str


@dataclass(frozen=True)
class Education:
    """What is usually asked at entry."""

    entry: str
    related_experience: str
    training: str
    job_zone: int | None  # O*NET, 1 (little preparation) to 5 (extensive)
    country: str
    sources: tuple[str, ...]


@dataclass(frozen=True)
class Outlook:
    """Projected employment of the occupation that the role belongs to."""

    country: str
    occupation: str
    code: str
    employed: int | None  # persons at the start of the period
    projected: int | None  # persons at its end
    growth: float  # per cent over the whole period
    openings: int | None  # a year, average of the period
    period: str
    source: str
    wider: bool  # True: the occupation holds more than this role
    note: str = ""


@dataclass(frozen=True)
class Occupation:
    """One occupation of the second tier, as lists and searches need it; `KnowledgeBase.roles` holds the whole."""

    id: str
    title: str
    name: str  # the title without brackets that nothing needs
    official: str
    code: str
    family: str
    kind: str  # "occupation", "residual" (all others of a group), "military" or "post" (Indian posts)
    role: str  # the hand-made role that is this occupation, or a part of it; "" for none
    part: bool
    does: str


@dataclass(frozen=True)
class Fact:
    """What was measured of an occupation's work."""

    measure: str  # id in vocabulary/measures.yml, which tells its scale and what it is not
    value: float | None  # on the measure's scale; None for a fact in words
    percentile: int | None  # share of all occupations with a lower value, per cent
    text: str
    source: str
    year: int | None
    scope: str = ""  # the wider occupation that it is about, or "" for the role itself


@dataclass(frozen=True)
class Measure:
    """One thing that is measured of work; `criterion` is what it speaks for, such as "stress" or "remote"."""

    id: str
    label: str
    criterion: str
    meaning: str
    least: float | None = None
    most: float | None = None
    more: str = ""  # what a high value means
    country: str = ""
    yes_no: bool = False  # 1 is yes, 0 is no
    words: tuple[str, ...] = ()  # of a measure in words: beginnings of words whose presence is told


@dataclass(frozen=True)
class Interest:
    """What people like, or would rather not do, and the roles it leads to: our own sorting (vocabulary/interests.yml)."""

    id: str  # value of the facets `like` and `dislike`
    label: str
    meaning: str = ""  # what one is taken to want, where the words say it otherwise: "introvert"
    words: tuple[str, ...] = ()  # phrases that tell it; () where a criterion of that name is heard
    roles: tuple[str, ...] = ()  # ids of both tiers, the first ones offered first
    families: tuple[str, ...] = ()
    avoided: tuple[str, ...] = ()  # families that a dislike rules out besides those roles and families
    signs: tuple[str, ...] = ()  # beginnings of words that tell it in a role's duties and skills
    criterion: str = ""  # of vocabulary/measures.yml, whose measure speaks of it


@dataclass(frozen=True)
class Related:
    """A role near another, in the order of nearness."""

    role: str
    reason: str  # "pair", "same-occupation" or "related-occupation"


@dataclass(frozen=True)
class Role:
    """One role, as one file of `knowledge/roles` describes it."""

    id: str
    title: str
    plural: str
    in_sentence: str
    family: str
    summary: str
    focus: str = ""
    result: str = ""
    suits: str = ""
    aliases: tuple[str, ...] = ()
    fields: tuple[str, ...] = ()
    responsibilities: tuple[str, ...] = ()
    skills: tuple[str, ...] = ()
    distinguishing: tuple[str, ...] = ()
    hire_when: tuple[str, ...] = ()
    experience: Experience | None = None
    education: Education | None = None
    outlook: Outlook | None = None
    related: tuple[Related, ...] = ()
    pay: tuple[Pay, ...] = ()
    credentials: tuple[Credential, ...] = ()
    durations: tuple[Duration, ...] = ()
    facts: tuple[Fact, ...] = ()
    outlooks: tuple[Outlook, ...] = ()  # of every country that has one
    tier: int = FIRST
    kind: str = ""  # second tier: as Occupation.kind
    does: str = ""  # second tier: what such people do, as it reads on after "they"
    occupation: str = ""  # first tier: id of the occupation that it was filled from
    sources: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: MappingProxyType({}))

    def pay_in(self, country: str) -> tuple[Pay, ...]:
        """Every row of that country, as the file orders them."""
        return tuple(row for row in self.pay if row.country == country)

    def headline_pay(self, country: str) -> Pay | None:
        """The row for a first answer, or None where the country has none."""
        return next((row for row in self.pay if row.headline and row.country == country), None)

    @property
    def pay_countries(self) -> tuple[str, ...]:
        """Countries with at least one row, in the file's order."""
        return tuple(dict.fromkeys(row.country for row in self.pay))


@dataclass(frozen=True)
class Skill:
    """A term of the skills vocabulary; `kind` is core, tool or soft."""

    id: str
    label: str
    kind: str
    meaning: str
    aliases: tuple[str, ...] = ()
    demands: tuple[str, ...] = ()  # of "coding" and "maths"


@dataclass(frozen=True)
class MoneyUnit:
    """From `least` units of the currency on, an amount is divided by `divide` and followed by `suffix`."""

    least: int
    divide: int
    suffix: str


@dataclass(frozen=True)
class Currency:
    """How a currency is written."""

    code: str
    name: str
    symbol: str
    units: tuple[MoneyUnit, ...]
    names: tuple[str, ...] = ()
    signs: tuple[str, ...] = ()  # other signs than the symbol that users type
    grouped_by_points: bool = False  # 100.000 is a hundred thousand
    by_sums: bool = False  # its code is another field's word, too: it counts where pay is asked alone


@dataclass(frozen=True)
class Scale:
    """Words behind a number that multiply it: "lakh", "k"."""

    id: str
    by: int
    words: tuple[str, ...]
    currency: str = ""  # the one in which amounts with these words are, or ""
    vague: bool = False  # other things than money are counted so, too
    touches: bool = False  # meant only right behind the number: 10l, while "10 l" are litres


@dataclass(frozen=True)
class Country:
    """A country users name; those with a currency may have pay rows."""

    code: str
    name: str
    in_sentence: str  # "the US"
    currency: str
    names: tuple[str, ...] = ()
    cities: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()  # their names and codes; a city before one is there


@dataclass(frozen=True)
class Slab:
    """Of a year's taxable income, what lies above this amount (up to the next slab) is taxed at this rate."""

    above: int  # whole units of the country's currency
    rate: float  # per cent


@dataclass(frozen=True)
class TaxRules:
    """Income tax on a salary in one country, as far as an estimate goes."""

    country: str  # ISO 3166 alpha-2
    regime: str  # how an answer names it
    period: str  # the tax year
    standard_deduction: int  # taken off the gross salary first
    slabs: tuple[Slab, ...]  # lowest first, the first above 0
    no_tax_up_to: int  # taxable income that a rebate frees wholly
    cess: float  # per cent of the tax, added to it
    most: int  # taxable income up to which these rules are complete
    source: str


@dataclass(frozen=True)
class Comparison:
    """The few things a person wrote about one pair of roles."""

    roles: tuple[str, str]
    tagline: str
    quick_answer: str
    bottom_line: str
    hire_first: str  # id of the role to hire first
    reviewed: str
    sources: tuple[str, ...]


@dataclass(frozen=True)
class Names:
    """Names that are not simply one role's."""

    ambiguous: Mapping[str, tuple[str, ...]]  # name -> roles it may mean, likeliest first
    other_roles: Mapping[str, tuple[str, ...]]  # title we do not cover -> nearest covered roles
    never_roles: tuple[str, ...]  # phrases that hold a role's name and mean none
    seniority: tuple[str, ...]
    title_heads: tuple[str, ...]  # last words of job titles: "engineer"
    spellings: Mapping[str, str]  # word as typed -> word as meant: "engg" -> "engineering"
    adjectives: tuple[str, ...]  # words that never begin a title: "good", "the"
    families: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: MappingProxyType({}))  # other names of families


@dataclass(frozen=True)
class Titles:
    """Other names of roles of either tier, as editors wrote them."""

    titles: Mapping[str, tuple[str, ...]]  # name -> roles that it means, likeliest first; none: a title we do not cover
    fields: Mapping[str, str]  # activity -> the role whose work it is


@dataclass(frozen=True)
class Hearing:
    """How facets are heard (core/facets.py): phrases of matching/phrasebook.py, their word sets and number words."""

    heard: Mapping[str, Mapping[str, tuple[str, ...]]]  # facet -> value -> phrases
    sets: Mapping[str, tuple[str, ...]]
    numbers: Mapping[str, float]
    labels: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))  # "criterion.stress" -> as answers say it


@dataclass(frozen=True)
class HindiWords:
    """Hindi in Devanagari with its English (core/hindi), as editors spell it."""

    phrases: Mapping[str, str]
    words: Mapping[str, str]
    names: Mapping[str, str]
    first: Mapping[str, str]  # what a word means where it begins a question
    postpositions: Mapping[str, str]
    verbs: Mapping[str, str]  # stem -> English
    verb_endings: Mapping[str, str]  # ending -> English with {} for the stem's
    verb_forms: Mapping[str, str]
    endings: Mapping[str, str]  # of nouns -> what the entry has instead
    letters: Mapping[str, str]  # "एच" -> "h"
    loanwords: tuple[str, ...] = ()  # English
    others: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: MappingProxyType({}))  # ISO 639-1 -> words that tell it


@dataclass(frozen=True)
class Site:
    """What a jobs site sets for itself."""

    jobs_url: str  # template with {query} and {place}, or "" when no jobs are connected
    page_url: str  # template with {first} and {second}, or ""
    contact: str
    default_country: str
    stale_years: int
    idle_minutes: int
    reviewer: str = ""
    role_url: str = ""  # template with {role}


@dataclass(frozen=True)
class KnowledgeBase:
    """Everything an answer may be made of. Never changed; a new one replaces it."""

    roles: Mapping[str, Role]  # both tiers are found, the hand-made ones are iterated over (see occupations.py)
    skills: Mapping[str, Skill]
    sources: Mapping[str, Source]
    bases: Mapping[str, Basis]
    countries: Mapping[str, Country]
    currencies: Mapping[str, Currency]
    scales: Mapping[str, Scale]
    families: Mapping[str, str]
    comparisons: Mapping[frozenset[str], Comparison]
    names: Names
    chat_words: Mapping[str, str]  # chat spelling or Hinglish word -> English
    site: Site
    wording: Mapping[str, str]  # dotted key -> sentence with placeholders
    cues: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: MappingProxyType({}))  # cue id -> phrases
    backgrounds: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: MappingProxyType({}))  # degree -> families
    taxes: Mapping[str, TaxRules] = field(default_factory=lambda: MappingProxyType({}))  # by country
    hearing: Hearing = field(default_factory=lambda: Hearing({}, {}, {}))
    occupations: Mapping[str, Occupation] = field(default_factory=lambda: MappingProxyType({}))  # the second tier
    imported: Imported | None = None  # the tables behind the second tier
    # Every role of the second tier with one part of its facts, of `occupations.PARTS`; made when first asked for.
    second: Callable[[str], tuple[Role, ...]] = lambda part: ()
    interests: Mapping[str, Interest] = field(default_factory=lambda: MappingProxyType({}))
    best_known: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: MappingProxyType({}))  # by family

    measures: Mapping[str, Measure] = field(default_factory=lambda: MappingProxyType({}))
    hindi: HindiWords = field(default_factory=lambda: HindiWords({}, {}, {}, {}, {}, {}, {}, {}, {}, {}))
    titles: Titles = field(default_factory=lambda: Titles({}, {}))

    def comparison(self, first: str, second: str) -> Comparison | None:
        """What a person wrote about the pair, in either order."""
        return self.comparisons.get(frozenset((first, second)))

    def facts_of(self, role: str, criterion: str = "") -> tuple[Fact, ...]:
        """What was measured of a role's work, of one criterion or all; () where nothing is held."""
        facts = self.roles[role].facts
        return tuple(fact for fact in facts if not criterion or self.measures[fact.measure].criterion == criterion)

    def every(self, part: str) -> tuple[Role, ...]:
        """The roles of both tiers, the hand-made ones whole, the others with one part of their facts ("pay")."""
        return (*self.roles.values(), *self.second(part))

    def in_family(self, family: str) -> tuple[Role, ...]:
        """The roles of a family, in the files' order."""
        return tuple(role for role in self.roles.values() if role.family == family)

    def credentials_of(self, role: str) -> tuple[Credential, ...]:
        """Licences, exams and certificates of a role, those required by law first; () where none is held."""
        return self.roles[role].credentials

    def durations_of(self, role: str) -> tuple[Duration, ...]:
        """Stated lengths of the ways into a role; () where none is held."""
        return self.roles[role].durations

    def roles_with_skill(self, skill: str) -> tuple[Role, ...]:
        """Roles that name the skill."""
        return tuple(role for role in self.roles.values() if skill in role.skills)
