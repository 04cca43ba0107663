"""The values of the review: a turn as it was kept, a gap in what we answered, a group of like gaps."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum


class Kind(Enum):
    """Why a question was not answered; the value is how it is shown."""

    UNKNOWN_ROLE = "role not covered"
    NOT_UNDERSTOOD = "not understood"
    MISSING_FIGURE = "figure not held"
    UNKNOWN_SKILL = "skill not covered"
    UNKNOWN_COUNTRY = "country not known"
    GIVEN_UP = "asked back, given up"
    THUMBS_DOWN = "thumbs down"
    OUT_OF_SCOPE = "out of scope"
    UNKNOWN_WORD = "Hindi word not known"
    LANGUAGE = "another language"
    FAILED = "failed"


@dataclass(frozen=True)
class Unknown:
    """The name of a role that we do not cover, as typed, and the ids of the nearest covered roles."""

    name: str
    nearest: tuple[str, ...] = ()


@dataclass(frozen=True)
class Turn:
    """One question and what became of it. Texts are masked; "" means that nothing is kept of it."""

    id: str
    conversation: str
    at: float  # seconds since the epoch
    channel: str = ""
    text: str = ""  # as typed; "" once it is deleted
    shape: str = ""  # the same with placeholders for known names
    intent: str = ""  # as the dialogue took it, else as the pipeline did
    readings: tuple[tuple[str, float], ...] = ()  # intents with confidence, likeliest first
    unknown: tuple[Unknown, ...] = ()
    country_named: bool = False  # in this very text
    roles: tuple[str, ...] = ()  # ids that the answer is about
    country: str = ""  # that the answer is about
    missed: str = ""  # the way it failed, of `misses` in the wording
    failed: bool = False  # the turn broke down
    offered: tuple[str, ...] = ()  # what the buttons under the answer said
    received: float | None = None  # seconds since the epoch
    told: bool = False  # a message told what the answer is about
    seconds: float | None = None  # from receipt to answer
    thumb: str = ""  # "up", "down" or ""

    @property
    def answered(self) -> bool:
        """Whether an answer was given that is no miss."""
        return not (self.missed or self.failed)


@dataclass(frozen=True)
class Lacking:
    """A figure that the knowledge base does not hold."""

    field: str  # of a role's file: pay, outlook, experience, education
    role: str  # id; "" where too few roles have it
    country: str


@dataclass(frozen=True)
class Gap:
    """One question that was not answered, with one reason."""

    kind: Kind
    turn: Turn
    unknown: Unknown | None = None  # with UNKNOWN_ROLE
    lacking: Lacking | None = None  # with MISSING_FIGURE
    word: str = ""  # with UNKNOWN_WORD, as typed
    chosen: str = ""  # intent of the button that was pressed next, which tells what was meant


@dataclass(frozen=True)
class Advice:
    """What would close a group of gaps."""

    text: str
    role: str = ""  # whose other name it may be
    intent: str = ""  # whose training lines it may become


@dataclass(frozen=True)
class Group:
    """Like gaps of one kind."""

    kind: Kind
    gaps: tuple[Gap, ...]
    example: str  # the most central text; what is lacking where texts are deleted
    texts: Mapping[str, int]  # distinct texts with their counts, most frequent first
    advice: Advice = Advice("")

    @property
    def count(self) -> int:
        """Questions."""
        return len(self.gaps)

    @property
    def conversations(self) -> tuple[str, ...]:
        """Ids, each once."""
        return tuple(dict.fromkeys(gap.turn.conversation for gap in self.gaps))

    @property
    def last(self) -> float:
        """Seconds since the epoch of the newest."""
        return max(gap.turn.at for gap in self.gaps)
