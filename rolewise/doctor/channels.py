"""What the channels look at of themselves."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module

from rolewise.doors.channels import CHANNELS
from rolewise.operation.finding import Check


def channel_checks(name: str) -> Iterator[Check]:
    """The checks of this name (`check`, `check_deeply`) of all channels that have one."""
    for channel in CHANNELS:
        found = getattr(import_module(channel.checks), name, None) if channel.checks else None
        if found:
            yield found
