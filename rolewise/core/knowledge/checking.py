"""Holding the content of files against the register: shape first, then references."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from typing import Any

import jsonschema_rs

from rolewise.core.knowledge.problems import Problem, nearest, shown
from rolewise.core.knowledge.shapes import REFERS_TO, Shape, optional_text, text

Ids = Mapping[str, Collection[str]]  # vocabulary -> its ids
Named = Mapping[str, Mapping[str, str]]  # vocabulary -> name in small letters -> its id: "india" -> "IN"
NONE_NAMED: Named = {}
Place = tuple[str, ...]


class Checker:
    """Checks values against one shape; made once for many files."""

    def __init__(self, shape: Shape):
        self._shape = shape
        self._references = _references_only(shape)
        self._validator = jsonschema_rs.validator_for(shape)

    def shape_problems(self, content: Any, file: str) -> list[Problem]:
        """Faults of form: missing and unknown fields, wrong types, values out of bounds."""
        if self._validator.is_valid(content):
            return []
        problems = [self._shape_problem(error, file) for error in self._validator.iter_errors(content)]
        return list(dict.fromkeys(problems))

    def reference_problems(self, content: Any, file: str, ids: Ids, named: Named = NONE_NAMED) -> list[Problem]:
        """Ids that their vocabulary does not hold; a vocabulary that is not given is not asked. `named`: see `Named`."""
        return [
            Problem(
                file,
                place,
                f"an id of {vocabulary}",
                shown(value),
                named.get(vocabulary, {}).get(str(value).lower()) or nearest(str(value), ids[vocabulary]),
            )
            for place, vocabulary, value in _used_ids(self._references, content, ())
            if vocabulary in ids and value not in ids[vocabulary]
        ]

    def _shape_problem(self, error: Any, file: str) -> Problem:
        place = tuple(f"item {part + 1}" if isinstance(part, int) else str(part) for part in error.instance_path)
        kind = error.kind
        if kind.name == "additionalProperties":
            unknown = kind.unexpected[0]
            allowed = self._shape_at(error.schema_path[:-1]).get("properties", {})
            return Problem(file, (*place, unknown), "a field of the register", shown(unknown), nearest(unknown, allowed))
        hint = nearest(str(error.instance), map(str, kind.options)) if kind.name == "enum" else ""
        found = "nothing" if kind.name == "required" else shown(error.instance)
        return Problem(file, place, _EXPECTED.get(kind.name, _as_stated)(error), found, hint)

    def _shape_at(self, path: list[Any]) -> Shape:
        shape: Any = self._shape
        for part in path:
            shape = shape[part]
        return shape  # type: ignore[no-any-return]


def _references_only(shape: Any) -> Shape | None:
    """The branches of a shape that end in a reference; None where there are none."""
    if not isinstance(shape, dict):
        return None
    if REFERS_TO in shape:
        return {REFERS_TO: shape[REFERS_TO]}
    fields = {name: inner for name, field in shape.get("properties", {}).items() if (inner := _references_only(field))}
    items, entries = _references_only(shape.get("items")), _references_only(shape.get("additionalProperties"))
    reduced = {"properties": fields, "items": items, "additionalProperties": entries}
    return reduced if fields or items or entries else None


def _used_ids(shape: Shape | None, content: Any, place: Place) -> Iterator[tuple[Place, str, Any]]:
    if shape is None:
        return
    if REFERS_TO in shape:
        yield place, shape[REFERS_TO], content
    elif isinstance(content, dict):
        for key, value in content.items():
            yield from _used_ids(shape["properties"].get(key, shape["additionalProperties"]), value, (*place, str(key)))
    elif isinstance(content, list):
        for number, item in enumerate(content, 1):
            yield from _used_ids(shape["items"], item, (*place, f"item {number}"))


_TYPES = {
    "integer": "a whole number",
    "object": "fields with values",
    "array": "a list",
    "string": "text",
    "boolean": "true or false",
    "number": "a number",
}


def _expected_type(error: Any) -> str:
    return " or ".join(_TYPES.get(name, name) for name in error.kind.types)


def _as_stated(error: Any) -> str:
    return str(error.message)


_WORDS_OF_A_LINE = "words in one line, with one blank between two and none at the ends"
_FORMS = {str(shape["pattern"]): _WORDS_OF_A_LINE for shape in (text(), optional_text())}

_EXPECTED: dict[str, Callable[[Any], str]] = {
    "type": _expected_type,
    "required": lambda error: f"the field {error.kind.property!r}",
    "enum": lambda error: "one of " + ", ".join(map(str, error.kind.options)),
    "minimum": lambda error: f"at least {error.kind.limit}",
    "maximum": lambda error: f"at most {error.kind.limit}",
    "minLength": lambda error: "some text",
    "maxLength": lambda error: f"at most {error.kind.limit} characters",
    "minItems": lambda error: f"at least {error.kind.limit} in the list",
    "maxItems": lambda error: f"at most {error.kind.limit} in the list",
    "uniqueItems": lambda error: "a list without repetition",
    "pattern": lambda error: _FORMS.get(error.kind.pattern, f"text of the form {error.kind.pattern}"),
    "propertyNames": lambda error: "keys without blanks at their ends",
}
