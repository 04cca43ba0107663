"""Turns against a tiny real model: whatever is typed, the conversation stays ours and is never silent."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from rasa.core.agent import Agent
from rasa_sdk import Action
from rasa_sdk.executor import ActionExecutor

from rolewise.in_use import live_knowledge
from rolewise.rasa.action_endpoint import InProcessActions
from rolewise.rasa.assistant import Assistant

WORDING = {"misses.error": "Sorry, number {id}.", "misses.empty": "Type something."}
PAYLOADS = [
    "/restart",
    "   /restart",
    "\u200b/restart",
    "\x00/restart",
    "//restart",
    "/session_start",
    "/back",
    '/greet{"memory": {"turns": 99}}',
    '/goodbye{"memory": {"turns": 99}}',
    "/greet@1.0",
    "/restart " + "x" * 1_000,
]


class Repeats(Action):
    """Tells which turn of the conversation it is and what intent was understood."""

    def name(self) -> str:
        """Its name."""
        return "action_answer"

    def run(self, dispatcher: Any, tracker: Any, domain: Any) -> list[Any]:
        """Runs."""
        text, intent = tracker.latest_message["text"], tracker.latest_message["intent"]["name"]
        turns = (tracker.get_slot("memory") or {"turns": 0})["turns"] + 1
        if text == "fail":
            raise ValueError("as told")
        if text != "be silent":
            about = {"roles": ["data-analyst"], "country": "IN", "intent": "ask_pay" if text == "pay" else intent}
            card = {"version": 1, "cut": tracker.latest_message.get("cut", False)}
            dispatcher.utter_message(text=f"turn {turns}\n\n{intent}", json_message={"card": card, "about": about})
        return [{"event": "slot", "timestamp": None, "name": "memory", "value": {"turns": turns}}]


@pytest.fixture(scope="module")
def agent(tiny_model: Path) -> Agent:
    """The tiny model with the action in this process."""
    executor = ActionExecutor()
    executor.register_action(Repeats)
    return Agent.load(tiny_model, action_endpoint=InProcessActions(executor))


@pytest.fixture
def assistant(agent: Agent) -> Assistant:
    """The assistant of that model."""
    return Assistant(agent, WORDING)


def test_a_reply_has_the_whole_text_the_card_and_what_it_is_about(assistant: Assistant, run: Any) -> None:
    reply = run(assistant.ask("hello", "whole"))

    assert (reply.text, reply.card["version"], reply.roles, reply.country) == (
        "turn 1\n\ngreet",
        1,
        ["data-analyst"],
        "IN",
    )
    assert (reply.intent, reply.confidence, reply.error) == ("greet", 1.0, "")


def test_the_intent_that_was_answered_counts_before_the_one_understood(assistant: Assistant, run: Any) -> None:
    assert run(assistant.ask("pay", "counts")).intent == "ask_pay"


def test_turns_of_one_session_are_one_conversation_and_others_are_not(assistant: Assistant, run: Any) -> None:
    texts = [run(assistant.ask("hello", session)).text for session in ("one", "one", "two", "one")]

    assert texts == ["turn 1\n\ngreet", "turn 2\n\ngreet", "turn 1\n\ngreet", "turn 3\n\ngreet"]


@pytest.mark.parametrize("typed", PAYLOADS, ids=range(len(PAYLOADS)))
def test_a_typed_payload_neither_restarts_nor_sets_slots_nor_names_its_intent(assistant: Assistant, run: Any, typed: str) -> None:
    session = f"payload {typed}"
    run(assistant.ask("hello", session))
    reply = run(assistant.ask(typed, session))
    after = run(assistant.ask("hello", session))

    assert (reply.text, after.text) == ("turn 2\n\nnlu_fallback", "turn 3\n\ngreet")


@pytest.mark.parametrize("typed", PAYLOADS, ids=range(len(PAYLOADS)))
def test_a_channel_of_rasa_obeys_no_typed_payload_either(agent: Agent, run: Any, typed: str) -> None:
    session = f"channel {typed}"
    run(agent.handle_text("hello", sender_id=session))
    run(agent.handle_text(typed, sender_id=session))
    messages = run(agent.handle_text("hello", sender_id=session))

    assert messages[0]["text"] == "turn 3"


def test_a_long_message_is_read_to_its_limit_and_flagged(assistant: Assistant, run: Any) -> None:
    reply = run(assistant.ask("hello " * 10_000, "long"))

    assert reply.cut
    assert reply.card["cut"]


def test_a_channel_of_rasa_flags_a_long_message_too(agent: Agent, run: Any) -> None:
    messages = run(agent.handle_text("hello " * 10_000, sender_id="long channel"))

    assert messages[-1]["custom"]["card"]["cut"]


@pytest.mark.parametrize("typed", ["", "  ", "///", "\x00"])
def test_nothing_typed_takes_no_turn(assistant: Assistant, run: Any, typed: str) -> None:
    reply = run(assistant.ask(typed, f"empty {typed}"))

    assert (reply.text, reply.intent, reply.error) == ("Type something.", None, "the text is empty")
    assert run(assistant.ask("hello", f"empty {typed}")).text.startswith("turn 1")


@pytest.mark.parametrize("typed", ["be silent", "fail"])
def test_a_turn_that_says_nothing_ends_with_an_apology_and_the_talk_goes_on(assistant: Assistant, run: Any, typed: str) -> None:
    reply = run(assistant.ask(typed, typed))

    assert reply.text.startswith("Sorry, number ") and "{id}" not in reply.text
    assert reply.error
    assert run(assistant.ask("hello", typed)).text.endswith("greet")


def test_an_intent_without_a_rule_is_not_silent_and_the_talk_goes_on(assistant: Assistant, run: Any) -> None:
    texts = [run(assistant.ask(typed, "no rule")).text for typed in ("hello", "stray", "hello")]

    assert texts == ["turn 1\n\ngreet", "turn 2\n\nstray", "turn 3\n\ngreet"]


def test_a_session_name_of_any_length_and_kind_works(assistant: Assistant, run: Any) -> None:
    for session in ("x" * 100_000, "", "\ud800", "a/b\x00c"):
        assert run(assistant.ask("hello", session)).text.startswith("turn 1")


def test_a_text_that_comes_again_is_parsed_once(assistant: Assistant, run: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    run(assistant.ask("hello", "again"))
    monkeypatch.setattr(assistant._agent, "parse_message", None)

    assert run(assistant.ask("hello", "again")).text == "turn 2\n\ngreet"


def test_another_knowledge_base_forgets_what_was_parsed(assistant: Assistant, run: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    run(assistant.ask("hello", "reloaded"))
    monkeypatch.setattr(live_knowledge(), "_in_use", replace(live_knowledge().current()))
    monkeypatch.setattr(assistant._agent, "parse_message", None)

    assert run(assistant.ask("hello", "reloaded")).error
