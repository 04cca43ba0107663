"""Shorter ways through a turn give what Rasa's own give."""

from __future__ import annotations

from copy import deepcopy
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from rasa.core.agent import Agent
from rasa.core.channels.channel import UserMessage
from rasa.core.policies.rule_policy import RULES
from rasa.engine.constants import PLACEHOLDER_MESSAGE, PLACEHOLDER_TRACKER
from rasa.engine.runner.dask import DaskGraphRunner
from rasa.shared.core.events import (
    ActionExecuted,
    ActionReverted,
    ActiveLoop,
    BotUttered,
    DefinePrevUserUtteredFeaturization,
    Event,
    FollowupAction,
    Restarted,
    SlotSet,
    UserUttered,
)
from rasa.shared.core.trackers import DialogueStateTracker

from rolewise.rasa.lighter import InOrder, lighten
from rolewise.rasa.plain_rules import NotPlain, PlainRules
from rolewise.rasa.stored_tracker import StoredTracker

LISTEN, ANSWER = ActionExecuted("action_listen"), ActionExecuted("action_answer")
BACK, RESTART = ActionExecuted("action_back"), UserUttered("restart", {"name": "restart"})
GREET, STRAY, UNKNOWN = (UserUttered(name, {"name": name}) for name in ("greet", "stray", "no such intent"))
BY_TEXT = DefinePrevUserUtteredFeaturization(True)
SAID, SET = BotUttered("hello"), SlotSet("memory", {"turns": 1})
TURN: list[Event] = [LISTEN, GREET, ANSWER, SAID, SET]
TALKS: dict[str, list[Event]] = {
    "nothing": [],
    "listening": [LISTEN],
    "heard": [LISTEN, GREET],
    "heard, and told by the intent": [LISTEN, GREET, DefinePrevUserUtteredFeaturization(False)],
    "heard, and told by the text": [LISTEN, GREET, BY_TEXT],
    "answered": TURN,
    "heard again": [*TURN, LISTEN, GREET],
    "answered again": [*TURN, *TURN],
    "an intent without a rule": [LISTEN, STRAY],
    "an intent without a rule, answered": [LISTEN, STRAY, ANSWER],
    "an intent of another model": [LISTEN, UNKNOWN],
    "a message without an intent": [LISTEN, UserUttered("hm", {"name": None})],
    "Rasa's own intent": [LISTEN, RESTART],
    "restarted": [*TURN, Restarted(), LISTEN, GREET],
    "just restarted": [*TURN, Restarted()],
    "acted twice": [*TURN, ANSWER],
    "another action": [LISTEN, GREET, BACK],
    "undone": [*TURN, ActionReverted()],
    "said twice": [LISTEN, GREET, GREET, ANSWER],
    "in a form": [LISTEN, GREET, ActiveLoop("action_answer"), ANSWER],
    "no word, but an action": [LISTEN, ANSWER],
    "to be followed": [LISTEN, GREET, FollowupAction("action_answer")],
}


@pytest.fixture(scope="module")
def agent(tiny_model: Path) -> Agent:
    """As Rasa loads it."""
    return Agent.load(tiny_model)


@pytest.fixture(scope="module")
def nodes(agent: Agent) -> tuple[Any, PlainRules]:
    """The node of RulePolicy, and what stands for it."""
    node = next(node for name, node in agent.processor.graph_runner._instantiated_nodes.items() if "RulePolicy" in name)
    return node, PlainRules(node, node._component)


def _talk(agent: Agent, events: list[Event], kind: type[DialogueStateTracker] = DialogueStateTracker) -> DialogueStateTracker:
    # A tracker marks the utterances that it is given.
    return kind.from_events("a", deepcopy(events), agent.domain.slots)


