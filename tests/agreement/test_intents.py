"""The register of intents agrees with domain, rules, utterances, wording, README and docs, and with itself."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from rolewise.core.answers import ANSWERS, Writer
from rolewise.core.intents import INTENTS, NONE, Alone, Intent, Kind, intent_of
from rolewise.core.knowledge import load

ROOT = Path(__file__).parents[2]
FEWEST, FEWEST_OUT_OF_SCOPE = 100, 400
ACTION = "action_answer"
BY_BUTTON = sorted(name for name, intent in INTENTS.items() if intent.button)
# More buttons than these are cut off (MOST of suggestions.py); fewer leave room for nothing.
BUTTONS = (3, 4)


def read(name: str) -> Any:
    """A YAML file of the project."""
    return yaml.safe_load((ROOT / name).read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def utterances() -> dict[str, list[str]]:
    """Examples of data/ by intent."""
    found: dict[str, list[str]] = {}
    for path in sorted((ROOT / "data").rglob("*.yml")):
        for entry in (yaml.safe_load(path.read_text(encoding="utf-8")) or {}).get("nlu") or []:
            if "intent" in entry:
                found.setdefault(entry["intent"], []).extend(entry["examples"].splitlines())
    return found


@pytest.fixture(scope="module")
def wording() -> Writer:
    """A writer, for its words."""
    return Writer(load(ROOT / "knowledge"))


@pytest.mark.parametrize("intent", INTENTS)
def test_an_intent_has_utterances(intent: str, utterances: dict[str, list[str]]) -> None:
    """At least a hundred; what is out of scope has no bounds and needs more."""
    least = FEWEST_OUT_OF_SCOPE if intent == "out_of_scope" else FEWEST

    assert len(set(utterances.get(intent, ()))) >= least


def test_no_utterance_stands_under_two_intents(utterances: dict[str, list[str]]) -> None:
    """The same words cannot mean two things to the classifier."""
    owners: dict[str, set[str]] = {}
    for intent, lines in utterances.items():
        for line in lines:
            owners.setdefault(line.strip("- ").lower(), set()).add(intent)

    assert {line: names for line, names in owners.items() if len(names) > 1} == {}


def test_nothing_is_trained_that_the_register_does_not_name(utterances: dict[str, list[str]]) -> None:
    assert set(utterances) == set(INTENTS)


def test_the_domain_names_the_intents_of_the_register() -> None:
    """In its order, and none of their entities steers a rule."""
    assert read("domain.yml")["intents"] == [{name: {"use_entities": []}} for name in INTENTS]


def test_every_intent_has_one_rule_to_the_one_action() -> None:
    ruled = {rule["rule"]: rule["steps"] for rule in read("data/rules.yml")["rules"]}

    assert {name: ruled.get(name) for name in INTENTS} == {name: [{"intent": name}, {"action": ACTION}] for name in INTENTS}


def test_every_intent_has_its_answer_function() -> None:
    """The one that its entry names."""
    assert {name: f"{function.__module__.rsplit('.', 1)[-1]}" for name, function in ANSWERS.items()} == {
        name: intent.answer.split(".")[0] for name, intent in INTENTS.items()
    }


def test_buttons_have_words_and_nothing_else_has(wording: Writer) -> None:
    """Each intent that a button may ask stands in knowledge/wording.yml under `ask`; what is never asked does not."""
    assert [name for name in BY_BUTTON if not (wording.knows(f"ask.{name}.title") and wording.knows(f"ask.{name}.text"))] == []
    assert [name for name in INTENTS if name not in BY_BUTTON and wording.knows(f"ask.{name}.text")] == []


@pytest.mark.parametrize("file", ["README.md", "docs/nlu.md"])
def test_the_documents_list_every_intent(file: str) -> None:
    """In a row of a table: what can be asked, by the names that the evaluation uses."""
    rows = [line for line in (ROOT / file).read_text(encoding="utf-8").splitlines() if line.startswith("|")]
    named = {word.strip("`,") for row in rows for word in row.split("|")[1].split()}
    said = (ROOT / file).read_text(encoding="utf-8")

    assert {name for name in INTENTS if name not in named and f"`{name}`" not in said} == set()


def buttons(intent: Intent) -> list[tuple[str, ...]]:
    """Rows of buttons that an entry has of its own."""
    return [row for row in (intent.after_one, intent.after_several) if row]


@pytest.mark.parametrize("intent", INTENTS.values(), ids=INTENTS)
def test_an_entry_leads_to_other_intents(intent: Intent) -> None:
    """Buttons, and what "more" goes on with, are entries that a button can ask; none leads to itself."""
    for row in buttons(intent):
        assert BUTTONS[0] <= len(set(row)) == len(row) <= BUTTONS[1]
        assert [name for name in row if name == intent.name or not intent_of(name).button] == []
    for more in (intent.more_of_one, intent.more_of_several):
        assert intent_of(more).kind is Kind.ABOUT_ROLES
    assert intent_of(intent.more_of_one).roles <= 1


@pytest.mark.parametrize("intent", INTENTS.values(), ids=INTENTS)
def test_an_entry_does_not_contradict_itself(intent: Intent) -> None:
    about_roles = intent.kind is Kind.ABOUT_ROLES

    assert not (intent.ignores_roles and intent.roles)
    assert not intent.offered or intent.button
    assert not intent.second or about_roles
    assert not intent.repeated_by & {Alone.ROLE, Alone.ASPECT} or about_roles
    assert about_roles or not (intent.faq_of_one or intent.faq_of_several or intent.figure)


def test_places_in_the_page_are_each_of_one_question() -> None:
    for places in ([intent.faq_of_one for intent in INTENTS.values()], [intent.faq_of_several for intent in INTENTS.values()]):
        taken = sorted(place for place in places if place)
        assert taken == list(range(1, len(taken) + 1))


def test_to_an_unknown_name_nothing_applies() -> None:
    assert intent_of("unheard_of") is NONE
    assert not (NONE.roles or NONE.repeated_by or NONE.second or NONE.offered or NONE.button or NONE.weak)
