"""The shorter ways through a turn lead where stock Rasa's do."""

from __future__ import annotations

import copy
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from rasa.core.agent import Agent
from rasa.core.policies.rule_policy import RulePolicy
from rasa.core.processor import MessageProcessor
from rasa.engine.constants import PLACEHOLDER_TRACKER
from rasa.engine.exceptions import GraphRunError
from rasa.engine.runner.dask import DaskGraphRunner
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, Event, Restarted, SlotSet, UserUttered, deserialise_events
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.utils.common import all_subclasses
from rasa_sdk import Action
from rasa_sdk.executor import ActionExecutor

from rolewise.rasa import parses, seams
from rolewise.rasa.action_endpoint import InProcessActions
from rolewise.rasa.parses import Parses

TALK = ("hello", "bye", "stray", "hello", "something else", "hello again, hello", "bye", "", "hello", "stray")

seams.install()

REPLACED = (
    (Event, "resolve_by_type"), (DaskGraphRunner, "run"), (RulePolicy, "_find_action_from_rules"), (Domain, "is_empty"),
    (MessageProcessor, "_parse_message_with_graph"),
)


class Counts(Action):
    """Counts the turns."""

    def name(self) -> str:
        """Its name."""
        return "action_answer"

    def run(self, dispatcher: Any, tracker: Any, domain: Any) -> list[Any]:
        """Runs."""
        turns = (tracker.get_slot("memory") or 0) + 1
        dispatcher.utter_message(text=f"turn {turns}: {tracker.latest_message['intent']['name']}")
        return [{"event": "slot", "timestamp": None, "name": "memory", "value": turns}]


@pytest.fixture(scope="module")
def load(tiny_model: Path) -> Callable[[], Agent]:
    """Loads the tiny model."""
    executor = ActionExecutor()
    executor.register_action(Counts)
    return lambda: Agent.load(tiny_model, action_endpoint=InProcessActions(executor))


@pytest.fixture(scope="module")
def agent(load: Any) -> Agent:
    """An agent whose conversations nobody looks at."""
    return load()


@pytest.fixture
def as_stock(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """Puts stock Rasa's functions back."""

    def put_back() -> None:
        for owner, name in REPLACED:
            replaced = owner.__dict__[name]
            stock = getattr(owner, name).__wrapped__
            monkeypatch.setattr(owner, name, staticmethod(stock) if isinstance(replaced, staticmethod) else stock)
        for module in ("rasa.core.processor", "rasa.core.policies.rule_policy"):
            monkeypatch.setattr(f"{module}.copy", copy)

    return put_back


async def _talk(agent: Agent) -> tuple[list[Any], list[dict[str, Any]]]:
    replies = [await agent.handle_text(text, sender_id="a") for text in TALK]
    tracker = await agent.tracker_store.retrieve("a")
    events = [event.as_dict() for event in tracker.events]
    varying = {"timestamp", "message_id", "metadata"}
    for event in events:
        event.get("parse_data", {}).pop("message_id", None)
        event.get("parse_data", {}).pop("metadata", None)
    return replies, [{key: value for key, value in event.items() if key not in varying} for event in events]


def test_a_conversation_is_the_same_as_with_stock_rasa(load: Any, run: Any, as_stock: Any) -> None:
    shorter = run(_talk(load()))
    as_stock()

    assert run(_talk(load())) == shorter


@pytest.mark.parametrize("found", [found for found in all_subclasses(Event) if found.type_name != "event"])
def test_every_event_is_found_by_its_name(found: type[Event]) -> None:
    for _ in range(2):
        assert Event.resolve_by_type(found.type_name) is Event.resolve_by_type.__wrapped__(found.type_name)


def test_an_unknown_event_is_as_unknown_as_before() -> None:
    assert Event.resolve_by_type("none such", UserUttered) is UserUttered
    with pytest.raises(ValueError, match="none such"):
        Event.resolve_by_type("none such")
    assert Event.resolve_by_type("topic") is None
    assert deserialise_events([{"event": "slot", "name": "memory", "value": 1}]) == [SlotSet("memory", 1)]


def _trackers(domain: Domain) -> list[DialogueStateTracker]:
    """A long conversation after each of its events, with a restart in its middle."""
    events: list[Event] = []
    for number, intent in enumerate(["greet", "goodbye", "stray", "nlu_fallback", None, "restart"] * 2):
        turn = [ActionExecuted("action_listen"), UserUttered(f"text {number}", {"name": intent} if intent else {}),
                ActionExecuted("action_answer"), SlotSet("memory", number)]
        events += [*turn, *([Restarted()] if intent == "restart" else [])]
    return [DialogueStateTracker.from_events("a", events[:end], domain.slots) for end in range(len(events) + 1)]


def test_rules_predict_the_same_after_any_event(agent: Agent, as_stock: Any) -> None:
    def predictions() -> list[Any]:
        found = [
            agent.processor._predict_next_with_tracker(tracker) for tracker in _trackers(agent.domain)
        ]
        return [(each.probabilities, each.policy_name, each.hide_rule_turn, each.events) for each in found]

    shorter = predictions()
    as_stock()
    assert predictions() == shorter


def test_a_graph_gives_the_same(agent: Agent) -> None:
    runner, target = agent.processor.graph_runner, agent.processor.model_metadata.core_target
    for tracker in _trackers(agent.domain):
        inputs = {PLACEHOLDER_TRACKER: tracker}
        assert list(runner.run(inputs, [target])) == list(DaskGraphRunner.run.__wrapped__(runner, inputs, [target])) == [target]


def test_an_input_that_is_missing_is_the_same_error(agent: Agent) -> None:
    runner, target = agent.processor.graph_runner, agent.processor.model_metadata.nlu_target
    for run_graph in (DaskGraphRunner.run, DaskGraphRunner.run.__wrapped__):
        with pytest.raises(GraphRunError):
            run_graph(runner, {PLACEHOLDER_TRACKER: None}, [target])


def test_a_text_is_parsed_once_while_model_and_knowledge_stay(
    agent: Agent, run: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    knowledge = object()
    monkeypatch.setattr(parses, "_knowledge", lambda: knowledge)
    parsed: list[Any] = []
    stock_run = DaskGraphRunner.run
    monkeypatch.setattr(DaskGraphRunner, "run", lambda *own, **given: parsed.append(given) or stock_run(*own, **given))
    first = run(agent.parse_message("hello, once"))
    first["intent"]["name"] = first["text"] = "spoilt"
    second = run(agent.parse_message("hello, once"))
    assert (second["text"], second["intent"]["name"], len(parsed)) == ("hello, once", "greet", 1)

    knowledge = object()
    assert run(agent.parse_message("hello, once")) == second
    assert len(parsed) == 2


def test_each_model_remembers_its_own_parses(load: Any, run: Any) -> None:
    one, other = load(), load()
    run(one.parse_message("hello, other"))

    assert parses.ATTRIBUTE not in other.processor.__dict__


def test_the_parse_that_was_not_asked_for_longest_goes_first() -> None:
    known = Parses(most=2)
    for text in ("a", "b"):
        known.get(text, None)
        known.put(text, None, {"text": text})
    known.get("a", None)
    known.put("c", None, {"text": "c"})

    assert [known.get(text, None) and text for text in ("a", "b", "c")] == ["a", None, "c"]


def test_a_parse_of_knowledge_that_was_replaced_meanwhile_is_not_kept() -> None:
    known = Parses()
    known.get("a", before := object())
    known.get("b", object())
    known.put("a", before, {"text": "a"})

    assert known.get("a", before) is None
