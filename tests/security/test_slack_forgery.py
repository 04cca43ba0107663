"""What Slack did not sign is never worked on, however it is dressed up; what it did sign breaks nothing."""

from __future__ import annotations

import json
import logging
import time
import uuid
from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

import pytest

from benchmarks._doors import Doors, signed
from benchmarks._wire import Answered

EVENTS = "/webhooks/slack/events"
FORM, JSON = "application/x-www-form-urlencoded", "application/json"
MENTION = {
    "type": "event_callback",
    "event_id": "E1",
    "event": {"type": "app_mention", "channel": "C1", "user": "U1", "ts": "1.2", "text": "forged"},
}
PRESS = {
    "type": "block_actions",
    "user": {"id": "U1"},
    "actions": [{"action_id": "ask_1", "value": "forged", "action_ts": "1"}],
    "channel": {"id": "C1"},
    "message": {"ts": "1.1"},
}
DISGUISED = {
    "in a field of an event": (json.dumps({**MENTION, "x": "&ssl_check=1&"}), JSON),
    "in an event called a form": (json.dumps({**MENTION, "x": "&ssl_check=1&"}), FORM),
    "beside a command": (
        urlencode({"ssl_check": 1, "command": "/roles", "text": "forged", "user_id": "U1", "trigger_id": 1}),
        FORM,
    ),
    "beside a press": (urlencode({"ssl_check": 1, "payload": json.dumps(PRESS)}), FORM),
}


@pytest.mark.parametrize("kind", DISGUISED)
def test_the_check_of_our_certificate_opens_nothing_else(doors: Doors, ask: Callable[..., Answered], kind: str) -> None:
    body, form = DISGUISED[kind]
    answered = ask("POST", EVENTS, body.encode(), Content_Type=form)
    _settled(doors, ask)

    assert answered.status in (200, 401)
    assert [text for text, _ in doors.assistant.asked] == ["the last one"]


def test_the_check_of_our_certificate_is_answered(ask: Callable[..., Answered]) -> None:
    assert ask("POST", EVENTS, b"ssl_check=1&token=legacy", Content_Type=FORM).status == 200


@pytest.mark.parametrize("late", [301, -301, 86_400])
def test_a_recorded_request_is_refused_after_five_minutes(doors: Doors, ask: Callable[..., Answered], late: float) -> None:
    body = json.dumps(MENTION).encode()

    assert ask("POST", EVENTS, body, Content_Type=JSON, **_underscored(signed(body, late))).status == 401


def test_a_signature_covers_every_byte_of_the_body(doors: Doors, ask: Callable[..., Answered]) -> None:
    body = json.dumps(MENTION).encode()
    proof = _underscored(signed(body))

    assert ask("POST", EVENTS, body.replace(b"forged", b"edited"), Content_Type=JSON, **proof).status == 401


@pytest.mark.parametrize(
    "body",
    [
        b"[" * 5000,
        b'{"a":' * 5000,
        b'{"event": "x"}',
        b'{"event": {}}',
        b'{"event": {"type": 3}}',
        b'{"event": {"type": "app_home_opened"}}',
        b'{"event": {"type": "assistant_thread_started", "assistant_thread": []}}',
        b'{"type": "block_actions", "actions": {"0": 1}}',
        b'{"type": "block_actions", "actions": [1], "user": "U1"}',
        b'{"type": "block_actions", "user": {"id": "U1"}, "actions": [{"value": "x"}]}',
        b'{"authorizations": [[]]}',
        b'{"team": "T1"}',
        b"\xff",
        b'{"a": "\xff"}',
        b'"text"',
        b"null",
        b"payload=null",
        b'{"type": "event_callback", "event": null}',
        b"payload=%22text%22",
        b"",
    ],
)
def test_a_signed_body_of_any_shape_is_no_error_of_ours(
    doors: Doors, ask: Callable[..., Answered], caplog: pytest.LogCaptureFixture, body: bytes
) -> None:
    with caplog.at_level(logging.WARNING):
        statuses = [ask("POST", EVENTS, body, Content_Type=kind, **_underscored(signed(body))).status for kind in (JSON, FORM)]

    assert set(statuses) <= {200, 400, 401}
    assert not [record for record in caplog.records if record.exc_info]


def _settled(doors: Doors, ask: Callable[..., Answered]) -> None:
    """Asks a signed question in the same channel and waits for it: what was forged before would have been asked by then."""
    event = {**MENTION["event"], "text": "the last one", "ts": f"{uuid.uuid4().int}.1"}  # type: ignore[dict-item]
    body = json.dumps({**MENTION, "event_id": event["ts"], "event": event}).encode()
    assert ask("POST", EVENTS, body, Content_Type=JSON, **_underscored(signed(body))).status == 200
    deadline = time.monotonic() + 20
    while not any(text == "the last one" for text, _ in doors.assistant.asked):
        assert time.monotonic() < deadline
        time.sleep(0.01)


def _underscored(headers: dict[str, str]) -> dict[str, Any]:
    return {name.replace("-", "_"): value for name, value in headers.items()}
