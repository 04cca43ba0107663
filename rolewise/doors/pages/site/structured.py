"""What a page says, as schema.org names it: its questions, and each role with what it is paid."""

from __future__ import annotations

import json
from typing import Any

from rolewise.core.answers.rows import choose_rows
from rolewise.core.knowledge.model import Pay, Role
from rolewise.doors.pages.comparison import Page, faq_json, in_script
from rolewise.doors.pages.site.frame import Desk

# Only ends that are percentiles of people have a name in schema.org.
_ENDS = {"people-10-90": ("percentile10", "percentile90"), "people-25-75": ("percentile25", "percentile75")}
_DURATIONS = {"year": "P1Y", "hour": "PT1H"}


def structured(desk: Desk, page: Page, ids: tuple[str, ...]) -> tuple[str, ...]:
    """JSON-LD, each safe inside a script element: a FAQPage, then an Occupation a role."""
    occupations = [_occupation(desk, role) for role in desk.writer.roles(ids)]
    return (faq_json(page), *(in_script(json.dumps(found, ensure_ascii=False)) for found in occupations))


def _occupation(desk: Desk, role: Role) -> dict[str, Any]:
    made: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "Occupation",
        "name": role.title,
        "description": role.summary,
        "skills": desk.writer.skill_labels(role.skills),
    }
    row = choose_rows((role,), desk.country)[0].row
    salary = _salary(row) if row else None
    if row and salary:
        made["occupationLocation"] = {"@type": "Country", "name": desk.knowledge.countries[row.country].name}
        made["estimatedSalary"] = salary
    return made


def _salary(row: Pay) -> dict[str, Any] | None:
    """None where the source gives neither a median nor percentiles of people, or of a whole group that has more roles."""
    if row.occupation:
        return None
    low, high = _ENDS.get(row.basis, ("", ""))
    figures = {name: value for name, value in ((low, row.low), ("median", row.median), (high, row.high)) if name and value}
    if not figures:
        return None
    base = {"@type": "MonetaryAmountDistribution", "name": "base", "currency": row.currency}
    return {**base, "duration": _DURATIONS[row.period], **figures}
