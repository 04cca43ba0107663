"""Lists of roles: all of them, and those for some skills; and where jobs are."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import quote_plus

from rolewise.core.answers.background import asks_for, avoided_by
from rolewise.core.answers.phrasing import and_list, and_more
from rolewise.core.answers.suggestions import ask, filled, starters, suggest
from rolewise.core.answers.types import Answer, Link, Question, Suggestion, Table
from rolewise.core.answers.writer import Writer, fitting, merged, paragraphs, sentences
from rolewise.core.knowledge.model import Role

FOUND = 4
# Of the skills that a user named, so many are said again.
MOST_REPEATED = 5
# Skills to add that are named a role, fewer where that makes too long a text.
MISSING_NAMED = (3, 2, 1, 0)


def answer_list(writer: Writer, question: Question) -> Answer:
    """The families, or the roles of one."""
    if question.family:
        return _family(writer, question)
    families = writer.knowledge.families
    members = {family: [role.title for role in writer.knowledge.roles.values() if role.family == family] for family in families}
    held = [family for family in families if members[family]]
    items = [writer.phrase("list.family_item", family=families[family], count=len(members[family])) for family in held]
    said = writer.say("list.all", count=len(writer.knowledge.roles), families=len(items), names=and_list(items))
    rows = tuple((families[family], and_list(members[family])) for family in held)
    table = Table((writer.phrase("table.family"), writer.phrase("table.roles")), rows)
    steps = [Suggestion(families[family], writer.phrase("list.button", family=families[family])) for family in held]
    return Answer(
        "list",
        "list_roles",
        sentences(said, writer.say("list.ask")),
        country=question.country,
        table=table,
        suggestions=filled(writer, steps),
    )


def _family(writer: Writer, question: Question) -> Answer:
    members = [role for role in writer.knowledge.roles.values() if role.family == question.family]
    text = writer.say(
        "list.family",
        family=writer.knowledge.families[question.family],
        roles=and_list([role.title for role in members]),
        count=writer.counted(len(members), "role"),
    )
    return Answer(
        "list",
        "list_roles",
        text,
        country=question.country,
        listed=tuple(role.id for role in members),
        suggestions=filled(writer, [ask(writer, "describe_role", (role.id,)) for role in members[:4]]),
    )


def answer_find(writer: Writer, question: Question) -> Answer:
    """Roles ranked by how many of the named skills they use."""
    if not question.skills:
        return _find_without_skills(writer, question)
    avoided = avoided_by(question)
    limits = {facet.value for facet in avoided}
    ranked = [role for role in _rank_by_skills(writer, question.skills) if not asks_for(writer, role, limits)]
    labels = and_list(writer.skill_labels(question.skills))
    if not ranked:
        return Answer(
            "miss",
            "find_roles_by_skill",
            sentences(writer.say("find.none", skills=labels), writer.say("find.ask")),
            country=question.country,
            suggestions=starters(writer),
            missed="no_role_for_skills",
        )
    if len(question.skills) == 1:
        text = writer.say("find.intro_one", skills=labels, roles=and_list([role.title for role in ranked]))
    else:
        text = fitting(lambda most: _found_roles(writer, ranked, question.skills, most), MISSING_NAMED)
    if avoided:
        limit = and_list([writer.phrase(f"criteria.{name}.label") for name in sorted(limits)])
        text = sentences(text, writer.say("background.limit", limit=limit))
    rows = tuple((role.title, *("✓" if skill in role.skills else "–" for skill in question.skills)) for role in ranked)
    return Answer(
        "found",
        "find_roles_by_skill",
        text,
        country=question.country,
        table=Table((writer.phrase("table.role"), *writer.skill_labels(question.skills)), rows),
        sources=merged(writer.section_notes(ranked, "skills")),
        listed=tuple(role.id for role in ranked),
        suggestions=filled(writer, [ask(writer, "describe_role", (role.id,)) for role in ranked[:3]]),
        used=frozenset(facet.key for facet in avoided),
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
            used=frozenset({facet.kind for facet in question.facets} - {"criterion", "company", "employment"}),
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
    members = [role for role in writer.knowledge.roles.values() if role.family == question.family] if question.family else []
    members = members or list(writer.roles(question.roles))
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
        )
    text = writer.say("find.topic") if question.topic else writer.say("find.ask")
    return Answer(
        "found",
        "find_roles_by_skill",
        text,
        country=question.country,
        suggestions=filled(writer, [ask(writer, "find_roles_by_skill"), ask(writer, "list_roles")]),
    )


def _rank_by_skills(writer: Writer, skills: Sequence[str]) -> list[Role]:
    def fit(role: Role) -> tuple[int, int, int]:
        """Named skills that the role uses; between equals, how far ahead they stand in its list, then the shorter list."""
        places = [role.skills.index(skill) for skill in skills if skill in role.skills]
        return len(places), -sum(places), -len(role.skills)

    found = [role for role in writer.knowledge.roles.values() if fit(role)[0]]
    return sorted(found, key=fit, reverse=True)[:FOUND]


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
