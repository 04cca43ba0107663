"""The register of channels. Settings, metrics, doctor, `rolewise forget` and the help of commands read it.

A new channel is a folder with an entry, and a line here: docs/adding-a-channel.md.
"""

from __future__ import annotations

from rolewise.doors.channel import Channel
from rolewise.doors.slack.entry import SLACK
from rolewise.doors.web.entry import WEB

CHANNELS: tuple[Channel, ...] = (WEB, SLACK)
NAMES: tuple[str, ...] = tuple(channel.name for channel in CHANNELS)


def channel(name: str) -> Channel | None:
    """The channel of this name."""
    return next((each for each in CHANNELS if each.name == name), None)
