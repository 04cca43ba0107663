"""Job titles that no list has: a noun phrase that stands where a role stands is a role, known or not.

The matcher finds unknown titles by their last word ("… engineer"). Here the place tells: "what does a … earn", "salary of …",
"compare it with a …". Which words make a place, and which may be the last of a title, are lists of `cues.yml`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import IntEnum

from rolewise.core.dialogue.turn import Reading, Turn
from rolewise.core.intents import Kind, intent_of
from rolewise.core.knowledge.model import KnowledgeBase
from rolewise.core.knowledge.once import once_each
from rolewise.core.matching import Mention
from rolewise.core.matching.cues import LISTS
from rolewise.core.matching.mentions import AMBIGUOUS, COUNTRY, GUESSED, ROLE, SENIORITY, SKILL, UNKNOWN
from rolewise.core.matching.spelling import english
from rolewise.core.matching.tokens import Token, is_shouted, singulars, tokenise

SHORTEST = 5  # letters of a word whose ending tells a person
LONGEST = 6  # words of a title
ABBREVIATED = range(2, 6)  # letters of an abbreviation in capitals
MOST = 3
# A title in a place less sure does not outweigh so clear a reading.
CLEAR = 0.75
QUOTES = frozenset(('"', "“", "'", "‘", "called", "("))
FEW = 8  # words: a title alone makes so short a message seem off topic
ARTICLES = frozenset(("a", "an"))
JOINTS = frozenset(("and", "of"))
# Names that may be a part of a title: "Chinese instructor".
LOOSE = frozenset((SENIORITY, SKILL, COUNTRY))
# What is told besides the question, though its words stand where a role would.
OF_TITLES = frozenset(("level", "years"))


class _Place(IntEnum):
    """How surely a role is what stands there."""

    NONE = 0
    LOOSE = 1  # alone, or behind "a"
    BESIDE = 2  # "compare with …", "what about …"
    ASKED = 3  # "… salary"
    SURE = 4  # "salary of …", "what does a … earn"


@dataclass(frozen=True)
class _Words:
    """The lists of the vocabulary that tell places and titles."""

    before: frozenset[str]  # "salary of", "become"
    behind: frozenset[str]  # "earn", "salary"
    beside: frozenset[str]  # "with", "or"
    ends: frozenset[str]  # words that are no part of a title
    leading: frozenset[str]  # words that no title begins with
    heads: frozenset[str]  # last words of titles
    endings: tuple[str, ...]
    weak: frozenset[str]  # last words that need one before them
    never: frozenset[str]  # nouns that look like titles
    ordinary: frozenset[str]

    @classmethod
    def read(cls, knowledge: KnowledgeBase) -> _Words:
        """Read out of tens of thousands of phrases: once a knowledge base."""
        cues = knowledge.cues
        never = frozenset(cues["words_no_title"])
        weak = frozenset((*cues["words_person_heads"], *cues["words_weak_heads"], *knowledge.names.title_heads))
        spoken = (
            word for name, phrases in cues.items() if not name.startswith(LISTS) for phrase in phrases for word in phrase.split()
        )
        return cls(
            before=frozenset(cues["words_title_before"]),
            behind=frozenset(cues["words_title_behind"]),
            beside=frozenset(cues["words_title_beside"]),
            ends=frozenset(
                (
                    *cues["words_title_stops"],
                    *cues["words_filler"],
                    *cues["words_hinglish"],
                    *cues["words_pay"],
                    *cues["words_title_behind"],
                    *cues["words_title_beside"],
                )
            ),
            leading=frozenset(cues["words_title_leading"]),
            heads=frozenset((*cues["words_title_heads"], *knowledge.names.title_heads)) - never,
            endings=tuple(cues["words_title_endings"]),
            weak=weak | (never & frozenset(cues["words_title_heads"])),
            never=never,
            ordinary=frozenset((*spoken, *knowledge.chat_words, *cues["words_known"])),
        )


_words = once_each(_Words.read)


def with_strangers(turn: Turn, knowledge: KnowledgeBase) -> Turn:
    """The turn with the titles that are none of ours, and read as a question about them where it was none."""
    if not turn.is_read:
        return turn
    near = dict(turn.near)
    turn = replace(turn, mentions=tuple(_with_near(mention, near) for mention in turn.mentions)) if near else turn
    found = [_with_near(mention, near) for mention in strangers(turn, knowledge)]
    if not found:
        return turn
    left = (mention for mention in turn.mentions if not any(new.start <= mention.start < new.end for new in found))
    mentions = tuple(sorted((*left, *found), key=lambda mention: mention.start))
    return replace(_of_roles(turn), mentions=mentions)


def _with_near(mention: Mention, near: Mapping[str, tuple[str, ...]]) -> Mention:
    """A title that no list has with the roles nearest in sense, where they were looked for."""
    looked_for = mention.kind == UNKNOWN and mention.detail == GUESSED and mention.text in near
    return replace(mention, candidates=near[mention.text]) if looked_for else mention


def _of_roles(turn: Turn) -> Turn:
    """Without the reading that it is off topic: a title was named."""
    kind = intent_of(turn.intent).kind
    if turn.sure and kind in (Kind.ABOUT_ROLES, Kind.FRAGMENT, Kind.CATALOGUE):
        return turn
    readings = tuple(reading for reading in turn.readings if intent_of(reading.intent).roles)
    return replace(turn, readings=readings or (Reading("mention_role", 1.0),), sure=True)


def strangers(turn: Turn, knowledge: KnowledgeBase) -> tuple[Mention, ...]:
    """The titles in a turn that no list has, in text order."""
    tokens = tokenise(turn.text)
    words = _words(knowledge)
    found = [
        mention for first, last in _runs(turn, tokens, words) if (mention := _title(turn, tokens, first, last, words)) is not None
    ]
    return tuple(found[:MOST])


def _runs(turn: Turn, tokens: Sequence[Token], words: _Words) -> Iterable[tuple[int, int]]:
    """Words in a row that may be a title: outside names, without words that end one."""
    taken = [(mention.start, mention.end) for mention in turn.mentions if mention.kind not in LOOSE and mention.end]
    first = 0
    for at in range(len(tokens) + 1):
        named = at > 0 and tokens[at - 1].norm in ARTICLES and at < len(tokens) and tokens[at].norm not in words.never
        named = named or (at > first and _joins(tokens, first, at, words))
        ended = at == len(tokens) or (tokens[at].norm in words.ends and not named) or _inside(tokens[at], taken)
        if ended or (tokens[at].breaks and at > first):
            while first < at and (tokens[first].norm in words.leading or tokens[first].norm.isdigit()):
                first += 1
            if at > first:
                yield max(first, at - LONGEST), at
            first = at + 1 if ended else at


def _joins(tokens: Sequence[Token], first: int, at: int, words: _Words) -> bool:
    """ "a game and fish warden": the "and" is a part of the title"""
    inside = tokens[at].norm in JOINTS if at + 1 < len(tokens) else False
    return inside and first > 0 and tokens[first - 1].norm in ARTICLES and tokens[at + 1].norm not in words.ends


def _title(turn: Turn, tokens: Sequence[Token], first: int, last: int, words: _Words) -> Mention | None:
    if short := _of_short_name(turn, tokens, first, last, words):
        return short
    place = _place(turn, tokens, first, last, words)
    head = tokens[last - 1]
    if place < _least(turn) or _told(turn, head) or not _is_title(tokens, first, last, words, place):
        return None
    start, end = tokens[first].start, head.end
    return Mention(UNKNOWN, turn.text[start:end], start, end, turn.text[start:end], detail=GUESSED)


def _least(turn: Turn) -> _Place:
    """How sure a place must be: where the utterance is clearly about something else, a title has to be beyond doubt."""
    kind = intent_of(turn.intent).kind
    if kind in (Kind.ABOUT_ROLES, Kind.FRAGMENT):
        return _Place.LOOSE
    clear = turn.confidence >= CLEAR and (kind is not Kind.OFF_TOPIC or turn.words > FEW)
    return _Place.SURE if clear or kind is Kind.CATALOGUE else _Place.BESIDE


def _of_short_name(turn: Turn, tokens: Sequence[Token], first: int, last: int, words: _Words) -> Mention | None:
    """ "growth hacker", where "hacker" alone may be several of ours"""
    if last == len(tokens) or tokens[last].breaks or any(token.norm in words.never for token in tokens[first:last]):
        return None
    short = next((mention for mention in turn.of(AMBIGUOUS) if mention.start == tokens[last].start), None)
    placed = first == 0 or tokens[first].breaks or tokens[first - 1].norm in words.ends
    if not short or not placed or _told(turn, tokens[last - 1]) or len(short.text.split()) > 1:
        return None
    start = tokens[first].start
    title = turn.text[start : short.end]
    return Mention(UNKNOWN, title, start, short.end, title, short.candidates, detail=GUESSED)


def _place(turn: Turn, tokens: Sequence[Token], first: int, last: int, words: _Words) -> _Place:
    begins = first == 0 or (tokens[first].breaks and tokens[first].gap.strip() not in QUOTES)
    ends = last == len(tokens) or tokens[last].breaks
    article = not begins and tokens[first - 1].norm in ARTICLES
    lead = [token.norm for token in tokens[max(0, first - 3) : first - article]] if not begins else []
    named = any(" ".join(lead[-length:]) in words.before for length in range(1, len(lead) + 1))
    asked = not ends and tokens[last].norm in words.behind
    pair = article and not ends and tokens[last].norm in ARTICLES  # "is a … a project manager?"
    if (article and asked) or named or pair:
        return _Place.SURE
    if asked and (begins or article or lead[-1] in words.ends):
        return _Place.ASKED
    if lead and lead[-1] in words.beside:
        return _Place.BESIDE
    bare = ends and all(token.norm in words.ends for token in tokens[:first])
    if bare and turn.intent == "mention_role" and turn.sure:
        return _Place.BESIDE
    return _Place.LOOSE if bare or article or (begins and ends) else _Place.NONE


def _is_title(tokens: Sequence[Token], first: int, last: int, words: _Words, place: _Place) -> bool:
    head, several = tokens[last - 1], last - first > 1
    forms = (head.norm, *singulars(head.norm))
    article = first > 0 and tokens[first - 1].norm in ARTICLES
    if any(form in words.heads or (form in words.weak and (several or (article and place >= _Place.BESIDE))) for form in forms):
        return True
    if place >= _Place.SURE and several and all(token.text[0].isupper() for token in tokens[first:last]):
        return not is_shouted(list(tokens))
    if several and article and place >= _Place.SURE:
        return True
    if any(form in words.never or form in words.ordinary for form in forms):
        return False
    if any(len(form) >= SHORTEST and form.endswith(words.endings) for form in forms):
        return True
    if place < _Place.BESIDE or not head.norm.isalpha():
        return False
    if head.text.isupper() and len(head.text) in ABBREVIATED and not is_shouted(list(tokens)):
        return True
    strange = not any(form in english() for form in forms)
    return strange and (place >= _Place.ASKED or len(head.norm) >= SHORTEST)


def _told(turn: Turn, head: Token) -> bool:
    """Whether the last word is something else that was heard: a skill, a city, a degree."""
    facets = [(facet.start, facet.end) for facet in turn.facets if facet.kind not in OF_TITLES and facet.end]
    skills = [(mention.start, mention.end) for mention in turn.mentions if mention.kind in (*LOOSE, ROLE) and mention.end]
    return _inside(head, [*facets, *skills])


def _inside(token: Token, places: Iterable[tuple[int, int]]) -> bool:
    return any(start < token.end and token.start < end for start, end in places)
