"""What goes wrong with a server is told in a sentence, and nothing typed is lost."""

from __future__ import annotations

from typing import Any

import pytest
from core_server import Core, Server
from talking import Here, Recorded

from rolewise.terminal.client import WebTalk
from rolewise.terminal.conversation import Conversation
from rolewise.terminal.names import Names
from rolewise.terminal.reply import Gone, Refused


@pytest.mark.parametrize("code", ["busy", "rate_limited"])
def test_a_busy_server_is_asked_again(talk: Conversation, server: Server, screen: Recorded, code: str) -> None:
    server.errors = [{"status": 503, "code": code, "message": "m", "retry_after": 2}]
    talk.take("nurse pay")
    shown = screen.taken()

    assert "Trying again in 2 s. waited 2.0" in shown and "registered nurse" in shown


def test_what_stays_refused_is_told_and_offered_again(talk: Conversation, server: Server, screen: Recorded) -> None:
    server.errors = [{"status": 503, "code": "busy", "message": "m", "retry_after": 1}] * 3
    talk.take("nurse pay")

    assert screen.taken().endswith("The server is busy. Try again in 1 s.")
    assert (talk.unsent, talk.turns) == ("nurse pay", [])


def test_a_long_wait_is_left_to_the_user(talk: Conversation, server: Server, screen: Recorded) -> None:
    server.errors = [{"status": 429, "code": "rate_limited", "message": "m", "retry_after": 120}]
    talk.take("nurse pay")

    assert screen.taken() == "That was too many messages for the server. Try again in 120 s."


@pytest.mark.parametrize(
    ("code", "told"),
    [
        ("not_kept", "cannot keep conversations"),
        ("timeout", "took too long"),
        ("internal", "The server says: Sorry."),
        ("of the future", "The server says: Sorry."),
    ],
)
def test_other_refusals_are_told_in_plain_sentences(
    talk: Conversation, server: Server, screen: Recorded, code: str, told: str
) -> None:
    server.streamed = [{"code": code, "message": "Sorry."}]
    talk.take("nurse pay")

    assert told in screen.taken()
    assert talk.unsent == "nurse pay"


def test_a_session_that_ended_is_renewed_and_the_message_sent(talk: Conversation, server: Server, screen: Recorded) -> None:
    server.errors = [{"status": 401, "code": "session_expired", "message": "m"}]
    talk.take("nurse pay")
    shown = screen.taken()

    assert "A new one has begun." in shown and "registered nurse" in shown
    assert len(server.sessions) == 2


def test_a_server_that_goes_away_is_left_for_this_process(
    talk: Conversation, server: Server, screen: Recorded, here: Here
) -> None:
    """With the topic, since the last messages are asked again, and with what was typed last."""
    talk.take("what does a data analyst earn?")
    server.stop()
    screen.taken()
    screen.replies = [True]
    talk.take("in the US")
    shown = screen.taken()

    assert "does not answer. Go on without it, in this process?" in shown and "$67.2k" in shown
    assert here.core.asked == ["what does a data analyst earn?", "in the US"]


def test_whoever_stays_loses_nothing_typed(talk: Conversation, server: Server, screen: Recorded) -> None:
    server.stop()
    screen.replies = [False]
    talk.take("nurse pay")

    assert "Enter sends it" in screen.taken()
    assert talk.unsent == "nurse pay"


def test_a_server_that_breaks_off_counts_as_gone(core: Core, server: Server, screen: Recorded, names: Names) -> None:
    conversation = Conversation(WebTalk(server.url), screen, names)

    def broken(*_: Any) -> Any:
        raise SystemExit

    server.ask = broken
    with pytest.raises(Gone):
        conversation.take("nurse pay")
    assert conversation.unsent == "nurse pay"


def test_a_long_message_is_cut_as_in_this_process(talk: Conversation, core: Core, screen: Recorded) -> None:
    talk.take("nurse pay " + "x" * 600)

    assert len(core.asked[0]) == 500
    assert "Only the beginning" in screen.taken()


def test_an_address_without_a_server_is_gone() -> None:
    with pytest.raises(Gone):
        WebTalk("http://127.0.0.1:1")


def test_an_error_of_any_shape_is_no_traceback(server: Server, screen: Recorded, names: Names) -> None:
    server.errors = [{"status": 500}]

    with pytest.raises((Gone, Refused)):
        WebTalk(server.url).ask("hello")
