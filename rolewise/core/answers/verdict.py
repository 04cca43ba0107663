"""Who earns more, by the rows chosen; or why no verdict is given."""

from __future__ import annotations

from collections.abc import Sequence

from rolewise.core.answers.phrasing import and_list, plain_number
from rolewise.core.answers.reckoning import percent
from rolewise.core.answers.rows import Chosen, alike, close_in_time
from rolewise.core.answers.writer import Writer, sentences
from rolewise.core.knowledge.model import Pay, Role


def verdict(writer: Writer, chosen: Sequence[Chosen]) -> str:
    """Who is higher and how far the ranges overlap; or why nothing is said."""
    rows = [(item.role, item.row) for item in chosen if item.row]
    if len(rows) < len(chosen):
        key = "one_missing" if len(chosen) == 2 else "some_missing"
        return writer.say(f"pay.verdict.{key}") if rows else ""
    if not alike([row for _, row in rows]):
        return _no_verdict(writer, [row for _, row in rows])
    if len(rows) > 2:
        return _highest(writer, rows)
    (first, first_row), (second, second_row) = rows
    if first_row.low is None or first_row.high is None or second_row.low is None or second_row.high is None:
        return _medians(writer, first, first_row, second, second_row)
    return sentences(_ends(writer, first, first_row, second, second_row), _overlap(writer, first_row, second_row))


def ends_of(chosen: Sequence[Chosen]) -> Sequence[Chosen]:
    """Of more than two the lowest and the highest paid, where their figures are of one kind; else all."""
    rows = [item.row for item in chosen]
    if len(chosen) < 3 or not alike(rows):
        return chosen
    ordered = sorted(chosen, key=lambda item: (item.row.high or item.row.middle or 0) if item.row else 0)
    return (ordered[0], ordered[-1])


def gap(writer: Writer, chosen: Sequence[Chosen]) -> str:
    """How far two roles lie apart, in money and per cent, end by end; "" where their figures are not of one kind."""
    rows = [(item.role, item.row) for item in chosen if item.row]
    if len(rows) != 2 or len(chosen) != 2 or not alike([row for _, row in rows]):
        return ""
    (first, a), (second, b) = rows
    if None in (a.low, a.high, b.low, b.high):
        return _median_gap(writer, rows)
    low, high = (a.low or 0) - (b.low or 0), (a.high or 0) - (b.high or 0)
    amounts = {"low": writer.amount(abs(low), a), "high": writer.amount(abs(high), a)}
    if low * high <= 0:
        return writer.say("judge.gap_mixed", **amounts)
    less, more = (b, a) if low > 0 else (a, b)
    return writer.say(
        "judge.gap",
        a_more=writer.a(first if low > 0 else second),
        **amounts,
        low_percent=_more(less.low, more.low),
        high_percent=_more(less.high, more.high),
    )


def _median_gap(writer: Writer, rows: Sequence[tuple[Role, Pay]]) -> str:
    (first, a), (second, b) = rows
    if a.median is None or b.median is None or a.median == b.median:
        return ""
    less, more = sorted((a, b), key=lambda row: row.median or 0)
    return writer.say(
        "judge.gap_median",
        a_more=writer.a(first if more is a else second),
        low=writer.amount((more.median or 0) - (less.median or 0), a),
        low_percent=_more(less.median, more.median),
    )


def _more(base: int | None, amount: int | None) -> str:
    value = percent(base or 0, amount or 0)
    return f"{plain_number(value)}%" if value is not None else "–"


def _no_verdict(writer: Writer, rows: Sequence[Pay]) -> str:
    wide = list(dict.fromkeys(row.occupation for row in rows if row.wide))
    if wide:
        return writer.say("pay.verdict.wide", groups=and_list(wide))
    kinds = list(dict.fromkeys(writer.basis(row) for row in rows))
    if len(kinds) > 1:
        return writer.say("pay.verdict.unlike", kinds=and_list(kinds, "against"))
    if not close_in_time(rows):
        years = sorted({str(row.year) for row in rows})
        return writer.say("pay.verdict.unlike_years", years=and_list(years, "against"))
    return writer.say("pay.verdict.unlike_reach")


def _ends(writer: Writer, first: Role, a: Pay, second: Role, b: Pay) -> str:
    low, high = _order(a.low, b.low), _order(a.high, b.high)
    if low == high == 0:
        return writer.say("pay.verdict.equal")
    if low * high < 0:
        wide, narrow = (first, second) if low < 0 else (second, first)
        return writer.say("pay.verdict.inside", a_wide=writer.a(wide), a_narrow=writer.a(narrow))
    winner = writer.a(first if low + high > 0 else second)
    if low == 0:
        return writer.say("pay.verdict.upper_only", a_winner=winner, low=writer.amount(a.low or 0, a))
    if high == 0:
        return writer.say("pay.verdict.lower_only", a_winner=winner, high=writer.amount(a.high or 0, a))
    return writer.say("pay.verdict.both_ends", a_winner=winner)


def _order(a: int | None, b: int | None) -> int:
    return ((a or 0) > (b or 0)) - ((a or 0) < (b or 0))


def _overlap(writer: Writer, a: Pay, b: Pay) -> str:
    low, high = max(a.low or 0, b.low or 0), min(a.high or 0, b.high or 0)
    if low >= high:
        return writer.say("pay.verdict.apart")
    return writer.say("pay.verdict.overlap", low=writer.amount(low, a), high=writer.amount(high, a))


def _medians(writer: Writer, first: Role, a: Pay, second: Role, b: Pay) -> str:
    if a.median is None or b.median is None:
        return ""
    (winner, more), (_, less) = sorted(((first, a), (second, b)), key=lambda item: -(item[1].median or 0))
    if a.median == b.median:
        return writer.say("pay.verdict.medians_equal", more=writer.amount(a.median, a))
    return writer.say(
        "pay.verdict.medians",
        a_winner=writer.a(winner),
        more=writer.amount(more.median or 0, more),
        less=writer.amount(less.median or 0, less),
    )


def _highest(writer: Writer, rows: Sequence[tuple[Role, Pay]]) -> str:
    ends = all(row.high is not None for _, row in rows)
    values = [(row.high if ends else row.median) or 0 for _, row in rows]
    winners = [role for (role, _), value in zip(rows, values, strict=True) if value == max(values)]
    if len(winners) == len(rows):
        return writer.say("pay.verdict.equal_many")
    key = "pay.verdict.many" if ends else "pay.verdict.many_median"
    return writer.say(key, a_winner=writer.a_list(winners), high=writer.amount(max(values), rows[0][1]))
