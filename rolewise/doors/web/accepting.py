"""Which form of an answer a client wants."""

from __future__ import annotations

from typing import Any

from sanic.exceptions import InvalidHeader
from sanic.headers import parse_accept

from rolewise.doors.web.errors import Problem

ANSWER = "application/json"
STREAM = "application/x-ndjson"


def wanted(headers: Any, *offered: str) -> str:
    """The offered type that is wanted most; the first where the client does not mind. Raises Problem for none."""
    try:
        accepted = parse_accept(", ".join(headers.getall("accept", [])) or "*/*")
    except (InvalidHeader, TypeError, ValueError) as error:
        raise Problem("not_acceptable") from error
    for each in accepted:
        found = next((kind for kind in offered if each.qvalue > 0 and each.match(kind)), None)
        if found:
            return found
    raise Problem("not_acceptable")
