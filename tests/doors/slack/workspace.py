"""What Slack sends: requests in its documented shapes, signed, over real HTTP."""

from __future__ import annotations

import itertools
import json
import time
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

import requests
from slack_sdk.signature import SignatureVerifier

from tests.doors.slack.local_slack import BOT, DEADLINE, TEAM, Call, LocalSlack

SECRET = "8f742231b10e8888abcd99yyyzzz85a5"
TOKEN = "xoxb-of-the-tests"
APP = "A00000001"
CHANNEL, DIRECT, USER = "C00000001", "D00000001", "U00000001"
FORM = "application/x-www-form-urlencoded"
JSON = "application/json; charset=utf-8"


@dataclass
class Workspace:
    """Slack's side of one server."""

    slack: LocalSlack
    url: str  # of the server
    assistant: Any = None
    app: Any = None
    count: Any = field(default_factory=lambda: itertools.count(1))

    def number(self) -> int:
        """Another one each time."""
        return next(self.count)

    def ts(self) -> str:
        """Of a new message."""
        return f"{int(time.time())}.{self.number():06d}"

    def post(
        self,
        body: str | bytes,
        content_type: str = JSON,
        headers: dict[str, str] | None = None,
        late: float = 0,
        secret: str = SECRET,
    ) -> requests.Response:
        """A request, signed so many seconds ago; `headers` replace those of the signature."""
        stamp = str(int(time.time() - late))
        signature = SignatureVerifier(secret).generate_signature(timestamp=stamp, body=body)
        signed = {"X-Slack-Request-Timestamp": stamp, "X-Slack-Signature": str(signature), "Content-Type": content_type}
        content = body.encode() if isinstance(body, str) else body
        return requests.post(
            f"{self.url}/webhooks/slack/events", data=content, headers={**signed, **(headers or {})}, timeout=DEADLINE
        )

    def event(
        self, event: dict[str, Any], event_id: str = "", headers: dict[str, str] | None = None, **outer: Any
    ) -> requests.Response:
        """An event of the Events API."""
        authorization = {"enterprise_id": None, "team_id": TEAM, "user_id": BOT, "is_bot": True, "is_enterprise_install": False}
        body = {
            "token": "legacy",
            "team_id": TEAM,
            "context_team_id": TEAM,
            "context_enterprise_id": None,
            "api_app_id": APP,
            "event": event,
            "type": "event_callback",
            "event_id": event_id or f"Ev{self.number():08d}",
            "event_time": int(time.time()),
            "authorizations": [authorization],
            "is_ext_shared_channel": False,
            **outer,
        }
        return self.post(json.dumps(body), headers=headers)

    def message(self, text: str, channel: str = CHANNEL, **more: Any) -> dict[str, Any]:
        """A message event; `channel_type` follows from the channel."""
        kind = {"C": "channel", "D": "im", "G": "mpim"}[channel[0]]
        ts = more.pop("ts", "") or self.ts()
        return {
            "type": "message",
            "user": USER,
            "text": text,
            "ts": ts,
            "event_ts": ts,
            "team": TEAM,
            "channel": channel,
            "channel_type": kind,
            "client_msg_id": f"m{ts}",
            **more,
        }

    def mention(self, text: str, channel: str = CHANNEL, **more: Any) -> dict[str, Any]:
        """An app_mention event, which has no channel_type."""
        found = self.message(f"<@{BOT}> {text}", channel, **more)
        return {**{key: value for key, value in found.items() if key != "channel_type"}, "type": "app_mention"}

    def command(self, text: str, channel: str = CHANNEL, **more: str) -> requests.Response:
        """The slash command; its response_url is `more["response_url"]` or a new one."""
        form = {
            "token": "legacy",
            "team_id": TEAM,
            "team_domain": "jobs",
            "channel_id": channel,
            "channel_name": "india-jobs",
            "user_id": USER,
            "user_name": "asha",
            "command": "/roles",
            "text": text,
            "api_app_id": APP,
            "is_enterprise_install": "false",
            "response_url": self.slack.response_url(),
            "trigger_id": f"13.{self.number()}",
            **more,
        }
        return self.post(urlencode(form), FORM)

    def press(self, action: dict[str, Any], **more: Any) -> requests.Response:
        """A button, menu item or thumb; `more` says where it stands."""
        body = {
            "type": "block_actions",
            "user": {"id": USER, "username": "asha", "team_id": TEAM},
            "api_app_id": APP,
            "token": "legacy",
            "trigger_id": f"13.{self.number()}",
            "team": {"id": TEAM, "domain": "jobs"},
            "enterprise": None,
            "is_enterprise_install": False,
            "response_url": self.slack.response_url(),
            "actions": [{"block_id": "b1", "action_ts": self.ts(), **action}],
            **more,
        }
        return self.payload(body)

    def payload(self, body: dict[str, Any]) -> requests.Response:
        """An interaction, as a form with JSON in it."""
        return self.post(urlencode({"payload": json.dumps(body)}), FORM)

    def posts(self, count: int = 1) -> list[Call]:
        """So many messages, once they were posted."""
        return self.slack.wait(count, "chat.postMessage")

    def replies(self, count: int = 1) -> list[Call]:
        """So many messages to a response_url, once they were sent."""
        return self.slack.wait(count, "response_url")

    def settle(self) -> None:
        """Waits until a question that was sent last is answered; what was sent before would have been by then."""
        before = len(self.slack.of("chat.postMessage"))
        self.event(self.message("the last one", "D99999999", user="U99999999"))
        self.slack.until(
            lambda: any(call.body["channel"] == "D99999999" for call in self.slack.of("chat.postMessage")[before:]),
            "the answer of settle()",
        )

    def answers(self) -> list[Call]:
        """Messages that were posted, those of settle() aside."""
        return [call for call in self.slack.of("chat.postMessage") if call.body["channel"] != "D99999999"]


def on_message(channel: str, ts: str, **message: Any) -> dict[str, Any]:
    """Where a press happened: on a message."""
    return {
        "container": {"type": "message", "message_ts": ts, "channel_id": channel, "is_ephemeral": False},
        "channel": {"id": channel, "name": "india-jobs"},
        "message": {"type": "message", "user": BOT, "ts": ts, **message},
    }


def on_private(channel: str, ts: str) -> dict[str, Any]:
    """On a message that only the user sees; Slack leaves the message itself out."""
    return {
        "container": {"type": "message", "message_ts": ts, "channel_id": channel, "is_ephemeral": True},
        "channel": {"id": channel, "name": "india-jobs"},
    }


def on_home() -> dict[str, Any]:
    """On the Home tab, which has neither channel nor response_url."""
    return {"container": {"type": "view", "view_id": "V1"}, "view": {"id": "V1", "type": "home"}, "response_url": ""}
