"""Every question about roles leads on as its entry in the register says; a new one is tried as soon as it stands there."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from talk import Talk

from rolewise.core.answers.suggestions import MOST, ask
from rolewise.core.intents import INTENTS, Alone, Intent, Joining, Kind, intent_of
from rolewise.in_use import live_knowledge

ABOUT_ROLES = [intent for intent in INTENTS.values() if intent.kind is Kind.ABOUT_ROLES]
PAIR = ("data-analyst", "product-manager")
OTHER, OTHERS_NAME = "teacher", "teacher"
FURTHER, FURTHERS_NAME = "recruiter", "recruiter"

every_intent = pytest.mark.parametrize("intent", ABOUT_ROLES, ids=lambda intent: intent.name)
# What turns into another question with one role more is never about two.
every_intent_of_two = pytest.mark.parametrize(
    "intent", [intent for intent in ABOUT_ROLES if not intent.with_one_more], ids=lambda intent: intent.name
)


def typed(intent: Intent, roles: tuple[str, ...]) -> str:
    """What a button that asks it says."""
    return ask(live_knowledge().current().writer, intent.name, roles).text


def fewest(intent: Intent) -> tuple[str, ...]:
    """As many roles as it needs to be asked about."""
    return PAIR[: max(1, intent.roles)]


def asked(talk: Talk) -> tuple[str, tuple[str, ...]]:
    """The question that was answered last, and about which roles."""
    question = talk.memory()["last"][-1]
    return question["intent"], tuple(question["roles"])


@pytest.fixture
def begun(talk: Callable[[], Talk], intent: Intent) -> Talk:
    """A talk in which the question has been answered."""
    made = talk()
    made.say(typed(intent, fewest(intent)))
    return made


@every_intent
def test_its_button_asks_it(talk: Callable[[], Talk], intent: Intent) -> None:
    """About the roles that the button was made for; and those that follow are the entry's."""
    writer, made, roles = live_knowledge().current().writer, talk(), fewest(intent)
    reply = made.say(typed(intent, roles))
    following = intent.after_several if len(roles) > 1 else intent.after_one or intent_of("describe_role").after_one

    assert (reply.intent, reply.card.get("missed")) == (intent.name, None)
    assert asked(made) == (intent.name, roles)
    assert made.memory()["intent"] == intent.name
    offered = {step["text"] for step in reply.card["suggestions"]}
    assert offered == {ask(writer, name, roles, "IN").text for name in following if name != intent.name} and len(offered) <= MOST


@every_intent
def test_a_country_alone_asks_it_there(begun: Talk, intent: Intent) -> None:
    begun.say("And in the United States?")

    assert asked(begun) == (intent.name, fewest(intent)) and Alone.COUNTRY in intent.repeated_by
    assert begun.memory()["last"][-1]["country"] == "US"


@every_intent
def test_two_countries_are_answered_both_where_it_says_so(begun: Talk, intent: Intent) -> None:
    text = begun.say("And in the US and the UK?").text

    assert asked(begun) == (intent.name, fewest(intent))
    if intent.both_countries:
        assert "the US" in text and "the UK" in text


@every_intent
def test_another_role_alone_asks_it_again(begun: Talk, intent: Intent) -> None:
    """Alone, unless it needs more roles than one."""
    begun.say(f"What about a {OTHERS_NAME}?")

    name = intent.role_alone or intent.name
    assert asked(begun) == (name, (*fewest(intent), OTHER) if intent.roles > 1 else (OTHER,))
    assert Alone.ROLE in intent.repeated_by


@every_intent
def test_a_role_that_is_added_stands_beside_those_before(begun: Talk, intent: Intent) -> None:
    begun.say(f"A {OTHERS_NAME} too")
    name, roles = asked(begun)

    assert name == (intent.with_one_more or intent.name)
    assert roles == ((OTHER,) if intent.directed else (*fewest(intent), OTHER))


@every_intent_of_two
def test_after_two_roles_a_third_one_joins_or_not(talk: Callable[[], Talk], intent: Intent) -> None:
    made = talk()
    made.say(f"{typed(INTENTS['compare_roles'], PAIR)}")
    made.say(_of_those_in_play(intent))
    before = asked(made)
    made.say(f"And a {FURTHERS_NAME}?")

    assert before == (intent.name, PAIR)
    if intent.directed:
        assert asked(made) == (intent.name, (PAIR[0], FURTHER))
    else:
        joins = intent.joining is Joining.ALWAYS or intent.roles > 1
        assert asked(made) == (intent.role_alone or intent.name, (*PAIR, FURTHER) if joins else (FURTHER,))


@every_intent
def test_an_aspect_alone_asks_it_again(begun: Talk, intent: Intent) -> None:
    begun.say("And for freshers?")

    assert asked(begun) == (intent.name, fewest(intent)) and Alone.ASPECT in intent.repeated_by
    assert "fresher" in begun.memory()["last"][-1]["aspects"]


@every_intent_of_two
def test_one_of_two_is_pointed_at(talk: Callable[[], Talk], intent: Intent) -> None:
    """It is asked about that one; where it needs two, the one is described; so is one of a list."""
    made = talk()
    made.say(f"{typed(INTENTS['compare_roles'], PAIR)}")
    made.say(_of_those_in_play(intent))
    listed = made.memory()["listed"]
    made.say("The second one")

    if listed:
        assert asked(made) == ("describe_role", (listed[1],))
    elif intent.roles > 1:
        assert asked(made) == ("describe_role", (PAIR[1],))
    else:
        assert asked(made) == (intent.name, (PAIR[1],))


@every_intent
def test_more_goes_on(begun: Talk, intent: Intent) -> None:
    begun.say("more")

    assert asked(begun)[0] == (intent.more_of_several if intent.roles > 1 else intent.more_of_one)


@every_intent
def test_as_the_second_question_of_a_message(talk: Callable[[], Talk], intent: Intent) -> None:
    made, roles = talk(), fewest(intent)
    first = INTENTS["ask_pay" if intent.name != "ask_pay" else "ask_skills"]
    made.say(f"{typed(first, roles)} {typed(intent, roles)}")
    answered = {question["intent"]: tuple(question["roles"]) for question in made.memory()["last"]}

    if intent.second:
        assert answered == {first.name: roles, intent.name: roles}


def _of_those_in_play(intent: Intent) -> str:
    """The question about both roles: as its button asks it, or with "both" in the role's place."""
    text: Any = typed(intent, PAIR)
    writer = live_knowledge().current().writer
    titles = [role.title.lower() for role in writer.roles(PAIR)]
    if all(title in text.lower() for title in titles):
        return str(text)
    return str(text).replace(writer.a(writer.roles(PAIR)[0]), "both").replace(writer.roles(PAIR)[0].in_sentence, "both")
