"""A year's pay for other periods, and what is left of it in hand. Each step is said with its basis."""

from __future__ import annotations

from collections.abc import Sequence

from rolewise.core.answers.judging import sums
from rolewise.core.answers.phrasing import money
from rolewise.core.answers.reckoning import income_tax, per_month, share
from rolewise.core.answers.rows import Chosen
from rolewise.core.answers.types import Question, SourceNote
from rolewise.core.answers.writer import Writer, sentences
from rolewise.core.facets import A_YEAR
from rolewise.core.knowledge.model import Pay, TaxRules

IN_HAND = "in_hand"
MOST_SIDE_BY_SIDE = 3
SHORT = {IN_HAND: "monthly_short", "monthly": "monthly_short"}
PERIODS = {"monthly": "month", "weekly": "week", "daily": "day", "hourly": "hour"}


def wanted(question: Question) -> list[str]:
    """The reckonings asked for, of PERIODS and IN_HAND, each once."""
    heard = [facet.value for facet in question.heard("reckoning") if not facet.negated]
    return [name for name in (*PERIODS, IN_HAND) if name in heard or name in question.aspects]


def reckoned(writer: Writer, question: Question, chosen: Sequence[Chosen], detail: int) -> str:
    """The figures of each role, or the sum named, for the periods asked for; below detail 2 without tax, below 0 not at all."""
    names = wanted(question)
    if IN_HAND in names:
        names = [IN_HAND]  # which begins with the month's gross
    rows = [(item.role.title if len(chosen) > 1 else "", item.row) for item in chosen if item.row and item.row.period == "year"]
    if detail < 0 or (detail < 2 and len(rows) > MOST_SIDE_BY_SIDE):
        return writer.say("periods.fewer") if names else ""
    if detail < 2:
        lines = [_line(writer, question, SHORT.get(name, name), row, title) for name in names[:1] for title, row in rows]
        return sentences(*lines, writer.say("periods.comes_off") if IN_HAND in names else "")
    return sentences(*(_line(writer, question, name, row, title) for name in names for title, row in rows))


def tax_notes(writer: Writer, question: Question) -> list[SourceNote]:
    """Where the rules of tax come from, if they are used."""
    rules = writer.knowledge.taxes.get(question.country)
    if rules is None or IN_HAND not in wanted(question):
        return []
    return [writer.source(rules.source, writer.phrase("sources.tax", country=writer.country(rules.country), period=rules.period))]


def _line(writer: Writer, question: Question, name: str, row: Pay, title: str) -> str:
    ends = [amount.value for amount in sums(writer, question)[:1] if amount.currency in ("", row.currency)]
    ends = ends or [end for end in (row.low, row.high) if end is not None] or [end for end in (row.middle,) if end]
    if name == IN_HAND:
        return _in_hand(writer, row, ends, title)
    times = A_YEAR[PERIODS.get(name, "month")]
    return writer.say(
        f"periods.{name}",
        role=_of(title),
        year=_range(writer, row, ends),
        part=_range(writer, row, [share(end, times) for end in ends]),
        country=writer.country(row.country),
    )


def _in_hand(writer: Writer, row: Pay, ends: Sequence[int], title: str) -> str:
    rules = writer.knowledge.taxes.get(row.country)
    taxes = [income_tax(end, rules) for end in ends] if rules else []
    gross = _range(writer, row, [per_month(end) for end in ends])
    said = writer.say("periods.in_hand", role=_of(title), gross=gross, year=_range(writer, row, ends))
    if rules is None or any(tax is None for tax in taxes):
        return sentences(said, writer.say("periods.no_tax"))
    return sentences(said, _taxed(writer, row, ends, [tax or 0 for tax in taxes], rules))


def _of(title: str) -> str:
    """What stands before the figures of one of several roles."""
    return f"{title}: " if title else ""


def _taxed(writer: Writer, row: Pay, ends: Sequence[int], taxes: Sequence[int], rules: TaxRules) -> str:
    if not any(taxes):
        return writer.say("periods.tax_free", regime=rules.regime, period=rules.period, source=writer.source_name(rules.source))
    left = [per_month(end - tax) for end, tax in zip(ends, taxes, strict=True)]
    return writer.say(
        "periods.tax",
        tax=_range(writer, row, taxes),
        left=_range(writer, row, left),
        regime=rules.regime,
        period=rules.period,
        source=writer.source_name(rules.source),
    )


def _range(writer: Writer, row: Pay, ends: Sequence[int]) -> str:
    currency = writer.knowledge.currencies[row.currency]
    return "–".join(dict.fromkeys(money(end, currency) for end in ends))
