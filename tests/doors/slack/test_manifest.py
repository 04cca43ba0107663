"""deploy/slack/manifest.yml says what the code does: its events, its command, and no scope too many."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import yaml
from slack_sdk.web.async_client import AsyncWebClient

from rolewise.doors.slack import listeners
from rolewise.doors.slack.input import SlackInput
from rolewise.settings import ROOT

FILE = ROOT / "deploy" / "slack" / "manifest.yml"
CODE = ROOT / "rolewise" / "doors" / "slack"
OPTIONAL_EVENTS, OPTIONAL_SCOPES = {"assistant_thread_started"}, {"assistant:write"}
# What a method or an event needs, by Slack's reference; "" for no scope at all.
OF_METHODS = {
    "auth_test": "",
    "chat_postMessage": "chat:write",
    "chat_update": "chat:write",
    "views_publish": "",
    "assistant_threads_setSuggestedPrompts": "assistant:write",
}
OF_EVENTS = {
    "app_home_opened": "",
    "app_mention": "app_mentions:read",
    "message.channels": "channels:history",
    "message.groups": "groups:history",
    "message.im": "im:history",
    "message.mpim": "mpim:history",
}


def manifest(text: str = "") -> Any:
    """The file."""
    return yaml.safe_load(text or FILE.read_text("utf-8"))


def called() -> set[str]:
    """Methods of Slack's Web API that the code names."""
    code = "\n".join(path.read_text("utf-8") for path in Path(CODE).glob("*.py"))
    found = set(re.findall(r"(?:client\.|\")((?:auth|chat|views|assistant|conversations|users)_[a-zA-Z_]+)\b", code))
    return {method for method in found if hasattr(AsyncWebClient, method)}


def test_the_events_are_those_that_the_code_listens_for() -> None:
    """The optional one is there as a comment."""
    subscribed = {event.split(".")[0] for event in manifest()["settings"]["event_subscriptions"]["bot_events"]}

    assert subscribed == set(listeners.EVENTS) - OPTIONAL_EVENTS
    assert all(f"# - {event}" in FILE.read_text("utf-8") for event in OPTIONAL_EVENTS)


def test_the_scopes_are_those_that_the_code_needs() -> None:
    """None too many: a company's administrator reads them."""
    found = manifest()
    needed = (
        {OF_METHODS[method] for method in called()}
        | {OF_EVENTS[event] for event in found["settings"]["event_subscriptions"]["bot_events"]}
        | {"commands"}
    )

    assert called() == set(OF_METHODS)
    assert set(found["oauth_config"]["scopes"]["bot"]) == needed - {""} - OPTIONAL_SCOPES
    assert all(f"# - {scope}" in FILE.read_text("utf-8") for scope in OPTIONAL_SCOPES)


def test_every_scope_is_explained_in_the_manual() -> None:
    """With its reason."""
    manual = (ROOT / "docs" / "slack.md").read_text("utf-8")

    assert [scope for scope in manifest()["oauth_config"]["scopes"]["bot"] if f"`{scope}`" not in manual] == []


def test_all_addresses_are_the_route_of_the_channel() -> None:
    """Events, interactions and the command."""
    found = manifest()
    addresses = {
        found["settings"]["event_subscriptions"]["request_url"],
        found["settings"]["interactivity"]["request_url"],
        *(command["url"] for command in found["features"]["slash_commands"]),
    }

    assert addresses == {f"https://jobs.example/webhooks/{SlackInput.name()}/events"}


def test_the_manifest_keeps_slacks_limits() -> None:
    """Names and descriptions."""
    shown, features = manifest()["display_information"], manifest()["features"]

    assert len(shown["name"]) <= 35 and len(shown["description"]) <= 140 and 175 <= len(shown["long_description"]) <= 4000
    assert len(features["bot_user"]["display_name"]) <= 80
    assert [command["command"] for command in features["slash_commands"]] == ["/roles"]
    assert features["app_home"] == {
        "home_tab_enabled": True,
        "messages_tab_enabled": True,
        "messages_tab_read_only_enabled": False,
    }


def test_with_the_optional_lines_it_is_still_a_manifest() -> None:
    """Taking the marks off is all that an administrator does."""
    text = re.sub(
        r"^( *)# (?=- assistant|  assistant_description|assistant_view)", r"\1", FILE.read_text("utf-8"), flags=re.MULTILINE
    )
    found = manifest(text)

    assert "assistant_description" in found["features"]["assistant_view"]
    assert "assistant:write" in found["oauth_config"]["scopes"]["bot"]
    assert "assistant_thread_started" in found["settings"]["event_subscriptions"]["bot_events"]
