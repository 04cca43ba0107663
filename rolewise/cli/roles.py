"""`rolewise roles`: what the knowledge base covers."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from rolewise.cli import loading

if TYPE_CHECKING:
    from rolewise.core.knowledge.model import Occupation, Role

FIRST, SECOND = 1, 2


def run(as_json: bool) -> None:
    """Prints the hand-made roles, then the occupations, each ordered by title."""
    knowledge = loading.knowledge()
    found = sorted(knowledge.roles.values(), key=lambda role: role.title.casefold())
    more = sorted(knowledge.occupations.values(), key=lambda item: item.title.casefold())
    if as_json:
        listed = [*(_shown(role) for role in found), *(_occupation(item) for item in more)]
        print(json.dumps(listed, ensure_ascii=False, indent=1))
    else:
        print("\n".join([*(role.title for role in found), *(item.title for item in more)]))


def _shown(role: Role) -> dict[str, object]:
    names = dict.fromkeys((*role.aliases, role.plural, *role.fields))
    aliases = [name for name in names if name != role.title]
    return {"id": role.id, "title": role.title, "tier": FIRST, "family": role.family, "aliases": aliases}


def _occupation(item: Occupation) -> dict[str, object]:
    return {"id": item.id, "title": item.title, "tier": SECOND, "family": item.family, "aliases": [], "kind": item.kind}
