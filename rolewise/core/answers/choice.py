"""Advice: which role to choose, and whom to hire."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rolewise.core.answers.comparison import comparison_notes, reviewed
from rolewise.core.answers.outlook import outlook_sentence
from rolewise.core.answers.phrasing import and_list, and_more, count
from rolewise.core.answers.rows import choose_rows
from rolewise.core.answers.skills import hard, nearness, shared_skills, telling_skills
from rolewise.core.answers.suggestions import suggest
from rolewise.core.answers.types import Answer, Question, Table
from rolewise.core.answers.writer import Writer, fitting, paragraphs, sentences
from rolewise.core.knowledge.model import POST, Comparison, Role

# What an occupation's description says of itself before its work: "(air hostesses) look after ..."
_ASIDE = re.compile(r"^\([^)]*\) ")
# Skills named a role, fewer where there are more roles; below 2 its focus goes, too.
NAMED_SKILLS = (4, 3, 2, 1, 0)
# With fewer skills of its own, those that tell a role from its neighbours are named too.
FEW_OWN = 2
MOST_SHARED = 5  # skills in common that are named
# Points named a role; the table has all.
NAMED_POINTS = (3, 2, 1)


def answer_choose(writer: Writer, question: Question) -> Answer:
    """By the skills and the kind of work one is drawn to; never a flat verdict."""
    roles = writer.roles(question.roles)
    body = (
        _single_choice(writer, question, roles[0])
        if len(roles) == 1
        else fitting(lambda most: _choice(writer, question, roles, most), NAMED_SKILLS)
    )
    return Answer(
        "choice",
        "choose_role",
        body,
        title=writer.titles(roles, "or"),
        roles=question.roles,
        country=question.country,
        sources=comparison_notes(writer, roles, question.country, None),
        suggestions=suggest(writer, question),
    )


def answer_hire(writer: Writer, question: Question) -> Answer:
    """For an employer: when to hire which, and whom first."""
    if not question.roles:
        return Answer(
            "hire", "hire_role", writer.say("hire.generic"), country=question.country, suggestions=suggest(writer, question)
        )
    roles = writer.roles(question.roles)
    written = writer.knowledge.comparison(*question.roles) if len(roles) == 2 else None
    body = (
        _single_hire(writer, question, roles[0])
        if len(roles) == 1
        else fitting(lambda most: _hire(writer, question, roles, written, most), NAMED_POINTS)
    )
    return Answer(
        "hire",
        "hire_role",
        body,
        title=writer.titles(roles, "or"),
        roles=question.roles,
        country=question.country,
        table=_hire_table(writer, roles),
        sources=comparison_notes(writer, roles, question.country, written),
        suggestions=suggest(writer, question),
    )


def _single_choice(writer: Writer, question: Question, role: Role) -> str:
    row = choose_rows([role], question.country)[0].row
    return paragraphs(
        sentences(
            writer.say("choose.single", a_role=writer.a(role), suits=role.suits) if role.suits else writer.introduced(role),
            writer.say("choose.single_check", focus=role.focus) if role.focus else "",
            _mine(writer, question, role),
        ),
        sentences(
            outlook_sentence(writer, role.outlook) if role.outlook else "",
            writer.say("choose.pay", country=writer.country(row.country), range=writer.pay_range(row), cite=writer.cite(row))
            if row
            else "",
        ),
    )


def _choice(writer: Writer, question: Question, roles: Sequence[Role], most: int) -> str:
    lines = [_suited(writer, question, role, [other for other in roles if other is not role], most) for role in roles]
    shared = shared_skills(roles)
    key = f"choose.{nearness(writer, roles, shared)}"
    labels = and_more(writer.skill_labels(shared), MOST_SHARED)
    switch = writer.say(key, count=writer.counted(len(shared), "skill"), skills=labels)
    return paragraphs(*lines, switch if len(roles) == 2 else "")


def _suited(writer: Writer, question: Question, role: Role, others: Sequence[Role], most: int) -> str:
    """Whom the role suits, what one's days are about, and the skills that only it asks for; less where there are many roles."""
    work = role.focus or ("" if role.kind == POST else role.does)
    if role.suits:
        key = "choose.suited" if most > 1 else "choose.suited_short"
    else:
        key = "choose.drawn" if role.focus else "choose.would"
    named = and_list(writer.skill_labels(_own_skills(writer, role, others)[:most]))
    return sentences(
        writer.say(key, a_role=writer.a(role), suits=role.suits, focus=work, does=_ASIDE.sub("", role.does))
        if role.suits or work
        else writer.introduced(role),
        writer.say("choose.asks", skills=named) if named else "",
        _mine(writer, question, role) if most else "",
    )


def _own_skills(writer: Writer, role: Role, others: Sequence[Role]) -> list[str]:
    only = telling_skills(writer, role, others)
    near = [skill for skill in role.distinguishing if skill not in shared_skills([role, *others])] if len(only) < FEW_OWN else []
    return list(dict.fromkeys([*only, *near]))


def _mine(writer: Writer, question: Question, role: Role) -> str:
    have = [skill for skill in question.skills if skill in role.skills]
    if not have:
        return ""
    return writer.say("choose.mine", a_role=writer.a(role), skills=and_list(writer.skill_labels(have)))


def _single_hire(writer: Writer, question: Question, role: Role) -> str:
    row = choose_rows([role], question.country)[0].row
    look = and_list(writer.skill_labels(hard(writer, role.skills)[:6]))
    return paragraphs(
        writer.say("hire.single", a_role=writer.a(role), points=_points(role, len(role.hire_when)))
        if role.hire_when
        else writer.introduced(role),
        writer.say("hire.look_for", skills=look) if look else "",
        writer.say("hire.cost", country=writer.country(row.country), range=writer.pay_range(row), cite=writer.cite(row))
        if row
        else "",
    )


def _hire(writer: Writer, question: Question, roles: Sequence[Role], written: Comparison | None, most: int) -> str:
    lines = [
        writer.say("hire.pair", a_role=writer.a(role), points=_points(role, most)) if role.hire_when else writer.introduced(role)
        for role in roles
    ]
    if written:
        first = sentences(written.bottom_line, reviewed(writer, "hire.reviewed", written))
    elif all(role.hire_when for role in roles):
        first = writer.say("hire.first_computed" if len(roles) == 2 else "hire.first_several")
    else:
        first = ""
    return paragraphs(
        first if written else "",
        *lines,
        "" if written else first,
        one_person(writer, roles) if "overlap" in question.aspects else "",
    )


def _points(role: Role, most: int) -> str:
    return "; ".join(role.hire_when[:most])


def one_person(writer: Writer, roles: Sequence[Role]) -> str:
    """Whether one person can fill both roles, by the skills in common."""
    shared = shared_skills(roles)
    if not hard(writer, shared):
        return writer.say("hire.overlap_none")
    return writer.say("hire.overlap", count=count(len(shared)), skills=and_list(writer.skill_labels(shared)))


def _hire_table(writer: Writer, roles: Sequence[Role]) -> Table | None:
    longest = max(len(role.hire_when) for role in roles)
    if not longest:
        return None
    rows = tuple(
        (str(number + 1), *(role.hire_when[number] if number < len(role.hire_when) else "–" for role in roles))
        for number in range(longest)
    )
    return Table((writer.phrase("table.hire_when"), *(role.title for role in roles)), rows)
