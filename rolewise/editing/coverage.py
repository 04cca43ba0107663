"""What the knowledge base holds of each role and what it lacks: roles by countries by fields."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any

from rolewise.core.knowledge import fields
from rolewise.core.knowledge.model import KnowledgeBase, Role

HEADLINE, ROWS, NONE = "headline", "rows", "none"
# Left out of the count: what follows from the title, and what has its own columns.
_NOT_COUNTED = ("plural", "in_sentence", "pay", "credentials", "durations", "sources")
OPTIONAL = tuple(field.name for field in fields.ROLE if not field.required and field.name not in _NOT_COUNTED)


@dataclass(frozen=True)
class RoleCoverage:
    """One role: for each country whether it has a headline row, other rows or none; and the optional fields it lacks."""

    id: str
    title: str
    pay: dict[str, str]
    missing: tuple[str, ...]


@dataclass(frozen=True)
class Coverage:
    """All roles by title, and the countries with pay, those with most roles first."""

    countries: tuple[str, ...]
    roles: tuple[RoleCoverage, ...]
    rows: dict[str, int]  # country -> pay rows

    def covered(self, country: str, *how: str) -> int:
        """Roles whose pay in the country is held in one of these ways."""
        return sum(role.pay[country] in how for role in self.roles)

    def lacking(self, field: str) -> list[str]:
        """Ids of the roles without the field."""
        return [role.id for role in self.roles if field in role.missing]

    def as_dict(self) -> dict[str, Any]:
        """The same for programs."""
        return {
            "countries": {
                code: {
                    "roles": self.covered(code, HEADLINE, ROWS),
                    "headline": self.covered(code, HEADLINE),
                    "rows": self.rows[code],
                }
                for code in self.countries
            },
            "fields": {field: len(self.roles) - len(self.lacking(field)) for field in OPTIONAL},
            "roles": {role.id: {"pay": role.pay, "missing": list(role.missing)} for role in self.roles},
        }


def coverage(knowledge: KnowledgeBase) -> Coverage:
    """What is held of every role."""
    rows = Counter(row.country for role in knowledge.roles.values() for row in role.pay)
    holders = Counter(country for role in knowledge.roles.values() for country in role.pay_countries)
    countries = tuple(code for code, _ in sorted(holders.items(), key=lambda item: (-item[1], item[0])))
    roles = sorted(knowledge.roles.values(), key=lambda role: role.title.casefold())
    return Coverage(countries, tuple(_of_role(role, countries) for role in roles), dict(rows))


def _of_role(role: Role, countries: tuple[str, ...]) -> RoleCoverage:
    pay = {code: HEADLINE if role.headline_pay(code) else ROWS if role.pay_in(code) else NONE for code in countries}
    return RoleCoverage(role.id, role.title, pay, tuple(field for field in OPTIONAL if not getattr(role, field)))
