"""For every question and every facet that it can meet: the facet is used, or named in the first sentence as not held."""

from __future__ import annotations

import random
from functools import lru_cache

import pytest
from hand_made import KNOWLEDGE, NOW, amount, country, facet, heard, role

from rolewise.core.answers import Answer, Writer
from rolewise.core.dialogue import Reply, State, respond
from rolewise.core.dialogue.not_held import MOST_NAMED
from rolewise.core.facets import FACETS, Facet
from rolewise.core.knowledge import load

COMBINATIONS = 5_000
SAMPLES = 3  # values of a kind for each question
# What these questions are about by themselves: without the facet they say the same.
ITSELF = {
    ("ask_experience", "duration:how_long"),
    ("ask_experience", "level:fresher"),
    ("ask_outlook", "criterion:growth"),
    ("ask_outlook", "criterion:demand"),
    ("ask_related_roles", "criterion:growth"),
    ("ask_education", "background:a degree"),
    ("ask_education", "background:no degree"),
    ("ask_pay", "reckoning:average"),
    ("rank_roles_by_pay", "reckoning:average"),  # of roles named: their pay
}


@lru_cache(maxsize=1)
def writer() -> Writer:
    return Writer(load(KNOWLEDGE))


def samples(kind: str) -> list[Facet]:
    """Facets of a kind with the values that the vocabulary has."""
    if kind == "amount":
        return [
            amount(value, "INR", f"{value} rupees", relation=relation)
            for value, relation in ((900_000, ""), (300_000, "under"), (4_000_000, "at_least"))
        ]
    if kind in ("years", "duration"):
        return [facet(kind, value, f"{value} or so") for value in ("4", "0-2", "12+")]
    values = {
        "country": ["US", "GB", "DE"],
        "city": ["Pune"],
        "currency": ["USD"],
        "unread_amount": ["any"],
        "exception": ["skill:python", "role:data-engineer", "family:data-and-ai"],
    }
    found = values.get(kind) or list(writer().knowledge.hearing.heard[kind])
    return [facet(kind, value, f"my {value}") for value in found]


def asked(intent: str, *facets: Facet, roles: tuple[str, ...] = ("data-analyst", "data-scientist")) -> Reply:
    mentions = [*(role(name) for name in roles), *(country(one.value) for one in facets if one.kind == "country")]
    turn = heard(intent, *mentions, text="which is it then", facets=facets)
    return respond(writer(), turn, State(country="IN"), NOW)


def passed_over(reply: Reply) -> list[str]:
    """What is neither used nor in the first sentence."""
    said: Answer = reply.answer
    first = "\n".join(said.text.split("\n")[:2])
    return [
        one.key
        for one in reply.heard
        if not (
            said.used & {one.kind, one.key}
            or one.text in first
            or one.value in (said.country, *first.split())
            or _silently_left_out(one, said)
            or said.missed
            or _by_kind(one, first)
        )
    ]


def _by_kind(one: Facet, first: str) -> bool:
    """Named without the user's words, as "no plain yes or no" is."""
    words = writer().phrase(f"not_held.{one.kind}.any", said="", label="").split("(")[0].strip()
    return "{said}" not in writer().knowledge.wording[f"not_held.{one.kind}.any"] and words in first


def _silently_left_out(one: Facet, said: Answer) -> bool:
    """What is excluded and not there needs no word."""
    return (
        one.kind == "exception"
        and one.value.partition(":")[2] not in (*said.roles, *said.listed, said.country)
        and one.value.startswith(("role:", "country:"))
    )


@pytest.mark.parametrize("kind", FACETS)
def test_each_facet_is_used_or_named_in_every_question_that_meets_it(kind: str) -> None:
    chooser = random.Random(kind)
    for intent in sorted(FACETS[kind].meets):
        values = samples(kind)
        for one in chooser.sample(values, min(SAMPLES, len(values))):
            reply = asked(intent, one)
            assert reply.answer.text.strip()
            assert passed_over(reply) == [], f"{intent}: {reply.answer.text[:300]}"
            if kind in ("country", "exception") or (intent, one.key) in ITSELF or intent == "find_jobs" or reply.answer.missed:
                continue
            assert reply.answer.text != asked(intent).answer.text, f"{intent} with {one.key} is answered as without"


def test_random_combinations_are_never_silent() -> None:
    chooser = random.Random(14)
    known = {kind: samples(kind) for kind in FACETS}
    roles = list(writer().knowledge.roles)
    for _ in range(COMBINATIONS):
        intent = chooser.choice(sorted(FACETS["level"].meets))
        kinds = chooser.sample(sorted(set(FACETS) - {"country"}), chooser.randint(1, MOST_NAMED + 1))
        chosen = [chooser.choice(known[kind]) for kind in kinds if intent in FACETS[kind].meets]
        reply = asked(intent, *chosen, roles=tuple(chooser.sample(roles, chooser.randint(1, 3))))
        assert reply.answer.text.strip()
        assert passed_over(reply) == [], f"{intent} {[one.key for one in chosen]}: {reply.answer.text[:300]}"
