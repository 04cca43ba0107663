"""Addresses of our own pages: how they are written, and what a typed one means."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rolewise.doors.pages.comparison import Addresses

BETWEEN = "-vs-"
MOST_ROLES = 3
PICTURE = ".png"  # behind the address of a page: its picture
# More of a typed address is neither looked up nor said again.
LONGEST = 200


def home(query: str = "") -> str:
    """The page with all roles."""
    return f"/{query}"


def role(name: str, query: str = "") -> str:
    """The page of a role (id)."""
    return f"/roles/{name}{query}"


def comparison(ids: Sequence[str], query: str = "") -> str:
    """The page that compares roles (ids); in every order it is the one address.

    >>> comparison(("actuary", "teacher"), "?country=US")
    '/compare/actuary-vs-teacher?country=US'
    >>> comparison(("teacher", "actuary"))
    '/compare/actuary-vs-teacher'
    """
    return f"/compare/{BETWEEN.join(sorted(ids))}{query}"


def family(name: str, query: str = "") -> str:
    """The page that lists a family (id).

    >>> family("law", "?country=US")
    '/families/law?country=US'
    """
    return f"/families/{name}{query}"


def query(country: str, default: str) -> str:
    """What an address carries so that the page has figures of a country; nothing for the default.

    >>> query("US", "IN"), query("IN", "IN")
    ('?country=US', '')
    """
    return f"?country={country}" if country != default else ""


def addresses(query: str) -> Addresses:
    """Where pages link to."""
    return Addresses(role("{role}", query), f"/compare/{{first}}{BETWEEN}{{second}}{query}", one_order=True)


def slug(typed: str) -> str:
    """A name as addresses write it.

    >>> slug(" Data_Analyst/"), slug("data  ANALYST"), slug("C++ & Go"), slug("../..")
    ('data-analyst', 'data-analyst', 'c-go', '')
    """
    return re.sub(r"[^a-z0-9]+", "-", typed[:LONGEST].lower()).strip("-")


def parts(typed: str) -> tuple[str, ...]:
    """The names of a comparison's address, each once.

    >>> parts("Actuary-VS-teacher"), parts("actuary vs actuary"), parts("actuary-vs-"), parts("-vs-")
    (('actuary', 'teacher'), ('actuary',), ('actuary',), ())
    """
    return tuple(dict.fromkeys(name for part in f"-{slug(typed)}-".split(BETWEEN) if (name := part.strip("-"))))
