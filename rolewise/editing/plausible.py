"""What the files may say and hardly mean: pay far from all other pay, an everyday word as a name. Warnings."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from rolewise.core.knowledge.consistency import names_of
from rolewise.core.knowledge.model import KnowledgeBase, Pay, Role
from rolewise.core.matching.spelling import english

ENOUGH = 20  # rows of a country and period, by which others of it are judged
FAR_BELOW = 0.25  # of the low end of pay there: thousands or lakhs were meant
MONTHLY = 0.8  # of it, for the upper end: a month's pay as a year's
FAR_ABOVE = 3  # times the upper end of pay there
WIDE = 20  # times its bottom, for a top
LEAST = 100  # units of any currency a year, where there are not enough others
EVERYDAY = 12_000  # times in the list of English words of pyspellchecker; "salary" has 12,100, "accounting" 6,142
QUOTES = '"“”‘’«»„'
_DECLARED = ("words_common", "words_title_heads")  # such names are looked at with their surroundings
_ASKS = ("words_asking_", "words_pay", "words_filler")


def warnings(knowledge: KnowledgeBase) -> list[str]:
    """A line for each doubtful row of pay and each doubtful other name of a role."""
    ends = _ends(knowledge)
    asked = {phrase for cue, phrases in knowledge.cues.items() if cue.startswith(_ASKS) for phrase in phrases}
    declared = {phrase for cue in _DECLARED for phrase in knowledge.cues.get(cue, ())}
    return [line for role in knowledge.roles.values() for line in (*_pay(role, knowledge, ends), *_names(role, asked, declared))]


def _ends(knowledge: KnowledgeBase) -> Mapping[tuple[str, str], tuple[float, float]]:
    """Of each country and period with enough rows: where the lowest twentieth of bottoms ends, and the highest of tops begins."""
    rows: dict[tuple[str, str], list[list[int]]] = defaultdict(list)
    for role in knowledge.roles.values():
        for row in role.pay:
            rows[row.country, row.period].append(_amounts(row))
    found = {}
    for key, amounts in rows.items():
        if len(amounts) >= ENOUGH:
            bottoms, tops = sorted(each[0] for each in amounts), sorted(each[-1] for each in amounts)
            found[key] = (bottoms[len(bottoms) // 20], tops[-1 - len(tops) // 20])
    return found


def _amounts(row: Pay) -> list[int]:
    return sorted(amount for amount in (row.low, row.median, row.high, row.average) if amount is not None)


def _pay(role: Role, knowledge: KnowledgeBase, ends: Mapping[tuple[str, str], tuple[float, float]]) -> Iterator[str]:
    for number, row in enumerate(role.pay, 1):
        low, *_, high = [*_amounts(row), _amounts(row)[-1]]
        if told := _doubt(low, high, ends.get((row.country, row.period)), row):
            amounts = f"{low:,}" if low == high else f"{low:,} to {high:,}"
            currency = knowledge.currencies[row.currency].name
            yield f"roles/{role.id}.yml, pay, item {number}: {amounts} {currency} a {row.period} {told}"


def _doubt(low: int, high: int, ends: tuple[float, float] | None, row: Pay) -> str:
    bottom, top = ends or (LEAST / FAR_BELOW if row.period == "year" else 0, float("inf"))
    whole = f"of the files' pay in {row.country} begins at {bottom:,.0f}" if ends else "is less than anybody's"
    if ends and bottom <= high * 12 and high < bottom * MONTHLY:
        return f"is very little ({whole}): is it a month's pay? write a year's"
    if low < bottom * FAR_BELOW:
        return f"is far too little ({whole}): write whole units, 300000 for 3 lakhs and 45000 for 45k"
    if high > top * FAR_ABOVE:
        return f"is far too much (most of the files' pay in {row.country} ends at {top:,.0f}): is there a 0 too many?"
    if high > low * WIDE:
        return f"has a top of {high / low:.0f} times its bottom: is a 0 missing or too many?"
    return ""


def _names(role: Role, asked: set[str], declared: set[str]) -> Iterator[str]:
    common = english()
    for alias in role.aliases:
        name = alias.lower()
        known = name in declared or name in role.title.lower().split()
        if " " not in name and not known and (name in asked or common.get(name, 0) >= EVERYDAY):
            yield (
                f"roles/{role.id}.yml, aliases: {alias!r} is an everyday word: each message that holds it would be taken to name "
                "this role; take it out, or write a longer name"
            )
    for name in names_of(role):
        if name[0] in QUOTES or name[-1] in QUOTES:
            yield f"roles/{role.id}.yml: the name {name} stands in quotation marks, which nobody types: take them out"
