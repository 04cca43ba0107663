"""Doubt about pay just told: what the figure is, how far it reaches, and which others are held beside it."""

from __future__ import annotations

from collections.abc import Sequence

from rolewise.core.answers.bands import bands_of
from rolewise.core.answers.phrasing import and_list
from rolewise.core.answers.rows import choose_rows
from rolewise.core.answers.suggestions import suggest
from rolewise.core.answers.types import Answer, Question
from rolewise.core.answers.writer import Writer, merged, paragraphs, sentences
from rolewise.core.knowledge.model import Pay, Role

DOUBT = "doubt"  # the cue of it
MOST_ROLES = 2
MOST_OTHERS = 3


def answer_doubt(writer: Writer, question: Question) -> Answer | None:
    """What stands behind the pay of the last answer; None where that was about no pay, or none was held."""
    last = question.before[0] if question.before else None
    if last is None or last.intent != "ask_pay":
        return None
    chosen = [(item.role, item.row) for item in choose_rows(writer.roles(last.roles[:MOST_ROLES]), last.country) if item.row]
    if not chosen:
        return None
    notes = [writer.pay_note(role, row) for role, first in chosen for row in (first, *_others(role, first)) if row.source]
    return Answer(
        "sources",
        "ask_source",
        paragraphs(*(_behind(writer, role, row) for role, row in chosen), writer.say("doubt.close")),
        title=writer.titles([role for role, _ in chosen]),
        roles=last.roles,
        country=last.country,
        sources=merged(notes),
        suggestions=suggest(writer, question),
        used=frozenset({"amount", "yes_no", "reckoning"}),
    )


def _behind(writer: Writer, role: Role, row: Pay) -> str:
    named = {
        "a_role": writer.a(role),
        "roles": writer.many(role),
        "country": writer.country(row.country),
        "range": writer.pay_range(row),
        "cite": writer.cite(row),
    }
    key = "group" if row.occupation else "counted" if row.sample else "stated" if row.basis.startswith("stated") else "measured"
    bands = bands_of(role, row.country)
    return sentences(
        writer.say(f"doubt.{key}", **named, sample=f"{row.sample or 0:,}", occupation=row.occupation),
        writer.say("doubt.reach") if row.every_level and row.low is not None and row.high is not None else "",
        writer.say("doubt.bands", bands=_bands(writer, bands)) if len(bands) > 1 else "",
        _beside(writer, _others(role, row)),
    )


def _bands(writer: Writer, bands: Sequence[Pay]) -> str:
    return and_list([f"{writer.band(row)} {writer.pay_range(row)}" for row in (bands[0], bands[-1])])


def _others(role: Role, row: Pay) -> list[Pay]:
    """Further figures for all levels in the same country, those that an editor ranks first."""
    found = [other for other in role.pay_in(row.country) if other is not row and other.every_level]
    return sorted(found, key=lambda other: (other.rank == 0, -(other.sample or 0)))[:MOST_OTHERS]


def _beside(writer: Writer, others: Sequence[Pay]) -> str:
    items = [writer.phrase("doubt.item", range=writer.pay_range(other), cite=writer.cite(other)) for other in others]
    return writer.say("doubt.others", items=and_list(items)) if items else writer.say("doubt.no_others")
