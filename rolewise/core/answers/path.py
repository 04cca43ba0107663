"""Ways between roles: how to become one, how to switch, what lies near."""

from __future__ import annotations

from collections.abc import Sequence

from rolewise.core.answers import pool
from rolewise.core.answers.entry import usual_experience
from rolewise.core.answers.nearer import NEARER, answer_nearer
from rolewise.core.answers.phrasing import and_list, lower_first
from rolewise.core.answers.skills import hard, shared_skills
from rolewise.core.answers.suggestions import suggest
from rolewise.core.answers.types import Answer, Question, Table
from rolewise.core.answers.writer import Writer, merged, paragraphs, sentences
from rolewise.core.knowledge.model import Role

MOST_OF_ONE = 2  # roles: with more one is measured against the others
NAMED = 5
# Fewer skills in common, an office suite say, make no two roles near.
LEAST_SHARED = 3
GAP = "gap"  # the cue of "what am I missing?"


def answer_switch(writer: Writer, question: Question) -> Answer:
    """What one has, what is missing and in what order; the last role named is where one wants to go."""
    roles = writer.roles(question.roles)
    target = roles[-1]
    origin = roles[0] if len(roles) > 1 else None
    have = list(origin.skills) if origin else list(question.skills)
    body = _between(writer, question, origin, target) if origin else _become(writer, question, target)
    notes = [*writer.section_notes(roles, "skills")]
    notes += [writer.experience_note(target, target.experience)] if target.experience else []
    notes += writer.education_notes(target)
    return Answer(
        "switch",
        "switch_role",
        paragraphs(body, _asked(writer, target)),
        title=target.title,
        roles=question.roles,
        country=question.country,
        table=_plan(writer, target, have),
        sources=merged(notes),
        suggestions=suggest(writer, question),
    )


def answer_related(writer: Writer, question: Question) -> Answer:
    """Roles near one, those with most skills in common first; of several in play the nearer one where that is asked."""
    if NEARER in question.aspects and len(question.roles) > MOST_OF_ONE:
        return answer_nearer(writer, question)
    role = writer.knowledge.roles[question.roles[0]]
    related = sorted(
        role.related, key=lambda item: (item.reason != "pair", -len(shared_skills([role, writer.knowledge.roles[item.role]])))
    )
    near = [writer.knowledge.roles[item.role] for item in related][:NAMED] or nearest_by_skills(writer, role, NAMED)
    if not near:
        near = [other for other in pool.best_known(writer, role.family) if other.id != role.id][:NAMED]
        text = writer.say(
            "related.family" if near else "related.none",
            a_role=writer.a(role),
            family=writer.knowledge.families[role.family],
            roles=and_list([other.title for other in near]),
        )
    else:
        names = and_list([_with_count(writer, role, other) for other in near])
        by = writer.source_name(role.sources["related"][0]) if role.sources.get("related") else ""
        text = sentences(
            writer.say("related.near", a_role=writer.a(role), roles=names),
            writer.say("related.basis", source=by) if by else "",
            writer.say("related.next"),
        )
    return Answer(
        "related",
        "ask_related_roles",
        text,
        title=role.title,
        roles=question.roles[:1],
        country=question.country,
        sources=merged(writer.section_notes([role], "related")),
        suggestions=suggest(writer, question),
        listed=tuple(other.id for other in near),
        used=frozenset({"criterion:growth"}),
    )


def nearest_by_skills(writer: Writer, role: Role, most: int = 3) -> list[Role]:
    """Roles that share the most skills with one, soft ones not counted; at least LEAST_SHARED."""
    wanted = set(hard(writer, role.skills))
    every = [other for other in writer.knowledge.every("skills") if other.id != role.id and other.kind not in pool.UNLISTED]
    common = {other.id: len(wanted.intersection(other.skills)) for other in every}
    ranked = sorted((other for other, number in common.items() if number >= LEAST_SHARED), key=lambda other: -common[other])
    return [writer.knowledge.roles[other] for other in ranked[:most]]


def _with_count(writer: Writer, role: Role, other: Role) -> str:
    shared = shared_skills([role, other])
    if not shared:
        return writer.phrase("related.item_plain", role=other.title)
    return writer.phrase("related.item", role=other.title, count=len(shared))


def _between(writer: Writer, question: Question, origin: Role, target: Role) -> str:
    if bare := [role for role in (origin, target) if not role.skills]:
        return writer.say("skills.none", roles=and_list([writer.many(role) for role in bare]))
    have = [skill for skill in target.skills if skill in origin.skills]
    missing = [skill for skill in target.skills if skill not in origin.skills]
    values = {
        "a_from": writer.a(origin),
        "a_to": writer.a(target),
        "have_count": len(have),
        "total": len(target.skills),
        "have": and_list(writer.skill_labels(have)),
    }
    if GAP in question.aspects:
        return sentences(_missing(writer, missing), writer.say("switch.have_too", skills=values["have"]) if have else "")
    back = writer.say("switch.back", have_count=len(have), total=len(origin.skills))
    return paragraphs(writer.say("switch.have" if have else "switch.have_none", **values), _missing(writer, missing), back)


def _become(writer: Writer, question: Question, target: Role) -> str:
    have = [skill for skill in target.skills if skill in question.skills]
    if question.skills and target.skills:
        values = {
            "a_to": writer.a(target),
            "have_count": len(have),
            "total": len(target.skills),
            "have": and_list(writer.skill_labels(have)),
        }
        missing = [skill for skill in target.skills if skill not in have]
        return paragraphs(writer.say("switch.mine" if have else "switch.mine_none", **values), _missing(writer, missing))
    labels = and_list(writer.skill_labels(hard(writer, target.skills)))
    near = and_list([role.title for role in nearest_by_skills(writer, target)])
    return paragraphs(
        writer.say("switch.become", a_to=writer.a(target), skills=labels) if labels else writer.introduced(target),
        writer.say("switch.nearby", roles=near) if near else "",
        writer.say("switch.mine_hint"),
    )


def _missing(writer: Writer, missing: Sequence[str]) -> str:
    if not missing:
        return writer.say("switch.missing_none")
    return writer.say("switch.missing", missing=and_list(writer.skill_labels(missing)))


def _asked(writer: Writer, target: Role) -> str:
    education, experience = target.education, target.experience
    return sentences(
        writer.say(
            "switch.entry",
            entry=lower_first(education.entry),
            country=writer.country(education.country),
            source=writer.source_name(education.sources[0]),
        )
        if education
        else "",
        usual_experience(writer, "switch", experience) if experience else "",
    )


def _plan(writer: Writer, target: Role, have: Sequence[str]) -> Table:
    labels = writer.knowledge.skills
    heads = ("skill", "have", "to_learn")
    rows = tuple((labels[skill].label, "✓" if skill in have else "–", "–" if skill in have else "✓") for skill in target.skills)
    return Table(tuple(writer.phrase(f"table.{head}") for head in heads), rows)
