"""Which rows of pay speak for roles, and which may stand side by side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product

from rolewise.core.answers.phrasing import and_list
from rolewise.core.answers.writer import Writer
from rolewise.core.knowledge.model import Pay, Role

# Statements and surveys of neighbouring years may stand side by side; pay moves too much over more.
YEARS_APART = 1


@dataclass(frozen=True)
class Chosen:
    """The row that speaks for a role; None: nothing is held for the country."""

    role: Role
    row: Pay | None


def choose_rows(roles: Sequence[Role], country: str) -> tuple[Chosen, ...]:
    """One row a role for all levels of experience, alike in kind where the roles have such rows."""
    options = [[row for row in role.pay_in(country) if row.every_level] for role in roles]
    headlines = tuple(
        Chosen(role, role.headline_pay(country) or (rows[0] if rows else None)) for role, rows in zip(roles, options, strict=True)
    )
    if len(roles) < 2 or not all(options) or alike([item.row for item in headlines]):
        return headlines
    sets = [rows for rows in product(*options) if alike(rows)] if len(roles) <= 3 else []
    if not sets:
        return headlines
    best = max(sets, key=lambda rows: (sum(row.headline for row in rows), min(row.year for row in rows)))
    return tuple(Chosen(role, row) for role, row in zip(roles, best, strict=True))


def band_sets(role: Role, country: str) -> tuple[tuple[Pay, ...], ...]:
    """Rows by experience, a set for each source: the one that an editor ranks first, then the newer one, comes first.

    Sets of rank 0 are for tables only. In a set the fewest years come first; where it names levels, the lowest pay.
    """
    groups: dict[tuple[str, str], list[Pay]] = {}
    for row in role.pay_in(country):
        if not row.every_level and row.rank:
            groups.setdefault((row.source, row.basis), []).append(row)
    ordered = sorted(groups.values(), key=lambda rows: (rows[0].rank, -max(row.year for row in rows), -len(rows)))
    return tuple(tuple(sorted(rows, key=_first_year if all(row.experience for row in rows) else _lowest)) for rows in ordered)


def _first_year(row: Pay) -> float:
    return float(row.experience.rstrip("+").split("-")[0])


def _lowest(row: Pay) -> float:
    return next(amount for amount in (row.low, row.middle, row.high) if amount is not None)


def alike(rows: Sequence[Pay | None]) -> bool:
    """Whether rows are of one kind: same basis, band and reach, and years that lie close."""
    found = [row for row in rows if row is not None]
    if len(found) < len(rows) or any(row.wide for row in found):
        return False
    kinds = {(row.country, row.basis, row.experience, row.level, row.covers, row.period) for row in found}
    return len(kinds) == 1 and close_in_time(found)


def close_in_time(rows: Sequence[Pay]) -> bool:
    """Whether the rows' years lie close enough for a comparison."""
    return max(row.year for row in rows) - min(row.year for row in rows) <= YEARS_APART


def one_statistic(rows: Sequence[Pay]) -> bool:
    """Whether one statistical group of one source stands behind all the rows."""
    return len({(row.source, row.occupation, row.low, row.middle, row.high) for row in rows}) == 1 and bool(rows[0].occupation)


def lumped(writer: Writer, known: Sequence[tuple[Role, Pay]]) -> str:
    """Which of the roles one statistic covers together; "" where each has its own."""
    groups: dict[object, list[Role]] = {}
    for role, row in known:
        if row.occupation:
            groups.setdefault((row.source, row.occupation, row.low, row.middle, row.high), []).append(role)
    names = [and_list([writer.many(role) for role in roles]) for roles in groups.values() if len(roles) > 1]
    return " ".join(writer.say("pay.lumped", roles=name) for name in names)
