"""The first page: all roles with a line and their pay, a comparison drawn, and what to ask."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import chain

from rolewise.core.answers.pay import pay_bars
from rolewise.core.answers.phrasing import and_list
from rolewise.core.answers.rows import choose_rows
from rolewise.core.answers.suggestions import ask, starters
from rolewise.core.answers.types import Link, Suggestion
from rolewise.core.knowledge.model import Pay, Role
from rolewise.doors.pages.comparison.chart import chart
from rolewise.doors.pages.comparison.content import SourceEntry
from rolewise.doors.pages.comparison.pay import cited
from rolewise.doors.pages.comparison.questions import source_entries
from rolewise.doors.pages.site import addresses
from rolewise.doors.pages.site.frame import Desk
from rolewise.doors.pages.site.site_content import Family, Home, RoleCard, Specimen

PAIRS = 9
_LABELS = {
    "search": "site.search.label",
    "hint": "site.search.hint",
    "go": "site.search.go",
    "pairs": "site.pairs.heading",
    "families": "site.families.heading",
    "none": "site.families.none",
    "more": "site.families.more",
    "sources": "site.sources.heading",
}


def home(desk: Desk) -> Home:
    """The content of the page."""
    labels = {name: desk.words(key) for name, key in _LABELS.items()}
    # The script fills in how many roles it found.
    labels["found"] = desk.words("site.search.found", count="{count}")
    return Home(
        desk.words("site.home.title"),
        desk.words("site.home.lede"),
        _specimen(desk),
        desk.asking(_questions(desk), desk.words("site.asking.lead")),
        pairs_to_start(desk),
        _families(desk),
        family_counts(desk),
        _sources(desk),
        labels,
    )


def _specimen(desk: Desk) -> Specimen | None:
    pair = _examples(desk)
    currency = desk.knowledge.currencies.get(desk.knowledge.countries[desk.country].currency)
    if not pair or currency is None:
        return None
    chosen = choose_rows(desk.writer.roles(pair), desk.country)
    title = desk.writer.say("page.pay.chart", country=desk.writer.country(desk.country))
    drawn = chart(title, cited(desk.writer, chosen), pay_bars(desk.writer, chosen), currency)
    if drawn is None:
        return None
    link = Link(desk.words("site.home.specimen", titles=desk.versus(pair)), desk.comparison(pair))
    return Specimen(drawn, link, desk.writer.say("page.median"))


def _examples(desk: Desk) -> tuple[str, ...]:
    """The pair that the wording names, where the knowledge base has both."""
    pair = (desk.writer.phrase("examples.first"), desk.writer.phrase("examples.second"))
    return pair if all(role in desk.knowledge.roles for role in pair) else ()


def _questions(desk: Desk) -> tuple[Suggestion, ...]:
    pair = _examples(desk)
    about = [ask(desk.writer, intent, pair) for intent in ("choose_role", "hire_role", "switch_role")] if pair else []
    return (*starters(desk.writer), *about, ask(desk.writer, "list_roles"))


def pairs_to_start(desk: Desk) -> tuple[Link, ...]:
    """Pairs that a person wrote about, then the first role of each family with its nearest; roles are seldom repeated."""
    written = [comparison.roles for comparison in desk.knowledge.comparisons.values()]
    firsts = [roles[0] for roles in _by_family(desk).values()]
    near = [(role.id, role.related[0].role) for role in firsts if role.related]
    pairs = {frozenset(pair): pair for pair in reversed([*written, *near])}
    return tuple(Link(desk.versus(pair), desk.comparison(pair)) for pair in list(reversed(pairs.values()))[:PAIRS])


def _by_family(desk: Desk) -> dict[str, list[Role]]:
    members: dict[str, list[Role]] = {family: [] for family in desk.knowledge.families}
    for role in desk.knowledge.roles.values():
        members[role.family].append(role)
    return {family: roles for family, roles in members.items() if roles}


def _families(desk: Desk) -> tuple[Family, ...]:
    return tuple(
        Family(family, desk.knowledge.families[family], tuple(_card(desk, role) for role in roles))
        for family, roles in _by_family(desk).items()
    )


def family_links(desk: Desk, family: str) -> tuple[Link, ...]:
    """The imported occupations of a family, by name."""
    found = [one for one in desk.knowledge.occupations.values() if one.family == family and not one.role]
    return tuple(Link(one.title, desk.role(one.id)) for one in sorted(found, key=lambda one: one.title))


def family_counts(desk: Desk) -> tuple[Link, ...]:
    """Pages of the families that have imported occupations, with how many."""
    counts = Counter(one.family for one in desk.knowledge.occupations.values() if not one.role)
    families = [(family, name) for family, name in desk.knowledge.families.items() if counts[family]]
    return tuple(Link(f"{name} ({counts[family]})", addresses.family(family, desk.query)) for family, name in families)


def _card(desk: Desk, role: Role) -> RoleCard:
    row = _row(desk, role)
    family, skills = desk.knowledge.families[role.family], desk.writer.skill_labels(role.skills)
    words = (role.title, *role.aliases, *role.fields, family, *skills)
    return RoleCard(
        role.title,
        desk.role(role.id),
        role.summary,
        desk.writer.pay_range(row) if row else "",
        _pay(desk, row) if row else _no_pay(desk, role),
        " ".join(dict.fromkeys(word for name in words for word in name.lower().split())),
    )


def _row(desk: Desk, role: Role) -> Pay | None:
    return choose_rows((role,), desk.country)[0].row


def _pay(desk: Desk, row: Pay) -> str:
    group = desk.words("site.card.group", occupation=row.occupation) if row.occupation else ""
    said = desk.writer.phrase("site.card.pay", country=desk.writer.country(row.country), cite=desk.writer.cite(row))
    return f"{said}. {group}" if group else f"{said}."


def _no_pay(desk: Desk, role: Role) -> str:
    shown = [code for code in role.pay_countries if code != desk.country and choose_rows((role,), code)[0].row]
    held = and_list([desk.writer.country(code) for code in shown])
    return desk.words("site.card.none_held", held=held) if held else desk.words("site.card.none")


def _sources(desk: Desk) -> tuple[SourceEntry, ...]:
    rows = [(role, row) for role in chain(*_by_family(desk).values()) if (row := _row(desk, role))]
    entries = source_entries(desk.writer, [desk.writer.pay_note(role, row) for role, row in rows])
    return _untold(entries)


def _untold(entries: Sequence[SourceEntry]) -> tuple[SourceEntry, ...]:
    """Each card says what it takes from which source, so the list needs not."""
    return tuple(SourceEntry(entry.name, entry.details, "", entry.attribution, entry.url) for entry in entries)
