"""Slack's settings, and by `--deep` whether Slack takes the token."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rolewise.operation.finding import FAULT, SECONDS, SOUND, Finding, Place
from rolewise.operation.redaction import masked

SHAPES = {
    "SLACK_BOT_TOKEN": (r"xoxb-[\w-]{10,}", 'xoxb-…, of the app\'s page "OAuth & Permissions"'),
    "SLACK_SIGNING_SECRET": (r"[0-9a-f]{32}", '32 hexadecimal digits, of the app\'s page "Basic Information"'),
    "SLACK_APP_TOKEN": (r"xapp-[\w-]{10,}", 'xapp-…, of the app\'s page "Basic Information"'),
}


def check(place: Place) -> Iterator[Finding]:
    """Whether the tokens are complete and look like tokens."""
    values = {name: place.setting(name) for name in SHAPES}
    if not values["SLACK_BOT_TOKEN"]:
        left = [name for name, value in values.items() if value]
        yield (
            Finding(FAULT, "slack", f"{', '.join(left)} without SLACK_BOT_TOKEN", "set SLACK_BOT_TOKEN, too")
            if left
            else Finding(SOUND, "slack", "off")
        )
        return
    faults = [*_misshapen(values), *_unproven(values)]
    mode = "Socket Mode" if values["SLACK_APP_TOKEN"] else "Events API"
    yield from faults or [Finding(SOUND, "slack", f"{mode}, token {masked(values['SLACK_BOT_TOKEN'])}")]


def _misshapen(values: dict[str, str]) -> Iterator[Finding]:
    for name, value in values.items():
        shape, told = SHAPES[name]
        if value and not re.fullmatch(shape, value):
            yield Finding(FAULT, "slack", f"{name} {masked(value)} does not look like one", f"it reads {told}")


def _unproven(values: dict[str, str]) -> Iterator[Finding]:
    if not values["SLACK_SIGNING_SECRET"] and not values["SLACK_APP_TOKEN"]:
        cure = "set SLACK_SIGNING_SECRET, or SLACK_APP_TOKEN for Socket Mode"
        yield Finding(FAULT, "slack", "nothing tells that a request comes from Slack", cure)


def check_deeply(place: Place) -> Iterator[Finding]:
    """Asks Slack whose token it is; nothing where Slack is off."""
    token = place.setting("SLACK_BOT_TOKEN")
    if not token:
        return
    from slack_sdk import WebClient
    from slack_sdk.errors import SlackApiError

    try:
        answer = WebClient(token, timeout=int(SECONDS)).auth_test()
    except SlackApiError as error:
        cure = "install the app anew, and set its token"
        yield Finding(FAULT, "slack account", f"Slack refuses: {error.response['error']}", cure)
    except OSError as error:
        cure = "let https://slack.com be reached"
        yield Finding(FAULT, "slack account", f"Slack cannot be reached: {type(error).__name__}", cure)
    else:
        yield Finding(SOUND, "slack account", f"{answer['user']} in {answer['team']}")
