"""Sums that a user named, against what is held: an offer, a budget or present pay in its range; two offers; a rise."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

from rolewise.core.answers.phrasing import money, plain_number
from rolewise.core.answers.reckoning import percent, standing
from rolewise.core.answers.rows import Chosen, band_sets
from rolewise.core.answers.types import Question
from rolewise.core.answers.writer import Writer, paragraphs, sentences
from rolewise.core.facets import YEAR, Amount, Facet
from rolewise.core.knowledge.model import Pay, Role

MOST = 3  # sums that one answer judges
# Less than this is no year's pay of anybody, but a month's, where people name it by the month.
SMALLEST_YEAR = MappingProxyType({"INR": 100_000})
PRESENT = "present"
FAR = 2  # times the upper end, from where a sum without a currency is read as none of this one


@dataclass(frozen=True)
class Judged:
    """One sum with the role and the row that it is held against."""

    amount: Amount  # a year's
    role: Role
    row: Pay


def sums(writer: Writer, question: Question) -> list[Amount]:
    """The sums named, as a year's, both ends of a span; none that was excluded."""
    currency = _currency(writer, question)
    told = [as_meant(facet, currency).yearly for facet in question.heard("amount") if facet.amount and not facet.negated]
    told = _each_once(told)
    ends = [(amount, replace(amount, value=amount.high)) if amount.high else (amount,) for amount in told]
    return [end for pair in ends for end in pair][:MOST]


