"""A text with Devanagari in it -> English, with what is not known named."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from rolewise.core.hindi.lexicon import Entry, Lexicon, lexicon
from rolewise.core.hindi.script import Token, tokens_of
from rolewise.core.hindi.sounds import Loanwords, romanised
from rolewise.core.hindi.vocabulary import likely_words, other_words
from rolewise.core.knowledge.model import KnowledgeBase

HINDI = "hi"
UNREAD = "devanagari"  # what we cannot read and cannot name
# From this share of known words on, a text is understood by its English. Below it the rest may turn the meaning round.
KNOWN_SHARE = 0.6
# So many words of another language in Devanagari tell it, where not all words are known.
TELLING = 1
LONGEST_SPELT = 30  # characters of a word that may be names of letters; the ways to part longer ones are too many
_PLURAL = "ं"


@dataclass(frozen=True)
class Piece:
    """A part of the English text and the part of the typed one that it stands for."""

    english: str
    start: int
    end: int  # characters of the text as typed
    known: bool = True
    name: bool = False
    counted: bool = True  # a word, and no sign
    moved: bool = False  # stands before its noun in English


@dataclass(frozen=True)
class Translation:
    """A text in English. `unknown` are words in Devanagari as typed, each once."""

    typed: str
    text: str
    language: str  # "hi"; else that of a text which is not understood
    unknown: tuple[str, ...] = ()
    places: tuple[tuple[int, int, int, int], ...] = ()  # start and end in `text`, start and end in `typed`

    def typed_place(self, start: int, end: int) -> tuple[int, int]:
        """Where a part of `text` stands in `typed`."""
        within = [place for place in self.places if place[0] < end and start < place[1]]
        return (min(place[2] for place in within), max(place[3] for place in within)) if within else (0, 0)


class Translator:
    """Translates by the words of a knowledge base. Made once for it; pure afterwards."""

    def __init__(self, knowledge: KnowledgeBase) -> None:
        self._lexicon: Lexicon = lexicon(knowledge.hindi)
        self._loanwords = Loanwords(likely_words(knowledge), other_words(knowledge))
        self._chat_words = knowledge.chat_words

    def translate(self, text: str) -> Translation:
        """The text in English; any text will do."""
        tokens = tokens_of(text)
        pieces = _in_order(list(self._pieces(tokens)))
        words = [piece for piece in pieces if piece.counted]
        unknown = tuple(dict.fromkeys(text[piece.start : piece.end] for piece in words if not piece.known))
        share = sum(piece.known for piece in words) / len(words) if words else 0.0
        language = HINDI if share >= KNOWN_SHARE and not (unknown and self._others(tokens)) else self._others(tokens) or UNREAD
        return _joined(text, pieces, language, unknown)

    def _pieces(self, tokens: list[Token]) -> Iterator[Piece]:
        place, begins = 0, True
        while place < len(tokens):
            token = tokens[place]
            if not token.hindi:
                word = any(character.isalnum() for character in token.text)
                yield Piece(token.text, token.start, token.end, name=word, counted=word)
                begins = not word or token.text[-1] in ".?!,;"
                place += 1
                continue
            entry, taken = self._entry(tokens, place, begins)
            end = tokens[place + taken - 1].end
            moved = tuple(token.text for token in tokens[place : place + taken]) in self._lexicon.moved
            if entry:
                yield Piece(entry.english, token.start, end, name=entry.name, moved=moved)
            else:
                yield Piece(romanised(token.text), token.start, end, known=False, name=True)
            place, begins = place + taken, False

    def _entry(self, tokens: list[Token], place: int, begins: bool) -> tuple[Entry | None, int]:
        """The longest entry from a place on, and how many tokens it takes."""
        words = tuple(token.text for token in tokens[place : place + max(1, self._lexicon.longest)])
        for length in range(len(words), 0, -1):
            if entry := self._lexicon.entries.get(words[:length]):
                if begins and length == 1 and len(tokens) > 1:
                    entry = self._lexicon.first.get(words[:1], entry)
                return entry, length
        return self._word(words[0]), 1

    def _word(self, word: str) -> Entry | None:
        stems = [word[: -len(ending)] + stem for ending, stem in self._lexicon.endings.items() if word.endswith(ending)]
        listed = next((entry for stem in stems if (entry := self._lexicon.entries.get((stem,)))), None)
        if listed:
            return listed
        if english := self._letters(word):
            return Entry(english, name=True)
        if english := self._chat_words.get(romanised(word), ""):
            return Entry(english)
        # A nasal at the end is that of a plural, and no "n" that is heard.
        forms = [*stems, word] if word.endswith(_PLURAL) else [word, *stems]
        sounding = next((found for form in forms if (found := self._loanwords.find(form))), "")
        return Entry(sounding, name=True) if sounding else None

    def _letters(self, word: str) -> str:
        """The Latin letters whose names make up the word, two or more; else ""."""
        spelt = _spelling(word, self._lexicon.letters) if len(word) <= LONGEST_SPELT else None
        return "".join(spelt) if spelt and len(spelt) > 1 else ""

    def _others(self, tokens: list[Token]) -> str:
        """The other language in Devanagari that words tell, or ""."""
        said = {(token.text,) for token in tokens if token.hindi}
        telling = {code: len(said & words) for code, words in self._lexicon.others.items()}
        best = max(telling, key=lambda code: telling[code], default="")
        return best if best and telling[best] >= TELLING else ""


def _spelling(word: str, letters: Mapping[str, str]) -> list[str] | None:
    if not word:
        return []
    for length in range(min(len(word), max(map(len, letters), default=0)), 0, -1):
        if word[:length] in letters and (rest := _spelling(word[length:], letters)) is not None:
            return [letters[word[:length]], *rest]
    return None


def _in_order(pieces: list[Piece]) -> list[Piece]:
    """Postpositions before their nouns: "दिल्ली में" is "in Delhi"."""
    ordered: list[Piece] = []
    for piece in pieces:
        ordered.insert(_noun_before(ordered), replace(piece)) if piece.moved else ordered.append(piece)
    return ordered


def _noun_before(pieces: list[Piece]) -> int:
    """Where the noun begins that the pieces end with: one word and the names before it."""
    place = len(pieces) - 1
    while place > 0 and (found := _joins(pieces[:place])):
        place -= found
    return place if place >= 0 and pieces[place].counted else len(pieces)


def _joins(pieces: list[Piece]) -> int:
    """How many pieces at the end go with a noun behind them: a name, also one that is its owner ("नर्स की")."""
    names = [piece.counted and piece.name for piece in pieces[-2:]]
    return 1 if names[-1] else 2 if names[0] and not pieces[-1].english else 0


def _joined(typed: str, pieces: list[Piece], language: str, unknown: tuple[str, ...]) -> Translation:
    text, said, places = "", "", []
    for piece in pieces:
        if not piece.english or (piece.english == said and piece.counted):
            continue
        text += " " if text and piece.counted else ""
        places.append((len(text), len(text) + len(piece.english), piece.start, piece.end))
        text += piece.english
        said = piece.english
    return Translation(typed, text, language, unknown, tuple(places))
