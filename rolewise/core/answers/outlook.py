"""Projected jobs of the occupations behind the roles."""

from __future__ import annotations

from collections.abc import Sequence

from rolewise.core.answers.phrasing import and_list, plain_number
from rolewise.core.answers.suggestions import suggest
from rolewise.core.answers.types import Answer, Question
from rolewise.core.answers.writer import Writer, merged, paragraphs, sentences
from rolewise.core.knowledge.model import Outlook, Role

# More projections than this are given in short lines.
MOST_IN_SENTENCES = 2

Known = Sequence[tuple[Role, Outlook]]


def answer_outlook(writer: Writer, question: Question) -> Answer:
    """Projected jobs of the occupations behind the roles."""
    roles = writer.roles(question.roles)
    known = [(role, role.outlook) for role in roles if role.outlook]
    abroad = question.country_named and known and all(outlook.country != question.country for _, outlook in known)
    text = paragraphs(
        writer.say("outlook.us_only", country=writer.country(question.country)) if abroad else "",
        *_outlooks(writer, known),
        writer.say("outlook.none", roles=and_list([writer.many(role) for role in roles])) if not known else "",
        writer.say("outlook.ai") if "ai" in question.aspects and known else "",
    )
    return Answer(
        "outlook",
        "ask_outlook",
        text,
        title=writer.titles(roles),
        roles=question.roles,
        country=question.country,
        sources=merged(writer.outlook_note(outlook) for _, outlook in known),
        suggestions=suggest(writer, question),
        used=_used(question) if known else frozenset(),
    )


def _used(question: Question) -> frozenset[str]:
    """Growth and openings are what a projection tells; what AI means for it is said where it was asked."""
    return frozenset({"criterion:growth", "criterion:demand", *(["criterion:ai"] if "ai" in question.aspects else [])})


def outlook_sentence(writer: Writer, outlook: Outlook) -> str:
    """The projection with its period and source."""
    start, end = span(outlook)
    key = "outlook.growth" if outlook.growth else "outlook.flat"
    return writer.say(
        key,
        country=writer.country(outlook.country),
        occupation=f"“{outlook.occupation}”",
        change=change(writer, outlook),
        growth=plain_number(abs(outlook.growth)),
        start=start,
        end=end,
        openings=f"{outlook.openings:,}",
        source=writer.source_name(outlook.source),
    )


def span(outlook: Outlook) -> tuple[str, str]:
    """First and last year of the projection: ("2024", "2034")."""
    start, end = outlook.period.split("-")
    return start, start[:2] + end


def change(writer: Writer, outlook: Outlook) -> str:
    """ "grow" or "shrink" """
    return writer.phrase("outlook.grow" if outlook.growth >= 0 else "outlook.shrink")


def _outlooks(writer: Writer, known: Known) -> list[str]:
    groups: dict[str, list[tuple[Role, Outlook]]] = {}
    for role, outlook in known:
        groups.setdefault(outlook.code, []).append((role, outlook))
    alike = len({(outlook.country, outlook.period, outlook.source) for _, outlook in known}) == 1
    if len(groups) > MOST_IN_SENTENCES and alike:
        return _in_short(writer, list(groups.values()))
    lines = [_group(writer, group) for group in groups.values()]
    if len(groups) == len(known) == 2:
        (first, a), (second, b) = known
        if a.growth != b.growth:
            lines.append(writer.say("outlook.faster", a_winner=writer.a(first if a.growth > b.growth else second)))
    return lines


def _group(writer: Writer, group: Known) -> str:
    names, outlook = and_list([writer.many(role) for role, _ in group]), group[0][1]
    reach = "outlook.same" if len(group) > 1 else "outlook.wider" if outlook.wider else ""
    return sentences(outlook_sentence(writer, outlook), writer.say(reach, roles=names) if reach else "")


def _in_short(writer: Writer, groups: Sequence[Known]) -> list[str]:
    outlook = groups[0][0][1]
    start, end = span(outlook)
    lines = [
        writer.say(
            "outlook.line",
            titles=writer.titles([role for role, _ in group]),
            growth=f"{group[0][1].growth:+g}",
            occupation=group[0][1].occupation,
            openings=f"{group[0][1].openings:,}",
        )
        for group in groups
    ]
    return [
        writer.say(
            "outlook.intro",
            country=writer.country(outlook.country),
            start=start,
            end=end,
            source=writer.source_name(outlook.source),
        ),
        *lines,
    ]
