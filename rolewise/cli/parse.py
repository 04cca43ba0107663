"""`rolewise parse`: what is understood of each line."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any, BinaryIO

from rolewise.cli import loading
from rolewise.cli.lines import Line, read_lines, write_line

if TYPE_CHECKING:
    from rolewise.cli.local import LocalAssistant

SHOWN = 500  # characters of a too long line that its object repeats


def run() -> None:
    """Parses the lines of stdin."""
    parse_lines(loading.assistant(loading.trained_model()), sys.stdin.buffer)


def parse_lines(assistant: LocalAssistant, stream: BinaryIO) -> None:
    """Prints one object for each line of the stream, in order and at once, whatever the line is."""
    for line in read_lines(stream):
        write_line(_too_long(line) if line.too_long else assistant.parse(line.text))


def _too_long(line: Line) -> dict[str, Any]:
    found: dict[str, Any] = {
        "text": line.text[:SHOWN],
        "intent": None,
        "confidence": 0.0,
        "roles": [],
        "skills": [],
        "country": None,
        "facets": {},
    }
    return {**found, "error": f"This line is too long: at most {len(line.raw):,} bytes are read."}
