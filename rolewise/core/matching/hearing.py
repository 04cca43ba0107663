"""The facets of a message (core/facets.py), by the vocabulary's phrases and the names found before."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from rolewise.core.facets import Amount, Facet
from rolewise.core.knowledge.model import KnowledgeBase
from rolewise.core.matching.amounts import Amount as Found
from rolewise.core.matching.mentions import CITY, COUNTRY, CURRENCY, FAMILY, ROLE, SENIORITY, SKILL, Mention
from rolewise.core.matching.phrasebook import Match, Numbers, Phrasebook, Spoken

YEARS, DURATION = "years", "duration"
NEVER = "never"  # a phrase that holds a facet's words and means none
CUE = "="  # before the name of a cue whose phrases count
NOT_BEFORE, NOT_BEHIND = "not_before", "not_behind"
SCOPE = 4  # words that a "not" reaches over
BREAKS = frozenset(".,;:!?()") | {"but", "lekin", "magar"}
EXCLUDABLE = frozenset((ROLE, SKILL, FAMILY, COUNTRY))
MOST = 12


class FacetHearing:
    """Made once for a knowledge base."""

    def __init__(self, knowledge: KnowledgeBase) -> None:
        hearing = knowledge.hearing
        heard = {kind: {value: list(_with_cues(phrases, knowledge.cues)) for value, phrases in values.items()}
                 for kind, values in hearing.heard.items()}
        self._numbers = Numbers(hearing.numbers)
        self._phrases = Phrasebook(heard, hearing.sets)
        self._spent = {country.code: country.currency for country in knowledge.countries.values()}

    def heard(self, text: str, mentions: Sequence[Mention], amounts: Iterable[Found]) -> tuple[Facet, ...]:
        """Every facet, in text order, at most MOST."""
        spoken = self._numbers.spoken(text)
        matches = self._phrases.find(spoken)
        negations = [match for match in matches if match.kind in (NOT_BEFORE, NOT_BEHIND)]
        taken = [(mention.start, mention.end) for mention in mentions if mention.kind != SENIORITY]
        facets = [_of_amount(text, amount) for amount in amounts]
        taken += [(facet.start, facet.end) for facet in facets]
        for match in matches:
            start, end = spoken.place(match)
            if match in negations or any(start < stop and begin < end for begin, stop in taken):
                continue
            taken.append((start, end))
            if match.kind != NEVER:
                facets.append(Facet(match.kind, _value(match, spoken), text[start:end], start, end))
        facets = [self._negated(facet, spoken, negations) for facet in facets]
        facets += [facet for mention in mentions for facet in self._named(mention, spoken, negations)]
        return tuple(sorted(facets, key=lambda facet: facet.start)[:MOST])

    def _named(self, mention: Mention, spoken: Spoken, negations: list[Match]) -> list[Facet]:
        """What a name says as a facet: a place, a currency, something excluded."""
        excluded = mention.kind in EXCLUDABLE and _is_negated(mention.start, mention.end, spoken, negations)
        if excluded:
            return [_mentioned(mention, "exception", f"{mention.kind}:{mention.value}", negated=True)]
        if mention.kind != COUNTRY:
            return []
        if mention.detail == CURRENCY:
            return [_mentioned(mention, "currency", self._spent.get(mention.value, ""))]
        place = [_mentioned(mention, "city", mention.text.title())] if mention.detail == CITY else []
        return [_mentioned(mention, "country", mention.value), *place]

    def _negated(self, facet: Facet, spoken: Spoken, negations: list[Match]) -> Facet:
        negated = _is_negated(facet.start, facet.end, spoken, negations)
        return Facet(facet.kind, facet.value, facet.text, facet.start, facet.end, negated, facet.amount)


def _with_cues(phrases: Iterable[str], cues: Mapping[str, tuple[str, ...]]) -> Iterable[str]:
    """The phrases, with "=name" as those of the cue."""
    for phrase in phrases:
        if phrase.startswith(CUE):
            yield from (said.replace("^", "^ ").replace("$", " $") for said in cues[phrase[1:]])
        else:
            yield phrase


def _mentioned(mention: Mention, kind: str, value: str, negated: bool = False) -> Facet:
    return Facet(kind, value, mention.text, mention.start, mention.end, negated)


def _of_amount(text: str, amount: Found) -> Facet:
    told = Amount(amount.units, amount.currency)
    return Facet("amount", str(amount.units), text[amount.start:amount.end], amount.start, amount.end, amount=told)


def _value(match: Match, spoken: Spoken) -> str:
    """The value of a phrase; of one with numbers in years, the span."""
    numbers = spoken.numbers(match)
    if match.kind not in (YEARS, DURATION) or not numbers:
        return match.value
    low, high = min(numbers), max(numbers)
    if match.value == "at_least":
        return f"{low:g}+"
    if match.value == "at_most":
        return f"0-{high:g}"
    return f"{low:g}" if low == high else f"{low:g}-{high:g}"


def _is_negated(start: int, end: int, spoken: Spoken, negations: list[Match]) -> bool:
    """Whether a "not" stands before it, or the Hindi way behind it, in the same clause."""
    places = [at for at, piece in enumerate(spoken.pieces) if piece.start < end and start < piece.end]
    if not places:
        return False
    for match in negations:
        between = range(match.last, places[0]) if match.kind == NOT_BEFORE else range(places[-1] + 1, match.first)
        near = match.last <= places[0] if match.kind == NOT_BEFORE else places[-1] < match.first
        if near and len(between) <= SCOPE and not any(spoken.pieces[at].norm in BREAKS for at in between):
            return True
    return False
