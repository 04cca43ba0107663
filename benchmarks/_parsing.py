"""Run as a script with a model: prints the median milliseconds of parsing an utterance as JSON."""

from __future__ import annotations

import asyncio
import json
import statistics
import sys
import time

from benchmarks._load import UTTERANCES
from rolewise.rasa.quiet import be_quiet

ROUNDS = 10


async def _measure(model: str) -> float:
    from rasa.core.agent import load_agent

    agent = await load_agent(model_path=model)
    seconds = []
    for number in range(ROUNDS):
        for text in UTTERANCES:
            began = time.perf_counter()
            # No two are the same, so that nothing remembered helps.
            await agent.parse_message(f"{text} {number}")
            seconds.append(time.perf_counter() - began)
    return 1000 * statistics.median(seconds[len(UTTERANCES) :])


if __name__ == "__main__":
    be_quiet()
    print(json.dumps(asyncio.run(_measure(sys.argv[1]))))