@pytest.mark.parametrize("events", TALKS.values(), ids=TALKS)
def test_rules_predict_what_rasas_policy_predicts(agent: Agent, nodes: tuple[Any, PlainRules], events: list[Event]) -> None:
    tracker = _talk(agent, events)
    given = [("__tracker__", tracker), ("domain_provider", agent.domain), ("rule_only_data_provider", {})]
    inputs = [item for item in given if item[0] in nodes[0]._inputs.values()]

    (name, stock), (own_name, own) = (node(*inputs) for node in nodes)

    assert own_name == name
    assert vars(own) == vars(stock)


def test_most_turns_take_the_short_way(agent: Agent, nodes: tuple[Any, PlainRules]) -> None:
    """Else the comparison would compare Rasa's policy with itself."""
    short = {name for name, events in TALKS.items() if nodes[1]._rule(_talk(agent, events))}

    assert {"heard", "answered", "heard again", "answered again"} <= short
    assert not {"heard, and told by the text", "in a form", "acted twice", "Rasa's own intent"} & short


@pytest.mark.parametrize(
    "key",
    [
        '[{"prev_action": {"action_name": "action_listen"}, "user": {"intent": "greet"}, "slots": {"memory": [1.0]}}]',
        '[{"prev_action": {"action_name": "action_listen"}, "user": {"intent": "greet", "entities": ["role"]}}]',
        '[{"prev_action": {"action_name": "action_listen"}, "user": {"text": "hello"}}]',
        '[{"prev_action": {"action_name": "action_listen"}}]',
        "[{}]",
        '[{}, {"prev_action": {"action_name": "action_answer"}}]',
    ],
)
def test_a_rule_with_a_condition_is_left_to_rasa(nodes: tuple[Any, PlainRules], key: str) -> None:
    with pytest.raises(NotPlain):
        PlainRules(nodes[0], SimpleNamespace(lookup={RULES: {key: "action_answer"}}))  # type: ignore[arg-type]


def test_graphs_give_what_they_give_in_dask(agent: Agent) -> None:
    stock, metadata = agent.processor.graph_runner, agent.processor.model_metadata
    own = InOrder.of(stock)
    tracker = _talk(agent, [LISTEN, GREET])

    for text in ("hello", "bye", "what?", "/restart", ""):
        inputs = {PLACEHOLDER_MESSAGE: [UserMessage(text)], PLACEHOLDER_TRACKER: tracker}
        told, expected = (runner.run(inputs, [metadata.nlu_target]) for runner in (own, stock))
        assert [message.as_dict() for message in told[metadata.nlu_target]] == [
            message.as_dict() for message in expected[metadata.nlu_target]
        ]
    told, expected = (runner.run({PLACEHOLDER_TRACKER: tracker}, [metadata.core_target]) for runner in (own, stock))
    assert vars(told[metadata.core_target]) == vars(expected[metadata.core_target])


def test_an_agent_is_made_lighter_once(tiny_model: Path) -> None:
    fresh = Agent.load(tiny_model)
    assert isinstance(fresh.processor.graph_runner, DaskGraphRunner)

    lighten(fresh)
    runner = fresh.processor.graph_runner
    lighten(fresh)

    assert isinstance(runner, InOrder) and fresh.processor.graph_runner is runner
    assert fresh.processor.domain.is_empty() is False


@pytest.mark.parametrize("events", TALKS.values(), ids=TALKS)
def test_a_copied_tracker_is_as_rasas_copy(agent: Agent, events: list[Event]) -> None:
    tracker = _talk(agent, events, StoredTracker)
    own, stock = tracker.copy(), DialogueStateTracker.copy(tracker)

    assert {**vars(own), "slots": None} == {**vars(stock), "slots": None}
    assert own.current_slot_values() == stock.current_slot_values()


def test_a_copied_tracker_changes_alone(agent: Agent) -> None:
    tracker = _talk(agent, TURN, StoredTracker)
    copied = tracker.copy()
    copied.update(SlotSet("memory", {"turns": 9}))
    copied.update(LISTEN)

    assert tracker.get_slot("memory") == {"turns": 1}
    assert list(tracker.events) == TURN and tracker.latest_action_name == "action_answer"
