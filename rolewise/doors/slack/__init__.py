"""The Slack bot. Rasa finds it by `rolewise.doors.slack.SlackInput` in credentials.yml; docs/slack.md is the manual."""

from __future__ import annotations

from typing import Any


def __getattr__(name: str) -> Any:
    # Late: `status()` must not cost the ten seconds that importing Rasa takes.
    if name == "SlackInput":
        from rolewise.doors.slack.input import SlackInput

        return SlackInput
    raise AttributeError(name)
