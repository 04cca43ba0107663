"""`--deep`: loads the model and has it answer, without Rasa; asks Slack."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

from rolewise.doctor.channels import channel_checks
from rolewise.doctor.content import TRAIN
from rolewise.operation.finding import FAULT, SOUND, Finding, Place

QUESTION = "which roles do you cover"


def examine_deeply(place: Place) -> list[Finding]:
    """The findings that take long."""
    return [*_answers(place), *(found for check in channel_checks("check_deeply") for found in check(place))]


def _answers(place: Place) -> Iterator[Finding]:
    from rolewise.rasa.training import current_model, latest_model

    found = current_model(place.root) or latest_model(place.root)
    if found is None:
        return
    try:
        yield _asked(found)
    except Exception as error:  # whatever it is, the model cannot be used
        yield Finding(FAULT, "answers", f"the model does not load: {type(error).__name__}", f"{TRAIN}; `rolewise check`")


def _asked(model: Path) -> Finding:
    from rolewise.core.dialogue import State
    from rolewise.core.engine import Engine
    from rolewise.in_use import live_knowledge

    began = time.perf_counter()
    engine = Engine.load(model, live_knowledge())
    loaded = time.perf_counter()
    reply = engine.reply(QUESTION, State())
    answered = time.perf_counter()
    if reply.answer.missed:
        return Finding(FAULT, "answers", f"{QUESTION!r} was not answered", f"{TRAIN}; see the lines above on stderr")
    took = f"loaded in {loaded - began:.1f} s, answered in {(answered - loaded) * 1000:.0f} ms"
    return Finding(SOUND, "answers", took)
