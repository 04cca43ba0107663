"""Skills of roles: which, which in common, which only here; and what a skill is."""

from __future__ import annotations

from collections.abc import Sequence

from rolewise.core.answers.phrasing import and_list, and_more, count
from rolewise.core.answers.suggestions import ask, filled, suggest
from rolewise.core.answers.types import Answer, Question, Table
from rolewise.core.answers.writer import Writer, fitting, merged, paragraphs, sentences
from rolewise.core.knowledge.model import SECOND, Role

SOFT = "soft"
# Roles named in a sentence before the rest is left to the table.
NAMED = 5
# Skills named of a role beside others, fewer where that makes too long a text.
MOST_NAMED = (20, 8, 6, 4, 3)
# With fewer skills in common a change of role is a long way.
FEW_SHARED = 2
EVERYDAY = "words_everyday_skills"  # the list of the vocabulary


def answer_skills(writer: Writer, question: Question) -> Answer:
    """Skills of one role or several; a named skill gets its yes or no first."""
    roles = writer.roles(question.roles)
    named = _named(writer, question, roles) if question.skills else ""
    body = (
        _single(writer, roles[0])
        if len(roles) == 1
        else fitting(lambda most: paragraphs(named, _several(writer, roles, most)), MOST_NAMED)
    )
    return Answer(
        kind="skills",
        intent="ask_skills",
        title=writer.titles(roles),
        text=body if len(roles) > 1 else paragraphs(named, body),
        roles=question.roles,
        country=question.country,
        table=skills_table(writer, roles),
        sources=merged(writer.section_notes(roles, "skills")),
        suggestions=suggest(writer, question),
        used=frozenset({"yes_no"}) if named else frozenset(),
    )


def answer_explain_skill(writer: Writer, question: Question) -> Answer:
    """What a skill or a field of work is, and which roles use it."""
    if question.skills:
        return _explained(writer, question, question.skills[0])
    if question.roles:
        return _field(writer, question)
    text = writer.say("skill.unknown", topic=question.topic) if question.topic else writer.say("skill.unknown_plain")
    return Answer(
        "miss", "explain_skill", text, country=question.country, suggestions=suggest(writer, question), missed="unknown_skill"
    )


def shared_skills(roles: Sequence[Role]) -> list[str]:
    """Skills that all the roles list, in the first one's order."""
    return [skill for skill in roles[0].skills if all(skill in role.skills for role in roles[1:])]


def own_skills(role: Role, others: Sequence[Role]) -> list[str]:
    """Skills that only this one of the roles lists."""
    return [skill for skill in role.skills if not any(skill in other.skills for other in others)]


def telling_skills(writer: Writer, role: Role, others: Sequence[Role]) -> list[str]:
    """Skills that only this one of the roles lists: first those that tell it from its neighbours, no soft ones."""
    only = hard(writer, own_skills(role, others))
    return list(dict.fromkeys([*(skill for skill in role.distinguishing if skill in only), *only]))


def nearness(writer: Writer, roles: Sequence[Role], shared: Sequence[str]) -> str:
    """How near two roles are by their skills in common: "switch", "switch_few", "switch_none"; "switch_open" tells nothing.

    Skills of every office bring no role near; of imported roles the lists are too alike to tell.
    """
    everyday = set(writer.knowledge.cues.get(EVERYDAY, ()))
    telling = [skill for skill in hard(writer, shared) if writer.knowledge.skills[skill].label.lower() not in everyday]
    if not shared:
        return "switch_none"
    if len(telling) < FEW_SHARED or len(shared) <= FEW_SHARED:
        return "switch_few"
    return "switch_open" if any(role.tier == SECOND for role in roles) else "switch"


def hard(writer: Writer, skills: Sequence[str]) -> list[str]:
    """Skills that are no soft ones."""
    return [skill for skill in skills if writer.knowledge.skills[skill].kind != SOFT]


def _named(writer: Writer, question: Question, roles: Sequence[Role]) -> str:
    lines = []
    for skill in question.skills[:2]:
        label = writer.knowledge.skills[skill].label
        having = [role for role in roles if skill in role.skills]
        lacking = [role for role in roles if skill not in role.skills]
        if having and lacking:
            lines.append(
                writer.say("skills.mixed", skill=label, with_skill=_many(writer, having), without=_many(writer, lacking))
            )
        elif near := [] if having else _near(writer, label, roles):
            lines.append(writer.say("skills.near", skill=label, near=and_list(near), roles=_many(writer, roles)))
        else:
            lines.append(writer.say("skills.yes" if having else "skills.no", skill=label, roles=_many(writer, roles)))
    return sentences(*lines)


