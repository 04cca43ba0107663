"""Roles of both tiers by pay, within one kind of figure."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace

from rolewise.core.answers import pool
from rolewise.core.answers.phrasing import and_list, and_more, count, money
from rolewise.core.answers.rows import YEARS_APART
from rolewise.core.answers.suggestions import ask, filled, starters
from rolewise.core.answers.types import Answer, Question, Table
from rolewise.core.answers.writer import Writer, fitting, merged, paragraphs, sentences
from rolewise.core.facets import Amount
from rolewise.core.knowledge.model import SECOND, Pay, Role

TOP = 5
MOST_LISTED = 10
# Roles named in the text, fewer where that makes it too long; the table has all that are listed.
NAMED = (MOST_LISTED, TOP, 3, 1)
BELOW = frozenset({"under", "at_most"})
# Fewer roles than this make no ranking.
LEAST_RANKED = 3
MOST_LUMPED = 3
MOST_OF_GROUP = 2  # roles named of a statistical group
NAMED_SOURCES = 4

# Why roles are left out, in the order in which it is told.
LEFT = ("wide", "part", "hourly", "other", "none")
# The code behind a group's name, and the level of difficulty that the German statistics put there.
_CODE = re.compile(r"( - [^-]*)? \([^()]*\)$")

Entry = tuple[tuple[Role, ...], Pay]  # roles that share one statistic, and its row


def answer_rank(writer: Writer, question: Question) -> Answer:
    """Roles by pay within one kind of figure, from the top, from the bottom or above an amount."""
    entries, kind, left = _rankable(writer, question)
    few = len(entries) < LEAST_RANKED
    if not entries or (few and not _narrow(writer, question)):
        key = "rank.none_of" if _narrow(writer, question) else "rank.none"
        text = writer.say(key, country=writer.country(question.country), of=_of(writer, question))
        return Answer(
            "miss", "rank_roles_by_pay", text, country=question.country, suggestions=starters(writer), missed="too_few_figures"
        )
    usable = _usable_amount(writer, question)
    lowest = "lowest" in question.aspects or (usable is not None and usable.relation in BELOW)
    by_median = _by_median(entries)
    measure = _measure(by_median)
    ordered = sorted(entries, key=lambda entry: measure(entry[1]), reverse=not lowest)
    reached = [entry for entry in ordered if usable is None or _within(measure(entry[1]), usable)]
    shown = reached[: min(question.limit or (MOST_LISTED if usable else TOP), MOST_LISTED)]

    def fitted(most: int) -> str:
        named = shown[:most]
        first = (
            _few(writer, question, named, by_median)
            if few and not usable
            else _headline(writer, question, named, reached, usable, by_median)
        )
        return paragraphs(first, _method(writer, question, named or entries, kind, left))

    return Answer(
        "ranking",
        "rank_roles_by_pay",
        fitting(fitted, NAMED),
        country=question.country,
        table=_rank_table(writer, shown),
        sources=merged(writer.pay_note(role, row) for roles, row in shown or entries[:TOP] for role in roles[:MOST_LUMPED]),
        listed=tuple(roles[0].id for roles, _ in shown),
        used=_used(writer, question, usable),
        once=("pay.promise",),
        suggestions=filled(writer, [ask(writer, "ask_pay", (roles[0].id,), question.country) for roles, _ in shown[:3]]),
    )


def _used(writer: Writer, question: Question, amount: Amount | None) -> frozenset[str]:
    """A sum of another currency is told as such in the text; what is excluded is left out of the ranking."""
    used = {"amount"} if amount or question.amount else set()
    return pool.used(writer, question) | used


def _narrow(writer: Writer, question: Question) -> bool:
    """Whether only some of the roles are ranked."""
    return bool(question.family or pool.liked(writer, question))


def _of(writer: Writer, question: Question) -> str:
    """Which roles are ranked, where not all are: a family, or those near an interest."""
    likes = [writer.facet_said(facet) for facet in pool.liked(writer, question)]
    return and_list([*([writer.knowledge.families[question.family]] if question.family else []), *likes])


def _rankable(writer: Writer, question: Question) -> tuple[list[Entry], str, Counter[str]]:
    """Rows of the kind that most roles have, roles of one statistic joined; and why how many others are left out."""
    roles = pool.every(writer, question, "pay")
    headed = [(role, role.headline_pay(question.country)) for role in roles]
    left = Counter(_barred(row) for _, row in headed)
    rows = [(role, row) for role, row in headed if row and not _barred(row)]
    del left[""]
    if not rows:
        return [], "", left
    kind, newest = _chosen(Counter((_kind(writer, row), row.year) for _, row in rows))
    usable = [(role, row) for role, row in rows if _kind(writer, row) == kind and 0 <= newest - row.year <= YEARS_APART]
    left["other"] += len(rows) - len(usable)
    groups: dict[object, list[tuple[Role, Pay]]] = {}
    for role, row in usable:
        measured = row.median and (row.occupation or role.tier == SECOND)
        key = (row.source, row.low, row.median, row.high) if measured else role.id
        groups.setdefault(key, []).append((role, row))
    return [_entry_of(writer, group) for group in groups.values()], kind, +left


def _chosen(counts: Counter[tuple[str, int]]) -> tuple[str, int]:
    """The kind and the newest year of the most rows that can be set side by side."""

    def within(kind: str, year: int) -> int:
        return sum(number for (other, then), number in counts.items() if other == kind and 0 <= year - then <= YEARS_APART)

    return max(counts, key=lambda key: (within(*key), key[1]))


def _entry_of(writer: Writer, group: Sequence[tuple[Role, Pay]]) -> Entry:
    """The roles of one statistic, best-known first; where it is the very statistic of some, the others are left to them."""
    own = [(role, row) for role, row in group if not row.occupation] or group
    roles = [role for role, _ in own]
    return tuple(sorted(roles, key=lambda role: not pool.is_known(writer, role)) if len(roles) > 1 else roles), own[0][1]


def _kind(writer: Writer, row: Pay) -> str:
    """What rows must have in common to be ranked: whose median it is, else the basis of their ends."""
    basis = writer.knowledge.bases[row.basis]
    return (row.median and basis.median_of) or row.basis


def _barred(row: Pay | None) -> str:
    """Why a row heads no ranking; "" where it may: it is about the whole role and the year, and about no far wider group."""
    if row is None:
        return "none"
    if row.period != "year":
        return "hourly"
    if row.wide or (row.low is None and row.median is None):
        return "wide" if row.wide else "other"
    return "part" if row.covers or row.lean or not row.every_level else ""


def _by_median(entries: Sequence[Entry]) -> bool:
    return all(row.median for _, row in entries)


def _measure(by_median: bool) -> Callable[[Pay], int]:
    """What rows of one kind are ranked by: the median where all have one, else the upper end."""
    if by_median:
        return lambda row: row.median or 0
    return lambda row: row.high or row.median or 0


def _usable_amount(writer: Writer, question: Question) -> Amount | None:
    """The sum named as a year's, in the currency of the figures; two sums are the ends of one span."""
    currency = writer.knowledge.countries[question.country].currency
    told = [facet.amount.yearly for facet in question.heard("amount") if facet.amount and not facet.negated]
    amounts = [amount for amount in told or ([question.amount] if question.amount else []) if amount.currency in ("", currency)]
    if len(amounts) > 1 and all(amount.high is None for amount in amounts[:2]):
        low, high = sorted(amount.value for amount in amounts[:2])
        return replace(amounts[0], value=low, high=high, relation="between")
    return amounts[0] if amounts else None


