"""The shapes a field of the knowledge base may have, as JSON Schema fragments.

`x-refers-to` names the vocabulary whose ids are allowed; the loader checks it, and the schema for
editors' programs turns it into the list of today's ids.
"""

from __future__ import annotations

from typing import Any

Shape = dict[str, Any]

REFERS_TO = "x-refers-to"


def text(longest: int = 400) -> Shape:
    """A line of words without line breaks or doubled spaces."""
    return {"type": "string", "minLength": 1, "maxLength": longest, "pattern": r"^\S+( \S+)*$"}


def optional_text(longest: int = 400) -> Shape:
    """A line of words, or nothing at all between the quotes."""
    return {"type": "string", "maxLength": longest, "pattern": r"^(\S+( \S+)*)?$"}


def link_template() -> Shape:
    """An http(s) address with placeholders, or "" for none."""
    return {"type": "string", "maxLength": 400, "pattern": r"^(https?://\S+)?$"}


def whole(least: int = 0, most: int = 10**12) -> Shape:
    """A whole number within bounds."""
    return {"type": "integer", "minimum": least, "maximum": most}


def number(least: float = 0, most: float = 10**12) -> Shape:
    """A number within bounds."""
    return {"type": "number", "minimum": least, "maximum": most}


def flag() -> Shape:
    """true or false."""
    return {"type": "boolean"}


def one_of(*choices: str) -> Shape:
    """One of a few fixed words."""
    return {"enum": list(choices)}


def matching(pattern: str) -> Shape:
    """Text of a fixed form."""
    return {"type": "string", "pattern": pattern}


def ref(vocabulary: str) -> Shape:
    """The id of an entry of a vocabulary, or of a role."""
    return {"type": "string", REFERS_TO: vocabulary}


def list_of(item: Shape, least: int = 0, most: int = 1000) -> Shape:
    """A list without repetition."""
    return {"type": "array", "items": item, "minItems": least, "maxItems": most, "uniqueItems": True}


def map_of(item: Shape, keys: str = r"^\S.*$") -> Shape:
    """Entries by id."""
    return {"type": "object", "additionalProperties": item, "propertyNames": {"pattern": keys}}
