"""`rolewise ask`: one question, or many as lines of JSON."""

from __future__ import annotations

import asyncio
import json
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, BinaryIO

from rolewise.cli import exits, loading
from rolewise.cli.lines import Line, read_lines, write_line

if TYPE_CHECKING:
    from rolewise.runtime.assistant import Assistant, Reply

SHOWN = 500  # characters of a refused text that its object repeats


class Refused(Exception):
    """A line that is no question; the message says why."""

    def __init__(self, reason: str, session: str | None = None, text: str | None = None):
        super().__init__(reason)
        self.session = session
        self.text = text


def run(question: str, as_json: bool) -> None:
    """Prints the answer to one question."""
    if not question.strip():
        raise exits.Stop("the question is empty", exits.USAGE)
    asyncio.run(_ask_once(question, as_json))


def run_lines() -> None:
    """Answers the lines of stdin."""
    asyncio.run(_ask_lines(loading.trained_model()))


async def _ask_once(question: str, as_json: bool) -> None:
    assistant = await loading.assistant(loading.trained_model())
    reply = await assistant.ask(question, "ask")
    if as_json:
        write_line(answered("ask", question, reply))
    else:
        print(reply.text)


async def _ask_lines(model: Any) -> None:
    assistant = await loading.assistant(model)
    await answer_lines(assistant, sys.stdin.buffer)


async def answer_lines(assistant: Assistant, stream: BinaryIO) -> None:
    """Prints one object for each line of the stream, in order and at once, whatever the line is."""
    for line in read_lines(stream):
        try:
            session, text = read_question(line)
            write_line(answered(session, text, await assistant.ask(text, session)))
        except Refused as refused:
            write_line(_refusal(refused))


def read_question(line: Line) -> tuple[str, str]:
    """Session and text of a line; raises Refused for one that has none."""
    if line.too_long:
        raise Refused(f"This line is too long: at most {len(line.raw):,} bytes are read.")
    found = _read_object(line)
    session, text = found.get("session"), found.get("text")
    if not isinstance(session, str) or not isinstance(text, str):
        raise Refused('A line needs "session" and "text", both strings.', *_strings(session, text))
    return session, text


def _read_object(line: Line) -> dict[str, Any]:
    if not line.raw.strip():
        raise Refused("This line is empty.")
    try:
        found = json.loads(line.raw.decode("utf-8"))
    except UnicodeDecodeError as error:
        raise Refused(f"This line is not UTF-8 (byte {error.start + 1}).") from error
    except ValueError as error:
        raise Refused(f"This line is not JSON: {error}.") from error
    except RecursionError as error:
        raise Refused("This line is nested too deeply.") from error
    if not isinstance(found, dict):
        raise Refused('A line needs an object such as {"session": "a", "text": "hello"}.')
    return found


def _strings(*values: Any) -> Iterator[str | None]:
    return (value if isinstance(value, str) else None for value in values)


def answered(session: str, text: str, reply: Reply) -> dict[str, Any]:
    """The object of a turn."""
    found = {
        "session": session,
        "text": text,
        "intent": reply.intent,
        "confidence": reply.confidence,
        "roles": reply.roles,
        "country": reply.country,
        "answer": reply.text,
        "card": reply.card,
    }
    notes = {"cut": reply.cut, "error": reply.error}
    return {**found, **{name: note for name, note in notes.items() if note}}


def _refusal(refused: Refused) -> dict[str, Any]:
    return {
        "session": refused.session,
        "text": refused.text and refused.text[:SHOWN],
        "intent": None,
        "confidence": 0.0,
        "roles": [],
        "country": None,
        "answer": str(refused),
        "card": {},
        "error": str(refused),
    }
