"""Run by its path, in any checkout, with a model and "parse", "turn" or "names": takes a text a line, prints its milliseconds.

Milliseconds are those of the process on all processors. Imports nothing of this package, so that an earlier build can be
measured by the same lines. A turn goes through the entry that every channel uses; a conversation has ten.
"""

from __future__ import annotations

import asyncio
import importlib
import sys
import time
from collections.abc import Awaitable, Callable
from pathlib import Path
from types import ModuleType
from typing import Any

ROOMS = ("rolewise.rasa", "rolewise.runtime")  # now, and in builds before the rooms
TURNS = 10

Work = Callable[[str], Awaitable[Any]]


def _module(name: str) -> ModuleType:
    for room in ROOMS:
        try:
            return importlib.import_module(f"{room}.{name}")
        except ModuleNotFoundError as error:
            missing = error
    raise missing


async def _parse(model: str) -> Work:
    from rasa.core.agent import load_agent

    agent = await load_agent(model_path=model)
    return agent.parse_message


async def _turn(model: str) -> Work:
    assistant = await _module("assistant").Assistant.load(Path(model))
    count = iter(range(sys.maxsize))

    async def ask(text: str) -> None:
        await assistant.ask(text, f"talk {next(count) // TURNS}")

    return ask


async def _names(_: str) -> Work:
    try:
        live = importlib.import_module("rolewise.in_use").live_knowledge()
    except ModuleNotFoundError:
        live = importlib.import_module("rolewise.store").store()

    async def find(text: str) -> None:
        live.current().matcher.find(text)

    return find


async def _serve(model: str, kind: str) -> None:
    work = await {"parse": _parse, "turn": _turn, "names": _names}[kind](model)
    print("ready", flush=True)
    for line in sys.stdin:
        began = time.process_time()
        await work(line.rstrip("\n"))
        print(1000 * (time.process_time() - began), flush=True)


if __name__ == "__main__":
    sys.path.insert(0, "")  # the checkout that it runs in, not the folder of this file
    _module("quiet").be_quiet()
    asyncio.run(_serve(*sys.argv[1:3]))
