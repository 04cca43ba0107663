"""What is configured, told without secrets."""

from __future__ import annotations

import subprocess
import sys

import pytest

from rolewise.doors.slack.slack_settings import read, status

TOKENS = {
    "SLACK_BOT_TOKEN": "xoxb-secret",
    "SLACK_SIGNING_SECRET": "signing-secret",
    "SLACK_APP_TOKEN": "xapp-secret",
    "ROLEWISE_SECRET": "our-secret",
    "ROLEWISE_REDIS_URL": "redis://:secret@db.example",
}
BOT, SIGNING, APP = "SLACK_BOT_TOKEN", "SLACK_SIGNING_SECRET", "SLACK_APP_TOKEN"
OFF = {"on": False, "http": False, "socket_mode": False, "shared": False}


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        ((), {**OFF, "missing": []}),
        ((BOT,), {**OFF, "missing": [SIGNING]}),
        ((SIGNING,), {**OFF, "missing": [BOT]}),
        ((APP,), {**OFF, "missing": [BOT]}),
        ((BOT, SIGNING), {**OFF, "on": True, "http": True, "missing": []}),
        ((BOT, APP), {**OFF, "on": True, "socket_mode": True, "missing": []}),
        ((*TOKENS,), {"on": True, "http": True, "socket_mode": True, "shared": True, "missing": []}),
    ],
)
def test_the_status_says_what_is_on_and_what_is_missing(names: tuple[str, ...], expected: dict[str, object]) -> None:
    """Nothing is missing where nothing was begun."""
    assert status({name: TOKENS[name] for name in names}) == expected


def test_settings_show_no_secret() -> None:
    """In a traceback or a log."""
    assert "secret" not in repr(read({"team_id": "T1"}, TOKENS))


def test_the_status_costs_no_import_of_rasa() -> None:
    """`rolewise doctor` is quick."""
    code = "import sys; from rolewise.doors.slack.slack_settings import status; status(); assert 'rasa' not in sys.modules"

    subprocess.run([sys.executable, "-c", code], check=True)
