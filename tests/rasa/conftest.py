"""A tiny real model whose one action repeats what it was told, trained in a few seconds."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Coroutine, Iterator
from pathlib import Path
from typing import Any

import pytest

from rolewise.rasa.quiet import be_quiet

be_quiet()

CONFIG = """
recipe: default.v1
assistant_id: tiny
language: en
pipeline:
  - name: rolewise.rasa.input_guard.InputGuard
  - name: KeywordIntentClassifier
  - name: FallbackClassifier
policies:
  - name: RulePolicy
    core_fallback_threshold: 0.1
    core_fallback_action_name: action_answer
"""
DOMAIN = """
version: "3.1"
intents: [greet, goodbye, stray]
slots:
  memory: {type: any, influence_conversation: false, mappings: [{type: custom}]}
actions: [action_answer]
session_config: {session_expiration_time: 0, carry_over_slots_to_new_session: true}
"""
DATA = """
version: "3.1"
nlu:
  - {intent: greet, examples: "- hello\\n"}
  - {intent: goodbye, examples: "- bye\\n"}
  - {intent: stray, examples: "- stray\\n"}
rules:
  - {rule: greet, steps: [{intent: greet}, {action: action_answer}]}
  - {rule: unclear, steps: [{intent: nlu_fallback}, {action: action_answer}]}
  - {rule: listen after every answer, steps: [{action: action_answer}]}
  - {rule: goodbye, steps: [{intent: goodbye}, {action: action_answer}]}
"""


@pytest.fixture(scope="session")
def loop() -> Iterator[asyncio.AbstractEventLoop]:
    """One event loop for all, since Rasa's locks belong to the loop that they were made in."""
    found = asyncio.new_event_loop()
    asyncio.set_event_loop(found)
    yield found
    found.close()


@pytest.fixture(scope="session")
def run(loop: asyncio.AbstractEventLoop) -> Any:
    """Awaits a coroutine."""

    def run_now(coroutine: Coroutine[Any, Any, Any]) -> Any:
        return loop.run_until_complete(coroutine)

    return run_now


@pytest.fixture(scope="session")
def tiny_model(tmp_path_factory: pytest.TempPathFactory, loop: asyncio.AbstractEventLoop) -> Path:
    """The model's file."""
    from rasa.model_training import train

    folder = tmp_path_factory.mktemp("tiny")
    files = {"config.yml": CONFIG, "domain.yml": DOMAIN, "data.yml": DATA}
    for name, content in files.items():
        (folder / name).write_text(content, "utf-8")
    paths = [str(folder / name) for name in ("domain.yml", "config.yml")]
    before = os.environ.get("RASA_MAX_CACHE_SIZE")
    os.environ["RASA_MAX_CACHE_SIZE"] = "0"
    try:
        result = train(*paths, [str(folder / "data.yml")], str(folder / "models"), force_training=True)
    finally:
        os.environ.pop("RASA_MAX_CACHE_SIZE") if before is None else os.environ.update(RASA_MAX_CACHE_SIZE=before)
    return Path(result.model)