def _near(writer: Writer, label: str, roles: Sequence[Role]) -> list[str]:
    """Skills of the roles that have a skill's name within theirs: "User research" for "Research"."""
    words = set(label.lower().split())
    labels = dict.fromkeys(writer.knowledge.skills[skill].label for role in roles for skill in role.skills)
    return [name for name in labels if words < set(name.lower().split())]


def _many(writer: Writer, roles: Sequence[Role]) -> str:
    return and_list([writer.many(role) for role in roles])


def _single(writer: Writer, role: Role) -> str:
    if not role.skills:
        return writer.say("skills.none", roles=writer.many(role))
    soft = [skill for skill in role.skills if writer.knowledge.skills[skill].kind == SOFT]
    main = hard(writer, role.skills)
    return sentences(
        writer.say("skills.single", a_role=writer.a(role), skills=and_list(writer.skill_labels(main))),
        writer.say("skills.soft", skills=and_list(writer.skill_labels(soft))) if soft and main else "",
        writer.say("skills.telling", skills=and_list(writer.skill_labels(role.distinguishing))) if role.distinguishing else "",
    )


def _several(writer: Writer, roles: Sequence[Role], most: int) -> str:
    shared = shared_skills(roles)
    lines = [_shared(writer, roles, shared)]
    for role in roles:
        only = own_skills(role, [other for other in roles if other is not role])
        labels = and_more(writer.skill_labels(only), most)
        key = "skills.only" if only else "skills.only_none" if role.skills else "skills.none"
        lines.append(writer.say(key, a_role=writer.a(role), roles=writer.many(role), skills=labels))
    if len(roles) == 2:
        lines.append(writer.say(f"skills.{nearness(writer, roles, shared)}"))
    return paragraphs(*lines)


def _shared(writer: Writer, roles: Sequence[Role], shared: Sequence[str]) -> str:
    labels = and_list(writer.skill_labels(shared))
    if len(roles) > 2:
        return writer.say("skills.all_share" if shared else "skills.all_share_none", count=count(len(roles)), skills=labels)
    return writer.say(
        "skills.shared" if shared else "skills.shared_none", count=writer.counted(len(shared), "skill"), skills=labels
    )


def skills_table(writer: Writer, roles: Sequence[Role]) -> Table:
    """A row a skill, a column a role, for several; skill and kind for one."""
    labels = writer.knowledge.skills
    if len(roles) == 1:
        rows = tuple((labels[skill].label, labels[skill].meaning or "–") for skill in roles[0].skills)
        return Table((writer.phrase("table.skill"), writer.phrase("table.meaning")), rows)
    every = dict.fromkeys(skill for role in roles for skill in role.skills)
    ordered = sorted(every, key=lambda skill: -sum(skill in role.skills for role in roles))
    return Table(
        (writer.phrase("table.skill"), *(role.title for role in roles)),
        tuple((labels[skill].label, *("✓" if skill in role.skills else "–" for role in roles)) for skill in ordered),
    )


def _explained(writer: Writer, question: Question, skill: str) -> Answer:
    term = writer.knowledge.skills[skill]
    roles = sorted(writer.knowledge.roles_with_skill(skill), key=lambda role: role.skills.index(skill))
    names = and_list([role.title for role in roles[:NAMED]])
    key = "skill.used" if len(roles) <= NAMED else "skill.used_many"
    used = writer.say(key, roles=names, count=count(len(roles))) if roles else ""
    return Answer(
        kind="skill",
        intent="explain_skill",
        title=term.label,
        text=paragraphs(writer.say("skill.meaning", label=term.label, meaning=term.meaning), used),
        country=question.country,
        sources=merged(note for role in roles[:NAMED] for note in writer.section_notes([role], "skills")),
        suggestions=filled(writer, [ask(writer, "describe_role", (role.id,)) for role in roles[:3]]),
        listed=tuple(role.id for role in roles[:NAMED]),
    )


def _field(writer: Writer, question: Question) -> Answer:
    role = writer.knowledge.roles[question.roles[0]]
    field = question.topic or (role.fields[0] if role.fields else role.title)
    text = sentences(
        writer.say("skill.field", field=field, a_role=writer.a(role), does=writer.does(role)),
        writer.say("skill.field_focus", focus=role.focus) if role.focus else "",
    )
    return Answer(
        "skill",
        "explain_skill",
        text,
        title=role.title,
        roles=question.roles[:1],
        country=question.country,
        sources=merged(writer.section_notes([role], "responsibilities")),
        suggestions=suggest(writer, question),
    )
