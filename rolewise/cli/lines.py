"""Lines of stdin in any condition, and lines of JSON to stdout."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, BinaryIO

LONGEST = 20_000  # bytes; far more than the 500 characters that are read of a message


@dataclass(frozen=True)
class Line:
    """One line as it came, without its end."""

    raw: bytes
    too_long: bool = False  # only its beginning is in `raw`

    @property
    def text(self) -> str:
        """The line as text; bytes that are not UTF-8 become U+FFFD."""
        return self.raw.decode("utf-8", "replace")


def read_lines(stream: BinaryIO) -> Iterator[Line]:
    """Each line as soon as it is there. A line of any length takes little memory."""
    while raw := stream.readline(LONGEST + 1):
        too_long = len(raw) > LONGEST and not raw.endswith(b"\n")
        if too_long:
            _skip_rest(stream)
        yield Line(raw[:LONGEST].rstrip(b"\r\n"), too_long)


def write_line(found: dict[str, Any]) -> None:
    """Prints one object and hands it on at once."""
    encoded = json.dumps(found, ensure_ascii=False).encode("utf-8", "replace")
    sys.stdout.buffer.write(encoded + b"\n")
    sys.stdout.buffer.flush()


def _skip_rest(stream: BinaryIO) -> None:
    while (rest := stream.readline(LONGEST)) and not rest.endswith(b"\n"):
        pass
