"""Roles side by side: the contrast, the table, and the short version."""

from __future__ import annotations

from collections.abc import Sequence

from rolewise.core.answers.entry import is_open
from rolewise.core.answers.pay import pay_bars
from rolewise.core.answers.phrasing import and_list, some, upper_first, years
from rolewise.core.answers.rows import Chosen, choose_rows, lumped
from rolewise.core.answers.skills import own_skills, shared_skills, telling_skills
from rolewise.core.answers.suggestions import suggest
from rolewise.core.answers.types import Answer, Link, Question, SourceNote, Table
from rolewise.core.answers.writer import Writer, fitting, merged, paragraphs, sentences
from rolewise.core.knowledge.model import Comparison, Pay, Role

# Skills named a role to tell two apart, fewer where that makes too long a text; at 0 the results go, below pay goes, too:
# the table has both.
MOST_TELLING = (4, 3, 2, 1, 0, -1)


def answer_compare(writer: Writer, question: Question) -> Answer:
    """What differs between two or more roles."""
    roles = writer.roles(question.roles)
    written = writer.knowledge.comparison(*question.roles) if len(roles) == 2 else None
    text = fitting(lambda most: _compared(writer, question, roles, written, most), MOST_TELLING)
    return Answer(
        kind="comparison",
        intent="compare_roles",
        title=" vs ".join(role.title for role in roles),
        text=text,
        roles=question.roles,
        country=question.country,
        table=side_by_side(writer, roles, question.country),
        bars=pay_bars(writer, choose_rows(roles, question.country)),
        sources=comparison_notes(writer, roles, question.country, written),
        suggestions=suggest(writer, question),
        links=_page(writer, roles),
    )


def answer_summary(writer: Writer, question: Question) -> Answer:
    """Three lines and a bottom line."""
    roles = writer.roles(question.roles)
    written = writer.knowledge.comparison(*question.roles) if len(roles) == 2 else None
    text = fitting(lambda detail: _summed_up(writer, question, roles, written, detail), (2, 1, 0))
    return Answer(
        "summary",
        "summarize_comparison",
        text,
        title=" vs ".join(role.title for role in roles),
        roles=question.roles,
        country=question.country,
        sources=comparison_notes(writer, roles, question.country, written),
        suggestions=suggest(writer, question),
        links=_page(writer, roles),
    )


def side_by_side(writer: Writer, roles: Sequence[Role], country: str) -> Table:
    """A row a point, a column a role."""
    chosen = choose_rows(roles, country)
    missing = writer.phrase("table.missing")
    others = {role.id: [other for other in roles if other is not role] for role in roles}
    shared = and_list(writer.skill_labels(shared_skills(roles))) or writer.phrase("table.none")
    cells = [
        ("does", [role.summary for role in roles]),
        ("focus", [upper_first(role.focus) or missing for role in roles]),
        ("result", [upper_first(role.result) or missing for role in roles]),
        ("shared", [shared for _ in roles]),
        (
            "only",
            [and_list(writer.skill_labels(own_skills(role, others[role.id]))) or writer.phrase("table.none") for role in roles],
        ),
        ("experience", [experience_cell(writer, role) for role in roles]),
        (
            "education",
            [
                f"{role.education.entry} ({writer.country(role.education.country)})" if role.education else missing
                for role in roles
            ],
        ),
        ("pay", [f"{writer.pay_range(item.row)} ({writer.cite(item.row)})" if item.row else missing for item in chosen]),
        ("outlook", [outlook_cell(writer, role) for role in roles]),
    ]
    outlook_country = next((role.outlook.country for role in roles if role.outlook), country)
    labels = {"pay": writer.country(country), "outlook": writer.country(outlook_country)}
    rows = tuple((writer.phrase(f"table.{key}", country=labels.get(key, "")), *values) for key, values in cells)
    return Table((writer.phrase("table.key"), *(role.title for role in roles)), rows)


def experience_cell(writer: Writer, role: Role) -> str:
    """Usual years with their country."""
    if role.experience is None:
        return writer.phrase("table.missing")
    return f"{years(role.experience.low, role.experience.high)} ({writer.country(role.experience.country)})"


def outlook_cell(writer: Writer, role: Role) -> str:
    """Growth and openings of the occupation."""
    if role.outlook is None:
        return writer.phrase("table.missing")
    return writer.phrase(
        "table.outlook_cell",
        growth=f"{role.outlook.growth:+g}",
        period=role.outlook.period,
        openings=f"{role.outlook.openings:,}",
    )


def comparison_notes(writer: Writer, roles: Sequence[Role], country: str, written: Comparison | None) -> tuple[SourceNote, ...]:
    """Everything that a comparison rests on."""
    names = " / ".join(role.title for role in roles)
    notes = [
        writer.source(source, writer.phrase("sources.comparison", roles=names)) for source in (written.sources if written else ())
    ]
    notes += [writer.pay_note(item.role, item.row) for item in choose_rows(roles, country) if item.row]
    notes += [*writer.section_notes(roles, "responsibilities"), *writer.section_notes(roles, "skills")]
    notes += [writer.experience_note(role, role.experience) for role in roles if role.experience]
    notes += [writer.outlook_note(role.outlook) for role in roles if role.outlook]
    notes += [note for role in roles for note in writer.education_notes(role)]
    return merged(notes)


def reviewed(writer: Writer, key: str, written: Comparison) -> str:
    """Whose judgement it is, and of when."""
    return writer.phrase(key, source=writer.source_name(written.sources[0]), date=written.reviewed)


