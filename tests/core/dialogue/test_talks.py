"""Random talks: a little model of what is in play agrees with the state; no title gets another role's facts."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

import pytest
from hand_made import KNOWLEDGE, NOW, Played, country, heard, role, unknown

from rolewise.core.answers import Writer
from rolewise.core.dialogue import State, respond
from rolewise.core.intents import ANYTHING, INTENTS, Joining, Kind, intent_of
from rolewise.core.knowledge import load
from rolewise.core.matching import Matcher

TURNS, TALKS = 12, 60
TITLES = (Path(__file__).parent / "data" / "titles.txt").read_text("utf-8").split("\n")[:-1]
ROLES = (
    "data-analyst",
    "data-scientist",
    "recruiter",
    "teacher",
    "registered-nurse",
    "accountant",
    "graphic-designer",
    "devops-engineer",
    "product-manager",
    "electrician",
)
QUESTIONS = [
    intent.name
    for intent in INTENTS.values()
    if intent.kind is Kind.ABOUT_ROLES
    and intent.roles == 1
    and not intent.directed
    and not intent.steered
    and intent.repeated_by == ANYTHING
    and intent.joining is Joining.NEVER
    and not intent.role_alone
]
PLACES = ("first", "second")
ASKED = {
    "ask_pay": "what does a {} earn?",
    "ask_skills": "what skills does a {} need?",
    "ask_responsibilities": "duties of a {}",
    "ask_education": "what qualification does a {} need?",
    "mention_role": "what about a {}?",
    "ask_outlook": "outlook for a {}",
    "describe_role": "what is a {}?",
}


@lru_cache(maxsize=1)
def writer() -> Writer:
    return Writer(load(KNOWLEDGE))


@dataclass
class InPlay:
    """What a listener would say is talked about."""

    roles: list[str] = field(default_factory=list)
    focus: list[str] = field(default_factory=list)
    country: str = ""

    def about(self, *roles: str) -> None:
        self.roles = self.focus = list(roles)


class Talk:
    """A talk of random moves."""

    def __init__(self, seed: int):
        self.random = random.Random(seed)
        self.played = Played(writer())
        self.model = InPlay()
        self.ask()

    def fresh(self) -> str:
        return self.random.choice([one for one in ROLES if one not in self.model.roles])

    def ask(self) -> None:
        named = self.random.sample(ROLES, self.random.choice((1, 1, 2)))
        self.model.about(*named)
        self.played.hear(self.random.choice(QUESTIONS), *map(role, named))

    def alone(self) -> None:
        named = self.fresh()
        self.model.about(named)
        self.played.hear("mention_role", role(named), text=f"and a {named}?")

    def correct(self) -> None:
        named = self.fresh()
        self.model.about(*self.model.focus[:-1], named)
        self.played.hear("mention_role", role(named), text=f"no, I meant a {named}", cues="repair")

    def point(self) -> None:
        if len(self.model.roles) < 2:
            return self.ask()
        place = self.random.randrange(2)
        self.model.focus = [self.model.roles[place]]
        self.played.hear("out_of_scope", text=f"the {PLACES[place]} one", cues=PLACES[place])

    def move(self) -> None:
        code = self.random.choice(("US", "GB", "DE", "IN"))
        self.model.country = code
        self.played.hear("set_country", country(code), text="and there?")

    def interject(self) -> None:
        self.played.hear(self.random.choice(("thank", "greet", "ask_help", "bot_challenge")), text="well")

    def stranger(self) -> None:
        said = self.played.hear(self.random.choice(QUESTIONS), unknown("lamplighter"), text="what of a lamplighter")
        assert said.missed == "unknown_role" and not said.roles

    def pick_from_a_list(self) -> None:
        listed = self.played.hear("rank_roles_by_pay", text="which jobs pay best").listed
        place = next((at for at, one in enumerate(listed[:2]) if one not in ROLES), None)
        if place is not None:
            self.model.about(listed[place])
            self.played.hear("out_of_scope", text=f"the {PLACES[place]} one", cues=PLACES[place])
        else:
            self.ask()


MOVES = (Talk.ask, Talk.alone, Talk.correct, Talk.point, Talk.move, Talk.interject, Talk.stranger, Talk.pick_from_a_list)


@pytest.mark.parametrize("seed", range(TALKS))
def test_what_is_in_play_is_what_a_listener_would_say(seed: int) -> None:
    talk = Talk(seed)
    done = ["ask"]
    for _ in range(TURNS):
        move = talk.random.choice(MOVES)
        done.append(move.__name__)
        move(talk)
        state = talk.played.memory

        assert (list(state.focus), state.country) == (talk.model.focus, talk.model.country), done
        assert set(talk.model.roles) == set(state.roles), done


def test_five_hundred_titles_never_get_the_facts_of_the_role_in_play() -> None:
    """Each is answered for itself, or said not to be covered; none is answered for the role named before."""
    matcher, wrong = Matcher(writer().knowledge), []
    before = respond(writer(), heard("ask_pay", role("data-analyst")), State(), NOW).memory
    for number, title in enumerate(TITLES):
        intent, text = list(ASKED.items())[number % len(ASKED)]
        found = matcher.find(text := text.format(title))
        if "data-analyst" in [mention.value for mention in found.mentions]:
            continue
        turn = heard(intent, *found.mentions, text=text, cues=" ".join(found.cues), facets=found.facets)
        said = respond(writer(), turn, before, NOW).answer
        if "data-analyst" in said.roles:
            wrong.append((text, intent_of(intent).name, said.text[:80]))

    assert len(TITLES) >= 480
    assert wrong == []


def test_a_late_turn_finds_a_state_no_larger_than_an_early_one() -> None:
    talk = Talk(1)
    sizes = []
    for _ in range(60):
        talk.random.choice(MOVES)(talk)
        state = talk.played.memory
        sizes.append(len(state.roles) + len(state.listed) + len(state.steps) + len(state.facts) + len(state.last))

    assert max(sizes) <= 45
