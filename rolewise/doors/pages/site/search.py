"""What is typed into the search -> roles of both tiers, by names, with typing errors."""

from __future__ import annotations

from rapidfuzz import fuzz

from rolewise.core.answers.types import Link
from rolewise.doors.pages.site import addresses
from rolewise.doors.pages.site.frame import Desk
from rolewise.doors.pages.site.missing import names, nearest

MOST = 8
# Words at least so alike (0 to 100) are one word with a typing error.
ALIKE = 82


def search(desk: Desk, typed: str) -> tuple[Link, ...]:
    """Pages of roles whose names have each word typed or its beginning, then those with names like it; at most MOST."""
    wanted = addresses.slug(typed).split("-")
    if not any(wanted):
        return ()
    known = names(desk)
    words = {word for name in known for word in name.split()}
    like = [{word for word in words if word.startswith(part) or fuzz.ratio(word, part) >= ALIKE} for part in wanted]
    begun = [role for name, role in known.items() if all(meant & set(name.split()) for meant in like)]
    found = tuple(dict.fromkeys((*begun, *nearest(desk, typed))))[:MOST]
    return tuple(Link(role.title, desk.role(role.id)) for role in desk.writer.roles(found))
