"""What is pressed: suggestions, menus, thumbs, the Home tab; and what nobody listens for."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.doors.slack.local_slack import Call, Trouble
from tests.doors.slack.workspace import CHANNEL, DIRECT, USER, Workspace, on_home, on_message, on_private

ASK = {"type": "button", "action_id": "rolewise_ask_0", "value": "What then?"}


def element(call: Call, action: str) -> dict[str, Any]:
    """The element of a message with that action."""
    return next(each for each in call.buttons if each["action_id"].startswith(action))


def test_a_suggestion_is_answered_in_the_thread_of_its_message(workspace: Workspace) -> None:
    """In the conversation of that thread; it says who asked what, since nobody typed it."""
    said = workspace.mention("hello")
    workspace.event(said)
    (first,) = workspace.posts()
    pressed = element(first, "rolewise_ask")
    action = {"type": "button", "action_id": pressed["action_id"], "value": pressed["value"]}
    workspace.press(action, **on_message(CHANNEL, "1790000000.000009", thread_ts=said["ts"]))

    answer = workspace.posts(2)[1]
    assert (answer.body["channel"], answer.body["thread_ts"]) == (CHANNEL, said["ts"])
    assert answer.body["blocks"][0]["elements"][0]["text"] == f"<@{USER}> asked: What then?"
    assert len({conversation for _, conversation, _ in workspace.assistant.asked}) == 1


def test_a_suggestion_of_a_message_outside_of_threads_begins_one(workspace: Workspace) -> None:
    """Such as an answer that was shown to the channel."""
    workspace.press(ASK, **on_message(CHANNEL, "1790000000.000009"))

    assert workspace.posts()[0].body["thread_ts"] == "1790000000.000009"


def test_a_suggestion_in_a_direct_message_is_answered_there(workspace: Workspace) -> None:
    """In the user's own conversation, without a thread."""
    workspace.event(workspace.message("hello", DIRECT))
    workspace.posts()
    workspace.press(ASK, **on_message(DIRECT, "1790000000.000009"))

    answer = workspace.posts(2)[1]
    assert "thread_ts" not in answer.body
    assert answer.body["blocks"][0]["elements"][0]["text"] == "You asked: What then?"
    assert len({conversation for _, conversation, _ in workspace.assistant.asked}) == 1


def test_a_menu_item_is_a_suggestion_too(workspace: Workspace) -> None:
    """Its value comes as the option that was selected."""
    option = {"text": {"type": "plain_text", "text": "More"}, "value": "And the outlook?"}
    workspace.press(
        {"type": "overflow", "action_id": "rolewise_ask_more", "selected_option": option}, **on_message(DIRECT, "1.2")
    )

    workspace.posts()
    assert workspace.assistant.asked[0][0] == "And the outlook?"


def test_a_press_where_the_bot_may_not_post_is_answered_to_the_user(workspace: Workspace) -> None:
    """An answer shown from a command stands in channels that the bot is not in."""
    workspace.slack.trouble("chat.postMessage", Trouble(error="not_in_channel"))
    workspace.press(ASK, **on_message(CHANNEL, "1790000000.000009"))

    (reply,) = workspace.replies()
    assert reply.body["response_type"] == "ephemeral"
    assert "You said: What then?" in reply.text


@pytest.mark.parametrize("kind", ["feedback_buttons", "button"])
@pytest.mark.parametrize("thumb", ["up", "down"])
def test_a_thumb_is_kept_for_its_turn(workspace: Workspace, kind: str, thumb: str) -> None:
    """Slack's own feedback buttons and ordinary ones; the user alone is thanked."""
    said = workspace.mention("hello")
    workspace.event(said)
    (post,) = workspace.posts()
    buttons = element(post, "rolewise_rate")
    value = buttons["positive_button" if thumb == "up" else "negative_button"]["value"]
    action = {
        "type": kind,
        "action_id": "rolewise_rate" if kind == "feedback_buttons" else f"rolewise_rate_{thumb}",
        "value": value,
    }
    workspace.press(action, **on_message(CHANNEL, "1790000000.000009", thread_ts=said["ts"]))

    (reply,) = workspace.replies()
    assert reply.text == "Thank you, that helps the editors."
    assert (reply.body["response_type"], reply.body["replace_original"]) == ("ephemeral", False)
    assert workspace.assistant.rated == [(workspace.assistant.asked[0][1], "turn1", thumb)]


def test_a_thumb_for_an_answer_that_is_gone_says_so(workspace: Workspace) -> None:
    """After the conversation was deleted."""
    workspace.press({"type": "button", "action_id": "rolewise_rate_up", "value": "up:unknown"}, **on_message(DIRECT, "1.2"))

    assert workspace.replies()[0].text == "That answer is no longer kept, so there is nothing to rate."


def test_a_thumb_that_was_made_up_is_not_kept(workspace: Workspace) -> None:
    """Only up and down."""
    workspace.press({"type": "button", "action_id": "rolewise_rate_up", "value": "sideways:turn1"}, **on_message(DIRECT, "1.2"))

    workspace.settle()
    assert workspace.assistant.rated == []


