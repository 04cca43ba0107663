"""The doctor judges the settings: secret, origins, what is misspelt, Slack's tokens."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from doctoring import SECRET, marks, only

from rolewise.doctor import FAULT, SOUND, WARNING, Place, limits
from rolewise.doors.slack import examination as slack


@pytest.mark.parametrize(
    ("environment", "mark"),
    [
        ({}, WARNING),
        ({"ROLEWISE_REDIS_URL": "redis://h"}, FAULT),
        ({"ROLEWISE_SECRET": "short"}, FAULT),
        ({"ROLEWISE_SECRET": "x" * 64}, FAULT),
        ({"ROLEWISE_SECRET": SECRET}, SOUND),
    ],
)
def test_a_secret_is_wanted_and_must_be_long(place: Callable[..., Place], environment: dict[str, str], mark: str) -> None:
    found = only(limits.secret(place(**environment)))

    assert found.mark == mark
    assert environment.get("ROLEWISE_SECRET", "-") not in found.value
    assert (mark == SOUND) == (found.cure == "")


@pytest.mark.parametrize(
    ("origins", "mark"),
    [
        ("", SOUND),
        ("https://jobs.example.org, https://a.example.org:8443", SOUND),
        ("http://localhost:3000", SOUND),
        ("http://jobs.example.org", WARNING),
        ("*", FAULT),
        ("https://jobs.example.org/", FAULT),
        ("jobs.example.org", FAULT),
    ],
)
def test_origins_are_told_from_anything_else(place: Callable[..., Place], origins: str, mark: str) -> None:
    assert only(limits.origins(place(ROLEWISE_ORIGINS=origins))).mark == mark


@pytest.mark.parametrize(
    ("environment", "mark", "says"),
    [
        ({"ROLEWISE_PORT": "5005"}, SOUND, "1 of"),
        ({"ROLEWISE_PORT": "http"}, FAULT, "'http'"),
        ({"ROLEWISE_KEEP_DAYS": "0"}, FAULT, "'0'"),
        ({"ROLEWISE_KEEP_DAYS": "nan"}, FAULT, "'nan'"),
        ({"ROLEWISE_PROXIES": "one"}, FAULT, "'one'"),
        ({"ROLEWISE_KNOWLEDGE": "/nowhere"}, FAULT, "no folder"),
        ({"ROLEWISE_ORIGIN": "x"}, WARNING, "no setting"),
        ({"ROLEWISE_HOST": "0.0.0.0"}, WARNING, "open to the network"),
        ({"ROLEWISE_HOST": "0.0.0.0", "ROLEWISE_PROXIES": "1"}, SOUND, "2 of"),
    ],
)
def test_settings_are_judged(place: Callable[..., Place], environment: dict[str, str], mark: str, says: str) -> None:
    found = only(limits.settings(place(**environment)))

    assert (found.mark, says in found.value) == (mark, True)


def test_a_misspelt_setting_is_put_right(place: Callable[..., Place]) -> None:
    assert only(limits.settings(place(ROLEWISE_ORIGIN="x"))).cure == "did you mean ROLEWISE_ORIGINS?"


@pytest.mark.parametrize(
    ("environment", "found"),
    [
        ({}, [SOUND]),
        ({"SLACK_SIGNING_SECRET": "0" * 32}, [FAULT]),
        ({"SLACK_BOT_TOKEN": "xoxb-1-2-abcdefghij"}, [FAULT]),
        ({"SLACK_BOT_TOKEN": "xoxb-1-2-abcdefghij", "SLACK_SIGNING_SECRET": "0" * 32}, [SOUND]),
        ({"SLACK_BOT_TOKEN": "xoxp-1-2-abcdefghij", "SLACK_SIGNING_SECRET": "Z"}, [FAULT, FAULT]),
        ({"SLACK_BOT_TOKEN": "xoxb-1-2-abcdefghij", "SLACK_APP_TOKEN": "xapp-1-A-1-abcdef"}, [SOUND]),
    ],
)
def test_slack_needs_a_token_and_a_proof(place: Callable[..., Place], environment: dict[str, str], found: list[str]) -> None:
    assert marks(slack.check(place(**environment))) == found
