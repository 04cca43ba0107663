"""What roles are and do: description and duties."""

from __future__ import annotations

from collections.abc import Sequence

from rolewise.core.answers.comparison import whole_page
from rolewise.core.answers.entry import usual_experience
from rolewise.core.answers.phrasing import and_list, lower_first
from rolewise.core.answers.rows import choose_rows
from rolewise.core.answers.skills import hard
from rolewise.core.answers.suggestions import suggest
from rolewise.core.answers.types import Answer, Question, Table
from rolewise.core.answers.writer import Writer, fitting, merged, paragraphs, sentences
from rolewise.core.knowledge.model import Pay, Role


def answer_describe(writer: Writer, question: Question) -> Answer:
    """One role in a paragraph."""
    role = writer.knowledge.roles[question.roles[0]]
    row = choose_rows([role], question.country)[0].row
    experience = role.experience
    main = and_list(writer.skill_labels(hard(writer, role.skills)[:5]))
    text = paragraphs(
        sentences(writer.introduced(role), focus(writer, role)),
        sentences(
            writer.say("describe.skills", skills=main) if main else "",
            usual_experience(writer, "describe", experience) if experience else "",
            *(_pay(writer, role, row) if row else ()),
        ),
        writer.say("describe.aliases", names=and_list(role.aliases[:4])) if role.aliases else "",
    )
    notes = [*writer.section_notes([role], "responsibilities"), *writer.section_notes([role], "skills")]
    notes += [writer.experience_note(role, experience)] if experience else []
    notes += [writer.pay_note(role, row)] if row else []
    return Answer(
        "role",
        "describe_role",
        text,
        title=role.title,
        roles=question.roles[:1],
        country=question.country,
        table=_duties_table(writer, [role]),
        sources=merged(notes),
        suggestions=suggest(writer, question),
        links=whole_page(writer, [role]),
    )


def _pay(writer: Writer, role: Role, row: Pay) -> list[str]:
    """What the role earns, and whom the figure covers besides."""
    said = writer.say("describe.pay", country=writer.country(row.country), range=writer.pay_range(row), cite=writer.cite(row))
    whom = row.occupation and not (row.wide or row.group_named)
    return [said, writer.say("pay.occupation", occupation=row.occupation, roles=writer.many(role)) if whom else ""]


def answer_responsibilities(writer: Writer, question: Question) -> Answer:
    """The main duties of one role, or of several."""
    roles = writer.roles(question.roles)
    if len(roles) == 1 and not roles[0].responsibilities:
        text = writer.say("duties.none", roles=writer.many(roles[0]))
    elif len(roles) == 1:
        every = range(len(roles[0].responsibilities), 0, -1)
        text = fitting(lambda most: writer.say("duties.intro", a_role=writer.a(roles[0]), duties=_duties(roles[0], most)), every)
    else:
        alike = duties_alike(writer, roles)
        text = fitting(lambda most: paragraphs(*_pairs(writer, roles, most), alike), range(3 if len(roles) == 2 else 2, 0, -1))
    return Answer(
        "duties",
        "ask_responsibilities",
        text,
        title=writer.titles(roles),
        roles=question.roles,
        country=question.country,
        table=_duties_table(writer, roles),
        sources=merged(writer.section_notes(roles, "responsibilities")),
        suggestions=suggest(writer, question),
    )


def _pairs(writer: Writer, roles: Sequence[Role], most: int) -> list[str]:
    return [
        writer.say("duties.pair", title=role.title, duties=_duties(role, most))
        if role.responsibilities
        else writer.say("duties.none", roles=writer.many(role))
        for role in roles
    ]


def focus(writer: Writer, role: Role) -> str:
    """What the work centres on and ends in; "" where the file does not say."""
    if not (role.focus and role.result):
        return ""
    return writer.say("describe.focus", focus=role.focus, result=role.result)


def duties_alike(writer: Writer, roles: Sequence[Role]) -> str:
    """A warning where all the roles' duties come from one occupation of a statistic."""
    codes = {role.outlook.code if role.outlook else role.id for role in roles}
    tasks = [set(role.responsibilities) for role in roles]
    return writer.say("duties.alike") if len(codes) == 1 and len(roles) > 1 and tasks[0] & tasks[1] else ""


def _duties(role: Role, most: int) -> str:
    return "; ".join(lower_first(duty) for duty in role.responsibilities[:most])


def _duties_table(writer: Writer, roles: Sequence[Role]) -> Table:
    longest = max(1, *(len(role.responsibilities) for role in roles))
    rows = tuple((str(number + 1), *(_at(role.responsibilities, number) for role in roles)) for number in range(longest))
    return Table((writer.phrase("table.duties"), *(role.title for role in roles)), rows)


def _at(items: Sequence[str], number: int) -> str:
    return items[number] if number < len(items) else "–"