def _within(value: int, amount: Amount) -> bool:
    """Whether a figure satisfies the sum: above it unless it says otherwise."""
    if amount.high is not None:
        return amount.value <= value <= amount.high
    if amount.relation in BELOW:
        return value <= amount.value if amount.relation == "at_most" else value < amount.value
    return value > amount.value if amount.relation == "over" else value >= amount.value


def _headline(
    writer: Writer, question: Question, shown: Sequence[Entry], reached: Sequence[Entry], amount: Amount | None, by_median: bool
) -> str:
    country = writer.country(question.country)
    measure = writer.phrase("rank.measure_median" if by_median else "rank.measure_high")
    items = "; ".join(_entry(writer, roles, row, by_median) for roles, row in shown)
    if amount:
        currency = writer.knowledge.currencies[writer.knowledge.countries[question.country].currency]
        way = "between" if amount.high is not None else "below" if amount.relation in BELOW else "above"
        return writer.say(
            f"rank.{way}" if reached else f"rank.{way}_none",
            country=country,
            count=count(sum(len(roles) for roles, _ in reached)),
            amount=money(amount.value, currency),
            high=money(amount.high or 0, currency),
            measure=measure,
            items=items,
        )
    return writer.say("rank.low" if "lowest" in question.aspects else "rank.top", country=country, measure=measure, items=items)


