"""The web chat's entry in the register of channels."""

from __future__ import annotations

from rolewise.doors.channel import Channel

WEB = Channel(name="web", title="the web chat")
