"""The engine alone and the engine in Rasa say the same: text, intent and memory of every turn."""

from __future__ import annotations

import asyncio
import json
import random
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest

from rolewise.core.dialogue import page_of, to_dict
from rolewise.core.engine import Engine
from rolewise.core.rendering import card, plain
from rolewise.core.understanding.input_text import clean
from rolewise.in_use import live_knowledge
from rolewise.paths import ROOT
from rolewise.rasa.quiet import be_quiet
from rolewise.reports.utterances import read_utterances
from tests.conversations.talk import Clock, dialogues

DRAWN, LENGTH = 100, 6  # conversations of training utterances, and turns of each
LEAST = 800  # turns

be_quiet()


@dataclass
class Talk:
    """One conversation, had both ways."""

    name: str
    turns: list[dict[str, Any]]


def drawn() -> list[Talk]:
    """Utterances of any intent after each other, the same ones each time."""
    texts = [utterance.text for utterance in read_utterances(ROOT / "data" / "nlu.yml")]
    chosen = random.Random(13).sample(texts, DRAWN * LENGTH)
    parts = [chosen[start : start + LENGTH] for start in range(0, len(chosen), LENGTH)]
    return [Talk(f"drawn {number}", [{"user": text} for text in part]) for number, part in enumerate(parts)]


def written() -> list[Talk]:
    """The dialogues of tests/conversations, without the messages that are no turn."""
    return [Talk(f"{each.kind} {each.name}", [turn for turn in each.turns if clean(turn["user"]).text]) for each in dialogues()]


TALKS = [*written(), *drawn()]


@pytest.fixture(scope="module")
def both() -> Iterator[tuple[Engine, Any, asyncio.AbstractEventLoop]]:
    """The same model alone and in Rasa."""
    from rolewise.rasa.assistant import Assistant
    from rolewise.rasa.training import current_model, ensure_model, latest_model

    loop = asyncio.new_event_loop()
    model = current_model() or latest_model() or ensure_model()
    yield Engine.load(model, live_knowledge()), loop.run_until_complete(Assistant.load(model)), loop
    loop.close()


def test_enough_turns_are_compared() -> None:
    assert sum(len(talk.turns) for talk in TALKS) >= LEAST


@pytest.mark.parametrize("talk", TALKS, ids=lambda talk: talk.name)
def test_both_ways_agree(talk: Talk, both: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    engine, assistant, loop = both
    clock = Clock()
    monkeypatch.setattr("actions.answer.now", clock)
    state = engine.state(None)

    for turn in talk.turns:
        clock.pass_minutes(turn.get("after_minutes", 0))
        page = turn.get("page")
        reply = engine.reply(turn["user"], state, page_of(page), clock())
        said = loop.run_until_complete(assistant.ask(turn["user"], talk.name, page=page))
        state = engine.state(_through_json(to_dict(reply.memory)))

        assert (said.text, said.intent) == (plain(reply.answer), reply.intent), turn
        assert said.card == _through_json(card(reply.answer)), turn
        assert loop.run_until_complete(assistant.memory(talk.name)) == _through_json(to_dict(reply.memory)), turn


def _through_json(content: dict[str, Any]) -> Any:
    """As it is kept."""
    return json.loads(json.dumps(content))
