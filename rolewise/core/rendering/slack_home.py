"""The app's Home tab."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rolewise.core.rendering import slack_limits as limits
from rolewise.core.rendering.mrkdwn import mrkdwn
from rolewise.core.rendering.slack_parts import context, header, section, sections
from rolewise.core.rendering.slack_steps import steps


def home(card: Mapping[str, Any], words: Mapping[str, str], answered: str = "") -> dict[str, Any]:
    """The view: what can be asked, with examples to press. `card` answers ask_help; `answered` is the question just pressed."""
    told = [section(mrkdwn(words["slack.home_answered"].format(question=answered)))] if answered else []
    blocks = [
        header(words["slack.home_title"]),
        *sections(card["text"]),
        section(mrkdwn(words["slack.home_ways"])),
        section(mrkdwn(words["slack.home_examples"])),
        *steps(card["suggestions"]),
        *told,
        *context([mrkdwn(words["slack.home_privacy"])]),
    ]
    return {"type": "home", "blocks": blocks[: limits.HOME_BLOCKS]}
