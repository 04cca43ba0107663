"""One utterance as the NLU understood it, before the talk so far is considered."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from rolewise.core.dialogue.page_context import NO_PAGE, Page
from rolewise.core.facets import Facet
from rolewise.core.hindi import HINDI
from rolewise.core.matching.mentions import ROLE_KINDS, Mention

ENGLISH = "en"
READ = frozenset({ENGLISH, HINDI})  # languages that are understood
THUMBS_UP, THUMBS_DOWN = "👍", "👎"
_LIMIT = re.compile(r"\b(?:top|best|first|highest|lowest)\s+(\d{1,2})\b|\b(\d{1,2})\s+(?:top|best|highest|lowest)", re.I | re.A)
# Skin tones, and the sign that asks for a colourful picture.
_TINTS = "🏻🏼🏽🏾🏿\ufe0f"


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
    facets: tuple[Facet, ...] = ()  # in text order
    second: str = ""  # intent of a second question in the same message
    second_place: tuple[int, int] = (0, 0)  # where its clause starts and ends in the text
    language: str = ENGLISH
    aspects: tuple[str, ...] = ()  # intents named by nouns side by side ("pay, tools, duties"), in text order
    typed: str = ""  # where `text` is the English of it
    cut: bool = False  # only the beginning of a long message was read
    facets_alone: bool = False  # nothing else was said but filling words
    page: Page = NO_PAGE  # that it was written from
    near: tuple[tuple[str, tuple[str, ...]], ...] = ()  # titles that no list has, and the roles nearest in sense

    @property
    def intent(self) -> str:
        """The best reading's intent; "" where there is none."""
        return self.readings[0].intent if self.readings else ""

    @property
    def confidence(self) -> float:
        """The best reading's confidence; 0 where there is none."""
        return self.readings[0].confidence if self.readings else 0.0

    def of(self, kind: str) -> tuple[Mention, ...]:
        """Mentions of one kind, in text order."""
        return tuple(mention for mention in self.mentions if mention.kind == kind)

    def values(self, kind: str) -> tuple[str, ...]:
        """Values of mentions of one kind, each once."""
        return tuple(dict.fromkeys(mention.value for mention in self.of(kind)))

    def halves(self) -> tuple[Turn, Turn] | None:
        """The first and the second question as turns of their own; None unless each names a role of its own."""
        start, end = self.second_place
        inside = tuple(mention for mention in self.mentions if start <= mention.start < end)
        outside = tuple(mention for mention in self.mentions if mention not in inside)
        late = tuple(facet for facet in self.facets if start <= facet.start < end)
        early = tuple(facet for facet in self.facets if facet not in late)
        parts = tuple(
            replace(self, mentions=mentions, facets=facets, second="") for mentions, facets in ((outside, early), (inside, late))
        )
        return (parts[0], parts[1]) if self.second and all(part.of("role") for part in parts) else None

    @property
    def is_read(self) -> bool:
        """Whether it is in a language that is understood."""
        return self.language in READ

    @property
    def names_roles(self) -> bool:
        """Whether any role is named: one of ours, one of several, or one that we do not cover."""
        return any(mention.kind in ROLE_KINDS for mention in self.mentions)

    @property
    def words(self) -> int:
        """How many words were typed."""
        return len(self.text.split())

    @property
    def limit(self) -> int:
        """How many are asked for: 3 for "top 3"; 0 where nothing is said."""
        found = _LIMIT.search(self.text)
        return int(found[1] or found[2]) if found else 0

    @property
    def thumbs(self) -> str:
        """The thumb, where the message is nothing else; else ""."""
        signs = {sign for sign in self.text if not sign.isspace() and sign not in _TINTS}
        return signs.pop() if len(signs) == 1 and signs <= {THUMBS_UP, THUMBS_DOWN} else ""
