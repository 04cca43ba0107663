"""`rolewise chat`: a conversation in the terminal, or of the lines of a pipe."""

from __future__ import annotations

import asyncio
import shutil
import sys
import textwrap
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
    """Answers each line that is typed; a number sends the suggestion of that number, blank lines are passed over."""
    session = uuid.uuid4().hex
    suggested: list[dict[str, str]] = []
    async for line in typed:
        if line.strip() in QUIT:
            return
        if line.strip():
            reply = await assistant.ask(_chosen(line, suggested), session)
            suggested = reply.card.get("suggestions") or []
            print(_fitted("\n".join([reply.text, *_numbered(suggested)])) + "\n", flush=True)


def _fitted(text: str) -> str:
    """The text broken between words at the width of the terminal; as it is in a pipe."""
    if not sys.stdout.isatty():
        return text
    width = shutil.get_terminal_size().columns
    return "\n".join(textwrap.fill(line, width) for line in text.splitlines())


def _chosen(line: str, suggested: list[dict[str, str]]) -> str:
    typed = line.strip()
    place = int(typed) - 1 if typed.isascii() and typed.isdigit() else -1
    return suggested[place]["text"] if 0 <= place < len(suggested) else line


def _numbered(suggested: list[dict[str, str]]) -> list[str]:
    return ["  ".join(f"[{number}] {step['title']}" for number, step in enumerate(suggested, 1))] if suggested else []


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
