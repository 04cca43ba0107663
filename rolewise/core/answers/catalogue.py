"""Lists of roles: all of them, and those for some skills; and where jobs are."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import quote_plus

from rolewise.core.answers import pool
from rolewise.core.answers.interests import asks_for
from rolewise.core.answers.phrasing import and_list, and_more
from rolewise.core.answers.suggestions import ask, filled, starters, suggest
from rolewise.core.answers.types import Answer, Link, Question, Suggestion, Table
from rolewise.core.answers.writer import Writer, fitting, merged, paragraphs, sentences
from rolewise.core.knowledge.model import SECOND, Role

FOUND = 4
# A skill that more occupations list, such as an office suite, tells nothing of a fit.
FEW = 160
# Roles of a family that are named, and in the table of all families.
MOST_OF_FAMILY = 12
MOST_IN_TABLE = 10
# Families named, fewer where that makes too long a text; the table has all.
FAMILIES_NAMED = (100, 30, 20)
# Of the skills that a user named, so many are said again.
MOST_REPEATED = 5
# Skills to add that are named a role, fewer where that makes too long a text.
MISSING_NAMED = (3, 2, 1, 0)


def answer_list(writer: Writer, question: Question) -> Answer:
    """The families, or the roles of one."""
    if question.family:
        return _family(writer, question)
    families, members = writer.knowledge.families, pool.members(writer)
    items = [writer.phrase("list.family_item", family=families[family], count=len(titles)) for family, titles in members.items()]
    every = sum(map(len, members.values()))
    own = writer.phrase("list.own", own=len(writer.knowledge.roles)) if len(writer.knowledge.roles) < every else ""

    def text(most: int) -> str:
        named = and_more(items, most)
        said = writer.say("list.all", count=f"{every:,}", own=own, families=len(items), names=named)
        return sentences(said, writer.say("list.ask"))

    rows = tuple((families[family], and_more(titles, MOST_IN_TABLE)) for family, titles in members.items())
    table = Table((writer.phrase("table.family"), writer.phrase("table.roles")), rows)
    steps = [Suggestion(families[family], writer.phrase("list.button", family=families[family])) for family in members]
    return Answer(
        "list",
        "list_roles",
        fitting(text, FAMILIES_NAMED),
        country=question.country,
        table=table,
        suggestions=filled(writer, steps),
    )


def _family(writer: Writer, question: Question) -> Answer:
    """The roles of a family, the best-known ones named where there are many."""
    known = pool.best_known(writer, question.family)
    every = pool.members(writer).get(question.family, [])
    titles = [role.title for role in known] or every
    few = len(every) <= MOST_OF_FAMILY
    text = sentences(
        writer.say(
            "list.family" if few else "list.family_known",
            family=writer.knowledge.families[question.family],
            roles=and_list(every if few else titles[:MOST_OF_FAMILY]),
            count=writer.counted(len(every), "role"),
        ),
        "" if few else writer.say("list.family_more"),
    )
    shown = known[:MOST_OF_FAMILY]
    return Answer(
        "list",
        "list_roles",
        text,
        country=question.country,
        listed=tuple(role.id for role in shown),
        suggestions=filled(writer, [ask(writer, "describe_role", (role.id,)) for role in shown[:4]]),
        used=pool.sectors(writer, question),
    )


def answer_find(writer: Writer, question: Question) -> Answer:
    """Roles ranked by how many of the named skills they use."""
    if not question.skills:
        return _find_without_skills(writer, question)
    avoided = pool.disliked(writer, question)
    ranked = [role for role in _rank_by_skills(writer, question) if not asks_for(writer, role, avoided.values())][:FOUND]
    besides = _imported(writer, question)
    labels = and_list(writer.skill_labels(question.skills))
    if not ranked and not besides:
        return Answer(
            "miss",
            "find_roles_by_skill",
            sentences(writer.say("find.none", skills=labels), writer.say("find.ask")),
            country=question.country,
            suggestions=starters(writer),
            missed="no_role_for_skills",
        )
    others = and_list([role.title for role in besides])
    if not ranked:
        text = writer.say("find.imported_only", roles=others)
    elif len(question.skills) == 1:
        text = writer.say("find.intro_one", skills=labels, roles=and_list([role.title for role in ranked]))
    else:
        text = fitting(lambda most: _found_roles(writer, ranked, question.skills, most), MISSING_NAMED)
    text = paragraphs(text, writer.say("find.imported", roles=others) if ranked and besides else "")
    if avoided:
        limit = and_list([interest.label for interest in avoided.values()])
        text = sentences(text, writer.say("background.limit", limit=limit))
    found = [*ranked, *besides]
    rows = tuple((role.title, *("✓" if skill in role.skills else "–" for skill in question.skills)) for role in found)
    return Answer(
        "found",
        "find_roles_by_skill",
        text,
        country=question.country,
        table=Table((writer.phrase("table.role"), *writer.skill_labels(question.skills)), rows),
        sources=merged(writer.section_notes(found, "skills")),
        listed=tuple(role.id for role in found),
        suggestions=filled(writer, [ask(writer, "describe_role", (role.id,)) for role in found[:3]]),
        used=pool.used(writer, question),
    )


def answer_jobs(writer: Writer, question: Question) -> Answer:
    """A link made from the site's template, or an honest no."""
    roles = writer.roles(question.roles)
    many = and_list([writer.many(role) for role in roles])
    template = writer.knowledge.site.jobs_url
    if not template:
        text = writer.say("jobs.none", roles=many) if roles else writer.say("jobs.none_plain")
        return Answer(
            "jobs",
            "find_jobs",
            text,
            roles=question.roles,
            country=question.country,
            suggestions=suggest(writer, question),
            used=frozenset({facet.kind for facet in question.facets} - {"criterion", "company", "employment", "language"}),
        )
    place = question.place or (writer.country(question.country) if question.country_named else "")
    names = [role.title for role in roles] or [""]
    links = tuple(
        Link(name or writer.phrase("jobs.title"), template.format(query=quote_plus(name), place=quote_plus(place)))
        for name in names
    )
    urls = and_list([link.url for link in links])
    text = writer.say("jobs.link", roles=many, url=urls) if roles else writer.say("jobs.link_plain", url=urls)
    return Answer(
        "jobs",
        "find_jobs",
        text,
        roles=question.roles,
        country=question.country,
        links=links,
        suggestions=suggest(writer, question),
    )


