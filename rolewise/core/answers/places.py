"""Pay of roles in several countries: one answer, one table, an axis a currency, what is not held in one line."""

from __future__ import annotations

from collections.abc import Sequence

from rolewise.core.answers.phrasing import and_list
from rolewise.core.answers.rows import choose_rows
from rolewise.core.answers.suggestions import suggest
from rolewise.core.answers.types import Answer, Bar, Question, Table
from rolewise.core.answers.writer import Writer, merged, paragraphs
from rolewise.core.knowledge.model import Pay, Role

MOST_PLACES = 4
Held = tuple[Role, Pay]


def places_asked(question: Question) -> tuple[str, ...]:
    """Codes of the countries named, each once, at most MOST_PLACES; none that was excluded."""
    named = [facet.value for facet in question.heard("country") if not facet.negated]
    return tuple(dict.fromkeys(named))[:MOST_PLACES]


def answer_pay_in_places(writer: Writer, question: Question, places: Sequence[str]) -> Answer:
    """The roles' pay in each of the countries, each in its own currency."""
    roles = writer.roles(question.roles)
    chosen = [item for code in places for item in choose_rows(roles, code)]
    held = [(item.role, item.row) for item in chosen if item.row]
    return Answer(
        "pay",
        "ask_pay",
        paragraphs(_lines(writer, held, len(roles) > 1), _not_held(writer, roles, places), _nothing_converted(writer, held)),
        title=writer.phrase("places.title", roles=writer.titles(roles), countries=_names(writer, places)),
        roles=question.roles,
        country=question.country,
        table=_table(writer, held, len(roles) > 1) if held else None,
        bars=tuple(_bar(writer, role, row, len(roles) > 1) for role, row in held if row.low or row.median),
        sources=merged(writer.pay_note(role, row) for role, row in held),
        suggestions=suggest(writer, question),
        used=frozenset({f"country:{code}" for code in places} | {"city", "currency"}),
        once=("pay.promise",) if held else (),
    )


def _names(writer: Writer, places: Sequence[str]) -> str:
    return and_list([writer.country(code) for code in places])


def _lines(writer: Writer, held: Sequence[Held], several: bool) -> str:
    parts = [
        writer.phrase(
            "places.part_of" if several else "places.part",
            role=role.title,
            country=writer.country(row.country),
            range=writer.pay_range(row),
            cite=writer.cite(row),
        )
        for role, row in held
    ]
    return (
        writer.say(
            "places.pay", roles=and_list(list(dict.fromkeys(writer.many(role) for role, _ in held))), parts="; ".join(parts)
        )
        if parts
        else ""
    )


def _not_held(writer: Writer, roles: Sequence[Role], places: Sequence[str]) -> str:
    parts = []
    for code in places:
        missing = [item.role for item in choose_rows(roles, code) if item.row is None]
        if missing:
            parts.append(
                writer.phrase(
                    "places.missing", country=writer.country(code), roles=and_list([writer.many(role) for role in missing])
                )
            )
    return writer.say("places.not_held", parts="; ".join(parts)) if parts else ""


def _nothing_converted(writer: Writer, held: Sequence[Held]) -> str:
    return writer.say("pay.conversion") if len({row.currency for _, row in held}) > 1 else ""


def _table(writer: Writer, held: Sequence[Held], several: bool) -> Table:
    heads = ("country", *(("role",) if several else ()), "range", "median", "basis", "year", "source")
    return Table(
        tuple(writer.phrase(f"table.{head}") for head in heads),
        tuple(
            (
                writer.knowledge.countries[row.country].name,
                *((role.title,) if several else ()),
                writer.pay_range(row),
                writer.amount(row.median, row) if row.median else "–",
                writer.basis(row),
                str(row.year),
                writer.source_name(row.source),
            )
            for role, row in held
        ),
    )


def _bar(writer: Writer, role: Role, row: Pay, several: bool) -> Bar:
    country = writer.knowledge.countries[row.country].name
    label = writer.phrase("places.bar", role=role.title, country=country) if several else country
    return Bar(label, row.low, row.median, row.high, row.currency, f"{writer.pay_range(row)} ({writer.cite(row)})")
