"""The sections about pay: in the page's country, and in the others."""

from __future__ import annotations

from rolewise.core.answers.rows import Chosen, choose_rows
from rolewise.core.answers.types import Table
from rolewise.doors.pages.comparison.chart import chart
from rolewise.doors.pages.comparison.content import Block
from rolewise.doors.pages.comparison.questions import Asker


def pay_here(asker: Asker) -> list[Block | None]:
    """Pay in the page's country, drawn and as a table, with the experience behind it."""
    answer = asker("ask_pay")
    currency = asker.writer.knowledge.currencies.get(asker.writer.knowledge.countries[asker.country].currency)
    drawn = chart(asker.words("pay.chart"), answer.bars, currency) if currency and _all_yearly(asker) else None
    return [
        Block(lines=asker.lines("ask_experience")),
        Block(chart=drawn) if drawn else None,
        Block(lines=asker.lines("ask_pay")),
        Block(heading=asker.words("pay.table"), table=answer.table, folded=True) if answer.table else None,
    ]


def _all_yearly(asker: Asker) -> bool:
    """The chart's axis is of a year, so that an hour's pay has no place on it."""
    return all(item.row is None or item.row.period == "year" for item in choose_rows(asker.roles, asker.country))


def pay_elsewhere(asker: Asker) -> list[Block | None]:
    """Pay in the other countries that a role of the page has figures for, a row a country."""
    countries = [code for code in _pay_countries(asker) if code != asker.country]
    chosen = {code: choose_rows(asker.roles, code) for code in countries}
    if not chosen:
        return []
    asker.note(asker.writer.pay_note(item.role, item.row) for items in chosen.values() for item in items if item.row)
    rows = tuple((asker.writer.country(code), *(_pay_cell(asker, item) for item in items)) for code, items in chosen.items())
    heads = (asker.writer.phrase("table.country"), *(role.title for role in asker.roles))
    return [Block(lines=(asker.words("countries.lead"),)), Block(table=Table(heads, rows))]


def _pay_countries(asker: Asker) -> list[str]:
    return list(dict.fromkeys(code for role in asker.roles for code in role.pay_countries))


def _pay_cell(asker: Asker, item: Chosen) -> str:
    if item.row is None:
        return asker.writer.phrase("table.missing")
    group = asker.words("countries.group", occupation=item.row.occupation) if item.row.occupation else ""
    return " ".join(part for part in (f"{asker.writer.pay_range(item.row)} ({asker.writer.cite(item.row)})", group) if part)
