"""Rasa's own channels carry our messages, should somebody switch them on."""

from __future__ import annotations

from typing import Any

import pytest
from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.answer import ActionAnswer


def answered(channel: str) -> dict[str, Any]:
    """The message to somebody who says hello."""
    parsed = {"intent": {"name": "greet", "confidence": 0.9}, "text": "hello", "entities": []}
    said = {"event": "user", "text": "hello", "input_channel": channel, "parse_data": parsed}
    dispatcher = CollectingDispatcher()
    ActionAnswer().run(dispatcher, Tracker("somebody", {}, parsed, [said], False, None, {}, "action_listen"), {})
    (message,) = dispatcher.messages
    return message


@pytest.mark.parametrize("channel", ["rest", "web", "slack"])
def test_the_card_stands_beside_the_text(channel: str) -> None:
    assert answered(channel)["custom"]["card"]["version"] == 1


def test_socketio_gets_the_card_as_its_data() -> None:
    """It hands every key on as an argument to socket.io, which knows `data`; any other ends the turn."""
    message = answered("socketio")

    assert set(message["custom"]) == {"data"}
    assert message["custom"]["data"]["card"]["version"] == 1
    assert message["text"]


def test_rasa_shell_gets_the_text_alone() -> None:
    """It prints whatever stands beside it: pages of JSON under each answer."""
    message = answered("cmdline")

    assert message["text"] and not message.get("custom")
