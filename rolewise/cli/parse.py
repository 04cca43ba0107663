"""`rolewise parse`: what is understood of each line."""

from __future__ import annotations

import asyncio
import sys
from typing import TYPE_CHECKING, Any, BinaryIO

from rolewise.cli import loading
from rolewise.cli.lines import Line, read_lines, write_line

if TYPE_CHECKING:
    from rolewise.rasa.assistant import Assistant

SHOWN = 500  # characters of a too long line that its object repeats


def run() -> None:
    """Parses the lines of stdin."""
    asyncio.run(_parse(loading.trained_model()))


async def _parse(model: Any) -> None:
    assistant = await loading.assistant(model)
    await parse_lines(assistant, sys.stdin.buffer)


async def parse_lines(assistant: Assistant, stream: BinaryIO) -> None:
    """Prints one object for each line of the stream, in order and at once, whatever the line is."""
    for line in read_lines(stream):
        write_line(_too_long(line) if line.too_long else (await assistant.parse(line.text)).as_dict())


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
