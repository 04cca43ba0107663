"""`rolewise roles`: what the knowledge base covers."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from rolewise.cli import loading

if TYPE_CHECKING:
    from rolewise.core.knowledge.model import Role


def run(as_json: bool) -> None:
    """Prints the roles, ordered by title."""
    found = sorted(loading.knowledge().roles.values(), key=lambda role: role.title.casefold())
    if as_json:
        print(json.dumps([_shown(role) for role in found], ensure_ascii=False, indent=1))
    else:
        print("\n".join(role.title for role in found))


def _shown(role: Role) -> dict[str, object]:
    names = dict.fromkeys((*role.aliases, role.plural, *role.fields))
    return {"id": role.id, "title": role.title, "aliases": [name for name in names if name != role.title]}
