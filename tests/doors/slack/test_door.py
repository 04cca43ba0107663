"""The door: who may knock, what is answered at once, and what is let pass once only."""

from __future__ import annotations

import json
import selectors
import socket
import time
from collections.abc import Callable
from urllib.parse import urlencode

import pytest
import requests

from rolewise.doors import reading
from rolewise.doors.slack import letters
from rolewise.doors.slack.client import is_slacks
from tests.doors.slack.local_slack import Trouble
from tests.doors.slack.workspace import DIRECT, FORM, Workspace

EVENT = json.dumps(
    {"type": "event_callback", "event": {"type": "app_mention", "channel": "C1", "user": "U1", "ts": "1.2", "text": "x"}}
)


def test_an_address_is_verified(workspace: Workspace) -> None:
    """Slack asks once, when the address is entered."""
    answer = workspace.post(json.dumps({"token": "legacy", "challenge": "3eZbrw1aB", "type": "url_verification"}))

    assert (answer.status_code, answer.json()) == (200, {"challenge": "3eZbrw1aB"})


FORGED = {
    "another secret": {"secret": "0" * 32},
    "no signature": {"headers": {"X-Slack-Signature": ""}},
    "a signature of something else": {"headers": {"X-Slack-Signature": "v0=" + "0" * 64}},
    "a signature that is no text": {"headers": {"X-Slack-Signature": "v0=\u00e9".encode("latin-1")}},
    "no time": {"headers": {"X-Slack-Request-Timestamp": ""}},
    "a time that is none": {"headers": {"X-Slack-Request-Timestamp": "now"}},
    "an hour ago": {"late": 3600},
    "six minutes ago": {"late": 360},
    "in ten minutes": {"late": -600},
}


@pytest.mark.parametrize("kind", FORGED)
@pytest.mark.parametrize("body", [EVENT, '{"type": "url_verification", "challenge": "x"}', "command=%2Froles&text=x", "{", ""])
def test_what_slack_did_not_sign_just_now_is_refused(workspace: Workspace, kind: str, body: str) -> None:
    """Before anything looks at it."""
    answer = workspace.post(body, **FORGED[kind])

    assert answer.status_code == 401
    assert workspace.assistant.asked == []


@pytest.mark.parametrize("body", ["{", "[1, 2]", '"text"', "payload=%7B", "payload=%5B%5D", "{}", "", "x=y", "null", "3"])
def test_a_signed_body_that_makes_no_sense_is_no_error_of_ours(workspace: Workspace, body: str) -> None:
    """It is refused or ignored, and the server goes on."""
    assert workspace.post(body).status_code in (200, 400, 401)
    assert workspace.post(body, FORM).status_code in (200, 400, 401)

    workspace.event(workspace.message("hello", DIRECT))
    workspace.posts()


def test_a_huge_body_is_refused(workspace: Workspace) -> None:
    """Before it is read."""
    assert workspace.post("x" * 1_000_001).status_code == 413


def _half(workspace: Workspace, length: int, sent: bytes, headers: dict[str, str]) -> socket.socket:
    """A request whose body is not whole."""
    host, port = workspace.url.removeprefix("http://").split(":")
    lines = [
        f"POST /webhooks/slack/events HTTP/1.1\r\nHost: {host}\r\nContent-Type: application/json\r\nContent-Length: {length}"
    ]
    lines += [f"{name}: {value}" for name, value in headers.items()]
    connection = socket.create_connection((host, int(port)), timeout=20)
    connection.sendall("\r\n".join(lines).encode() + b"\r\n\r\n" + sent)
    return connection


def _claimed(late: float = 0) -> dict[str, str]:
    return {"X-Slack-Request-Timestamp": str(int(time.time() - late)), "X-Slack-Signature": "v0=" + "0" * 64}


@pytest.mark.parametrize("headers", [{}, {"X-Slack-Signature": "v0=1"}, _claimed(late=900)], ids=["none", "no time", "old"])
def test_what_no_signature_can_be_right_for_is_refused_before_its_body_is_there(
    workspace: Workspace, headers: dict[str, str]
) -> None:
    with _half(workspace, 900_000, b"x" * 10, headers) as connection:
        assert connection.recv(100).startswith(b"HTTP/1.1 401")


def test_a_body_that_does_not_arrive_is_given_up(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "SECONDS", 0.1)
    with _half(workspace, 900_000, b"x" * 10, _claimed()) as connection:
        assert connection.recv(100).startswith(b"HTTP/1.1 408")
        assert b"" in iter(lambda: connection.recv(4096), None)


