"""What a channel tells of itself: its entry in the register (channels.py). Plain data, so that every command can read it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rolewise.settings import Setting


class NoSecret(ValueError):
    """The secret that a place's conversation is named by is not set here."""


class NoPlace(ValueError):
    """What was named is no place of the channel; the text says how a place is written."""


@dataclass(frozen=True)
class Channel:
    """A way for visitors to talk to us. Names of modules are imported when they are needed."""

    name: str  # in Rasa, in the metrics, and in addresses below /webhooks/
    title: str  # as people know it
    settings: tuple[Setting, ...] = ()
    checks: str = ""  # module of the doctor's checks: `check(place)` and `check_deeply(place)`, each gives findings
    place: str = ""  # how `rolewise forget --at NAME:…` names a conversation, such as "WORKSPACE:USER"
    conversation: Callable[[str], str] | None = None  # the id of the conversation at a place; raises NoPlace
