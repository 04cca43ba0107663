"""A message while it is searched, and lists of phrases that tell how its words are used."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from rolewise.core.matching.tokens import Token, is_shouted, norms
from rolewise.core.matching.words import Word


class Phrases:
    """A list of phrases that may stand right before or behind a place."""

    def __init__(self, phrases: Iterable[str]) -> None:
        self._known = frozenset(norms(phrase) for phrase in phrases)
        self._longest = max(map(len, self._known), default=0)

    @property
    def words(self) -> frozenset[str]:
        """The phrases of one word."""
        return frozenset(phrase[0] for phrase in self._known if len(phrase) == 1)

    def __contains__(self, word: object) -> bool:
        return (word,) in self._known

    def hold(self, words: Iterable[str]) -> bool:
        """True where these words together are one of the phrases."""
        return tuple(words) in self._known

    def before(self, said: list[str], place: int) -> bool:
        """True where a phrase ends right before the place."""
        return any(tuple(said[place - length : place]) in self._known for length in range(1, min(self._longest, place) + 1))

    def after(self, said: list[str], place: int) -> bool:
        """True where a phrase begins at the place."""
        return any(
            tuple(said[place : place + length]) in self._known for length in range(1, min(self._longest, len(said) - place) + 1)
        )

    def inside(self, said: list[str]) -> bool:
        """True where a phrase stands anywhere."""
        return any(self.after(said, place) for place in range(len(said)))


@dataclass
class Message:
    """The tokens of a text, as typed and as read."""

    text: str
    tokens: list[Token]
    words: list[Word]
    said: list[str] = field(init=False)
    shouted: bool = field(init=False)

    def __post_init__(self) -> None:
        self.said = [token.norm for token in self.tokens]
        self.shouted = is_shouted(self.tokens)

    def before(self, place: int) -> str:
        """The word right before a token, "" where a sentence begins with the token."""
        return "" if place == 0 or self.tokens[place].breaks else self.said[place - 1]

    def behind(self, place: int) -> str:
        """The word at a place that goes on what stands before it, or ""."""
        return "" if place >= len(self.tokens) or self.tokens[place].breaks else self.said[place]

    def typed(self, first: int, last: int) -> str:
        """The text of tokens `first` up to `last`, the latter excluded."""
        return self.text[self.tokens[first].start : self.tokens[last - 1].end]

    def word_at(self, token: int) -> int:
        """The number of the word that begins with the token, -1 where none does."""
        return next((number for number, word in enumerate(self.words) if word.first == token and not word.half), -1)

    def word_behind(self, token: int) -> int:
        """The number of the word behind the one that ends before the token, -1 where none does."""
        ends = [number for number, word in enumerate(self.words) if word.last == token]
        return ends[-1] + 1 if ends else -1
