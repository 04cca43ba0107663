"""The sections of a page: what a reader who compares roles, and an employer, come to know."""

from __future__ import annotations

from collections.abc import Callable

from rolewise.core.answers import Writer
from rolewise.core.answers.comparison import comparison_notes, side_by_side
from rolewise.core.answers.skills import own_skills, shared_skills
from rolewise.core.answers.suggestions import ask
from rolewise.core.answers.types import Link, Table
from rolewise.core.intents import INTENTS, Intent
from rolewise.doors.pages.comparison.content import Addresses, Block, Card, Chips, Entry, Page, Section
from rolewise.doors.pages.comparison.pay import pay, pay_verdict
from rolewise.doors.pages.comparison.questions import Asker

RELATED = 6  # comparisons, at most, shared among the page's roles
_LABELS = ("skip", "contents", "faq", "sources", "footer", "median")


def page(writer: Writer, ids: tuple[str, ...], country: str, addresses: Addresses | None = None) -> Page:
    """The content of the page about these roles; without addresses it links to where site.yml says that pages are."""
    asker = Asker(writer, ids, country, addresses or Addresses(pair=writer.knowledge.site.page_url))
    made = [
        Section(name, asker.words(f"{name}.heading"), blocks, _short(asker, name), name in HALF)
        for name, build in SECTIONS.items()
        if (blocks := tuple(block for block in build(asker) if block is not None))
    ]
    faq, sources = _faq(asker), asker.sources()
    labels = {name: asker.words(name) for name in _LABELS}
    labels["publications"] = asker.words("sources_all" if len(sources) > 1 else "sources_one", count=len(sources))
    return Page(
        asker.words("title"),
        asker.words("description"),
        asker.words("eyebrow"),
        _lede(asker),
        _reviewed(asker),
        tuple(made),
        faq,
        sources,
        labels,
    )


def _short(asker: Asker, name: str) -> str:
    return asker.words(f"{name}.short") if asker.writer.knows(f"page.{name}.short") else ""


def _lede(asker: Asker) -> tuple[str, ...]:
    if asker.written:
        return asker.writer.say("compare.quick", tagline=asker.written.tagline), asker.written.quick_answer
    if len(asker.ids) == 1:
        return asker.lines("describe_role")[:1]
    return asker.lines("compare_roles")[:1]


def _reviewed(asker: Asker) -> str:
    written = asker.written
    if not written:
        return ""
    return asker.words("reviewed", date=written.reviewed, source=asker.writer.source_name(written.sources[0]))


def _takeaways(asker: Asker) -> list[Block | None]:
    telling = _telling(asker)
    if len(asker.ids) > 1:
        return [_bottom(asker), Block(heading=asker.words("hire.differences"), table=telling)]
    names = asker.lines("describe_role")[-1:] if asker.roles[0].aliases else ()
    return [Block(table=telling), Block(lines=names) if names else None]


def _telling(asker: Asker) -> Table:
    """The points that no other section has, and of which something is held."""
    table, words = side_by_side(asker.writer, asker.roles, asker.country), asker.writer.phrase
    asker.note(comparison_notes(asker.writer, asker.roles, asker.country, asker.written))
    apart = {
        words("table.shared"),
        words("table.only"),
        *([words("table.does")] if len(asker.ids) == 1 or all(role.focus for role in asker.roles) else []),
    }
    rows = [row for row in table.rows if row[0] not in apart and set(row[1:]) != {words("table.missing")}]
    return Table(table.columns, tuple(rows))


def _bottom(asker: Asker) -> Block:
    """The verdict: a person's where there is one, else which earns more and how much they have in common."""
    written = asker.written
    if written:
        asker("hire_role")
        first = asker.words("hire.first", a_first=asker.writer.a(asker.writer.knowledge.roles[written.hire_first]))
        return Block(lines=(written.bottom_line, first), strong=True)
    shared = asker.lines("compare_roles")[1:2]
    return Block(lines=tuple(line for line in (pay_verdict(asker), *shared) if line), strong=True)


def _does(asker: Asker) -> list[Block | None]:
    asker("ask_responsibilities")
    cards = tuple(
        Card(role.title, (), role.responsibilities, ordered=True, url=_other(asker, role.id))
        for role in asker.roles
        if role.responsibilities
    )
    return [Block(cards=cards) if cards else None, *_undescribed(asker)]


def _undescribed(asker: Asker) -> list[Block | None]:
    """Roles of which no duties are held, in a line each."""
    return [Block(lines=(f"{role.title}: {role.summary}",)) for role in asker.roles if not role.responsibilities]


