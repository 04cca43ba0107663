"""What has grown old, or cannot be told to be: warnings, since an old figure with its year is no fault."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from rolewise.core.knowledge.model import KnowledgeBase
from rolewise.core.knowledge.problems import shown

NAMED = 4


def warnings(knowledge: KnowledgeBase, this_year: int) -> list[str]:
    """A line for each source of old figures, for old reviews, and for the sources without a year."""
    oldest = this_year - knowledge.site.stale_years
    return [
        *_old_pay(knowledge, oldest),
        *_old_projections(knowledge, oldest),
        *_old_reviews(knowledge, oldest),
        *_undated(knowledge),
    ]


def _old_pay(knowledge: KnowledgeBase, oldest: int) -> Iterator[str]:
    every = ((row, role.id) for role in knowledge.roles.values() for row in role.pay)
    rows = Counter((row.source, row.year, role) for row, role in every if row.year < oldest)
    for source, year in sorted({(source, year) for source, year, _ in rows}):
        roles = [role for found, when, role in rows if (found, when) == (source, year)]
        count = sum(rows[source, year, role] for role in roles)
        found_in = f"{count} {'row' if count == 1 else 'rows'} of {source} in {_some(roles, 'roles')}"
        yield f"pay of {year} is older than {knowledge.site.stale_years} years: {found_in}"


def _old_projections(knowledge: KnowledgeBase, oldest: int) -> Iterator[str]:
    old = [role.id for role in knowledge.roles.values() if role.outlook and int(role.outlook.period[:4]) < oldest]
    if old:
        yield f"projections that begin before {oldest}: {_some(old, 'roles')}"


def _old_reviews(knowledge: KnowledgeBase, oldest: int) -> Iterator[str]:
    for pair in knowledge.comparisons.values():
        years = re.findall(r"\d{4}", pair.reviewed)
        name = f"the comparison of {' and '.join(pair.roles)}"
        if not years:
            yield f"{name} was reviewed in no year that can be read: {shown(pair.reviewed)}"
        elif int(years[-1]) < oldest:
            yield f"{name} was last reviewed in {years[-1]}"


def _undated(knowledge: KnowledgeBase) -> Iterator[str]:
    undated = [source.id for source in knowledge.sources.values() if source.year is None]
    if undated:
        yield f"sources without a year: {_some(undated, 'sources')}"


def _some(ids: list[str], noun: str) -> str:
    named = ", ".join(ids[:NAMED])
    return f"{named} and {len(ids) - NAMED} more {noun}" if len(ids) > NAMED else named
