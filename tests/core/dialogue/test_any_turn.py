"""Whatever is heard, in whatever state: an answer, a way on, right countries, a bounded memory."""

from __future__ import annotations

import json
import re
from functools import lru_cache
from typing import Any

from hand_made import KNOWLEDGE, NOW
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rolewise.core.answers import ANSWERS, Answer, Writer
from rolewise.core.dialogue import Reading, State, Turn, from_dict, respond, to_dict
from rolewise.core.facets import FACETS as KINDS
from rolewise.core.facets import Amount, Facet
from rolewise.core.knowledge import load
from rolewise.core.matching import Mention

LARGEST_MEMORY = 8_000  # bytes of JSON
SIGNS = {"₹": ("INR",), "£": ("GBP",), "€": ("EUR",), "$": ("USD", "CAD", "AUD", "SGD")}


@lru_cache(maxsize=1)
def writer() -> Writer:
    return Writer(load(KNOWLEDGE))


BASE = writer().knowledge
ROLES, SKILLS = st.sampled_from(list(BASE.roles)), st.sampled_from(list(BASE.skills))
COUNTRIES = st.sampled_from(list(BASE.countries))
INTENTS = st.sampled_from([*ANSWERS, "nlu_fallback", "unheard_of"])
CUES = st.frozensets(st.sampled_from([cue for cue in BASE.cues if not cue.startswith("words_")]), max_size=3)
WORDS = st.sampled_from(["", " ", "more", "the second one", "in US?", "x " * 40, "👍", "top 0", "<b>it</b>", "does that pay"])
NOTHING = st.just("")


def mention(kind: str, values: st.SearchStrategy[str], detail: st.SearchStrategy[str] = NOTHING) -> st.SearchStrategy[Mention]:
    return st.builds(lambda value, extra: Mention(kind, value, 0, len(value), value, detail=extra), values, detail)


NAMES = st.sampled_from(["astronaut", "90 crore", "it", "PM", "<script>", "x" * 300])
KNOWN_ROLES = st.lists(ROLES, min_size=1, max_size=4, unique=True).map(tuple)
MENTIONS = st.lists(
    st.one_of(
        mention("role", ROLES, st.sampled_from(["title", "field"])),
        mention("role", ROLES),
        st.builds(lambda name, found: Mention("ambiguous_role", name, 0, 2, name, found), NAMES, KNOWN_ROLES),
        st.builds(
            lambda name, found: Mention("unknown_role", name, 0, 9, name, found), NAMES, st.one_of(st.just(()), KNOWN_ROLES)
        ),
        mention("country", COUNTRIES, st.sampled_from(["", "city", "currency"])),
        mention("skill", SKILLS),
        mention("amount", st.sampled_from(["900000000", "5", "many", "²"]), st.sampled_from(["", "INR", "USD"])),
        mention("family", st.sampled_from(list(BASE.families))),
        mention("seniority", st.just("senior")),
    ),
    max_size=7,
).map(tuple)
FACETS = st.lists(
    st.one_of(
        st.builds(
            Facet,
            st.sampled_from(sorted(set(KINDS) - {"amount"})),
            st.sampled_from(["5", "0-2", "10+", "senior", "IN", "x"]),
            NAMES,
            negated=st.booleans(),
        ),
        st.builds(
            lambda value, sign: Facet("amount", str(value), "a sum", amount=Amount(value, sign)),
            st.integers(1, 10**9),
            st.sampled_from(["", "INR", "USD"]),
        ),
    ),
    max_size=5,
).map(tuple)
TURNS = st.builds(
    Turn,
    WORDS,
    facets=FACETS,
    readings=st.lists(st.builds(Reading, INTENTS, st.floats(0, 1)), max_size=3).map(tuple),
    sure=st.booleans(),
    mentions=MENTIONS,
    cues=CUES,
    second=st.one_of(st.just(""), INTENTS),
    language=st.sampled_from(["en", "en", "en", "es"]),
    cut=st.booleans(),
)
NAMES_BY_SIGN = {
    sign: [country.in_sentence for country in BASE.countries.values() if country.currency in currencies]
    for sign, currencies in SIGNS.items()
}
FIELDS = ("intent", "country", "roles", "skills", "aspects", "amount", "candidates", "readings", "limit")
ANYTHING: st.SearchStrategy[Any] = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=9), ROLES, COUNTRIES, INTENTS),
    lambda inner: st.one_of(st.lists(inner, max_size=30), st.dictionaries(st.sampled_from(FIELDS), inner, max_size=6)),
    max_leaves=12,
)
MEMORIES = st.one_of(ANYTHING, st.dictionaries(st.sampled_from(list(to_dict(State()))), ANYTHING, max_size=15))
CHECKED = settings(max_examples=600, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck))


def figures_are_in_place(answer: Answer) -> bool:
    """Each paragraph's money is of a country that the paragraph names, but for what it quotes, which is the user's."""
    for block in re.sub("“[^”]*”", "", answer.text).split("\n\n"):
        for sign in SIGNS:
            if sign in block and not any(name in block for name in NAMES_BY_SIGN[sign]):
                return False
    currency = BASE.countries[answer.country].currency if answer.country else ""
    return all(bar.currency == currency for bar in answer.bars)


@CHECKED
@given(st.lists(TURNS, min_size=1, max_size=8), st.integers(0, 5000))
def test_any_conversation_is_answered_to_its_end(turns: list[Turn], pause: int) -> None:
    memory = State()
    for place, turn in enumerate(turns):
        reply = respond(writer(), turn, memory, NOW + place * pause)
        assert reply.answer.text.strip()
        assert reply.answer.suggestions or reply.intent == "goodbye"
        assert reply.intent
        assert figures_are_in_place(reply.answer)
        assert reply == respond(writer(), turn, memory, NOW + place * pause)
        stored = json.loads(json.dumps(to_dict(reply.memory)))
        assert len(json.dumps(stored)) < LARGEST_MEMORY
        memory = from_dict(stored, BASE)
        assert to_dict(memory) == to_dict(reply.memory) | {"at": float(int(reply.memory.at))}


@settings(CHECKED, max_examples=250)
@given(MEMORIES, TURNS)
def test_a_malformed_memory_is_no_obstacle(content: Any, turn: Turn) -> None:
    reply = respond(writer(), turn, from_dict(content, BASE), NOW)

    assert reply.answer.text.strip()
    assert len(json.dumps(to_dict(reply.memory))) < LARGEST_MEMORY
    assert figures_are_in_place(reply.answer)
