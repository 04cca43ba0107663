"""What an utterance tells besides its question: country, viewpoint, skills, own role; what "the analyst" means here."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from rolewise.core.answers.types import CANDIDATE, EMPLOYER
from rolewise.core.dialogue.asked import POINTING
from rolewise.core.dialogue.aspects import aspects_of
from rolewise.core.dialogue.direction import origins
from rolewise.core.dialogue.figures_told import PAY_WORDS
from rolewise.core.dialogue.own_facts import TRADE, own_role, with_facts
from rolewise.core.dialogue.repair import pointed_by_a_word, repaired
from rolewise.core.dialogue.state import State
from rolewise.core.dialogue.turn import Turn
from rolewise.core.dialogue.unknown_titles import with_strangers
from rolewise.core.dialogue.wishes import own_role_apart
from rolewise.core.facets import Amount, Facet, of_kind
from rolewise.core.intents import intent_of
from rolewise.core.knowledge.model import KnowledgeBase, Scale
from rolewise.core.matching.mentions import AMBIGUOUS, COUNTRY, CURRENCY, ROLE, ROLE_KINDS, SKILL, TITLE, Mention

# In so short a message a word of a title points at one of the roles offered.
FEW_WORDS = 3
LONGEST_ABBREVIATION = 5  # letters
_WORD = re.compile(r"\w+")
_NUMBER = re.compile(r"\d+(?:\.\d+)?")
LARGEST_BARE = 100  # from here on a bare number is no count of lakhs
_FROM, _TO = (re.compile(rf"\b{word}\s+(?:the\s+)?$", re.IGNORECASE) for word in ("from", "(?:to|into)"))
FIND = "find_roles_by_skill"
OF_SKILLS = frozenset({"ask_skills", "explain_skill"})


def noted(turn: Turn, memory: State) -> State:
    """The memory with what the utterance tells, whatever it asks."""
    countries = turn.values("country")
    if country := countries[0] if len(countries) == 1 else _moved_to(turn):  # of several none becomes the one in play
        memory = replace(memory, country=country)
    if "employer" in turn.cues or turn.intent == "hire_role":
        memory = replace(memory, viewpoint=EMPLOYER)
    elif "candidate" in turn.cues and turn.of("role"):
        memory = replace(memory, viewpoint=CANDIDATE)
    asked_for = memory.pending is not None and memory.pending.intent == FIND
    finding = asked_for or (bool(memory.last) and memory.last[0].intent == FIND and bool(turn.cues & {"add", "learn"}))
    if turn.of("skill") and (turn.intent == FIND or "have" in turn.cues or finding):
        memory = replace(memory, skills=tuple(dict.fromkeys([*memory.skills, *turn.values("skill")])))
    if own := ("own" in turn.cues and _own(turn)) or [own_role(turn)]:
        memory = replace(memory, own_role=own[0] or memory.own_role)
    return replace(memory, facts=with_facts(turn, memory.facts))


def _moved_to(turn: Turn) -> str:
    """The country that the user goes to: "from … to …"; "" where none is told."""
    named = turn.of(COUNTRY)
    came = any(_FROM.search(turn.text[: mention.start]) for mention in named[:-1])
    return named[-1].value if came and _TO.search(turn.text[: named[-1].start]) else ""


def _own(turn: Turn) -> list[str]:
    if turn.intent == "mention_role":
        return list(turn.values(ROLE))
    return origins(turn) if turn.intent == "switch_role" else []


def settled(turn: Turn, memory: State, knowledge: KnowledgeBase) -> Turn:
    """The turn without what it takes back or excludes, and with what is short for a role in play settled: "the analyst"."""
    of_pay = set(knowledge.cues["words_pay"]) & set(_WORD.findall(turn.text.lower()))
    known = tuple(facet for facet in turn.facets if facet.kind != TRADE or facet.value in knowledge.roles)
    turn = replace(turn, facets=known)
    turn = replace(
        _without_excluded(_without_currencies(repaired(turn, knowledge))),
        facets_alone=_facets_alone(turn, knowledge),
        aspects=aspects_of(turn.text, knowledge),
    )
    turn = replace(turn, cues=turn.cues | ({PAY_WORDS} if of_pay else set()), facets=_sums_read(turn, memory, knowledge))
    turn = _without_fields_of_facets(turn)
    if of_kind(turn.facets, "phase"):  # "the first 90 days" points at no role
        turn = replace(turn, cues=turn.cues - POINTING)
    offered = memory.pending.candidates if memory.pending else tuple(role for role in memory.offered if role not in memory.focus)
    turn = pointed_by_a_word(_without_credentials(turn), (offered, memory.together, memory.listed), knowledge)
    return own_role_apart(_short_names_settled(turn, memory, knowledge), knowledge)


def _without_credentials(turn: Turn) -> Turn:
    """ "a certification like CSM" names no role"""
    if not any(facet.kind == "credential" for facet in turn.facets) and "certif" not in turn.text.lower():
        return turn
    left = tuple(
        mention
        for mention in turn.mentions
        if mention.kind != ROLE or not mention.text.isupper() or len(mention.text) > LONGEST_ABBREVIATION
    )
    return replace(turn, mentions=left)


def _short_names_settled(turn: Turn, memory: State, knowledge: KnowledgeBase) -> Turn:
    """The turn with what is short for one of the roles in play settled: "the analyst", "drop the scientist"."""
    offered = memory.pending.candidates if memory.pending else memory.offered
    if offered and not turn.names_roles and turn.words <= FEW_WORDS:
        return replace(turn, mentions=(*turn.mentions, *_by_a_word(turn, offered, knowledge)))
    in_play = memory.together
    before = tuple(role for role in (*memory.recent, *memory.previous, memory.own_role) if role and role not in in_play)
    if not in_play:
        return with_strangers(turn, knowledge)
    if "add" in turn.cues:
        return turn
    if turn.cues & {"drop", "instead"} and not turn.names_roles:
        return replace(turn, mentions=(*turn.mentions, *_by_a_word(turn, in_play, knowledge)))
    turn = with_strangers(_pronouns_read(turn, knowledge), knowledge)
    return replace(turn, mentions=tuple(_settled(_settled(mention, in_play), before) for mention in turn.mentions))


def _without_currencies(turn: Turn) -> Turn:
    """ "in dollars" asks for a currency and moves no talk to another country: the facet keeps it"""
    return replace(turn, mentions=tuple(mention for mention in turn.mentions if mention.detail != CURRENCY))


def _without_fields_of_facets(turn: Turn) -> Turn:
    """ "no coding for me" names what is disliked, and not one of several roles that code"""
    if turn.intent in OF_SKILLS and turn.of(ROLE):  # "does a designer need research?" asks about a skill, and tells no like
        turn = replace(turn, facets=tuple(facet for facet in turn.facets if not _is_skill(facet, turn)))
    told = [facet for facet in turn.facets if facet.kind in ("like", "dislike", "criterion", "matter", "background")]
    disliked = any(facet.kind == "dislike" for facet in told)  # roles are looked for, whatever "IT" may mean besides
    wishes = [facet for facet in told if facet.kind in ("like", "dislike")]
    degrees = [facet for facet in told if facet.kind == "background"]  # "BA in English" is a degree and no analyst
    languages = of_kind(turn.facets, "language")
    left = tuple(
        mention
        for mention in turn.mentions
        if not (mention.kind == AMBIGUOUS and (disliked or _overlaps(mention, told)))
        and not (mention.kind == SKILL and _overlaps(mention, wishes))
        and not (mention.kind in ROLE_KINDS and _in_degree(mention, degrees))
        and not (mention.kind == COUNTRY and _overlaps(mention, languages))
    )
    facets = tuple(facet for facet in turn.facets if facet.kind != "country" or not _overlaps(facet, languages))
    facets = tuple(facet for facet in facets if not (facet.key == "dislike:any" and _says_what(facet, turn)))
    return replace(turn, mentions=left, facets=facets)


def _says_what(facet: Facet, turn: Turn) -> bool:
    """Whether a skill right behind tells what "bad at" is about."""
    return any(0 <= skill.start - facet.end <= 1 for skill in turn.of(SKILL) if skill.end)


def _is_skill(facet: Facet, turn: Turn) -> bool:
    return facet.kind == "like" and any(_overlaps(skill, [facet]) for skill in turn.of(SKILL) if skill.end)


def _overlaps(named: Mention | Facet, facets: Iterable[Facet]) -> bool:
    return any(facet.start < named.end and named.start < facet.end for facet in facets)


def _in_degree(mention: Mention, degrees: Iterable[Facet]) -> bool:
    """Whether a title is only part of a degree's name: "BSc nursing", or "BA" before "in English"."""
    short = len(mention.text) <= LONGEST_ABBREVIATION
    inside = [facet for facet in degrees if facet.start <= mention.start and mention.end <= facet.end]
    return any(mention.end - mention.start < facet.end - facet.start for facet in inside) or (
        short and _overlaps(mention, degrees)
    )


