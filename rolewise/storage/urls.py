"""Addresses of services, checked before anything connects. What is wrong is said without the value, which holds a password."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from sqlalchemy.engine import URL

DATABASE_FORM = "postgresql://user:password@host:5432/name or sqlite:////folder/conversations.db"
REDIS_FORM = "redis://:password@host:6379/0, rediss://… or unix://…"
REDIS_SCHEMES = ("redis", "rediss", "unix")
# Of all drivers of SQLAlchemy, those that are installed with us and whose errors and limits are known.
DRIVERS = ("sqlite", "sqlite+pysqlite", "postgresql", "postgresql+psycopg2")


class WrongUrl(ValueError):
    """An address that cannot be used; the text completes "<the setting> …" and holds nothing of the value but its scheme."""


def database_url(text: str) -> URL:
    """The address of a database; `postgres://`, as hosting services hand it out, is PostgreSQL. Raises WrongUrl."""
    from sqlalchemy.engine import make_url
    from sqlalchemy.exc import ArgumentError

    if text.startswith("postgres://"):
        text = f"postgresql://{text.partition('://')[2]}"
    try:
        found = make_url(text)
        if found.drivername in DRIVERS and found.get_backend_name() != "sqlite":
            urlsplit(text).port  # noqa: B018 - raises for what is no port
    except (ArgumentError, ValueError):
        raise WrongUrl(f"is no address of a database: write it as {DATABASE_FORM}") from None
    if found.drivername not in DRIVERS:
        raise WrongUrl(f"names {found.drivername!r}, which is not supported: write it as {DATABASE_FORM}")
    return found


def redis_url(text: str) -> str:
    """The address of a Redis as it is. Raises WrongUrl."""
    scheme, found, _ = text.partition("://")
    try:
        parts = urlsplit(text)
        sound = found and scheme in REDIS_SCHEMES and (parts.hostname or scheme == "unix") and (parts.port or True)
        number = parts.path.strip("/")
        sound = sound and (scheme == "unix" or not number or number.isdigit())
    except ValueError:
        sound = False
    if not sound:
        raise WrongUrl(f"is no address of a Redis: write it as {REDIS_FORM}")
    return text