def _compared(writer: Writer, question: Question, roles: Sequence[Role], written: Comparison | None, most: int) -> str:
    contrast = (
        [_written(writer, written)] if written else [_contrast(writer, role, len(roles) == 2 and most > 0) for role in roles]
    )
    pay = _pay(writer, question, roles) if most >= 0 else ""
    return paragraphs(*contrast, sentences(_shared(writer, roles), _apart(writer, roles, most)), pay)


def _written(writer: Writer, written: Comparison) -> str:
    return sentences(
        writer.say("compare.quick", tagline=written.tagline), written.quick_answer, reviewed(writer, "compare.reviewed", written)
    )


def _contrast(writer: Writer, role: Role, with_result: bool) -> str:
    key = "compare.role_result" if role.result and with_result else "compare.role"
    return writer.say(key, a_role=writer.a(role), does=writer.does(role), result=role.result)


def _shared(writer: Writer, roles: Sequence[Role]) -> str:
    shared = shared_skills(roles)
    labels = and_list(writer.skill_labels(shared))
    if len(roles) > 2:
        return writer.say("compare.shared_all", skills=labels) if shared else ""
    key = "compare.shared" if shared else "compare.shared_none"
    return writer.say(key, count=some(len(shared), "skill", "skills"), skills=labels)


def _apart(writer: Writer, roles: Sequence[Role], most: int) -> str:
    if len(roles) != 2:
        return ""
    first, second = roles
    own = [
        and_list(writer.skill_labels(telling_skills(writer, role, [other])[:most]))
        for role, other in ((first, second), (second, first))
    ]
    if not all(own):
        return ""
    return writer.say(
        "compare.apart", first=first.in_sentence, first_skills=own[0], second=second.in_sentence, second_skills=own[1]
    )


def _pay(writer: Writer, question: Question, roles: Sequence[Role]) -> str:
    chosen = choose_rows(roles, question.country)
    if not any(item.row for item in chosen):
        return writer.say("compare.pay_none", country=writer.country(question.country))
    together = lumped(writer, [(item.role, item.row) for item in chosen if item.row])
    if one := _alike(writer, question, chosen):
        return sentences(one, together)
    parts = []
    for item in chosen:
        if item.row:
            parts.append(
                writer.phrase(
                    "compare.pay_part", role=item.role.title, range=writer.pay_range(item.row), cite=writer.cite(item.row)
                )
            )
        else:
            parts.append(writer.phrase("compare.pay_missing", role=item.role.title))
    return sentences(writer.say("compare.pay", country=writer.country(question.country), parts="; ".join(parts)), together)


def _alike(writer: Writer, question: Question, chosen: Sequence[Chosen]) -> str:
    """Pay of all the roles with their common source said once; "" where they have none in common."""
    rows = [(item.role, item.row) for item in chosen if item.row]
    if len(rows) < len(chosen) or len({writer.cite(row) for _, row in rows}) > 1:
        return ""
    parts = [writer.phrase("compare.pay_part_alike", role=role.title, range=writer.pay_range(row)) for role, row in rows]
    return writer.say(
        "compare.pay_alike", country=writer.country(question.country), parts=and_list(parts), cite=writer.cite(rows[0][1])
    )


def _summed_up(writer: Writer, question: Question, roles: Sequence[Role], written: Comparison | None, detail: int) -> str:
    """Detail 2 says all; 1 leaves experience out, as three or more roles always do; 0 the kind of the figures."""
    detail = min(detail, 1) if len(roles) > 2 else detail
    chosen = choose_rows(roles, question.country)
    lines = [_line(writer, item.role, _pay_in_short(writer, item.row, question.country, detail), detail) for item in chosen]
    together = lumped(writer, [(item.role, item.row) for item in chosen if item.row])
    return paragraphs(*lines, together, _bottom(writer, roles, written))


def _pay_in_short(writer: Writer, row: Pay | None, country: str, detail: int) -> str:
    if row is None:
        return writer.phrase("summary.no_pay", country=writer.country(country))
    key = "summary.pay" if detail else "summary.pay_short"
    return writer.phrase(
        key,
        range=writer.pay_range(row),
        country=writer.country(country),
        cite=writer.cite(row),
        source=writer.source_name(row.source),
    )


def _line(writer: Writer, role: Role, pay: str, detail: int) -> str:
    if role.experience is None or detail < 2:
        return writer.say("summary.line_short", title=role.title, does=writer.does(role), pay=pay)
    key = "summary.experience_open" if is_open(role.experience) else "summary.experience"
    experience = writer.phrase(
        key, years=years(role.experience.low, role.experience.high), country=writer.country(role.experience.country)
    )
    return writer.say("summary.line", title=role.title, does=writer.does(role), experience=experience, pay=pay)


def _bottom(writer: Writer, roles: Sequence[Role], written: Comparison | None) -> str:
    if written:
        return sentences(writer.say("summary.bottom", text=written.bottom_line), reviewed(writer, "compare.reviewed", written))
    if len(roles) == 1:
        return writer.say("summary.bottom_single", suits=roles[0].suits) if roles[0].suits else ""
    if len(roles) == 2 and all(role.focus for role in roles):
        first, second = roles
        return writer.say(
            "summary.bottom_computed",
            a_first=writer.a(first),
            first_focus=first.focus,
            a_second=writer.a(second),
            second_focus=second.focus,
        )
    return ""


def _page(writer: Writer, roles: Sequence[Role]) -> tuple[Link, ...]:
    template = writer.knowledge.site.page_url
    if not template or len(roles) != 2:
        return ()
    return (Link(" vs ".join(role.title for role in roles), template.format(first=roles[0].id, second=roles[1].id)),)