def _few(writer: Writer, question: Question, shown: Sequence[Entry], by_median: bool) -> str:
    items = "; ".join(_entry(writer, roles, row, by_median) for roles, row in shown)
    return writer.say("rank.few", of=_of(writer, question), count=count(len(shown)), items=items)


def _entry(writer: Writer, roles: Sequence[Role], row: Pay, by_median: bool) -> str:
    value = writer.amount(row.median, row) if row.median and by_median else writer.pay_range(row)
    return writer.phrase("rank.item", role=_names(writer, roles, row), range=value)


def _names(writer: Writer, roles: Sequence[Role], row: Pay) -> str:
    """The roles of one statistic; a group that holds more than them is called by its own name."""
    if row.occupation and row.group_named:
        titles = list(dict.fromkeys(role.title for role in roles))
        return writer.phrase("rank.group", group=_CODE.sub("", row.occupation), roles=and_more(titles, MOST_OF_GROUP))
    names = " / ".join(role.title for role in roles[:MOST_LUMPED])
    return writer.phrase("rank.lump", roles=names, more=len(roles) - MOST_LUMPED) if len(roles) > MOST_LUMPED else names


def _method(writer: Writer, question: Question, shown: Sequence[Entry], kind: str, left: Counter[str]) -> str:
    years = sorted({row.year for _, row in shown})
    span = str(years[0]) if len(years) == 1 else f"{years[0]}–{years[-1]}"
    reasons = [writer.phrase(f"rank.left_{reason}", count=count(left[reason])) for reason in LEFT if left[reason]]
    basis = writer.knowledge.bases.get(kind)
    other = bool(question.amount) and _usable_amount(writer, question) is None
    return sentences(
        writer.say(
            "rank.within",
            basis=basis.label if basis else writer.phrase("rank.median_of", whose=kind),
            years=span,
            sources=and_more(list(dict.fromkeys(writer.source_name(row.source) for _, row in shown)), NAMED_SOURCES),
        ),
        writer.say("rank.left", reasons=and_list(reasons), country=writer.country(question.country)) if reasons else "",
        writer.say("rank.family", family=_of(writer, question)) if _narrow(writer, question) else "",
        writer.say("rank.lumped") if any(len(roles) > 1 and not row.group_named for roles, row in shown) else "",
        writer.say("rank.other_currency", country=writer.country(question.country)) if other else "",
    )


def _rank_table(writer: Writer, shown: Sequence[Entry]) -> Table:
    heads = ("roles", "range", "median", "basis", "year", "source")
    rows = tuple(
        (
            _names(writer, roles, row),
            writer.pay_range(row),
            writer.amount(row.median, row) if row.median else "–",
            writer.basis(row),
            str(row.year),
            writer.source_name(row.source),
        )
        for roles, row in shown
    )
    return Table(tuple(writer.phrase(f"table.{head}") for head in heads), rows)
