"""Whom the terminal talks to: a running server, or the model in this process."""

from __future__ import annotations

import sys
import uuid
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING

from rolewise.cli import exits, loading
from rolewise.storage.announcement import FOLDER
from rolewise.terminal.client import WebTalk, is_address
from rolewise.terminal.reply import Gone, Refused, Said, Talk
from rolewise.terminal.retry import sentence
from rolewise.terminal.running import key_of, running

if TYPE_CHECKING:
    from rolewise.cli.local import LocalAssistant


def on_server(url: str) -> Talk | None:
    """A talk with the server of this address, or with the one that was announced; None where none was, or it is not there.

    Ends the command where an address was named and nothing serves there.
    """
    if url:
        return _named(url)
    found = running(FOLDER)
    if found is None:
        return None
    try:
        return WebTalk(found.url, found.key)
    except (Gone, Refused) as error:
        print(f"rolewise: the running server is passed over: {error}", file=sys.stderr)
        return None


def _named(url: str) -> Talk:
    if not is_address(url):
        raise exits.Stop(f"{url!r} is no address; write it as http://127.0.0.1:5005", exits.USAGE)
    try:
        return WebTalk(url, key_of(url, FOLDER))
    except Refused as refusal:
        raise exits.Stop(sentence(refusal), exits.UNAVAILABLE) from refusal
    except Gone as gone:
        raise exits.Stop(f"{gone}; start it with `rolewise serve`, or leave --url out", exits.UNAVAILABLE) from gone


def in_process(model: Path) -> InProcess:
    """A talk with the model, loaded now."""
    from rolewise.progress import step

    with step("Starting the assistant") if sys.stderr.isatty() else nullcontext():
        return InProcess(loading.assistant(model))


class InProcess:
    """A conversation with an assistant that is loaded here."""

    place = ""

    def __init__(self, assistant: LocalAssistant):
        self._assistant = assistant
        self.renew()

    def renew(self) -> None:
        """Begins a new conversation."""
        self._session = f"terminal-{uuid.uuid4().hex}"

    def ask(self, text: str) -> Said:
        """The answer to a message; an interrupt gives the turn up."""
        return self._assistant.ask(text, self._session)
