"""What is typed into the search -> roles of both tiers, by names, with typing errors."""

from __future__ import annotations

from rolewise.core.answers.types import Link
from rolewise.doors.pages.site import addresses
from rolewise.doors.pages.site.frame import Desk
from rolewise.doors.pages.site.missing import names, nearest

MOST = 8


def search(desk: Desk, typed: str) -> tuple[Link, ...]:
    """Pages of roles whose names have each word typed or its beginning, then those with names like it; at most MOST."""
    wanted = addresses.slug(typed).split("-")
    if not any(wanted):
        return ()
    known = names(desk)
    begun = [role for name, role in known.items() if all(f" {word}" in f" {name}" for word in wanted)]
    found = tuple(dict.fromkeys((*begun, *nearest(desk, typed))))[:MOST]
    return tuple(Link(role.title, desk.role(role.id)) for role in desk.writer.roles(found))
