"""One answer as the terminal gets it, whoever gave it, and the ways to get none."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

NOT_SENT = "not_sent"  # a code of our own, beside those of the Web API: the message waits for the user


@dataclass(frozen=True)
class Said:
    """An answer. What lies below `cut` is known only where the assistant runs here or the server trusts us."""

    text: str  # all that the user is shown, complete
    card: Mapping[str, Any] = field(default_factory=dict)
    about: Mapping[str, Any] = field(default_factory=dict)  # roles, country and intent that the answer is about
    intent: str | None = None  # as the dialogue took it, else as it was classified
    cut: bool = False  # only the beginning of the message was read
    confidence: float | None = None  # 0 to 1
    entities: tuple[str, ...] = ()  # what was recognised in the message, such as "role data-analyst"
    state: Mapping[str, Any] = field(default_factory=dict)  # the memory slot after the turn
    milliseconds: float | None = None  # of the turn
    error: str = ""  # why there is no real answer

    @property
    def suggestions(self) -> list[dict[str, str]]:
        """Next steps, each with `title` and `text`."""
        return list(self.card.get("suggestions") or [])

    @property
    def sources(self) -> list[dict[str, str]]:
        """The card's notes on sources."""
        return list(self.card.get("sources") or [])


class Talk(Protocol):
    """A conversation with an assistant, in this process or on a server."""

    place: str  # the server's address; "" in this process

    def ask(self, text: str) -> Said:
        """The answer to a message. Raises Refused or Gone."""

    def renew(self) -> None:
        """Begins a new conversation. Raises Refused or Gone."""


class Refused(Exception):
    """This message was not answered; the text says why, `code` is one of the Web API's, or NOT_SENT."""

    def __init__(self, code: str, message: str, retry_after: float | None = None):
        super().__init__(message)
        self.code = code
        self.retry_after = retry_after  # seconds


class Gone(Exception):
    """The server cannot be reached, or what answers is no server of ours; the text says which."""