def _without_excluded(turn: Turn) -> Turn:
    """ "in India, not the US"; "the tester, not the developer": what is excluded is none that is meant."""
    places = {(facet.start, facet.end) for facet in of_kind(turn.facets, "exception")}
    if not places:
        return turn
    meant = [mention for mention in turn.mentions if (mention.start, mention.end) not in places]
    others = intent_of(turn.intent).ignores_roles or any(mention.kind in ROLE_KINDS for mention in meant)
    others = others and "instead" not in turn.cues  # "X instead of Y" has a rule of its own
    left = tuple(
        mention
        for mention in turn.mentions
        if mention in meant or not (mention.kind == COUNTRY or (mention.kind == ROLE and others))
    )
    return replace(turn, mentions=left, cues=turn.cues - {"drop"} if others else turn.cues)


def _sums_read(turn: Turn, memory: State, knowledge: KnowledgeBase) -> tuple[Facet, ...]:
    """Small bare sums as the country counts pay: "an offer of 12" in India is one of 12 lakh."""
    country = next(reversed(turn.values("country")), "") or memory.country or knowledge.site.default_country
    currency = knowledge.countries[country].currency
    scale = next((scale for scale in knowledge.scales.values() if scale.currency and scale.currency == currency), None)
    return tuple(_read(facet, scale) if scale and facet.kind == "unread_amount" else facet for facet in turn.facets)


