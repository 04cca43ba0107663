"""The sections of a page: what a reader who compares roles, and an employer, come to know."""

from __future__ import annotations

from collections.abc import Callable

from rolewise.core.answers import Writer
from rolewise.core.answers.skills import own_skills, shared_skills
from rolewise.core.answers.suggestions import ask
from rolewise.core.answers.types import Link
from rolewise.core.intents import INTENTS, Intent
from rolewise.core.knowledge.model import Role
from rolewise.doors.pages.comparison.content import Addresses, Block, Card, Entry, Page, Section
from rolewise.doors.pages.comparison.pay import pay_elsewhere, pay_here
from rolewise.doors.pages.comparison.questions import Asker

RELATED = 4  # comparisons a role
_LABELS = ("skip", "contents", "faq", "sources", "footer", "median")


def page(writer: Writer, ids: tuple[str, ...], country: str, addresses: Addresses | None = None) -> Page:
    """The content of the page about these roles; without addresses it links to where site.yml says that pages are."""
    asker = Asker(writer, ids, country, addresses or Addresses(pair=writer.knowledge.site.page_url))
    made = [
        Section(name, asker.words(f"{name}.heading"), blocks)
        for name, build in SECTIONS.items()
        if (blocks := tuple(block for block in build(asker) if block is not None))
    ]
    faq = _faq(asker)
    labels = {name: asker.words(name) for name in _LABELS}
    return Page(
        asker.words("title"),
        asker.words("description"),
        asker.words("eyebrow"),
        _lede(asker),
        _reviewed(asker),
        tuple(made),
        faq,
        asker.sources(),
        labels,
    )


def _lede(asker: Asker) -> tuple[str, ...]:
    if asker.written:
        return asker.writer.say("compare.quick", tagline=asker.written.tagline), asker.written.quick_answer
    if len(asker.ids) == 1:
        return asker.lines("describe_role")[:1]
    return asker.lines("compare_roles")[: len(asker.ids)]


def _reviewed(asker: Asker) -> str:
    written = asker.written
    if not written:
        return ""
    return asker.words("reviewed", date=written.reviewed, source=asker.writer.source_name(written.sources[0]))


def _takeaways(asker: Asker) -> list[Block | None]:
    verdict = _bottom(asker) if len(asker.roles) > 1 else None
    table = asker("compare_roles").table if len(asker.roles) > 1 else None
    differences = Block(heading=asker.words("hire.differences"), table=table) if table else None
    return [verdict, Block(lines=asker.lines("summarize_comparison")), differences]


def _does(asker: Asker) -> list[Block | None]:
    asker("ask_responsibilities")
    cards = tuple(
        Card(role.title, (role.summary, *_focus(asker, role)), role.responsibilities, ordered=True, url=_other(asker, role.id))
        for role in asker.roles
    )
    return [Block(cards=cards)]


def _focus(asker: Asker, role: Role) -> tuple[str, ...]:
    if not (role.focus and role.result):
        return ()
    return (asker.writer.say("describe.focus", focus=role.focus, result=role.result),)


def _skills(asker: Asker) -> list[Block | None]:
    answer = asker("ask_skills")
    heads = (asker.words("skills.group"), asker.words("skills.names"))
    if len(asker.roles) == 1:
        return [Block(lines=asker.lines("ask_skills")), Block(table=answer.table)]
    labels = asker.writer.skill_labels
    groups = [(asker.words("skills.shared"), tuple(labels(shared_skills(asker.roles))))]
    groups += [
        (
            asker.words("skills.only", title=role.title),
            tuple(labels(own_skills(role, [other for other in asker.roles if other is not role]))),
        )
        for role in asker.roles
    ]
    terms = tuple((f"{name} ({len(found)})", found) for name, found in groups)
    return [Block(lines=asker.lines("ask_skills")[-1:]) if len(asker.roles) == 2 else None, Block(terms=terms, terms_heads=heads)]


def _choose(asker: Asker) -> list[Block | None]:
    return [Block(lines=asker.lines("choose_role"))]


def _hire(asker: Asker) -> list[Block | None]:
    cards = tuple(
        Card(asker.words("hire.when", a_hire=asker.writer.a(role)), items=role.hire_when)
        for role in asker.roles
        if role.hire_when
    )
    if len(asker.roles) == 1:
        return [Block(cards=cards), Block(lines=asker.lines("hire_role")[1:])]
    return [Block(cards=cards) if cards else None, Block(lines=asker.lines("hire_role")[1:]) if not cards else None]


def _bottom(asker: Asker) -> Block | None:
    written = asker.written
    if not written:
        return (
            Block(heading=asker.words("hire.bottom"), lines=asker.lines("summarize_comparison")[-1:], strong=True)
            if len(asker.ids) == 2
            else None
        )
    asker("hire_role")
    first = asker.words("hire.first", a_first=asker.writer.a(asker.writer.knowledge.roles[written.hire_first]))
    return Block(heading=asker.words("hire.bottom"), lines=(written.bottom_line, first, _reviewed(asker)), strong=True)


def _outlook(asker: Asker) -> list[Block | None]:
    return [Block(lines=asker.lines("ask_outlook")), Block(lines=asker.lines("ask_education"))]


def _explore(asker: Asker) -> list[Block | None]:
    cards = tuple(Card(role.title, asker.lines("describe_role", role.id)[1:], near=_near(asker, role)) for role in asker.roles)
    return [Block(cards=cards)]


def _near(asker: Asker, role: Role) -> tuple[Link, ...]:
    roles = asker.writer.roles(near.role for near in role.related[:RELATED])
    return tuple(Link(near.title, asker.addresses.of_role(near.id)) for near in roles)


def _other(asker: Asker, role: str) -> str:
    return asker.addresses.of_role(role) if len(asker.ids) > 1 else ""


def _related(asker: Asker) -> list[Block | None]:
    pairs = dict.fromkeys(
        (role.id, near.role)
        for role in asker.roles
        for near in [near for near in role.related if near.role not in asker.ids][:RELATED]
    )
    links = tuple(Link(asker.writer.versus(asker.writer.roles(pair)), asker.addresses.of_pair(*pair)) for pair in pairs)
    return [Block(links=links)] if links else []


def _apply(asker: Asker) -> list[Block | None]:
    links = asker("find_jobs").links
    if not links:
        return [Block(lines=(asker.words("apply.none"),))]
    return [Block(links=tuple(Link(asker.words("apply.link", title=link.title), link.url) for link in links))]


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


SECTIONS: dict[str, Callable[[Asker], list[Block | None]]] = {
    "takeaways": _takeaways,
    "does": _does,
    "skills": _skills,
    "pay": pay_here,
    "countries": pay_elsewhere,
    "choose": _choose,
    "hire": _hire,
    "outlook": _outlook,
    "explore": _explore,
    "related": _related,
    "apply": _apply,
}
