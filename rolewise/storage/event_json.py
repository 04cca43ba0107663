"""What stands in an event's JSON, whatever it is: a field that is missing or of another type counts as empty."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any


def decoded(data: object) -> dict[str, Any]:
    """The object of an event's JSON; {} for what is none."""
    try:
        found = json.loads(data) if isinstance(data, (str, bytes)) else data
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def at(found: object, *path: str) -> Any:
    """What lies at a path of keys, or None."""
    for key in path:
        found = found.get(key) if isinstance(found, Mapping) else None
    return found


def text_at(found: object, *path: str) -> str:
    """The string at a path, or ""."""
    value = at(found, *path)
    return value if isinstance(value, str) else ""


def number_at(found: object, *path: str) -> float | None:
    """The number at a path, or None."""
    value = at(found, *path)
    return float(value) if isinstance(value, (int, float)) and not isinstance(value, bool) else None


def objects_at(found: object, *path: str) -> Iterator[Mapping[str, Any]]:
    """The objects of a list at a path."""
    value = at(found, *path)
    return (item for item in (value if isinstance(value, list) else ()) if isinstance(item, Mapping))


def strings(value: object) -> tuple[str, ...]:
    """The strings of a list."""
    return tuple(item for item in value if isinstance(item, str)) if isinstance(value, (list, tuple)) else ()
