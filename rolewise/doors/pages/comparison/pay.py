"""The section about pay: in the page's country drawn, all other figures folded."""

from __future__ import annotations

from collections.abc import Sequence

from rolewise.core.answers import Writer, outline_pay
from rolewise.core.answers.phrasing import upper_first
from rolewise.core.answers.rows import Chosen, choose_rows
from rolewise.core.answers.types import Table
from rolewise.doors.pages.comparison.chart import Chart, chart
from rolewise.doors.pages.comparison.content import Block
from rolewise.doors.pages.comparison.questions import Asker


def pay(asker: Asker) -> list[Block | None]:
    """What the roles earn; every figure that we hold can be unfolded."""
    drawn, table = _drawn(asker), asker("ask_pay").table
    said = _said(asker, drawn)
    here = Block(heading=asker.words("pay.table"), table=table, folded=True) if table else None
    return [Block(chart=drawn) if drawn else None, Block(lines=said) if said else None, here, _elsewhere(asker)]


def pay_verdict(asker: Asker) -> str:
    """Which earns more; that we hold no pay where that is so."""
    outline = asker("ask_pay").outline
    return outline.lead if outline else asker.lines("ask_pay")[-1]


def cited(writer: Writer, chosen: Sequence[Chosen]) -> str:
    """Kind, year and source of the rows, said once for those that are alike."""
    return outline_pay.caption(writer, [(item.role, item.row) for item in chosen if item.row])


def _drawn(asker: Asker) -> Chart | None:
    currency = asker.writer.knowledge.currencies.get(asker.writer.knowledge.countries[asker.country].currency)
    chosen = choose_rows(asker.roles, asker.country)
    # The axis is of a year, so that an hour's pay has no place on it.
    if currency is None or any(item.row and item.row.period != "year" for item in chosen):
        return None
    return chart(asker.words("pay.chart"), cited(asker.writer, chosen), asker("ask_pay").bars, currency)


def _said(asker: Asker, drawn: Chart | None) -> tuple[str, ...]:
    """What the bars do not show; the verdict heads the page."""
    outline = asker("ask_pay").outline
    if drawn is None or outline is None:
        return asker.lines("ask_pay")
    return outline.notes


def _elsewhere(asker: Asker) -> Block | None:
    """Pay in the other countries that a role of the page has figures for, a row a country."""
    countries = [code for code in _pay_countries(asker) if code != asker.country]
    chosen = {code: choose_rows(asker.roles, code) for code in countries}
    if not chosen:
        return None
    asker.note(asker.writer.pay_note(item.role, item.row) for items in chosen.values() for item in items if item.row)
    rows = tuple(
        (upper_first(asker.writer.country(code)), *(_pay_cell(asker, item) for item in items)) for code, items in chosen.items()
    )
    heads = (asker.writer.phrase("table.country"), *(role.title for role in asker.roles))
    return Block(asker.words("countries.heading"), (asker.words("countries.lead"),), table=Table(heads, rows), folded=True)


def _pay_countries(asker: Asker) -> list[str]:
    return list(dict.fromkeys(code for role in asker.roles for code in role.pay_countries))


def _pay_cell(asker: Asker, item: Chosen) -> str:
    if item.row is None:
        return asker.writer.phrase("table.missing")
    group = asker.words("countries.group", occupation=item.row.occupation) if item.row.occupation else ""
    return " ".join(part for part in (f"{asker.writer.pay_range(item.row)} ({asker.writer.cite(item.row)})", group) if part)
