"""Names in a text -> mentions."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import cached_property

from rolewise.core.hindi import Translator, has_devanagari
from rolewise.core.knowledge.model import KnowledgeBase
from rolewise.core.matching.amounts import BRIEF, Amount, AmountFinder
from rolewise.core.matching.context import JobContext, heads_of
from rolewise.core.matching.cues import LISTS, Cues
from rolewise.core.matching.ellipsis import Ellipsis
from rolewise.core.matching.entries import all_entries, field_forms
from rolewise.core.matching.hearing import FacetHearing
from rolewise.core.matching.index import NameIndex
from rolewise.core.matching.levels import levels
from rolewise.core.matching.mentions import (
    AMOUNT,
    COUNTRY,
    FAMILY,
    GUESSED,
    NEVER,
    ROLE,
    ROLE_KINDS,
    SENIORITY,
    SKILL,
    UNKNOWN,
    Candidate,
    Found,
    Mention,
)
from rolewise.core.matching.message import Message, Phrases
from rolewise.core.matching.nearest import Nearest
from rolewise.core.matching.occupations import OccupationNames
from rolewise.core.matching.places import Places
from rolewise.core.matching.regions import decided
from rolewise.core.matching.restated import Restated
from rolewise.core.matching.selection import ARTICLES, as_one, longest, merged, titled
from rolewise.core.matching.spelling import Corrector
from rolewise.core.matching.tokens import norms, tokenise
from rolewise.core.matching.unknown import UnknownTitles
from rolewise.core.matching.words import Reader

_LISTS = (
    "job_before",
    "job_after",
    "job_far",
    "owner",
    "pointing",
    "common",
    "person_heads",
    "weak_heads",
    "of_heads",
    "connector",
    "filler",
    "pay",
    "counted",
    "verb_skills",
    "before_verb",
    "behind_verb",
    "family_after",
    "family_before",
    "language_after",
    "money_in",
    "us_after",
    "us_before",
    "other_trade",
    "serving",
    "keeping",
    "specialised",
    "grades",
    "graded",
    "leading_heads",
    "managing",
    "loose_heads",
)


class Matcher:
    """Finds roles, skills, places, amounts, families, levels and cues. Made once for a knowledge base."""

    def __init__(self, knowledge: KnowledgeBase, held_out: frozenset[str] = frozenset()) -> None:
        """`held_out`: names of occupations that are not known, for a measurement."""
        self._knowledge = knowledge
        names, cues = knowledge.names, knowledge.cues
        self._lists = {LISTS + name: Phrases(cues.get(LISTS + name, ())) for name in _LISTS}
        self._counted = frozenset(cues.get(LISTS + "counted", ()))
        hinglish = frozenset(cues.get(LISTS + "hinglish", ()))
        stops = frozenset(norm for word in names.adjectives for norm in norms(word)[-1:])
        self._index = NameIndex(all_entries(knowledge), field_forms(knowledge), names.spellings)
        spoken = {word for phrases in cues.values() for phrase in phrases for word in norms(phrase)}
        known = frozenset(cues.get(LISTS + "known", ())) | knowledge.chat_words.keys()
        self._occupations = OccupationNames(knowledge, self._lists[LISTS + "filler"], held_out)
        corrector = Corrector(
            self._index.correctable, self._index.least_typed, hinglish | stops | spoken | known, self._occupations.words
        )
        self._reader = Reader(self._index, corrector, stops | hinglish)
        self._context = JobContext(self._lists, heads_of(names.title_heads), stops | hinglish, names.spellings)
        self._places = Places(
            self._lists, frozenset(code.lower() for code, currency in knowledge.currencies.items() if currency.by_sums)
        )
        titles = frozenset(self._index.canonical(norms(role.title)) for role in knowledge.roles.values())
        self._ellipsis = Ellipsis(self._index, self._lists[LISTS + "connector"], titles)
        self._unknown = UnknownTitles(
            self._index,
            Nearest(self._index, self._occupations),
            names.title_heads,
            stops | hinglish,
            self._lists,
            self._occupations.heads,
        )
        self._restated = Restated(self._index, self._occupations, self._lists)
        self._cues = Cues(cues)
        self._amounts = AmountFinder(knowledge)
        self._facets = FacetHearing(knowledge)
        self._regions = {country.code: frozenset(country.regions) for country in knowledge.countries.values() if country.regions}
        self._spent = {country.code: country.currency for country in knowledge.countries.values()}

    def find(self, text: str) -> Found:
        """What the text names. Any text will do; only its beginning is looked at. Hindi is searched in English."""
        if not has_devanagari(text):
            return self._find(text)
        translation = self._translator.translate(text)
        return replace(self._find(translation.text), translation=translation)

    @cached_property
    def _translator(self) -> Translator:
        return Translator(self._knowledge)

    def _find(self, text: str) -> Found:
        tokens = tokenise(text)
        message = Message(text, tokens, self._reader.words(tokens))
        told = self._amounts.find_all(text, self._lists[LISTS + "pay"].inside(message.said), self._counted)
        amounts = [amount for amount in told if amount.period not in BRIEF]
        candidates = [name for name in self._reader.candidates(message.words) if not _in_amount(name, message, amounts)]
        candidates = self._with_occupations(candidates, message, amounts)
        candidates += list(self._restated.find(message, candidates))
        chosen = self._chosen(candidates, message)
        placed = levels([name for name in candidates if name.entry.kind == SENIORITY], chosen, message)
        mentions = decided([_mention(name, message) for name in placed], text, self._regions)
        mentions += self._money(amounts, mentions, text)
        mentions.sort(key=lambda mention: mention.start)
        facets = self._facets.heard(text, mentions, told)
        return Found(text, tuple(mentions), self._cues.heard(message, mentions), facets)

    def _with_occupations(self, candidates: list[Candidate], message: Message, amounts: Iterable[Amount]) -> list[Candidate]:
        """Names of the second tier besides, where the first one has no reading of the same words but that it is unknown."""
        taken = {(name.first, name.last) for name in candidates if not name.corrected and not _is_open(name)}
        more = [
            name
            for name in self._occupations.find(message)
            if (name.first, name.last) not in taken and not _in_amount(name, message, amounts)
        ]
        known = {(name.first, name.last) for name in more}
        return [*(name for name in candidates if not _is_open(name) or (name.first, name.last) not in known), *more]

    def _chosen(self, candidates: list[Candidate], message: Message) -> list[Candidate]:
        named = [name for name in candidates if name.entry.kind != SENIORITY]
        never = [name for name in named if name.entry.kind == NEVER]
        named = [
            name
            for name in named
            if name.entry.kind != NEVER
            and not (name.entry.kind in (*ROLE_KINDS, SKILL) and any(phrase.holds(name) for phrase in never))
        ]
        sure = longest([name for name in named if name.entry.kind != COUNTRY and not self._context.needs(name, message)])
        meant = [name for name in named if name in sure or self._is_meant(name, message, named, sure)]
        # "finance jobs" asks for a family although "finance job" is a name.
        meant = [replace(name, size=name.size + 1) if name.entry.kind == FAMILY else name for name in meant]
        chosen = longest(as_one(meant, named))
        chosen = longest([*chosen, *self._ellipsis.find(chosen, message)], later_first=True)
        chosen = longest([*chosen, *self._unknown.find(chosen, message)], later_first=True)
        chosen = self._served_left_out(chosen, message)
        anew = frozenset(at for at, token in enumerate(message.tokens) if token.breaks or "/" in token.gap)
        return merged(titled(chosen, message), anew)

    def _served_left_out(self, chosen: list[Candidate], message: Message) -> list[Candidate]:
        """ "PA to General Manager", alone, is about the first."""
        if len(chosen) != 2 or chosen[1].first - chosen[0].last != 1 or message.said[chosen[0].last] != "to":
            return chosen
        serving = message.said[chosen[0].last - 1] in self._lists[LISTS + "serving"]
        around = [*message.said[: chosen[0].first], *message.said[chosen[1].last :]]
        bare = all(word in self._lists[LISTS + "filler"] for word in around)
        if not serving or not (bare or message.before(chosen[0].first) in ARTICLES):
            return chosen
        return [replace(chosen[0], last=chosen[1].last)]

    def _is_meant(self, name: Candidate, message: Message, named: list[Candidate], sure: list[Candidate]) -> bool:
        if name.entry.kind == COUNTRY:
            after_name = any(other.last == name.first and (other in sure or other.entry.kind == COUNTRY) for other in named)
            return self._places.is_meant(name, message, after_name)
        if self._context.needs(name, message):
            return self._context.is_meant(name, message, named, sure)
        return True

    def _money(self, amounts: Iterable[Amount], mentions: Iterable[Mention], text: str) -> list[Mention]:
        countries = {self._spent.get(mention.value, "") for mention in mentions if mention.kind == COUNTRY}
        usual = countries.pop() if len(countries) == 1 else ""
        return [
            Mention(
                AMOUNT,
                str(amount.units),
                amount.start,
                amount.end,
                text[amount.start : amount.end],
                detail=amount.currency or usual,
            )
            for amount in amounts
        ]


def _is_open(name: Candidate) -> bool:
    """Whether the second tier may know what an editor listed as not covered before it was there."""
    return name.entry.kind == UNKNOWN and not name.entry.imported


def _in_amount(name: Candidate, message: Message, amounts: Iterable[Amount]) -> bool:
    start, end = message.tokens[name.first].start, message.tokens[name.last - 1].end
    return any(start < amount.end and amount.start < end for amount in amounts)


def _mention(name: Candidate, message: Message) -> Mention:
    start, end = message.tokens[name.first].start, message.tokens[name.last - 1].end
    entry = name.entry
    typed = message.text[start:end]
    value = typed if entry.kind == UNKNOWN else entry.value
    detail = entry.detail if entry.kind in (ROLE, COUNTRY) or entry.detail == GUESSED else ""
    return Mention(entry.kind, value, start, end, typed, entry.candidates, name.corrected, detail)
