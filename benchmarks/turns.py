"""Cost of a turn early and late in one conversation kept in SQLite, through the entry that every channel uses.

The texts come again, so that the NLU part counts once at most: it costs the same in any turn and would hide what grows.
"""

from __future__ import annotations

import asyncio
import statistics
import tempfile
import time
from pathlib import Path

from benchmarks._load import UTTERANCES

EARLY, LATE = 5, 200
AROUND = 2  # turns before and after that count, too
CONVERSATIONS = 5
MOST = 1.3  # late against early
STORE = "rolewise.rasa.tracker_store.SqlConversations"


def main() -> None:
    """Prints the p50 of both places and their ratio; the ratio has to stay at or below MOST."""
    asyncio.run(_measure())


async def _measure() -> None:
    from rolewise.rasa.assistant import Assistant
    from rolewise.rasa.training import ensure_model

    with tempfile.TemporaryDirectory() as place:
        endpoints = Path(place) / "endpoints.yml"
        endpoints.write_text(f"tracker_store:\n  type: {STORE}\n  url: sqlite:///{place}/talks.db\n", "utf-8")
        assistant = await Assistant.load(ensure_model(), endpoints)
        await _conversation(assistant, "warming up", len(UTTERANCES))
        runs = [await _conversation(assistant, f"talk {number}", LATE + AROUND) for number in range(CONVERSATIONS)]
    early, late = (_median(runs, place) for place in (EARLY, LATE))
    print(f"turn {EARLY:>3}  p50 {early * 1000:6.1f} ms")
    print(f"turn {LATE:>3}  p50 {late * 1000:6.1f} ms")
    print(f"ratio     {late / early:6.2f}     (at most {MOST})")


async def _conversation(assistant: object, session: str, turns: int) -> list[float]:
    seconds = []
    for number in range(turns):
        begun = time.perf_counter()
        await assistant.ask(UTTERANCES[number % len(UTTERANCES)], session)  # type: ignore[attr-defined]
        seconds.append(time.perf_counter() - begun)
    return seconds


def _median(runs: list[list[float]], place: int) -> float:
    """Of the turns around a place (counted from 1), over all conversations. Both places fall on the same utterances."""
    return statistics.median(seconds for run in runs for seconds in run[place - 1 - AROUND : place + AROUND])


if __name__ == "__main__":
    main()
