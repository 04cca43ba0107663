"""Roles side by side: the contrast, the table, and the short version."""

from __future__ import annotations

from collections.abc import Sequence

from rolewise.core.answers.pay import pay_bars
from rolewise.core.answers.phrasing import and_list, upper_first, years
from rolewise.core.answers.rows import choose_rows
from rolewise.core.answers.skills import own_skills, shared_skills, telling_skills
from rolewise.core.answers.suggestions import suggest
from rolewise.core.answers.types import Answer, Link, Question, SourceNote, Table
from rolewise.core.answers.writer import Writer, in_words, merged, paragraphs, sentences
from rolewise.core.knowledge.model import Comparison, Role

# Skills named a role to tell two apart, fewer where that makes too long a text: the table has all.
MOST_TELLING = (4, 3, 2, 1, 0)
MOST_WORDS = 60
ONLY = "form:only"  # nothing but what tells them apart
MOST_WORDS_OF_SUMMARY = 30


def answer_compare(writer: Writer, question: Question) -> Answer:
    """What differs between two or more roles."""
    roles = writer.roles(question.roles)
    written = writer.knowledge.comparison(*question.roles) if len(roles) == 2 else None
    only = any(facet.key == ONLY for facet in question.heard("form")) and len(roles) == 2
    text = _apart(writer, roles, MOST_TELLING[0] * 2) if only else ""
    text = text or in_words(lambda most: _compared(writer, roles, written, most), MOST_TELLING, MOST_WORDS)
    return Answer(
        kind="comparison",
        intent="compare_roles",
        title=writer.versus(roles),
        text=text,
        roles=question.roles,
        country=question.country,
        table=side_by_side(writer, roles, question.country),
        bars=pay_bars(writer, choose_rows(roles, question.country)),
        sources=comparison_notes(writer, roles, question.country, written),
        suggestions=suggest(writer, question),
        links=whole_page(writer, roles),
        used=frozenset({ONLY}) if only else frozenset(),
    )


def answer_summary(writer: Writer, question: Question) -> Answer:
    """One line; the bars beside it show what they earn."""
    roles = writer.roles(question.roles)
    written = writer.knowledge.comparison(*question.roles) if len(roles) == 2 else None
    return Answer(
        "summary",
        "summarize_comparison",
        _summed_up(writer, roles, written),
        title=writer.versus(roles),
        roles=question.roles,
        country=question.country,
        bars=pay_bars(writer, choose_rows(roles, question.country)),
        sources=comparison_notes(writer, roles, question.country, written),
        suggestions=suggest(writer, question),
        links=whole_page(writer, roles),
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


def _compared(writer: Writer, roles: Sequence[Role], written: Comparison | None, most: int) -> str:
    """The contrast in a few sentences; pay, experience and the rest are left to table and bars."""
    contrast = _written(writer, written) if written else _contrast(writer, roles)
    return paragraphs(contrast, sentences(_shared(writer, roles), _apart(writer, roles, most)))


def _written(writer: Writer, written: Comparison) -> str:
    return sentences(
        writer.say("compare.quick", tagline=written.tagline), written.quick_answer, reviewed(writer, "compare.reviewed", written)
    )


def _contrast(writer: Writer, roles: Sequence[Role]) -> str:
    parts = [writer.phrase("compare.role", a_role=writer.a(role), does=writer.does(role)) for role in roles]
    return writer.say("compare.roles", roles="; ".join(parts))


def _shared(writer: Writer, roles: Sequence[Role]) -> str:
    shared = shared_skills(roles)
    labels = and_list(writer.skill_labels(shared))
    if len(roles) > 2:
        return writer.say("compare.shared_all", skills=labels) if shared else ""
    key = "compare.shared" if shared else "compare.shared_none"
    return writer.say(key, count=writer.counted(len(shared), "skill"), skills=labels)


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


def _summed_up(writer: Writer, roles: Sequence[Role], written: Comparison | None) -> str:
    if len(roles) == 1:
        return writer.introduced(roles[0])
    work = [(written and role.result) or role.focus or role.does or writer.does(role) for role in roles]
    parts = [writer.phrase("summary.role", title=role.title, does=does) for role, does in zip(roles, work, strict=True)]
    line = writer.say("summary.roles", roles="; ".join(parts))
    with_tagline = writer.say("summary.written", tagline=written.tagline, roles="; ".join(parts)) if written else line
    return with_tagline if len(with_tagline.split()) <= MOST_WORDS_OF_SUMMARY else line


def whole_page(writer: Writer, roles: Sequence[Role]) -> tuple[Link, ...]:
    """The page about one role or two, which has everything and can be printed or sent; none where no pages are published."""
    site, ids = writer.knowledge.site, [role.id for role in roles]
    template = {1: site.role_url, 2: site.page_url}.get(len(ids), "")
    if not template:
        return ()
    url = template.format(role=ids[0], first=ids[0], second=ids[-1])
    return (Link(writer.phrase("outline.page", titles=writer.versus(roles)), url),)
