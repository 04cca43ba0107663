"""Amounts with what stands around them: both ends, "at least" or "under", a month or an hour, an offer or present pay."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from rolewise.core.facets import A_YEAR, YEAR, Amount, Facet
from rolewise.core.matching.amounts import Amount as Found
from rolewise.core.matching.phrasebook import Match, Spoken

# Kinds of phrases that are no facets of their own.
BEFORE, BEHIND, ROLE, RANGE, RISE, FIGURES, PERIOD = (
    "relation_before",
    "relation_behind",
    "amount_role",
    "range_before",
    "rise",
    "figures",
    "period_before",
)
ENDS = frozenset(("-", "–", "—", "to", "se", "till", "upto"))
GAP = 1  # words between a relation and its amount
REACH = 6  # words between an offer and its amount
BEHIND_REACH = 3
BREAKS = frozenset(".;?!") | {"but", "vs", "versus", "lekin"}


@dataclass(frozen=True)
class _Placed:
    """An amount at pieces `first` up to `last`, the latter excluded."""

    amount: Amount
    start: int
    end: int
    first: int
    last: int


def sums(text: str, found: Sequence[Found], spoken: Spoken, matches: Sequence[Match]) -> list[Facet]:
    """Each amount, or range of two, as a facet."""
    placed = [*_ranged(found, spoken, matches), *_by_figures(spoken, matches)]
    placed.sort(key=lambda one: one.start)
    taken: set[Match] = set()
    facets = []
    for one in placed:
        amount = _with_role(_with_period(_with_relation(one, spoken, matches), spoken, matches), placed, spoken, matches, taken)
        facets.append(
            Facet("amount", f"{amount.amount.value}", text[one.start : one.end], one.start, one.end, amount=amount.amount)
        )
    return facets


def _place(start: int, end: int, spoken: Spoken) -> tuple[int, int]:
    inside = [at for at, piece in enumerate(spoken.pieces) if piece.start < end and start < piece.end]
    return (inside[0], inside[-1] + 1) if inside else (0, 0)


def _ranged(found: Sequence[Found], spoken: Spoken, matches: Sequence[Match]) -> list[_Placed]:
    """Two ends of a range as one. "From 8 to 12 lakh" is present pay and an offer where a rise is asked for."""
    rise = any(match.kind == RISE for match in matches)
    placed: list[_Placed] = []
    skip = False
    for at, one in enumerate(found):
        if skip:
            skip = False
            continue
        behind = found[at + 1] if at + 1 < len(found) else None
        first, last = _place(one.start, one.end, spoken)
        amount = Amount(one.each, one.currency, period=one.period or YEAR)
        if behind and one.link and _is_range(one.link, first, spoken, matches):
            if rise and one.link in ("to", "se"):
                placed.append(
                    _Placed(
                        Amount(one.each, one.currency or behind.currency, period=one.period or YEAR, role="present"),
                        one.start,
                        one.end,
                        first,
                        last,
                    )
                )
                later = _place(behind.start, behind.end, spoken)
                told = Amount(behind.each, behind.currency or one.currency, period=behind.period or YEAR, role="offer")
                placed.append(_Placed(told, behind.start, behind.end, *later))
            else:
                low, high = sorted((one.each, behind.each))
                told = Amount(low, one.currency or behind.currency, high, "between", behind.period or YEAR)
                placed.append(_Placed(told, one.start, behind.end, first, _place(behind.start, behind.end, spoken)[1]))
            skip = True
        else:
            placed.append(_Placed(amount, one.start, one.end, first, last))
    return placed


def _is_range(link: str, first: int, spoken: Spoken, matches: Sequence[Match]) -> bool:
    return link in ENDS or (link == "and" and any(match.kind == RANGE and match.last == first for match in matches))


def _by_figures(spoken: Spoken, matches: Sequence[Match]) -> list[_Placed]:
    """ "six figures": from 100,000 on, up to the seven."""
    placed = []
    for match in matches:
        numbers = spoken.numbers(match) if match.kind == FIGURES else []
        if numbers and 4 <= numbers[0] <= 9:
            digits = int(numbers[0])
            amount = Amount(10 ** (digits - 1), "", 10**digits - 1, "between")
            placed.append(_Placed(amount, *spoken.place(match), match.first, match.last))
    return placed


def _with_relation(one: _Placed, spoken: Spoken, matches: Sequence[Match]) -> _Placed:
    if one.amount.relation or one.amount.role:
        return one
    near = [match for match in matches if match.kind == BEFORE and 0 <= one.first - match.last <= GAP]
    near += [match for match in matches if match.kind == BEHIND and 0 <= match.first - one.last <= 0]
    near = [match for match in near if not _broken(match, one, spoken)]
    return _changed(one, relation=near[0].value) if near else one


def _with_period(one: _Placed, spoken: Spoken, matches: Sequence[Match]) -> _Placed:
    """ "monthly pay of 50k" """
    near = [
        match
        for match in matches
        if match.kind == PERIOD and match.value in A_YEAR and 0 <= one.first - match.last <= 3 and not _broken(match, one, spoken)
    ]
    return _changed(one, period=near[0].value) if near and one.amount.period == YEAR else one


def _with_role(one: _Placed, placed: Sequence[_Placed], spoken: Spoken, matches: Sequence[Match], taken: set[Match]) -> _Placed:
    """The nearest word of an offer, of present pay, a budget or a wish, each for one amount."""
    if one.amount.role:
        return one
    near = []
    for match in matches:
        if match.kind != ROLE or match in taken or _broken(match, one, spoken):
            continue
        before, behind = one.first - match.last, match.first - one.last
        between = [
            other
            for other in placed
            if other is not one and min(match.first, one.first) <= other.first < max(match.last, one.last)
        ]
        if not between and (0 <= before <= REACH or 0 <= behind <= BEHIND_REACH):
            near.append((max(before, behind + 2), match))
    if not near:
        return one
    chosen = min(near)[1]
    taken.add(chosen)
    return _changed(one, role=chosen.value)


def _broken(match: Match, one: _Placed, spoken: Spoken) -> bool:
    """Whether a sentence ends between the two."""
    first, last = sorted(((match.first, match.last), (one.first, one.last)))
    return any(spoken.pieces[at].norm in BREAKS for at in range(first[1], last[0]))


def _changed(one: _Placed, **changes: str) -> _Placed:
    return replace(one, amount=replace(one.amount, **changes))  # type: ignore[arg-type]
