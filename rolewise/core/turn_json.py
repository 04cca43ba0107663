"""A turn <-> JSON, by the types of its fields: a field that is added to Turn comes through without a change here.

Types are looked at once; a turn is written and read at every message.
"""

from __future__ import annotations

import types
from collections.abc import Callable, Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from functools import lru_cache, partial
from typing import Any, Union, get_args, get_origin, get_type_hints

from rolewise.core.dialogue.turn import Turn

Read = Callable[[Any], Any]


def turn_to_json(turn: Turn) -> dict[str, Any]:
    """The fields that differ from what Turn has without them."""
    found: dict[str, Any] = _to_json(turn)
    return found


def turn_from_json(content: object) -> Turn:
    """The turn that `turn_to_json` was given. Raises TypeError, ValueError or KeyError for anything else."""
    found: Turn = _reader(Turn)(content)
    return found


def _to_json(value: Any) -> Any:
    kind: Any = type(value)
    if kind in (str, int, float, bool, types.NoneType):
        return value
    if kind in (tuple, list):
        return [_to_json(item) for item in value]
    if is_dataclass(value):
        return {
            name: _to_json(found)
            for name, default in _defaults(kind)
            if (found := getattr(value, name)) is not default and found != default
        }
    return sorted(map(_to_json, value), key=str) if isinstance(value, (set, frozenset)) else value


@lru_cache
def _defaults(kind: type) -> tuple[tuple[str, Any], ...]:
    return tuple((field.name, _default(field)) for field in fields(kind))


def _default(field: Field[Any]) -> Any:
    return field.default_factory() if field.default_factory is not MISSING else field.default


@lru_cache
def _reader(kind: Any) -> Read:
    """What reads a value of this type."""
    if isinstance(kind, type) and is_dataclass(kind):
        return partial(_object, kind, {name: _reader(hint) for name, hint in get_type_hints(kind).items()})
    origin, inner = get_origin(kind), get_args(kind)
    if origin in (Union, types.UnionType):
        return partial(_optional, _reader(next(each for each in inner if each is not types.NoneType)))
    if origin is tuple and inner[-1] is not Ellipsis:
        return partial(_row, [_reader(each) for each in inner])
    if origin in (tuple, frozenset):
        return partial(_items, origin, _reader(inner[0]))
    return _number if kind is float else partial(_checked, kind=kind)


def _object(kind: type, readers: Mapping[str, Read], content: Any) -> Any:
    return kind(**{name: readers[name](value) for name, value in _checked(content, Mapping).items()})


def _optional(read: Read, content: Any) -> Any:
    return None if content is None else read(content)


def _row(readers: list[Read], content: Any) -> tuple[Any, ...]:
    return tuple(read(item) for read, item in zip(readers, _checked(content, list), strict=True))


def _items(kind: Callable[[Any], Any], read: Read, content: Any) -> Any:
    return kind(map(read, _checked(content, list)))


def _number(content: Any) -> float:
    return float(_checked(content, (int, float)))


def _checked(content: Any, kind: Any) -> Any:
    if not isinstance(content, kind):
        raise TypeError(f"expected {kind}, found {type(content).__name__}")
    return content
