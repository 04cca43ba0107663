"""A turn <-> JSON, by the types of its fields: a field that is added to Turn comes through without a change here."""

from __future__ import annotations

import types
from collections.abc import Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from functools import lru_cache
from typing import Any, Union, get_args, get_origin, get_type_hints

from rolewise.core.dialogue.turn import Turn


def turn_to_json(turn: Turn) -> dict[str, Any]:
    """The fields that differ from what Turn has without them."""
    found: dict[str, Any] = _to_json(turn)
    return found


def turn_from_json(content: object) -> Turn:
    """The turn that `turn_to_json` was given. Raises TypeError, ValueError or KeyError for anything else."""
    found: Turn = _from_json(content, Turn)
    return found


def _to_json(value: Any) -> Any:
    if is_dataclass(value):
        content = {field.name: (getattr(value, field.name), field) for field in fields(value)}
        return {name: _to_json(found) for name, (found, field) in content.items() if found != _default(field)}
    if isinstance(value, (set, frozenset)):
        return sorted(map(_to_json, value), key=str)
    return [_to_json(item) for item in value] if isinstance(value, (tuple, list)) else value


def _default(field: Field[Any]) -> Any:
    return field.default_factory() if field.default_factory is not MISSING else field.default


def _from_json(content: Any, kind: Any) -> Any:
    if isinstance(kind, type) and is_dataclass(kind):
        hints = _hints(kind)
        return kind(**{name: _from_json(value, hints[name]) for name, value in _checked(content, Mapping).items()})
    origin, inner = get_origin(kind), get_args(kind)
    if origin in (Union, types.UnionType):
        return None if content is None else _from_json(content, next(each for each in inner if each is not type(None)))
    if origin in (tuple, frozenset):
        items = _checked(content, list)
        each = inner if origin is tuple and inner[-1] is not Ellipsis else (inner[0],) * len(items)
        return origin(_from_json(item, one) for item, one in zip(items, each, strict=True))
    return float(_checked(content, (int, float))) if kind is float else _checked(content, kind)


def _checked(content: Any, kind: Any) -> Any:
    if not isinstance(content, kind):
        raise TypeError(f"expected {kind}, found {type(content).__name__}")
    return content


@lru_cache
def _hints(kind: type) -> dict[str, Any]:
    return get_type_hints(kind)
