"""Slack's entry in the register of channels."""

from __future__ import annotations

from rolewise.doors.channel import Channel, NoPlace, NoSecret
from rolewise.settings import Setting

PLACE = "WORKSPACE:USER or WORKSPACE:CHANNEL:THREAD (ids)"


def _conversation(place: str) -> str:
    """The id of the conversation at a place of Slack; it is hashed with the secret of the server."""
    from rolewise.doors.slack.identity import conversation
    from rolewise.doors.slack.slack_settings import read

    parts = place.split(":")
    if len(parts) not in (2, 3) or not all(parts):
        raise NoPlace(f"{place!r} is not written as {PLACE}")
    key = read().key
    if not key:
        raise NoSecret("set ROLEWISE_SECRET or SLACK_SIGNING_SECRET as the server has it")
    return conversation(key, *parts)


SLACK = Channel(
    name="slack",
    title="Slack",
    settings=(
        Setting("SLACK_BOT_TOKEN", "the bot's token (xoxb-…); without it Slack is off", secret=True),
        Setting("SLACK_SIGNING_SECRET", "tells that a request comes from Slack", secret=True),
        Setting("SLACK_APP_TOKEN", "an app-level token (xapp-…) switches Socket Mode on", secret=True),
    ),
    checks="rolewise.doors.slack.examination",
    place=PLACE,
    conversation=_conversation,
)
