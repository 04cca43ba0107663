"""Whom the terminal talks to: a running server, or the model in this process."""

from __future__ import annotations

import asyncio
import sys
import time
import uuid
from collections.abc import Coroutine
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from rolewise.cli import exits, loading
from rolewise.storage.announcement import FILE
from rolewise.terminal.client import WebTalk, entity_text, is_address
from rolewise.terminal.reply import Gone, Refused, Said, Talk
from rolewise.terminal.retry import sentence
from rolewise.terminal.running import key_of, running

if TYPE_CHECKING:
    from rolewise.rasa.assistant import Assistant

Result = TypeVar("Result")


def on_server(url: str) -> Talk | None:
    """A talk with the server of this address, or with the one that was announced; None where none was, or it is not there.

    Ends the command where an address was named and nothing serves there.
    """
    if url:
        return _named(url)
    found = running(FILE)
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
        return WebTalk(url, key_of(url, FILE))
    except Refused as refusal:
        raise exits.Stop(sentence(refusal), exits.UNAVAILABLE) from refusal
    except Gone as gone:
        raise exits.Stop(f"{gone}; start it with `rolewise serve`, or leave --url out", exits.UNAVAILABLE) from gone


def in_process(model: Path) -> InProcess:
    """A talk with the model, loaded now."""
    from rolewise.progress import step

    loop = asyncio.new_event_loop()
    # prompt_toolkit takes the loop that is set, and Rasa's locks belong to the one that they were made in.
    asyncio.set_event_loop(loop)
    with step("Starting the assistant") if sys.stderr.isatty() else nullcontext():
        return InProcess(loop.run_until_complete(loading.assistant(model)), loop)


class InProcess:
    """A conversation with an assistant that is loaded here."""

    place = ""

    def __init__(self, assistant: Assistant, loop: asyncio.AbstractEventLoop):
        self._assistant = assistant
        self._loop = loop
        self.renew()

    def renew(self) -> None:
        """Begins a new conversation."""
        self._session = f"terminal-{uuid.uuid4().hex}"

    def ask(self, text: str) -> Said:
        """The answer to a message; an interrupt gives the turn up."""
        return self._run(self._ask(text))

    async def _ask(self, text: str) -> Said:
        started = time.perf_counter()
        reply = await self._assistant.ask(text, self._session)
        milliseconds = 1000 * (time.perf_counter() - started)
        return Said(
            text=reply.text,
            card=reply.card,
            about=reply.about,
            intent=reply.intent,
            cut=reply.cut,
            confidence=reply.confidence,
            entities=tuple(map(entity_text, reply.entities)),
            state=await self._state() if reply.kept else {},
            milliseconds=milliseconds,
            error=reply.error,
        )

    async def _state(self) -> dict[str, Any]:
        """What the dialogue remembers now, as the server's debug answers tell it."""
        return await self._assistant.memory(self._session)

    def _run(self, coroutine: Coroutine[Any, Any, Result]) -> Result:
        task = self._loop.create_task(coroutine)
        try:
            return self._loop.run_until_complete(task)
        except KeyboardInterrupt:
            task.cancel()
            self._loop.run_until_complete(asyncio.gather(task, return_exceptions=True))
            raise

