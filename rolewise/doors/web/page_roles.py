"""What a page says that it shows -> ids of the knowledge base."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from rolewise.core.knowledge import KnowledgeBase


class Pages:
    """Finds roles and countries by any of their names; made anew when the knowledge base is another one."""

    def __init__(self) -> None:
        self._knowledge: KnowledgeBase | None = None
        self._roles: dict[str, str] = {}
        self._countries: dict[str, str] = {}

    def resolve(self, roles: Sequence[str], country: str, knowledge: KnowledgeBase) -> dict[str, Any] | None:
        """{"roles": [ids], "country": code} without what is unknown; None where nothing is left."""
        if knowledge is not self._knowledge:
            self._take_up(knowledge)
        found = [self._roles[name] for role in roles if (name := _key(role)) in self._roles]
        page: dict[str, Any] = {"roles": list(dict.fromkeys(found))} if found else {}
        if code := self._countries.get(_key(country)):
            page["country"] = code
        return page or None

    def _take_up(self, knowledge: KnowledgeBase) -> None:
        self._roles = {_key(name): role.id for role in knowledge.roles.values() for name in (*role.aliases, role.title, role.id)}
        self._countries = {
            _key(name): place.code for place in knowledge.countries.values() for name in (*place.names, place.name, place.code)
        }
        self._knowledge = knowledge


def _key(name: str) -> str:
    return " ".join(name.split()).casefold()