def _each_once(told: list[Amount]) -> list[Amount]:
    """Without the month's where the year's stands beside it: "24k a month, 2.88 lakh a year"."""
    years = [amount.value for amount in told]
    twelfths = {value for value in years if value * 12 in years}
    left = [amount for amount in told if amount.value // 12 not in twelfths or amount.value in twelfths]
    return left or told


def _currency(writer: Writer, question: Question) -> str:
    """That of the country in play, for sums that name none."""
    return writer.knowledge.countries[question.country].currency


def as_meant(facet: Facet, currency: str) -> Amount:
    """The sum of a facet; one too small for a year's pay, with no period said, is a month's: "18000" or "15k" of rupees.

    `currency` is that of a sum that names none.
    """
    amount = facet.amount or Amount(0)
    least = SMALLEST_YEAR.get(amount.currency or currency, 0)
    said = any(character.isalpha() for character in facet.text.lower().replace("k", "").replace("rs", "").replace("inr", ""))
    small = amount.period == YEAR and (amount.high or amount.value) < least and not said
    return replace(amount, period="month") if small else amount


def judge(writer: Writer, question: Question, chosen: Sequence[Chosen]) -> str:
    """Where each sum stands; "" where none was named or no row of its currency is held."""
    found = _judged(writer, question, chosen)
    lines = [_line(writer, item) for item in found]
    currency = _currency(writer, question)
    taken = any(facet.amount and as_meant(facet, currency) != facet.amount for facet in question.heard("amount"))
    if found and taken:
        lines[0] = sentences(writer.say("judge.monthly"), lines[0])
    return paragraphs(*lines, _two_offers(writer, found))


def rise(writer: Writer, question: Question, target: Chosen) -> str:
    """From present pay to the ends and the middle of a role's range; "" without one of the two."""
    row = target.row
    now = next((amount for amount in sums(writer, question) if amount.role in (PRESENT, "")), None)
    if row is None or now is None or not _fits(writer, now, row) or row.low is None or row.high is None:
        return ""
    low, high = percent(now.value, row.low), percent(now.value, row.high)
    foreign = not now.currency and now.value > FAR * (row.high or 0)  # a sum of another country, most likely
    if low is None or high is None or foreign:
        return ""
    middle = percent(now.value, row.middle) if row.middle else None
    return sentences(
        writer.say(
            "judge.rise",
            amount=_said(writer, now, row),
            a_role=writer.a(target.role),
            range=writer.pay_range(row),
            low=signed(low),
            high=signed(high),
            country=writer.country(row.country),
            cite=writer.cite(row),
        ),
        writer.say("judge.rise_middle", middle=writer.amount(row.middle, row), percent=signed(middle))
        if row.middle and middle is not None
        else "",
    )


def signed(value: float) -> str:
    """A percentage with its sign.

    >>> signed(25.0), signed(-33.3), signed(0.0)
    ('+25%', '−33.3%', '0%')
    """
    sign = "+" if value > 0 else "−" if value < 0 else ""
    return f"{sign}{plain_number(abs(value))}%"


def _judged(writer: Writer, question: Question, chosen: Sequence[Chosen]) -> list[Judged]:
    amounts = sums(writer, question)
    if len(amounts) == len(chosen):
        pairs = list(zip(amounts, chosen, strict=True))
    else:
        pairs = [(amount, item) for amount in amounts for item in chosen]
    found = []
    for amount, item in pairs[:MOST]:
        row = speaking_row(question, item)
        if row and _fits(writer, amount, row):
            found.append(Judged(amount, item.role, row))
    return found


def speaking_row(question: Question, item: Chosen) -> Pay | None:
    """The band of the years told, where one is held; else the row that speaks for the role."""
    years = [facet.span[0] for facet in question.heard("years") if not facet.negated]
    rows = [row for rows in band_sets(item.role, question.country)[:1] for row in rows]
    return next((row for row in rows if years and row.holds(years[0])), item.row)


def _fits(writer: Writer, amount: Amount, row: Pay) -> bool:
    return amount.currency in ("", row.currency) and row.period == "year" and (row.low is not None or row.middle is not None)


def _line(writer: Writer, item: Judged) -> str:
    row, found = item.row, standing(item.amount.value, item.row)
    band = writer.phrase("judge.band", band=writer.band(row)) if not row.every_level else ""
    values = {
        "sum": _said(writer, item.amount, row),
        "a_role": writer.a(item.role),
        "country": writer.country(row.country),
        "range": writer.pay_range(row),
        "cite": writer.cite(row),
        "band": band,
        "percent": plain_number(abs(found.against_end or 0)),
    }
    against = writer.say("judge.against", **values, place=writer.phrase(f"judge.{found.place}", **values)) if found.place else ""
    middle = row.middle
    if middle is None or found.against_median is None:
        return against
    key = "judge.median" if row.median is not None else "judge.average"
    more = writer.phrase(
        "judge.same" if not found.against_median else "judge.more" if found.against_median > 0 else "judge.less",
        percent=plain_number(abs(found.against_median)),
    )
    return sentences(against, writer.say(key, **values, middle=writer.amount(middle, row), difference=more))


def _said(writer: Writer, amount: Amount, row: Pay) -> str:
    """ "an offer of ₹9L" """
    value = money(amount.value, writer.knowledge.currencies[row.currency])
    return writer.phrase(f"judge.sum_{amount.role or 'any'}", amount=value)


def _two_offers(writer: Writer, found: Sequence[Judged]) -> str:
    """Which of two sums for two roles stands higher in its own range."""
    if len(found) != 2 or found[0].role == found[1].role or not all(item.row.low and item.row.high for item in found):
        return ""
    if found[0].amount == found[1].amount:  # one sum, held against two roles
        return ""
    first, second = sorted(found, key=lambda item: -_share(item))
    more = percent(min(found[0].amount.value, found[1].amount.value), max(found[0].amount.value, found[1].amount.value)) or 0
    dearer = max(found, key=lambda item: item.amount.value)
    return sentences(
        writer.say("judge.two", more=f"{plain_number(more)}%", a_dearer=writer.a(dearer.role)) if more else "",
        writer.say("judge.two_standing", a_first=writer.a(first.role), a_second=writer.a(second.role)),
    )


def _share(item: Judged) -> float:
    low, high = item.row.low or 0, item.row.high or 0
    return (item.amount.value - low) / max(1, high - low)
