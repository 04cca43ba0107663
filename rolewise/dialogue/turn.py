"""One utterance as the NLU understood it, before the talk so far is considered."""

from __future__ import annotations

from dataclasses import dataclass

from rolewise.matching.model import Mention

ENGLISH = "en"


@dataclass(frozen=True)
class Reading:
    """An intent with its confidence, 0 to 1."""

    intent: str
    confidence: float


@dataclass(frozen=True)
class Turn:
    """What came in. `sure` is False where the best reading fell below the fallback threshold."""

    text: str
    readings: tuple[Reading, ...] = ()  # best first
    sure: bool = True
    mentions: tuple[Mention, ...] = ()  # in text order
    cues: frozenset[str] = frozenset()
    second: str = ""  # intent of a second question in the same message
    language: str = ENGLISH
    cut: bool = False  # only the beginning of a long message was read

    @property
    def intent(self) -> str:
        """The best reading's intent; "" where there is none."""
        return self.readings[0].intent if self.readings else ""

    def of(self, kind: str) -> tuple[Mention, ...]:
        """Mentions of one kind, in text order."""
        return tuple(mention for mention in self.mentions if mention.kind == kind)

    def values(self, kind: str) -> tuple[str, ...]:
        """Values of mentions of one kind, each once."""
        return tuple(dict.fromkeys(mention.value for mention in self.of(kind)))

    @property
    def words(self) -> int:
        """How many words were typed."""
        return len(self.text.split())
