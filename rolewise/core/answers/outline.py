"""Answer -> its outline: one idea, drawn where it can be, the rest left to be unfolded."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from rolewise.core.answers import outline_pay
from rolewise.core.answers.outline_parts import first_sentence, group, items
from rolewise.core.answers.path import nearest_by_skills
from rolewise.core.answers.phrasing import and_list
from rolewise.core.answers.rows import choose_rows
from rolewise.core.answers.skills import hard, own_skills, shared_skills
from rolewise.core.answers.suggestions import ask
from rolewise.core.answers.types import Answer, Group, Item, Outline, Question, Table
from rolewise.core.answers.verdict import verdict
from rolewise.core.answers.writer import Writer
from rolewise.core.knowledge.model import Role

MOST_DUTIES = 5
MOST_DUTIES_OF_SEVERAL = 4
MOST_TO_ADD = 4
MOST_SKILL_ROWS = 8
FACTS_OF_TWO = ("experience", "education", "outlook")
FACTS_OF_SEVERAL = ("focus", *FACTS_OF_TWO)

Make = Callable[[Writer, Question, Answer], "Outline | None"]


def outlined(writer: Writer, question: Question, answer: Answer) -> Answer:
    """The answer with its outline; unchanged where its text is short enough, or a role is not described in full."""
    make = OUTLINES.get(answer.kind)
    if make is None or not all(role in writer.knowledge.roles for role in (*question.roles, *answer.listed)):
        return answer
    made = make(writer, question, answer)
    return replace(answer, outline=replace(made, of=answer.text)) if made else answer


def _comparison(writer: Writer, question: Question, answer: Answer) -> Outline:
    roles = writer.roles(question.roles)
    chosen = choose_rows(roles, question.country)
    chart = outline_pay.chart_of(writer, chosen, writer.phrase("table.pay", country=writer.country(question.country)))
    facts = _rows(writer, answer.table, FACTS_OF_TWO if len(roles) == 2 else FACTS_OF_SEVERAL)
    lead = _contrast(writer, roles, answer) if len(roles) == 2 else first_sentence(verdict(writer, chosen))
    return Outline(lead, (chart,) if chart else (), _apart(writer, roles), facts)


def _contrast(writer: Writer, roles: Sequence[Role], answer: Answer) -> str:
    written = writer.knowledge.comparison(roles[0].id, roles[1].id)
    if written:
        return written.tagline if written.tagline.endswith(".") else f"{written.tagline}."
    first, second = roles
    if not (first.focus and second.focus):
        return answer.text.split("\n")[0]
    values = {"a_first": writer.a(first), "first_focus": first.focus, "a_second": writer.a(second), "second_focus": second.focus}
    return writer.say("outline.focus", **values)


def _rows(writer: Writer, table: Table | None, keys: Sequence[str]) -> Table | None:
    """Those rows of the comparison that tell the roles apart."""
    if table is None:
        return None
    heads = [writer.phrase(f"table.{key}", country="").rstrip(" ,") for key in keys]
    rows = [row for head in heads for row in table.rows if row[0].startswith(head) and len(set(row[1:])) > 1]
    return Table(table.columns, tuple(rows)) if rows else None


def _apart(writer: Writer, roles: Sequence[Role]) -> tuple[Group, ...]:
    """Skills in common, and of two roles what only one has."""
    shared = shared_skills(roles)
    common = group(writer.phrase("outline.both" if len(roles) == 2 else "outline.every"), writer.skill_labels(shared))
    own = [
        group(writer.phrase("outline.only", title=role.title), writer.skill_labels(own_skills(role, [other])))
        for role, other in ((roles[0], roles[-1]), (roles[-1], roles[0]))
        if len(roles) == 2
    ]
    return tuple(found for found in (common, *own) if found.items)


def _skills(writer: Writer, question: Question, answer: Answer) -> Outline | None:
    roles = writer.roles(question.roles)
    if not roles:
        return None
    lead = answer.text.split("\n")[0] if question.skills else ""
    if len(roles) == 1:
        return Outline(lead or _skills_lead(writer, roles[0]), groups=_kinds(writer, roles[0]))
    shared, every = shared_skills(roles), {skill for role in roles for skill in role.skills}
    counted = "outline.shared" if shared else "outline.shared_none"
    lead = lead or writer.say(counted, count=len(shared), total=len(every))
    facts = Table(answer.table.columns, answer.table.rows[:MOST_SKILL_ROWS]) if answer.table and len(roles) > 2 else None
    return Outline(lead, groups=_apart(writer, roles) if len(roles) == 2 else (), facts=facts)


def _skills_lead(writer: Writer, role: Role) -> str:
    if role.distinguishing:
        labels = and_list(writer.skill_labels(role.distinguishing))
        return writer.say("outline.telling", a_role=writer.a(role), skills=labels)
    return writer.say("outline.skills", a_role=writer.a(role), count=writer.counted(len(role.skills), "skill"))


def _kinds(writer: Writer, role: Role) -> tuple[Group, ...]:
    main = hard(writer, role.skills)
    soft = [skill for skill in role.skills if skill not in main]
    kinds = (("hard", main), ("soft", soft))
    return tuple(group(writer.phrase(f"outline.{key}"), writer.skill_labels(skills)) for key, skills in kinds if skills)


def _describe(writer: Writer, question: Question, answer: Answer) -> Outline:
    role = writer.knowledge.roles[question.roles[0]]
    chosen = choose_rows([role], question.country)
    chart = outline_pay.chart_of(writer, chosen, writer.phrase("table.pay", country=writer.country(question.country)))
    main = group(writer.phrase("outline.main"), writer.skill_labels(hard(writer, role.skills)[:5]))
    lines = answer.text.split("\n")
    notes = (lines[-1],) if role.aliases and len(lines) > 1 else ()
    return Outline(first_sentence(lines[0]), (chart,) if chart else (), (main,) if main.items else (), notes=notes)


def _duties(writer: Writer, question: Question, answer: Answer) -> Outline | None:
    roles = [role for role in writer.roles(question.roles) if role.responsibilities]
    if not roles:
        return None
    if len(roles) == 1:
        lead = writer.say("outline.duties", a_role=writer.a(roles[0]))
        return Outline(lead, groups=(group("", roles[0].responsibilities[:MOST_DUTIES]),))
    return Outline(groups=tuple(group(role.title, role.responsibilities[:MOST_DUTIES_OF_SEVERAL]) for role in roles))


def _hire(writer: Writer, question: Question, answer: Answer) -> Outline | None:
    roles = [role for role in writer.roles(question.roles) if role.hire_when]
    lines = answer.text.split("\n")
    if not roles or len(lines) < 2:
        return None
    points = [point for role in roles for point in role.hire_when[:2]]
    notes = tuple(line for line in lines if not any(point in line for point in points))
    lead = notes[0] if len(roles) > 1 and notes else ""
    return Outline(lead, groups=tuple(group(role.title, role.hire_when) for role in roles), notes=notes[1:] if lead else notes)


def _switch(writer: Writer, question: Question, answer: Answer) -> Outline:
    *origin, target = writer.roles(question.roles)
    own = origin[0].skills if origin else question.skills
    have = [skill for skill in target.skills if skill in own]
    missing = [skill for skill in target.skills if skill not in have]
    values = {"a_to": writer.a(target), "have": len(have), "total": len(target.skills)}
    near = (
        []
        if own
        else [
            Item(role.title, ask(writer, "switch_role", (role.id, target.id)).text) for role in nearest_by_skills(writer, target)
        ]
    )
    groups = [
        group(writer.phrase("outline.have"), writer.skill_labels(have)),
        group(writer.phrase("outline.learn"), writer.skill_labels(missing)),
        Group(writer.phrase("outline.near"), tuple(near)),
    ]
    asked = answer.text.split("\n")[-1] if target.education or target.experience else ""
    lead = writer.say("outline.switch" if own else "outline.become", **values)
    return Outline(lead, groups=tuple(found for found in groups if found.items), notes=(asked,) if asked else ())


def _related(writer: Writer, question: Question, answer: Answer) -> Outline | None:
    if not answer.listed:
        return None
    role = writer.knowledge.roles[question.roles[0]]
    near = [(other, len(shared_skills([role, other]))) for other in writer.roles(answer.listed)]
    chips = tuple(
        Item(f"{other.title} ({count})" if count else other.title, ask(writer, "describe_role", (other.id,)).text)
        for other, count in near
    )
    notes = answer.text.partition(". ")[2]
    lead = writer.say("outline.related", a_role=writer.a(role))
    return Outline(lead, groups=(Group("", chips),), notes=(notes,) if notes else ())


def _found(writer: Writer, question: Question, answer: Answer) -> Outline | None:
    roles = writer.roles(answer.listed)
    if not roles or not question.skills:
        return None
    if len(question.skills) == 1:
        chips = tuple(Item(role.title, ask(writer, "describe_role", (role.id,)).text) for role in roles)
        return Outline(answer.text.partition(":")[0] + ".", groups=(Group("", chips),))
    counts = [
        {"role": role.title, "have": sum(skill in role.skills for skill in question.skills), "total": len(question.skills)}
        for role in roles
    ]
    adding = [_to_add(writer, role, question.skills) for role in roles]
    groups = tuple(
        group(writer.phrase("outline.found_adding" if add else "outline.found", **values), add)
        for add, values in zip(adding, counts, strict=True)
    )
    return Outline(writer.say("outline.found_best", **counts[0]), groups=groups)


def _to_add(writer: Writer, role: Role, have: Sequence[str]) -> list[str]:
    missing = writer.skill_labels([skill for skill in hard(writer, role.skills) if skill not in have])
    more = len(missing) - MOST_TO_ADD
    return [*missing[:MOST_TO_ADD], writer.phrase("outline.more", count=more)] if more > 0 else missing


def _list(writer: Writer, question: Question, answer: Answer) -> Outline:
    every = writer.knowledge.roles.values()
    if question.family:
        name = writer.knowledge.families[question.family]
        count = writer.counted(len(answer.listed), "role")
        chips = tuple(Item(role.title, ask(writer, "describe_role", (role.id,)).text) for role in writer.roles(answer.listed))
        return Outline(writer.say("outline.family", family=name, count=count), groups=(Group("", chips),))
    held = {family: sum(role.family == family for role in every) for family in writer.knowledge.families}
    named = {writer.knowledge.families[family]: count for family, count in held.items() if count}
    chips = items(
        [f"{name} ({count})" for name, count in named.items()], [writer.phrase("list.button", family=name) for name in named]
    )
    return Outline(writer.say("outline.list", count=len(every), families=len(named)), groups=(Group("", chips),))


OUTLINES: Mapping[str, Make] = MappingProxyType(
    {
        "comparison": _comparison,
        "pay": outline_pay.pay,
        "ranking": outline_pay.ranking,
        "skills": _skills,
        "role": _describe,
        "duties": _duties,
        "hire": _hire,
        "switch": _switch,
        "related": _related,
        "found": _found,
        "list": _list,
    }
)
