"""The page for an address that has none: what may have been meant."""

from __future__ import annotations

from rapidfuzz import fuzz, process

from rolewise.core.answers.types import Link
from rolewise.doors.pages.site import addresses
from rolewise.doors.pages.site.frame import Desk
from rolewise.doors.pages.site.site_content import Missing

NEAREST = 6
# Below this likeness (0 to 100) names only share letters.
LEAST = 78
# Of a typed name so much is said again, and so much is compared: no name is longer.
SAID = 60
COMPARED = 120


def missing_role(desk: Desk, typed: str) -> Missing:
    """No role has this name."""
    return _missing(desk, desk.words("site.missing.role", name=typed[:SAID]), None, nearest(desk, typed))


def missing_comparison(desk: Desk, typed: str) -> Missing:
    """These names make no comparison."""
    asked = addresses.parts(typed)[: addresses.MOST_ROLES]
    found = tuple(dict.fromkeys(near for name in asked for near in nearest(desk, name)[:1]))
    link = Link(desk.versus(found), desk.comparison(found)) if len(found) > 1 else None
    around = tuple(dict.fromkeys(near for name in asked for near in nearest(desk, name)))[:NEAREST]
    return _missing(desk, desk.words("site.missing.compare", name=typed[:SAID]), link, around)


def missing_page(desk: Desk) -> Missing:
    """Nothing is at this address."""
    return _missing(desk, desk.words("site.missing.description"), None, ())


def nearest(desk: Desk, typed: str) -> tuple[str, ...]:
    """Roles (ids) whose title or other name is most like what was typed, the likest first."""
    known = names(desk)
    said = addresses.slug(typed[:COMPARED]).replace("-", " ")
    scored = process.extract(said, list(known), scorer=fuzz.token_sort_ratio, score_cutoff=LEAST, limit=4 * NEAREST)
    return tuple(dict.fromkeys(known[name] for name, _, _ in scored))[:NEAREST]


def names(desk: Desk) -> dict[str, str]:
    """Ids by name in small letters, of both tiers; where two share a name the hand-made role has it."""
    second = {one.name.lower(): one.id for one in desk.knowledge.occupations.values() if not one.role}
    first = {name.lower(): role.id for role in desk.knowledge.roles.values() for name in (*role.aliases, role.title)}
    return {**second, **first}


def _missing(desk: Desk, line: str, instead: Link | None, near: tuple[str, ...]) -> Missing:
    links = tuple(Link(role.title, desk.role(role.id)) for role in desk.writer.roles(near))
    labels = {name: desk.words(f"site.missing.{name}") for name in ("instead", "nearest")}
    everything = Link(desk.words("site.missing.home"), addresses.home(desk.query))
    return Missing(desk.words("site.missing.title"), line, instead, links, labels, everything)