def _read(facet: Facet, scale: Scale) -> Facet:
    found = _NUMBER.search(facet.text)
    if not found or not 1 <= float(found.group()) < LARGEST_BARE:
        return facet
    value = round(float(found.group()) * scale.by)
    return replace(facet, kind="amount", value=str(value), amount=Amount(value, scale.currency, role="offer"))


def _facets_alone(turn: Turn, knowledge: KnowledgeBase) -> bool:
    """Whether nothing but facets and filling words was said: "and with 12 years?" """
    if not turn.facets:
        return False
    fillers = {*knowledge.cues["words_filler"], *knowledge.cues["words_connector"]}
    outside = [
        found
        for found in _WORD.finditer(turn.text.lower())
        if not any(facet.start <= found.start() < facet.end for facet in turn.facets)
    ]
    return all(found.group() in fillers for found in outside)


def _pronouns_read(turn: Turn, knowledge: KnowledgeBase) -> Turn:
    """With a role in play, "it" is that role and not the field IT."""
    pronouns = knowledge.cues.get("that_role", ())
    left = tuple(mention for mention in turn.mentions if mention.kind != AMBIGUOUS or mention.text not in pronouns)
    return turn if len(left) == len(turn.mentions) else replace(turn, cues=turn.cues | {"that_role"}, mentions=left)


def _by_a_word(turn: Turn, in_play: tuple[str, ...], knowledge: KnowledgeBase) -> list[Mention]:
    """The one role in play of whose title a word was said that no other one in play has."""
    titles = {role: knowledge.roles[role].title.lower().split() for role in in_play}
    counts = Counter(word for words in titles.values() for word in set(words))
    said = {word.strip(".,;:!?") for word in turn.text.lower().split()}
    found = [role for role, words in titles.items() if any(word in said and counts[word] == 1 for word in words)]
    return [Mention(ROLE, found[0], 0, 0, knowledge.roles[found[0]].title, detail=TITLE)] if len(found) == 1 else []


def _settled(mention: Mention, in_play: tuple[str, ...]) -> Mention:
    meant = [role for role in mention.candidates if role in in_play] if mention.kind == AMBIGUOUS else []
    return replace(mention, kind=ROLE, value=meant[0], candidates=(), detail=TITLE) if len(meant) == 1 else mention