def _find_without_skills(writer: Writer, question: Question) -> Answer:
    members = pool.best_known(writer, question.family) if question.family else list(writer.roles(question.roles))
    if members:
        field = writer.knowledge.families.get(question.family, "") or members[0].title
        text = writer.say("find.by_field", field=field, roles=and_list([role.title for role in members[:6]]))
        return Answer(
            "found",
            "find_roles_by_skill",
            text,
            roles=question.roles,
            country=question.country,
            listed=tuple(role.id for role in members[:6]),
            suggestions=filled(writer, [ask(writer, "describe_role", (role.id,)) for role in members[:3]]),
            used=pool.sectors(writer, question),
        )
    told = [facet for facet in question.heard("like", "dislike") if facet.value == "any"]
    said = and_list([f"“{writer.facet_said(facet)}”" for facet in told])
    families = and_more(list(writer.knowledge.families.values()), MOST_OF_FAMILY)
    text = sentences(
        writer.say("interests.unknown", said=said) if told else writer.say("find.topic") if question.topic else "",
        writer.say("find.ask"),
        writer.say("interests.families", families=families),
    )
    return Answer(
        "found",
        "find_roles_by_skill",
        text,
        country=question.country,
        suggestions=filled(writer, [ask(writer, "list_roles"), ask(writer, "find_roles_by_skill")]),
        used=frozenset(facet.key for facet in told),
    )


def _rank_by_skills(writer: Writer, question: Question) -> list[Role]:
    """Hand-made roles that use the skills named, those that use most of them first."""
    skills = question.skills

    def fit(role: Role) -> tuple[int, int, int]:
        """Named skills that the role uses; between equals, how far ahead they stand in its list, then the shorter list."""
        places = [role.skills.index(skill) for skill in skills if skill in role.skills]
        return len(places), -sum(places), -len(role.skills)

    left = {role.id for role in pool.every(writer, question, "skills")}
    found = [role for role in writer.knowledge.roles.values() if role.id in left and fit(role)[0]]
    return sorted(found, key=fit, reverse=True)


def _imported(writer: Writer, question: Question) -> list[Role]:
    """Occupations of the second tier that list the most of the skills named, the best-known first; by no skill that most list."""
    every = [role for role in pool.every(writer, question, "skills") if role.tier == SECOND]
    telling = {
        skill for skill in question.skills if sum(skill in role.skills for role in writer.knowledge.second("skills")) <= FEW
    }
    counts = {role.id: len(telling.intersection(role.skills)) for role in every}
    found = [role for role in every if counts[role.id] and 2 * counts[role.id] >= len(question.skills)]
    found.sort(key=lambda role: (-counts[role.id], not pool.is_known(writer, role)))
    return list(writer.roles([role.id for role in found[:FOUND]]))


def _found_roles(writer: Writer, ranked: Sequence[Role], skills: Sequence[str], most: int) -> str:
    labels = and_more(writer.skill_labels(skills), MOST_REPEATED)
    return paragraphs(writer.say("find.intro", skills=labels), *(_found(writer, role, skills, most) for role in ranked))


def _found(writer: Writer, role: Role, skills: Sequence[str], most: int) -> str:
    have = [skill for skill in skills if skill in role.skills]
    missing = writer.skill_labels([skill for skill in role.skills if skill not in skills])
    more = writer.phrase("find.missing", skills=and_more(missing, most)) if missing and most else ""
    return writer.say(
        "find.item",
        role=role.title,
        have_count=len(have),
        total=len(skills),
        have=and_more(writer.skill_labels(have), MOST_REPEATED),
        missing=more,
    )