def test_the_home_tab_is_published_when_it_is_opened(workspace: Workspace) -> None:
    """With what can be asked, and examples. The Messages tab needs nothing."""
    for tab in ("messages", "home"):
        workspace.event({"type": "app_home_opened", "user": USER, "channel": DIRECT, "tab": tab, "event_ts": "1.2"})

    (home,) = workspace.slack.wait(1, "views.publish")
    assert home.body["user_id"] == USER
    assert "Ask me about any of" in home.shown
    assert next(block["type"] for block in home.body["view"]["blocks"]) == "header"


def test_an_example_of_the_home_tab_is_answered_in_a_direct_message(workspace: Workspace) -> None:
    """The tab then says where the answer is."""
    workspace.press(ASK, **on_home())

    (post,) = workspace.posts()
    (home,) = workspace.slack.wait(1, "views.publish")
    assert post.body["channel"] == USER
    assert "Answered under Messages: What then?" in home.shown


def test_a_direct_message_after_an_example_of_the_home_tab_goes_on_with_it(workspace: Workspace) -> None:
    """It is the user's own conversation."""
    workspace.press(ASK, **on_home())
    workspace.posts()
    workspace.event(workspace.message("and now?", DIRECT))

    workspace.posts(2)
    assert len({conversation for _, conversation, _ in workspace.assistant.asked}) == 1


def test_an_assistant_thread_is_greeted_with_prompts(workspace: Workspace) -> None:
    """At most four, each a whole question."""
    workspace.event(opened_thread())

    (prompts,) = workspace.slack.wait(1, "assistant.threads.setSuggestedPrompts")
    (post,) = workspace.posts()
    assert 1 <= len(prompts.body["prompts"]) <= 4
    assert all(prompt["title"] and prompt["message"] for prompt in prompts.body["prompts"])
    assert (post.body["channel"], post.body["thread_ts"]) == (DIRECT, "1790000000.000001")
    assert "actions" not in post.kinds


def test_an_assistant_thread_without_the_scope_for_prompts_has_buttons(workspace: Workspace) -> None:
    """The scope is optional."""
    workspace.slack.trouble("assistant.threads.setSuggestedPrompts", Trouble(error="missing_scope"))
    workspace.event(opened_thread())

    assert "actions" in workspace.posts()[0].kinds


def opened_thread() -> dict[str, Any]:
    """The event of Slack's assistant pane."""
    thread = {"user_id": USER, "context": {"channel_id": CHANNEL}, "channel_id": DIRECT, "thread_ts": "1790000000.000001"}
    return {"type": "assistant_thread_started", "assistant_thread": thread, "event_ts": "1.2"}


MODAL = {"id": "V1", "type": "modal", "callback_id": "unknown", "state": {"values": {}}, "hash": "h"}
UNKNOWN: dict[str, dict[str, Any]] = {
    "a modal that was submitted": {"type": "view_submission", "view": MODAL},
    "a modal that was closed": {"type": "view_closed", "view": MODAL, "is_cleared": False},
    "an action of somebody else": {
        "type": "block_actions",
        "actions": [{"type": "button", "action_id": "other", "value": "x", "block_id": "b"}],
    },
    "a press without a value": {
        "type": "block_actions",
        "actions": [{"type": "button", "action_id": "rolewise_ask_0", "block_id": "b"}],
    },
    "a message shortcut": {"type": "message_action", "callback_id": "x", "message": {"text": "x"}},
    "a global shortcut": {"type": "shortcut", "callback_id": "x"},
    "a menu that loads options": {"type": "block_suggestion", "action_id": "x", "block_id": "b", "value": "x"},
    "a kind of next year": {"type": "something_new"},
}


@pytest.mark.parametrize("kind", UNKNOWN)
def test_what_nobody_listens_for_is_acknowledged_and_does_nothing(workspace: Workspace, kind: str) -> None:
    """The user sees no error."""
    common = {"user": {"id": USER}, "team": {"id": "T00000001"}, "api_app_id": "A00000001", "trigger_id": "1"}
    answer = workspace.payload({**common, **UNKNOWN[kind]})

    assert answer.status_code == 200
    workspace.settle()
    assert workspace.answers() == workspace.slack.of("response_url") == []


@pytest.mark.parametrize("event", ["reaction_added", "team_join", "something_new", "app_uninstalled"])
def test_an_event_nobody_listens_for_is_acknowledged(workspace: Workspace, event: str) -> None:
    """So that Slack does not send it again."""
    assert workspace.event({"type": event, "user": USER}).status_code == 200
    assert workspace.post(json.dumps({"type": "event_callback"})).status_code == 200


def test_an_answer_for_one_user_has_suggestions_for_that_user(workspace: Workspace) -> None:
    """Pressed on a command's answer, they are answered in the same place."""
    workspace.command("hello")
    workspace.replies()
    workspace.press(ASK, **on_private(CHANNEL, "1.2"))

    answer = workspace.replies(2)[1]
    assert answer.body["response_type"] == "ephemeral"
    assert any(each["action_id"] == "rolewise_show" for each in answer.buttons)
    assert len({conversation for _, conversation, _ in workspace.assistant.asked}) == 1
