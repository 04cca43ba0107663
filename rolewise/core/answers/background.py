"""Roles for someone who tells a degree, a stream or what they would rather not do: by family, our own sorting, limits kept."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from rolewise.core.answers.phrasing import and_list
from rolewise.core.answers.suggestions import ask, filled
from rolewise.core.answers.types import Answer, Question
from rolewise.core.answers.writer import Writer, merged, sentences
from rolewise.core.facets import Facet
from rolewise.core.knowledge.model import Role

# What a dislike rules out is told by the skills that ask for it.
RULED_OUT = frozenset({"coding", "maths"})
MOST = 6
# The questions that look for roles without naming any.
SEEKING = frozenset(
    {
        "find_roles_by_skill",
        "list_roles",
        "choose_role",
        "ask_related_roles",
        "describe_role",
        "find_jobs",
        "ask_education",
    }
)


def answer_by_background(writer: Writer, question: Question) -> Answer | None:
    """Roles near what was told; None where nothing that sorts roles was told, or roles or skills are named."""
    if question.intent not in SEEKING or question.roles or question.skills:
        return None
    families = _families(writer, question)
    avoided = avoided_by(question)
    near = writer.knowledge.backgrounds
    told = [facet for facet in question.heard("background") if facet.value in near and not facet.negated]
    if not told and not avoided:
        return None
    avoid = {facet.value for facet in avoided}
    found = [role for role in _candidates(writer, families, question) if not asks_for(writer, role, avoid)]
    if not found:
        return None
    shown = _spread(found)[:MOST]
    limit = and_list([writer.phrase(f"criteria.{name}.label") for name in sorted(avoid)])
    titles = and_list([role.title for role in shown])
    background = and_list([writer.facet_label(facet) for facet in told])
    key = "background.near" if told else "background.without"
    text = sentences(
        writer.say(key, background=background, limit=limit, roles=titles),
        writer.say("background.limit", limit=limit) if told and avoid else "",
        writer.say("background.own_sorting" if told else "background.by_skills"),
        writer.say("background.more"),
    )
    return Answer(
        "find",
        question.intent,
        text,
        country=question.country,
        sources=merged(writer.section_notes(shown, "skills")) if avoid else (),
        suggestions=filled(writer, [ask(writer, "describe_role", (role.id,)) for role in shown[:3]]),
        listed=tuple(role.id for role in shown),
        used=frozenset({"yes_no", "country", "dislike:any", *(facet.key for facet in (*avoided, *told))}),
    )


def avoided_by(question: Question) -> list[Facet]:
    """What is ruled out: disliked, negated as a criterion ("but no maths"), or a criterion named beside a dislike of anything."""
    dislikes = [facet for facet in question.heard("dislike") if not facet.negated]
    found = [facet for facet in dislikes if facet.value in RULED_OUT]
    criteria = [facet for facet in question.heard("criterion") if facet.value in RULED_OUT]
    return found + [facet for facet in criteria if facet.negated or (dislikes and not found)]


def asks_for(writer: Writer, role: Role, avoid: Collection[str]) -> bool:
    """Whether one of the role's listed skills asks for something that is to be avoided."""
    return any(set(avoid) & set(writer.knowledge.skills[skill].demands) for skill in role.skills)


def _families(writer: Writer, question: Question) -> list[str]:
    told = [
        family
        for facet in question.heard("background")
        if not facet.negated
        for family in writer.knowledge.backgrounds.get(facet.value, ())
    ]
    return list(dict.fromkeys([*([question.family] if question.family else []), *told]))


def _candidates(writer: Writer, families: Sequence[str], question: Question) -> list[Role]:
    """Roles of the families in their order, else all; without what was excluded."""
    left_out = {facet.value for facet in question.heard("exception")}
    every = [role for role in writer.knowledge.roles.values() if not left_out & {f"role:{role.id}", f"family:{role.family}"}]
    return [role for family in families for role in every if role.family == family] if families else every


def _spread(roles: Sequence[Role]) -> list[Role]:
    """The same roles, one of each family in turn."""
    by_family: dict[str, list[Role]] = {}
    for role in roles:
        by_family.setdefault(role.family, []).append(role)
    longest = max(map(len, by_family.values()))
    return [group[place] for place in range(longest) for group in by_family.values() if place < len(group)]
