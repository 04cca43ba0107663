"""`--deep`: loads the model and has it answer; imports Rasa and takes some ten seconds."""

from __future__ import annotations

import asyncio
import os
import time
from collections.abc import Iterator
from pathlib import Path

from rolewise.doctor import slack
from rolewise.doctor.content import TRAIN
from rolewise.doctor.finding import FAULT, SOUND, Finding, Place
from rolewise.operation.metrics import outcome_of

QUESTION = "which roles do you cover"
SESSION = "terminal-doctor"


def examine_deeply(place: Place) -> list[Finding]:
    """The findings that take long."""
    return [*_answers(place), *slack.signed_in(place)]


def _answers(place: Place) -> Iterator[Finding]:
    from rolewise.rasa.training import current_model, latest_model

    found = current_model(place.root) or latest_model(place.root)
    if found is None:
        return
    try:
        yield asyncio.run(_asked(found))
    except Exception as error:  # whatever it is, the model cannot be used
        yield Finding(FAULT, "answers", f"the model does not load: {type(error).__name__}", f"{TRAIN}; `rolewise check`")


async def _asked(model: Path) -> Finding:
    from rolewise.rasa.assistant import Assistant

    began = time.perf_counter()
    # Without endpoints.yml the conversation stays in memory.
    assistant = await Assistant.load(model, Path(os.devnull))
    loaded = time.perf_counter()
    reply = await assistant.ask(QUESTION, SESSION)
    answered = time.perf_counter()
    if outcome_of(reply.card, reply.intent, reply.error) != "answered":
        return Finding(FAULT, "answers", f"{QUESTION!r} was not answered", f"{TRAIN}; see the lines above on stderr")
    took = f"loaded in {loaded - began:.1f} s, answered in {(answered - loaded) * 1000:.0f} ms"
    return Finding(SOUND, "answers", took)
