"""`rolewise ask`: one question, or many as lines of JSON."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, BinaryIO

from rolewise.cli import exits, loading
from rolewise.cli.lines import Line, read_lines, write_line
from rolewise.cli.talks import in_process, on_server
from rolewise.terminal.folding import fit
from rolewise.terminal.look import only_ascii
from rolewise.terminal.reply import Gone, Refused, Said
from rolewise.terminal.retry import Patience, sentence

if TYPE_CHECKING:
    from rolewise.cli.local import LocalAssistant

SESSION = "ask"  # what the object of a single question is called
SHOWN = 500  # characters of a refused text that its object repeats


class BadLine(Exception):
    """A line that is no question; the message says why."""

    def __init__(self, reason: str, session: str | None = None, text: str | None = None):
        super().__init__(reason)
        self.session = session
        self.text = text


def run(question: str, as_json: bool, url: str = "", local: bool = False) -> None:
    """Prints the answer to one question. Ends the command with FAILED where there is no real answer."""
    if not question.strip():
        raise exits.Stop("the question is empty", exits.USAGE)
    said = _asked(question, url, local)
    _print(question, said, as_json)
    if said.error:
        raise exits.Stop(said.error, exits.FAILED)


def _asked(question: str, url: str, local: bool) -> Said:
    talk = None if local else on_server(url)
    if talk is None:
        return in_process(loading.trained_model()).ask(question)
    try:
        return Patience(_note).ask(talk, question)
    except Refused as refusal:
        raise exits.Stop(sentence(refusal), exits.FAILED) from refusal
    except Gone as gone:
        if url:
            raise exits.Stop(str(gone), exits.UNAVAILABLE) from gone
        _note(f"{gone}; the model in this process does")
        return in_process(loading.trained_model()).ask(question)


def _note(text: str) -> None:
    print(f"rolewise: {text}", file=sys.stderr)


def _print(question: str, said: Said, as_json: bool) -> None:
    if as_json:
        write_line(answered(SESSION, question, said))
    else:
        print(fit(said.text, only_ascii(sys.stdout)))


def run_lines() -> None:
    """Answers the lines of stdin."""
    answer_lines(loading.assistant(loading.trained_model()), sys.stdin.buffer)


def answer_lines(assistant: LocalAssistant, stream: BinaryIO) -> None:
    """Prints one object for each line of the stream, in order and at once, whatever the line is."""
    for line in read_lines(stream):
        try:
            session, text = read_question(line)
            write_line(answered(session, text, assistant.ask(text, session)))
        except BadLine as refused:
            write_line(_refusal(refused))


def read_question(line: Line) -> tuple[str, str]:
    """Session and text of a line; raises BadLine for one that has none."""
    if line.too_long:
        raise BadLine(f"This line is too long: at most {len(line.raw):,} bytes are read.")
    found = _read_object(line)
    session, text = found.get("session"), found.get("text")
    if not isinstance(session, str) or not isinstance(text, str):
        raise BadLine('A line needs "session" and "text", both strings.', *_strings(session, text))
    return session, text


def _read_object(line: Line) -> dict[str, Any]:
    if not line.raw.strip():
        raise BadLine("This line is empty.")
    try:
        found = json.loads(line.raw.decode("utf-8"))
    except UnicodeDecodeError as error:
        raise BadLine(f"This line is not UTF-8 (byte {error.start + 1}).") from error
    except ValueError as error:
        raise BadLine(f"This line is not JSON: {error}.") from error
    except RecursionError as error:
        raise BadLine("This line is nested too deeply.") from error
    if not isinstance(found, dict):
        raise BadLine('A line needs an object such as {"session": "a", "text": "hello"}.')
    return found


def _strings(*values: Any) -> Iterator[str | None]:
    return (value if isinstance(value, str) else None for value in values)


def answered(session: str, text: str, reply: Said) -> dict[str, Any]:
    """The object of a turn. The confidence is None where a server does not tell it."""
    found = {
        "session": session,
        "text": text,
        "intent": reply.intent,
        "confidence": reply.confidence,
        "roles": list(reply.about.get("roles") or []),
        "country": reply.about.get("country"),
        "facets": reply.about.get("facets") or {},
        "answer": reply.text,
        "card": reply.card,
    }
    notes = {"cut": reply.cut, "error": reply.error}
    return {**found, **{name: note for name, note in notes.items() if note}}


def _refusal(refused: BadLine) -> dict[str, Any]:
    return {
        "session": refused.session,
        "text": refused.text and refused.text[:SHOWN],
        "intent": None,
        "confidence": 0.0,
        "roles": [],
        "country": None,
        "facets": {},
        "answer": str(refused),
        "card": {},
        "error": str(refused),
    }
