"""What the value of a setting must be. Each check raises ValueError whose text completes "<name> …", without a secret."""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

LEAST_SECRET = 32  # characters: HMAC-SHA256 wants 256 bits
LARGEST_PORT = 65_535
_ORIGIN = re.compile(r"https?://[a-z0-9.-]+(:\d{1,5})?|https?://\[[0-9a-f:.]+\](:\d{1,5})?")

Check = Callable[[str], object]


def anything(value: str) -> str:
    """No demand."""
    return value


def whole(least: int, most: int) -> Callable[[str], int]:
    """A whole number from `least` to `most`."""

    def check(value: str) -> int:
        if not (value.isascii() and value.isdigit() and len(value) < 10 and least <= int(value) <= most):
            raise ValueError(f"is {value!r}; it must be a whole number from {least:,} to {most:,}")
        return int(value)

    return check


def secret(value: str) -> str:
    """Long enough to sign with."""
    if value and len(value) < LEAST_SECRET:
        raise ValueError(f"has {len(value)} characters, at least {LEAST_SECRET} are needed; `openssl rand -hex 32` makes one")
    return value


def origins(value: str) -> frozenset[str]:
    """Origins, parted by commas."""
    return frozenset(_origin(item) for item in value.split(",") if item.strip())


def _origin(listed: str) -> str:
    origin = listed.strip().lower().rstrip("/")
    if not _ORIGIN.fullmatch(origin):
        raise ValueError(f"has {listed.strip()!r}, which is no origin: write scheme and host, such as https://jobs.example")
    return origin


def page_url(value: str) -> str:
    """A web address, or a template of one."""
    return _address(value, "https://jobs.example/compare/{first}-vs-{second}")


def role_url(value: str) -> str:
    """The same of a page about a role."""
    return _address(value, "https://jobs.example/roles/{role}")


def _address(value: str, example: str) -> str:
    if value and not (re.match(r"https?://[^\s/]", value) and value.isprintable() and " " not in value):
        raise ValueError(f"is {value!r}; it must be a web address such as {example}")
    return value


def database(value: str) -> str:
    """The address of a database."""
    from rolewise.storage.urls import database_url  # late: takes SQLAlchemy along

    database_url(value)
    return value


def redis(value: str) -> str:
    """The address of a Redis, or nothing."""
    from rolewise.storage.urls import redis_url

    return redis_url(value) if value else value


def listening(value: str) -> tuple[str, int] | None:
    """A port of the loopback address, or address:port; None for nothing."""
    if not value:
        return None
    host, _, port = value.rpartition(":")
    if not port.isascii() or not port.isdigit() or not 0 <= int(port) <= LARGEST_PORT:
        raise ValueError(f"is {value!r}; it must be a port or address:port")
    return host.strip("[]") or "127.0.0.1", int(port)


def host(value: str) -> str:
    """A name or an address."""
    if not value or any(character in value for character in "/ @") or "://" in value:
        raise ValueError(f"is {value!r}; it must be an address of this machine, without a port")
    return value


def folder(value: str) -> str:
    """A folder that is there, or nothing."""
    if value and not Path(value).is_dir():
        raise ValueError(f"is {value!r}, which is no folder")
    return value


def base_url(value: str) -> str:
    """The beginning of a web address."""
    parts = urlsplit(value)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise ValueError(f"is {value!r}; it must be a web address")
    return value


def seconds(value: object) -> float:
    """A number of seconds above 0."""
    try:
        found = float(value)  # type: ignore[arg-type]
    except (TypeError, ValueError):
        found = math.nan
    if not 0 < found < 86_400:
        raise ValueError(f"is {value!r}; it must be a number of seconds above 0")
    return found
