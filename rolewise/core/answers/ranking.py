"""Roles by pay, within one kind of figure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace

from rolewise.core.answers.phrasing import and_more, count, money
from rolewise.core.answers.rows import YEARS_APART
from rolewise.core.answers.suggestions import ask, filled, starters
from rolewise.core.answers.types import Answer, Question, Table
from rolewise.core.answers.writer import Writer, merged, paragraphs, sentences
from rolewise.core.facets import Amount
from rolewise.core.knowledge.model import Pay, Role

TOP = 5
MOST_LISTED = 10
BELOW = frozenset({"under", "at_most"})
# Fewer roles than this make no ranking.
LEAST_RANKED = 3
MOST_LUMPED = 3
NAMED_SOURCES = 4

Entry = tuple[tuple[Role, ...], Pay]  # roles that share one statistic, and its row


def answer_rank(writer: Writer, question: Question) -> Answer:
    """Roles by pay within one kind of figure, from the top, from the bottom or above an amount."""
    entries, basis, left = _rankable(writer, question)
    if len(entries) < LEAST_RANKED:
        text = writer.say("rank.none", country=writer.country(question.country))
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
    text = paragraphs(
        _headline(writer, question, shown, reached, usable, by_median), _method(writer, question, shown or entries, basis, left)
    )
    return Answer(
        "ranking",
        "rank_roles_by_pay",
        text,
        country=question.country,
        table=_rank_table(writer, shown),
        sources=merged(writer.pay_note(role, row) for roles, row in shown or entries for role in roles),
        listed=tuple(roles[0].id for roles, _ in shown),
        used=_used(writer, question, usable),
        once=("pay.promise",),
        suggestions=filled(writer, [ask(writer, "ask_pay", (roles[0].id,), question.country) for roles, _ in shown[:3]]),
    )


def _used(writer: Writer, question: Question, amount: Amount | None) -> frozenset[str]:
    """A sum of another currency is told as such in the text; what is excluded is left out of the ranking."""
    used = {"amount"} if amount or question.amount else set()
    exceptions = {facet.key for facet in question.heard("exception") if facet.value.startswith(("role:", "family:"))}
    return frozenset(used | exceptions)


def _excluded(question: Question, role: Role) -> bool:
    left_out = {facet.value for facet in question.heard("exception")}
    return bool(left_out & {f"role:{role.id}", f"family:{role.family}"})


def _rankable(writer: Writer, question: Question) -> tuple[list[Entry], str, int]:
    """Rows of the kind that most roles have, roles of one statistic joined; and how many roles are left out."""
    every = writer.knowledge.roles.values()
    roles = [role for role in every if question.family in ("", role.family) and not _excluded(question, role)]
    rows = [(role, row) for role in roles if (row := role.headline_pay(question.country)) and _may_rank(row)]
    if not rows:
        return [], "", 0
    basis = Counter(row.basis for _, row in rows).most_common(1)[0][0]
    newest = max(row.year for _, row in rows if row.basis == basis)
    usable = [(role, row) for role, row in rows if row.basis == basis and newest - row.year <= YEARS_APART]
    groups: dict[object, list[tuple[Role, Pay]]] = {}
    for role, row in usable:
        key = (row.source, row.occupation, row.low, row.median, row.high) if row.occupation else role.id
        groups.setdefault(key, []).append((role, row))
    entries = [(tuple(role for role, _ in group), group[0][1]) for group in groups.values()]
    return entries, basis, len(roles) - len(usable)


def _may_rank(row: Pay) -> bool:
    """Whether a row is about the whole role, by the year, about no group far wider than it, and leans to no kind of employer."""
    return not (row.covers or row.wide or row.lean) and row.period == "year"


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


def _entry(writer: Writer, roles: Sequence[Role], row: Pay, by_median: bool) -> str:
    names = " / ".join(role.title for role in roles[:MOST_LUMPED])
    if len(roles) > MOST_LUMPED:
        names = writer.phrase("rank.lump", roles=names, more=len(roles) - MOST_LUMPED)
    value = writer.amount(row.median, row) if row.median and by_median else writer.pay_range(row)
    return writer.phrase("rank.item", role=names, range=value)


def _method(writer: Writer, question: Question, shown: Sequence[Entry], basis: str, left: int) -> str:
    years = sorted({row.year for _, row in shown})
    span = str(years[0]) if len(years) == 1 else f"{years[0]}–{years[-1]}"
    key = "rank.within" if left else "rank.within_all"
    other = bool(question.amount) and _usable_amount(writer, question) is None
    return sentences(
        writer.say(
            key,
            basis=writer.knowledge.bases[basis].label,
            years=span,
            left=left,
            country=writer.country(question.country),
            sources=and_more(list(dict.fromkeys(writer.source_name(row.source) for _, row in shown)), NAMED_SOURCES),
        ),
        writer.say("rank.family", family=writer.knowledge.families[question.family]) if question.family else "",
        writer.say("rank.lumped") if any(len(roles) > 1 for roles, _ in shown) else "",
        writer.say("rank.other_currency", country=writer.country(question.country)) if other else "",
    )


def _rank_table(writer: Writer, shown: Sequence[Entry]) -> Table:
    heads = ("roles", "range", "median", "basis", "year", "source")
    rows = tuple(
        (
            " / ".join(role.title for role in roles),
            writer.pay_range(row),
            writer.amount(row.median, row) if row.median else "–",
            writer.basis(row),
            str(row.year),
            writer.source_name(row.source),
        )
        for roles, row in shown
    )
    return Table(tuple(writer.phrase(f"table.{head}") for head in heads), rows)
