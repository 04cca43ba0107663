"""Events as they are kept -> turns: the one place that knows which events belong together."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, Generic, NamedTuple, TypeVar

from rolewise.storage.event_json import at, decoded, text_at

USER, BOT, SLOT = "user", "bot", "slot"
FEEDBACK = "feedback"  # the slot whose events are the visitors' thumbs
THUMBS = ("up", "down")


class EventRow(NamedTuple):
    """What a turn is read from; other kinds of events are passed over."""

    conversation: str
    kind: str  # the event's type
    at: float  # seconds since the epoch
    data: object  # the event, as JSON or decoded
    slot: str = ""  # the name, with SLOT


Made = TypeVar("Made")
Event = Mapping[str, Any]


class Turns(Generic[Made]):
    """Turns of any number of conversations, each as `begin` makes it of its utterance and `answer` completes it.

    Feed it with rows in the order of their ids. Only what the two functions give is held, never the events.
    """

    def __init__(self, begin: Callable[[EventRow, Event], Made], answer: Callable[[Made, EventRow, Event], Made]):
        self._begin = begin
        self._answer = answer
        self._made: list[Made] = []
        self._ids: list[str] = []
        self._last: dict[str, int] = {}  # place of a conversation's latest turn
        self._thumbs: dict[str, str] = {}

    def read(self, rows: Iterable[EventRow]) -> list[tuple[Made, str]]:
        """Takes all rows and gives the turns."""
        self.take(rows)
        return self.turns()

    def take(self, rows: Iterable[EventRow]) -> None:
        """Takes the next rows."""
        for row in rows:
            self._take(row)

    def turns(self) -> list[tuple[Made, str]]:
        """The turns in the order of their utterances, each with its last thumb: "up", "down" or ""."""
        return [(turn, self._thumbs.get(name, "")) for turn, name in zip(self._made, self._ids, strict=True)]

    def _take(self, row: EventRow) -> None:
        if row.kind == USER:
            event = decoded(row.data)
            self._last[row.conversation] = len(self._made)
            self._made.append(self._begin(row, event))
            self._ids.append(text_at(event, "message_id"))
        elif row.kind == BOT and (place := self._last.get(row.conversation)) is not None:
            self._made[place] = self._answer(self._made[place], row, decoded(row.data))
        elif row.kind == SLOT and row.slot == FEEDBACK:
            event = decoded(row.data)
            thumb = text_at(event, "value", "thumb")
            self._thumbs[text_at(event, "value", "turn")] = thumb if thumb in THUMBS else ""


def received(row: EventRow, user: Event) -> float:
    """When the utterance came in, in seconds since the epoch."""
    told = at(user, "metadata", "received")
    return float(told) if isinstance(told, (int, float)) and not isinstance(told, bool) else row.at


def custom(bot: Event) -> Event:
    """What an answer carries beside its text: `card` and `about`."""
    found = at(bot, "data", "custom")
    return found if isinstance(found, Mapping) else {}


def tells(bot: Event) -> bool:
    """Whether a message tells what it is about. The card is gone once the texts are deleted, `about` stays."""
    return bool(at(custom(bot), "card") or text_at(custom(bot), "about", "intent"))