def _skills(asker: Asker) -> list[Block | None]:
    outline, labels = asker("ask_skills").outline, asker.writer.skill_labels
    if len(asker.roles) == 1:
        kinds = outline.groups if outline else ()
        groups = tuple(Chips(kind.title, tuple(item.label for item in kind.items)) for kind in kinds)
        return [Block(groups=groups) if groups else Block(lines=asker.lines("ask_skills"))]
    found = [(asker.words("skills.shared"), shared_skills(asker.roles))]
    found += [
        (asker.words("skills.only", title=role.title), own_skills(role, [other for other in asker.roles if other is not role]))
        for role in asker.roles
    ]
    return [Block(groups=tuple(Chips(f"{name} ({len(skills)})", tuple(labels(skills))) for name, skills in found))]


def _choose(asker: Asker) -> list[Block | None]:
    lines = tuple(line for line in asker.lines("choose_role") if line not in _lede(asker))
    return [Block(lines=lines) if lines else None]


def _hire(asker: Asker) -> list[Block | None]:
    roles = [role for role in asker.roles if role.hire_when]
    lines = asker.lines("hire_role")
    if not roles or len(asker.ids) == 1:
        cards = tuple(Card(asker.words("hire.when", a_hire=asker.writer.a(role)), items=role.hire_when) for role in roles)
        return [Block(cards=cards) if cards else None, Block(lines=lines[1:])]
    cards = tuple(Card(role.title, items=role.hire_when) for role in roles)
    said = [point for role in roles for point in role.hire_when[:2]] + ([asker.written.bottom_line] if asker.written else [])
    unsaid = tuple(line for line in lines if not any(point in line for point in said))
    return [Block(lines=unsaid) if unsaid else None, Block(asker.words("hire.reasons"), cards=cards, folded=True)]


def _other(asker: Asker, role: str) -> str:
    return asker.addresses.of_role(role) if len(asker.ids) > 1 else ""


def _related(asker: Asker) -> list[Block | None]:
    pairs = dict.fromkeys(
        (role.id, near.role)
        for role in asker.roles
        for near in [near for near in role.related if near.role not in asker.ids][: RELATED // len(asker.ids)]
    )
    links = tuple(Link(asker.writer.versus(asker.writer.roles(pair)), asker.addresses.of_pair(*pair)) for pair in pairs)
    return [Block(links=links) if links else None, _near(asker), *_apply(asker)]


def _near(asker: Asker) -> Block | None:
    """Pages of the roles near it; a comparison has links to its own roles."""
    near = asker.roles[0].related[:RELATED] if len(asker.ids) == 1 and asker.addresses.role else ()
    links = tuple(Link(role.title, asker.addresses.of_role(role.id)) for role in asker.writer.roles(one.role for one in near))
    return Block(asker.words("related.near"), links=links) if links else None


def _apply(asker: Asker) -> list[Block | None]:
    """Where to apply, or that we cannot tell."""
    links = asker("find_jobs").links
    if not links:
        return [Block(lines=(asker.words("apply.none"),))]
    named = tuple(Link(asker.words("apply.link", title=link.title), link.url) for link in links)
    return [Block(asker.words("apply.heading"), links=named)]


def _faq(asker: Asker) -> tuple[Entry, ...]:
    asked = sorted((intent for intent in INTENTS.values() if _place(asker, intent)), key=lambda intent: _place(asker, intent))
    return tuple(Entry(_question(asker, intent), asker.lines(intent.name)) for intent in asked)


def _place(asker: Asker, intent: Intent) -> int:
    return intent.faq_of_several if len(asker.ids) > 1 else intent.faq_of_one


def _question(asker: Asker, intent: Intent) -> str:
    """Of several roles as the page words it, where it does; else as a button asks it."""
    own = f"page.{intent.figure}_question"
    if len(asker.ids) > 1 and asker.writer.knows(own):
        return asker.words(own.removeprefix("page."))
    return ask(asker.writer, intent.name, asker.ids, asker.writer.knowledge.site.default_country).text


# The order is that of what readers want to know first; what it does not have is asked below, in the FAQ.
SECTIONS: dict[str, Callable[[Asker], list[Block | None]]] = {
    "takeaways": _takeaways,
    "pay": pay,
    "skills": _skills,
    "does": _does,
    "choose": _choose,
    "hire": _hire,
    "related": _related,
}
# Two of them in a row: pay and skills, hiring and related pages.
HALF = frozenset({"pay", "skills", "hire", "related"})
