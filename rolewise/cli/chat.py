"""`rolewise chat`: a conversation in the terminal, or of the lines of a pipe."""

from __future__ import annotations

import asyncio
import sys
import uuid
from collections.abc import AsyncIterator
from typing import TYPE_CHECKING

from rolewise.cli import loading
from rolewise.cli.lines import read_lines

if TYPE_CHECKING:
    from rolewise.runtime.assistant import Assistant

QUIT = frozenset({"/quit", "/exit", "/q"})
PROMPT = "› "


def run() -> None:
    """Talks until /quit or the end of the input."""
    asyncio.run(_chat())


async def _chat() -> None:
    from rolewise.runtime.progress import step

    model = loading.current_model()
    with step("Starting the assistant"):
        assistant = await loading.assistant(model)
    if sys.stdin.isatty() and sys.stdout.isatty():
        print("Ask about job roles. /quit ends the chat.", file=sys.stderr)
        await converse(assistant, _typed())
    else:
        await converse(assistant, _piped())


async def converse(assistant: Assistant, typed: AsyncIterator[str]) -> None:
    """Answers each line that is typed; blank ones are passed over."""
    session = uuid.uuid4().hex
    async for line in typed:
        if line.strip() in QUIT:
            return
        if line.strip():
            print((await assistant.ask(line, session)).text + "\n", flush=True)


async def _typed() -> AsyncIterator[str]:
    from prompt_toolkit import PromptSession

    prompt: PromptSession[str] = PromptSession()
    while True:
        try:
            yield await prompt.prompt_async(PROMPT)
        except (EOFError, KeyboardInterrupt):
            return


async def _piped() -> AsyncIterator[str]:
    for line in read_lines(sys.stdin.buffer):
        yield line.text
