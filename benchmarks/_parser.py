"""Run by its path, in any checkout, with a model: parses each line of stdin, prints its milliseconds of processor time.

Imports nothing of this package, so that an earlier build can be measured by the same lines.
"""

from __future__ import annotations

import asyncio
import importlib
import sys
import time


def _be_quiet() -> None:
    for name in ("rolewise.rasa.quiet", "rolewise.runtime.quiet"):  # now, and in builds before the rooms
        try:
            importlib.import_module(name).be_quiet()
        except ModuleNotFoundError:
            continue


async def _serve(model: str) -> None:
    from rasa.core.agent import load_agent

    agent = await load_agent(model_path=model)
    print("ready", flush=True)
    for line in sys.stdin:
        began = time.process_time()
        await agent.parse_message(line.rstrip("\n"))
        print(1000 * (time.process_time() - began), flush=True)


if __name__ == "__main__":
    sys.path.insert(0, "")  # the checkout that it runs in, not the folder of this file
    _be_quiet()
    asyncio.run(_serve(sys.argv[1]))
