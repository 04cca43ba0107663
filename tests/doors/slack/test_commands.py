"""/roles: its answer is for the user alone, until it is shown to the channel."""

from __future__ import annotations

from urllib.parse import urlencode

import pytest

from tests.doors.slack.local_slack import Trouble
from tests.doors.slack.workspace import CHANNEL, DIRECT, FORM, USER, Workspace, on_private


def test_a_command_is_answered_to_its_user_alone(workspace: Workspace) -> None:
    """Through the response_url, with the question, and without a post to the channel."""
    answer = workspace.command("compare data analyst, data scientist")

    assert (answer.status_code, answer.text) == (200, "")
    (reply,) = workspace.replies()
    assert (reply.body["response_type"], reply.body["replace_original"]) == ("ephemeral", False)
    assert reply.body["blocks"][0]["elements"][0]["text"] == "You asked: compare data analyst, data scientist"
    assert "You said: compare data analyst, data scientist" in reply.text
    assert workspace.slack.of("chat.postMessage") == []


@pytest.mark.parametrize("text", ["", "   ", "help", "Help"])
def test_help_and_nothing_ask_what_can_be_asked(workspace: Workspace, text: str) -> None:
    """With a button that shows it to the channel."""
    workspace.command(text)

    (reply,) = workspace.replies()
    assert workspace.assistant.asked[0][0] == "What can you do?"
    assert [each["value"] for each in reply.buttons if each["action_id"] == "rolewise_show"] == ["turn1"]


def test_commands_and_direct_messages_are_one_conversation(workspace: Workspace) -> None:
    """Both are between the user and the bot alone."""
    workspace.command("hello")
    workspace.replies()
    workspace.event(workspace.message("and now?", DIRECT))

    workspace.posts()
    assert len({conversation for _, conversation, _ in workspace.assistant.asked}) == 1


def test_an_answer_is_shown_to_the_channel(workspace: Workspace) -> None:
    """As it was, with who asked what, in channels that the bot is not in as well; the private one goes away."""
    workspace.command("which pays more?")
    workspace.replies()
    show(workspace, "turn1")

    shown, gone = workspace.replies(3)[1:]
    assert (shown.body["response_type"], gone.body["delete_original"]) == ("in_channel", True)
    assert shown.body["blocks"][0]["elements"][0]["text"] == f"<@{USER}> asked: which pays more?"
    assert "You said: which pays more?" in shown.text
    assert not any(each["action_id"].startswith(("rolewise_rate", "rolewise_show")) for each in shown.buttons)
    assert len(workspace.assistant.asked) == 1


def test_an_answer_is_shown_once(workspace: Workspace) -> None:
    """Whoever presses twice."""
    workspace.command("which pays more?")
    workspace.replies()
    show(workspace, "turn1")
    show(workspace, "turn1")

    workspace.settle()
    assert [reply.body.get("response_type") for reply in workspace.replies(3)].count("in_channel") == 1


def test_an_answer_that_is_gone_is_not_shown(workspace: Workspace) -> None:
    """The user is told, the channel not."""
    show(workspace, "unknown")

    (reply,) = workspace.replies()
    assert reply.text == "That answer is no longer kept. Please ask again."
    assert reply.body["response_type"] == "ephemeral"


def test_an_answer_of_somebody_else_cannot_be_shown(workspace: Workspace) -> None:
    """A turn's id opens nothing outside of the own conversation."""
    workspace.command("which pays more?", user_id="U00000002")
    workspace.replies()
    show(workspace, "turn1")

    assert workspace.replies(2)[1].text == "That answer is no longer kept. Please ask again."


def test_a_slow_command_says_that_it_is_being_worked_on(workspace: Workspace) -> None:
    """The answer takes the place of that."""
    workspace.command("wait")
    (working,) = workspace.replies()
    workspace.assistant.go_on.set()

    answer = workspace.replies(2)[1]
    assert working.text == "Working on it …"
    assert answer.body["replace_original"] is True


def test_blocks_that_the_response_url_refuses_are_sent_older(workspace: Workspace) -> None:
    """As in messages."""
    workspace.slack.refused_kinds = {"table", "context_actions"}
    workspace.command("hello")

    (reply,) = workspace.replies()
    assert "table" not in reply.kinds
    assert "section" in reply.kinds


def test_a_response_url_that_is_rate_limited_is_asked_again(workspace: Workspace) -> None:
    """After the wait that Slack names."""
    workspace.slack.trouble("response_url", Trouble(status=429, retry_after=0))
    workspace.command("hello")

    assert "You said: hello" in workspace.replies()[0].text


def test_slack_checks_the_certificate_unsigned(workspace: Workspace) -> None:
    """Answered, and nothing done."""
    answer = workspace.post(urlencode({"ssl_check": "1", "token": "legacy"}), FORM, headers={"X-Slack-Signature": ""})

    assert answer.status_code == 200
    assert workspace.assistant.asked == []


def show(workspace: Workspace, turn: str) -> None:
    """Presses "show to channel"."""
    workspace.press({"type": "button", "action_id": "rolewise_show", "value": turn}, **on_private(CHANNEL, "1.2"))
