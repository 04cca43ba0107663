"""Every intent of domain.yml has its utterances, its rule, its answer, its words and its place in the README."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from rolewise.core.answers import ANSWERS, ROLES_NEEDED, Writer
from rolewise.core.knowledge import load

ROOT = Path(__file__).parents[2]
FEWEST, FEWEST_OUT_OF_SCOPE = 100, 400
# Intents that no button asks: small talk, and what is said without asking.
NEVER_ON_A_BUTTON = {"greet", "goodbye", "thank", "affirm", "deny", "bot_challenge", "give_feedback", "out_of_scope"}


def read(name: str) -> Any:
    """A YAML file of the project."""
    return yaml.safe_load((ROOT / name).read_text(encoding="utf-8"))


def intents() -> tuple[str, ...]:
    """The names in domain.yml."""
    return tuple(intent if isinstance(intent, str) else next(iter(intent)) for intent in read("domain.yml")["intents"])


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


@pytest.mark.parametrize("intent", intents())
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


def test_utterances_and_answers_know_only_intents_of_the_domain(utterances: dict[str, list[str]]) -> None:
    """Nothing is trained or answered that the domain does not name."""
    assert set(utterances) == set(intents())
    assert set(ROLES_NEEDED) <= set(intents())


def test_every_intent_has_a_rule() -> None:
    """One rule an intent, each to the one action."""
    ruled = [step["intent"] for rule in read("data/rules.yml")["rules"] for step in rule["steps"] if "intent" in step]

    assert set(intents()) <= set(ruled)


def test_every_intent_has_an_answer() -> None:
    """See ANSWERS in rolewise/core/answers/__init__.py."""
    assert set(ANSWERS) == set(intents())


@pytest.mark.parametrize("intent", sorted(set(intents()) - NEVER_ON_A_BUTTON))
def test_an_intent_can_be_asked_by_a_button(intent: str, wording: Writer) -> None:
    """Its question and title stand in knowledge/wording.yml under `ask`."""
    assert wording.knows(f"ask.{intent}.title")
    assert wording.knows(f"ask.{intent}.text")


def test_a_button_never_greets(wording: Writer) -> None:
    """The exceptions are no oversight: they have no words either."""
    assert [intent for intent in sorted(NEVER_ON_A_BUTTON) if wording.knows(f"ask.{intent}.text")] == []


@pytest.mark.skipif(not (ROOT / "README.md").exists(), reason="the README is not written yet")
def test_the_readme_lists_every_intent() -> None:
    """What can be asked, by the names that the evaluation uses."""
    text = (ROOT / "README.md").read_text(encoding="utf-8")

    assert [intent for intent in intents() if intent not in text] == []
