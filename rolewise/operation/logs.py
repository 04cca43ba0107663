"""Records of the log: one JSON object a line in a server, one short line in a terminal.

A record names its turn and, by a short hash, its conversation, but never holds what a user wrote nor a secret. What an
exception says may quote either, so its type and its place are logged and, of errors of the network and of stores alone,
its words.
"""

from __future__ import annotations

import hashlib
import json
import logging
import sys
import threading
import traceback
from collections.abc import Iterator, Mapping, MutableMapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, replace
from datetime import datetime, timezone
from pathlib import Path
from typing import Any, TextIO

from rolewise.operation.redaction import Redaction

FRAMES = 6  # of the innermost calls
LONGEST = 2000  # characters of one value
OURS = "rolewise"
_STANDARD = {*vars(logging.makeLogRecord({})), "message", "asctime"}
# Exceptions whose words come from the system or from a server, not from a user.
_TECHNICAL = {"psycopg2.OperationalError", "sqlite3.OperationalError", "redis.exceptions.ConnectionError"}


@dataclass(frozen=True)
class Subject:
    """What the records of this moment are about."""

    conversation: str
    text: str = ""  # what the user wrote: it is taken out of every record
    turn: str = ""


_subject: ContextVar[Subject | None] = ContextVar("subject", default=None)


@contextmanager
def about(conversation: str, text: str = "", turn: str = "") -> Iterator[None]:
    """Every record of the block, whoever writes it, names the turn and loses the user's text."""
    token = _subject.set(Subject(conversation, text, turn))
    try:
        yield
    finally:
        _subject.reset(token)


def name_turn(turn: str) -> None:
    """Gives the block's turn its id, once that is known."""
    if subject := _subject.get():
        _subject.set(replace(subject, turn=turn))


class _Safe(logging.Formatter):
    """What both formats share."""

    def __init__(self, redaction: Redaction):
        super().__init__()
        self._redaction = redaction

    def _said(self, value: object) -> str:
        subject = _subject.get()
        return self._redaction(str(value), subject.text if subject else "")[:LONGEST]

    def _extra(self, record: logging.LogRecord) -> dict[str, Any]:
        extra = {name: value for name, value in vars(record).items() if name not in _STANDARD}
        return {name: value if isinstance(value, (int, float)) else self._said(value) for name, value in extra.items()}


class JsonLines(_Safe):
    """A record as one line of JSON; ASCII only, so that no character of a value ends the line."""

    def format(self, record: logging.LogRecord) -> str:
        """The line, without its end."""
        content = {
            "time": datetime.fromtimestamp(record.created, timezone.utc).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "event": self._said(record.getMessage()),
            **_ids(),
            **self._extra(record),
        }
        if error := _exception(record):
            content["error"] = {"type": _name(error), "said": self._said(_words(error)), "at": _places(error)}
        return json.dumps(content)


class ShortLines(_Safe):
    """A record as a line to be read by a person."""

    def format(self, record: logging.LogRecord) -> str:
        """The line, without its end."""
        parts = [f"{record.levelname} {record.name}: {self._said(record.getMessage())}"]
        parts += [f"{name}={value}" for name, value in {**_ids(), **self._extra(record)}.items()]
        if error := _exception(record):
            said = self._said(_words(error))
            parts.append(f"[{_name(error)}{f' ({said})' if said else ''} at {' < '.join(reversed(_places(error)))}]")
        return "".join(character if character.isprintable() else ascii(character)[1:-1] for character in " ".join(parts))


def handler(stream: TextIO | None = None, *, as_json: bool | None = None) -> logging.Handler:
    """Writes records to `stream` (stderr), as JSON unless it is a terminal or `as_json` says otherwise."""
    found = stream or sys.stderr
    made = logging.StreamHandler(found)
    chosen = not found.isatty() if as_json is None else as_json
    made.setFormatter((JsonLines if chosen else ShortLines)(Redaction()))
    made.addFilter(_is_ours_to_tell)
    return made


def log_as_server(stream: TextIO | None = None) -> None:
    """For `serve`, after `be_quiet`: JSON lines, and our own records from INFO on."""
    ours = handler(stream)
    logging.getLogger().handlers[:] = [ours]
    # Rasa cuts sanic's loggers off from the root; what has no handler goes to the last resort, tracebacks and all.
    logging.lastResort = ours
    logging.getLogger(OURS).setLevel(logging.INFO)
    # A record that cannot be written would be printed with its arguments.
    logging.raiseExceptions = False
    # What nobody catches would be printed as it is, with all that an error quotes.
    sys.excepthook = lambda kind, error, trace: _uncaught("the process", error)
    threading.excepthook = lambda hook: _uncaught(f"the thread {hook.thread.name if hook.thread else '?'}", hook.exc_value)


def _uncaught(whose: str, error: BaseException | None) -> None:
    if error is not None and not isinstance(error, (SystemExit, KeyboardInterrupt)):
        logging.getLogger(OURS).critical("%s ends by an error", whose, exc_info=error)


def _is_ours_to_tell(record: logging.LogRecord) -> bool:
    """Sanic's complaint about a body that nobody read quotes the address, which anybody writes."""
    return not (record.name.startswith("sanic") and "body not consumed" in str(record.msg))


def numbers_only(_: Any, __: str, event: MutableMapping[str, Any]) -> dict[str, Any]:
    """The last processor of structlog: Rasa's event and its figures go to logging; other values may hold what was said."""
    figures = {name: value for name, value in event.items() if isinstance(value, (int, float)) and name not in _STANDARD}
    return {"msg": event.get("event", ""), "exc_info": event.get("exc_info"), "extra": figures}


def short(conversation: str) -> str:
    """A name for a conversation that leads to no person and still finds its records.

    >>> short("web-0123456789abcdef0123456789abcdef")
    'a5aa0cde'
    """
    return hashlib.sha256(conversation.encode()).hexdigest()[:8]


def _ids() -> Mapping[str, str]:
    subject = _subject.get()
    if subject is None:
        return {}
    return {"conversation": short(subject.conversation), **({"turn": subject.turn} if subject.turn else {})}


def _exception(record: logging.LogRecord) -> BaseException | None:
    return record.exc_info[1] if record.exc_info else None


def _name(error: BaseException) -> str:
    kind = type(error)
    return kind.__name__ if kind.__module__ == "builtins" else f"{kind.__module__}.{kind.__name__}"


def _words(error: BaseException) -> str:
    # SQLAlchemy wraps the driver's error, and adds the row to what it says.
    cause = getattr(error, "orig", None) or error
    if isinstance(cause, OSError) and cause.strerror:
        return cause.strerror
    return str(cause).strip() if _technical(type(cause)) else ""


def _technical(kind: type[BaseException]) -> bool:
    return any(f"{each.__module__}.{each.__name__}" in _TECHNICAL for each in kind.__mro__)


def _places(error: BaseException) -> list[str]:
    frames = traceback.extract_tb(error.__traceback__)[-FRAMES:]
    return [f"{'/'.join(Path(frame.filename).parts[-2:])}:{frame.lineno} {frame.name}" for frame in frames]
