"""Turns -> what was not answered in them, and why."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cache
from itertools import groupby, zip_longest

from rolewise.core.hindi import HINDI, UNREAD, Translator, has_devanagari
from rolewise.core.intents import intent_of
from rolewise.core.knowledge.model import KnowledgeBase, Role
from rolewise.review.records import Gap, Kind, Lacking, Turn
from rolewise.review.utterance_json import FALLBACK

# By the way in which an answer failed (`misses` of the wording). Ways that are no gap of ours: too_many, out_of_bounds, empty.
WAYS = {
    "not_understood": Kind.NOT_UNDERSTOOD,
    "not_understood_again": Kind.NOT_UNDERSTOOD,
    "unknown_skill": Kind.UNKNOWN_SKILL,
    "no_role_for_skills": Kind.UNKNOWN_SKILL,
    "unknown_country": Kind.UNKNOWN_COUNTRY,
    "out_of_scope": Kind.OUT_OF_SCOPE,
    "language": Kind.LANGUAGE,
}
ASKED_BACK = frozenset({"no_role", "no_role_pair", "second_role", "ambiguous"})
# Ways beside which a role's unknown name is the reason; "" where the rest was answered.
BESIDE_A_NAME = frozenset({"", "unknown_role", *ASKED_BACK})
TOO_FEW_FIGURES = "too_few_figures"


def find_gaps(turns: Sequence[Turn], knowledge: KnowledgeBase) -> list[Gap]:
    """Every gap of turns that stand by conversation and then by time."""
    found: list[Gap] = []
    words = unknown_words(knowledge)
    for _, talk in groupby(turns, key=lambda turn: turn.conversation):
        said = list(talk)
        for turn, after in zip_longest(said, said[1:]):
            found += _gaps(turn, after, knowledge)
            found += [Gap(Kind.UNKNOWN_WORD, turn, word=word) for word in words(turn.text)]
    return found


def unknown_words(knowledge: KnowledgeBase) -> Callable[[str], tuple[str, ...]]:
    """Finds the words of a text in Hindi that hindi.yml does not know today."""

    @cache
    def translator() -> Translator:
        return Translator(knowledge)

    def find(text: str) -> tuple[str, ...]:
        if not has_devanagari(text):
            return ()
        told = translator().translate(text)
        return told.unknown if told.language in (HINDI, UNREAD) else ()

    return find


def _gaps(turn: Turn, after: Turn | None, knowledge: KnowledgeBase) -> list[Gap]:
    if turn.failed:
        return [Gap(Kind.FAILED, turn)]
    if turn.unknown and turn.missed in BESIDE_A_NAME and turn.intent != FALLBACK:
        return [Gap(Kind.UNKNOWN_ROLE, turn, unknown=unknown) for unknown in turn.unknown]
    if kind := _kind(turn, after):
        return [Gap(kind, turn, chosen=_chosen(turn, after))]
    lacking = [Gap(Kind.MISSING_FIGURE, turn, lacking=figure) for figure in _lacking(turn, knowledge)]
    return lacking or ([Gap(Kind.THUMBS_DOWN, turn)] if turn.thumb == "down" else [])


def _kind(turn: Turn, after: Turn | None) -> Kind | None:
    if FALLBACK in (turn.missed, turn.intent):
        return Kind.NOT_UNDERSTOOD
    if turn.missed in ASKED_BACK:
        return None if after and after.answered else Kind.GIVEN_UP
    return WAYS.get(turn.missed)


def _chosen(turn: Turn, after: Turn | None) -> str:
    """The intent of the offered button that was pressed next."""
    return after.intent if after and after.answered and after.text and after.text in turn.offered else ""


def _lacking(turn: Turn, knowledge: KnowledgeBase) -> Iterator[Lacking]:
    # Told from today's knowledge and not from the answer: a figure that was filled in since is no gap any more.
    if turn.missed == TOO_FEW_FIGURES:
        yield Lacking("pay", "", turn.country)
    field = intent_of(turn.intent).figure
    if field and not turn.missed:
        for role in (knowledge.roles[role] for role in turn.roles if role in knowledge.roles):
            if not _held(role, field, turn):
                yield Lacking(field, role.id, turn.country)


def _held(role: Role, field: str, turn: Turn) -> bool:
    if field == "pay":
        return bool(role.pay_in(turn.country)) or not turn.country
    value = getattr(role, field)
    # Figures of elsewhere are an answer until a country is asked for.
    return value is not None and (value.country == turn.country or not turn.country_named)