def test_unfinished_bodies_hold_so_much_at_most(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(letters, "MOST_HELD", 150_000)
    with (
        _half(workspace, 200_000, b"x" * 100_000, _claimed()) as first,
        _half(workspace, 90_000, b"x" * 80_000, _claimed()) as second,
        selectors.DefaultSelector() as waiting,
    ):
        for connection in (first, second):
            waiting.register(connection, selectors.EVENT_READ)
        assert [key.fileobj.recv(12) for key, _ in waiting.select(20)] == [b"HTTP/1.1 503"]
    assert workspace.event(workspace.message("hello", DIRECT)).status_code == 200


def test_other_methods_and_paths_are_none(workspace: Workspace) -> None:
    """One address takes everything."""
    base = f"{workspace.url}/webhooks/slack"

    assert requests.get(f"{base}/events", timeout=10).status_code == 405
    assert requests.post(f"{base}/other", timeout=10).status_code == 404


def test_a_request_is_acknowledged_before_it_is_worked_on(workspace: Workspace) -> None:
    """Also while Slack itself does not answer who we are."""
    workspace.slack.trouble("auth.test", *[Trouble(seconds=5)] * 3)
    answer = workspace.event(workspace.message("wait", DIRECT))

    assert answer.status_code == 200
    assert workspace.answers() == []
    workspace.assistant.go_on.set()
    workspace.posts()


@pytest.mark.parametrize("number", ["1", "2", "3"])
def test_a_repeated_delivery_is_answered_once(workspace: Workspace, number: str) -> None:
    """Slack repeats what it believes lost, with the same event id."""
    event = workspace.message("hello", DIRECT)
    workspace.event(event, event_id="Ev1")
    retry = {"X-Slack-Retry-Num": number, "X-Slack-Retry-Reason": "http_timeout"}
    assert workspace.event(event, event_id="Ev1", headers=retry).status_code == 200
    assert workspace.event(event, event_id="Ev2").status_code == 200

    workspace.settle()
    assert len(workspace.answers()) == 1


def test_a_repeated_delivery_whose_first_was_lost_is_answered(workspace: Workspace) -> None:
    """A retry is as good as the first."""
    workspace.event(workspace.message("hello", DIRECT), headers={"X-Slack-Retry-Num": "1"})

    workspace.posts()


def test_the_same_words_again_are_a_new_question(workspace: Workspace) -> None:
    """Messages are told apart by their ts."""
    workspace.event(workspace.message("hello", DIRECT))
    workspace.event(workspace.message("hello", DIRECT))

    workspace.posts(2)


@pytest.mark.parametrize("body", ["application/json", "application/json; charset=utf-8", "application/json;charset=UTF-8"])
def test_json_may_name_its_encoding(workspace: Workspace, body: str) -> None:
    """In any spelling."""
    workspace.event(workspace.message("na\u00efve ₹", DIRECT), headers={"Content-Type": body})

    assert workspace.posts()[0].text.startswith("You said: na\u00efve ₹")


def test_another_workspace_or_app_is_passed_over_where_ours_are_named(serve: Callable[..., Workspace]) -> None:
    """In credentials.yml; a shared channel names ours as well."""
    workspace = serve(team_id="T00000001", app_id="A00000001")
    workspace.event(workspace.message("one", DIRECT), team_id="T2", context_team_id="T2", authorizations=[{"team_id": "T2"}])
    workspace.event(workspace.message("two", DIRECT), api_app_id="A2")
    workspace.command("three", team_id="T2")
    workspace.event(workspace.message("four", DIRECT), team_id="T2")
    workspace.event(workspace.message("five", DIRECT))

    workspace.posts(2)
    assert [text for text, *_ in workspace.assistant.asked] == ["four", "five"]


def test_without_tokens_slack_is_off(serve: Callable[..., Workspace], caplog: pytest.LogCaptureFixture) -> None:
    """It says so once, and has no address."""
    with caplog.at_level("INFO", logger="rolewise.doors.slack"):
        workspace = serve(environment={"SLACK_BOT_TOKEN": "", "SLACK_SIGNING_SECRET": ""})

    assert workspace.post(EVENT).status_code == 404
    assert caplog.text.count("Slack is off") == 1


@pytest.mark.parametrize("lacking", ["SLACK_BOT_TOKEN", "SLACK_SIGNING_SECRET"])
def test_half_of_the_tokens_are_not_enough(
    serve: Callable[..., Workspace], caplog: pytest.LogCaptureFixture, lacking: str
) -> None:
    """The log names the one that is missing."""
    with caplog.at_level("WARNING", logger="rolewise.doors.slack"):
        workspace = serve(environment={lacking: ""})

    assert workspace.post(EVENT).status_code == 404
    assert f"Slack is off: {lacking} not set" in caplog.text


def test_logs_hold_neither_secrets_nor_messages(workspace: Workspace, caplog: pytest.LogCaptureFixture) -> None:
    """Not at DEBUG, and not when something fails."""
    with caplog.at_level("DEBUG"):
        workspace.slack.trouble("chat.postMessage", Trouble(error="internal_error"))
        workspace.event(workspace.message("my private salary", DIRECT))
        workspace.event(workspace.message("fail", DIRECT))
        workspace.post(json.dumps({"text": "my private salary"}), secret="0" * 32)
        workspace.post(urlencode({"payload": json.dumps({"type": "unknown", "text": "my private salary"})}), FORM)
        workspace.posts(2)

    assert caplog.text
    assert "private" not in caplog.text and "xoxb-of" not in caplog.text


@pytest.mark.parametrize(
    ("url", "answered"),
    [
        ("https://hooks.slack.com/commands/T1/1/x", True),
        ("https://hooks.slack-gov.com/actions/T1/1/x", True),
        ("https://slack.com.evil.example/x", False),
        ("https://hooks.slack.com@evil.example/x", False),
        ("https://evilslack.com/x", False),
        ("http://hooks.slack.com/x", False),
        ("https://hooks.slack.com:8443/x", False),
        ("http://127.0.0.1:6379/", False),
        ("https://[::1/x", False),
        ("", False),
    ],
)
def test_only_slack_is_answered_at_a_response_url(url: str, answered: bool) -> None:
    """Whoever holds the signing secret could have the server post to any address within its reach."""
    assert is_slacks(url, "https://slack.com/api/") is answered


def test_a_signed_command_cannot_have_another_address_called(workspace: Workspace) -> None:
    body = urlencode(
        {"command": "/roles", "text": "hello", "user_id": "U1", "response_url": f"{workspace.url}/webhooks/web/live"}
    )
    workspace.post(body, FORM)
    workspace.event(workspace.message("hello", DIRECT))
    workspace.posts()

    assert all(call.method != "response_url" for call in workspace.slack.calls)
