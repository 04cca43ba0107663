"""The facets of a message (core/facets.py), by the vocabulary's phrases and the names found before."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from rolewise.core.facets import FACETS, Facet
from rolewise.core.knowledge.model import KnowledgeBase
from rolewise.core.matching.amounts import Amount as Found
from rolewise.core.matching.mentions import AMBIGUOUS, AMOUNT, CITY, COUNTRY, CURRENCY, FAMILY, ROLE, SENIORITY, SKILL, Mention
from rolewise.core.matching.phrasebook import Match, Phrasebook, Spoken, spoken
from rolewise.core.matching.scope import is_in_scope
from rolewise.core.matching.sums import sums

SPANS = frozenset(("years", "duration"))
UNREAD = "unread_amount"
INTEREST, CRITERION, LIKE, DISLIKE, YES_NO = "interest", "criterion", "like", "dislike", "yes_no"
LIKING = (LIKE, "about")  # what makes a like of a criterion or an interest; the second of an interest alone
JUDGED = "judged"  # what a sum is asked to be: "good", "enough"
OPEN = "open_question"  # cancels a yes-or-no question
NEVER = "never"  # a phrase that holds a facet's words and means none
CUE = "="  # before the name of a cue whose phrases count
# How many years one of a phrase's numbers stands for, where its value tells it.
IN_YEARS = {"months": 1 / 12, "weeks": 1 / 52, "days": 1 / 365}
EXCLUDABLE = frozenset((ROLE, SKILL, FAMILY, COUNTRY))
MOST = 12
# Criteria that are counted without a measure of their own, and other names of those measured: less of these is no dislike.
ORDERED = frozenset({"coding", "maths", "growth", "demand", "shifts", "physical"})
# What joins one interest to the next.
_IN = re.compile(r"\s+(?:in|at|near|for)\s+(?:an?\s+|the\s+)?", re.IGNORECASE)
_JOIN = re.compile(r"[\s,/&]*(?:and|or|nor|also|plus|aur|ya)?[\s,/&]*(?:to|in|at|with|the|being|doing)?\s*", re.IGNORECASE)


class FacetHearing:
    """Made once for a knowledge base."""

    def __init__(self, knowledge: KnowledgeBase) -> None:
        hearing = knowledge.hearing
        heard = {
            kind: {value: list(_with_cues(phrases, knowledge.cues)) for value, phrases in values.items()}
            for kind, values in hearing.heard.items()
        }
        self._numbers = hearing.numbers
        self._sorted = frozenset(knowledge.interests)
        self._around = frozenset(hearing.sets.get("around", ()))
        self._doing = frozenset(hearing.sets.get("doing", ()))
        self._measured = frozenset(measure.criterion for measure in knowledge.measures.values()) | ORDERED
        self._less = frozenset(hearing.sets.get("less", ()))
        self._phrases = Phrasebook(heard, hearing.sets)
        self._occupations = knowledge.occupations
        self._roles = {role.id: role for role in knowledge.roles.values()}
        self._spent = {country.code: country.currency for country in knowledge.countries.values()}

    def heard(self, text: str, mentions: Sequence[Mention], amounts: Iterable[Found]) -> tuple[Facet, ...]:
        """Every facet, in text order, at most MOST."""
        told = spoken(text, self._numbers)
        matches = _meant(self._phrases.find(told))
        facets = sums(text, tuple(amounts), told, matches)
        facets += _said(text, told, matches, mentions, [(facet.start, facet.end) for facet in facets])
        facets = [self._weighed(facet, told, matches) for facet in facets]
        people = [(mention.start, mention.end) for mention in mentions if self._is_person(mention)]
        facets = _joined(text, facets, self._sorted, self._around, people)
        facets += [facet for mention in mentions for facet in self._named(mention, told, matches)]
        facets += _judged(text, told, matches, facets)
        return tuple(sorted(dict.fromkeys(_settled(facets, matches)), key=lambda facet: facet.start)[:MOST])

    def _is_person(self, mention: Mention) -> bool:
        """Whether a name of several roles is what such people are called: "cook", not "design"."""
        if mention.kind != AMBIGUOUS:
            return False
        titles = (known[role].title for known in (self._occupations, self._roles) for role in mention.candidates if role in known)
        return mention.text.lower() in {title.lower().split()[-1] for title in titles}

    def _named(self, mention: Mention, told: Spoken, matches: Sequence[Match]) -> list[Facet]:
        """What a name says as a facet: a place, a currency, something excluded."""
        if mention.kind in EXCLUDABLE and is_in_scope(mention.start, mention.end, told, matches, "not"):
            return [_mentioned(mention, "exception", f"{mention.kind}:{mention.value}", negated=True)]
        if mention.kind != COUNTRY:
            return []
        if mention.detail == CURRENCY:
            return [_mentioned(mention, "currency", self._spent.get(mention.value) or mention.value)]
        place = (
            [_mentioned(mention, "city", mention.text.title() if mention.text.islower() else mention.text)]
            if mention.detail == CITY
            else []
        )
        return [_mentioned(mention, "country", mention.value), *place]

    def _weighed(self, facet: Facet, told: Spoken, matches: Sequence[Match]) -> Facet:
        """A facet as negated, liked or disliked as the words around it make it; a criterion only where interests sort by it."""
        if facet.kind in (INTEREST, CRITERION) and facet.value in self._sorted:
            less = self._is_less(facet, told)
            # "do not like" is a dislike and no negated like.
            if is_in_scope(facet.start, facet.end, told, matches, DISLIKE) or (less and facet.value not in self._measured):
                return replace(facet, kind=DISLIKE)
            words = LIKING[: 1 + (facet.kind == INTEREST)]
            done = facet.kind == INTEREST and self._doing.intersection(_before(facet, told))
            if not less and (done or any(is_in_scope(facet.start, facet.end, told, matches, word) for word in words)):
                return replace(facet, kind=LIKE)
        negated = is_in_scope(facet.start, facet.end, told, matches, "not")
        if facet.kind == INTEREST and negated:
            return replace(facet, kind=DISLIKE)
        return replace(facet, negated=negated)

    def _is_less(self, facet: Facet, told: Spoken) -> bool:
        """Whether less of it is asked for: "a job with little travel" """
        return bool(self._less.intersection((*_before(facet, told), *facet.text.lower().split()[:1])))


def _before(facet: Facet, told: Spoken) -> list[str]:
    """The word right before a facet."""
    return [piece.norm for piece in told.pieces if piece.end <= facet.start][-1:]


def _with_cues(phrases: Iterable[str], cues: Mapping[str, tuple[str, ...]]) -> Iterable[str]:
    """The phrases, with "=name" as those of the cue."""
    for phrase in phrases:
        if phrase.startswith(CUE):
            yield from (said.replace("^", "^ ").replace("$", " $") for said in cues[phrase[1:]])
        else:
            yield phrase


def _meant(matches: Sequence[Match]) -> list[Match]:
    """The matches without those that a longer phrase of no meaning holds."""
    never = [match for match in matches if match.kind == NEVER]
    return [
        match
        for match in matches
        if match.kind != NEVER
        and not any(
            other.first < match.last and match.first < other.last and other.last - other.first >= match.last - match.first
            for other in never
        )
    ]


def _said(
    text: str, told: Spoken, matches: Sequence[Match], mentions: Sequence[Mention], sums_at: Sequence[tuple[int, int]]
) -> list[Facet]:
    """Facets of the longest phrases that no sum and no name takes."""
    taken = list(sums_at)
    names = [mention for mention in mentions if mention.kind not in (SENIORITY, AMOUNT)]
    found = []
    for match in sorted(matches, key=_is_last):
        if match.kind not in FACETS and match.kind != INTEREST:
            continue
        start, end = told.place(match)
        if match.kind == YES_NO:  # its form alone tells it, whatever it is about
            found.append(Facet(YES_NO, YES_NO, text[start:end], start, end))
            continue
        in_name = any(
            start < stop and begin < end and not (start <= begin and stop <= end and end - start > stop - begin)
            for begin, stop in _that_bind(names, match)
        )
        if in_name or any(start < stop and begin < end for begin, stop in taken):
            continue
        if match.kind == UNREAD and not any(character.isdecimal() for character in text[start:end]):
            continue
        taken.append((start, end))
        found.append(Facet(match.kind, _value(match, told), text[start:end], start, end))
    return found


def _that_bind(names: Sequence[Mention], match: Match) -> Iterator[tuple[int, int]]:
    """Places of the names that a facet must not cut; "coding" is first of all a criterion, and then one of several roles."""
    soft = {INTEREST: (AMBIGUOUS, SKILL), CRITERION: (AMBIGUOUS,)}.get(match.kind, ())
    return ((mention.start, mention.end) for mention in names if mention.kind not in soft)


def _judged(text: str, told: Spoken, matches: Sequence[Match], facets: Sequence[Facet]) -> list[Facet]:
    """ "is 12 lakh good?": a sum with a word that asks what it is worth."""
    found = [match for match in matches if match.kind == JUDGED]
    if not found or not any(facet.amount for facet in facets):
        return []
    start, end = told.place(found[0])
    return [Facet("reckoning", "judge", text[start:end], start, end)]


def _is_last(match: Match) -> bool:
    """Whether any other reading comes first: a sum that cannot be read, a like of something that no list has."""
    return match.kind == UNREAD or (match.kind in (LIKE, DISLIKE) and match.value == "any")


def _joined(
    text: str, facets: Sequence[Facet], interests: frozenset[str], around: frozenset[str], people: Sequence[tuple[int, int]]
) -> list[Facet]:
    """ "I love travel and meeting people": what is joined to a like or dislike is another one; interests alone are liked.

    Where `people` are named ("and a cook?"), no interest is.
    """
    found: list[Facet] = []
    for facet in sorted(facets, key=lambda facet: facet.start):
        last = found[-1] if found else None
        loose = facet.kind == INTEREST or (facet.kind == CRITERION and facet.value in interests)
        if last and loose and last.kind in (LIKE, DISLIKE) and _JOIN.fullmatch(text[last.end : facet.start]):
            facet = replace(facet, kind=last.kind)
        if (
            last
            and (last.kind == DISLIKE or last.negated)
            and facet.kind == DISLIKE
            and _IN.fullmatch(text[last.end : facet.start])
        ):
            facet = replace(facet, kind=LIKE)  # "no night shift in a hospital" refuses the shift
        found.append(facet)
    told = [facet for facet in found if facet.kind == INTEREST]
    if people:
        return found
    if told and not {facet.kind for facet in found} & {LIKE, DISLIKE} and _left(text, found) <= around:
        found = [replace(facet, kind=LIKE) if facet.kind == INTEREST else facet for facet in found]
    return found


def _left(text: str, facets: Sequence[Facet]) -> set[str]:
    """The words that no facet holds."""
    words = re.finditer(r"\w+", text.lower())
    return {word.group() for word in words if not any(facet.start <= word.start() < facet.end for facet in facets)}


def _settled(facets: Sequence[Facet], matches: Sequence[Match]) -> list[Facet]:
    """Without interests that nobody likes, likes of what is told beside them, and yes-or-no where more is asked."""
    kinds = {facet.kind for facet in facets if facet.value != "any"}
    yes_no = next((facet for facet in facets if facet.kind == YES_NO), None)
    open_question = any(match.kind == OPEN for match in matches)
    return [
        facet
        for facet in facets
        if facet.kind != INTEREST
        and not (facet.kind in (LIKE, DISLIKE) and facet.value == "any" and facet.kind in kinds)
        and not (facet.kind == YES_NO and (open_question or facet is not yes_no))
    ]


def _mentioned(mention: Mention, kind: str, value: str, negated: bool = False) -> Facet:
    return Facet(kind, value, mention.text, mention.start, mention.end, negated)


def _value(match: Match, told: Spoken) -> str:
    """The value of a phrase; of one of years with numbers the span."""
    numbers = told.numbers(match)
    if match.kind not in SPANS or not numbers:
        return match.value
    low, high = (round(number * IN_YEARS.get(match.value, 1), 2) for number in (min(numbers), max(numbers)))
    if match.value == "at_least":
        return f"{low:g}+"
    if match.value == "at_most":
        return f"0-{high:g}"
    return f"{low:g}" if low == high else f"{low:g}-{high:g}"
