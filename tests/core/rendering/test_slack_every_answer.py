"""Every intent x case, rendered for Slack and held against Slack's limits; of the largest lists a seventh, in CI all."""

from __future__ import annotations

import os
import random
from collections.abc import Iterable, Iterator
from itertools import chain

import pytest

from rolewise.core.answers import Question, Writer, answer
from rolewise.core.rendering import card
from rolewise.core.rendering.slack import Frame, message
from rolewise.in_use import live_knowledge
from tests.core.answers import cases
from tests.core.rendering.block_kit import NEWER, faults_of_message

SHOWN = 10
# The same at each run. The sentences and tables are read in full elsewhere (tests/core/answers); here it is their form in Slack.
SHARE = 1.0 if os.environ.get("CI") == "true" else 1 / 7
FRAME = Frame(turn="0123456789abcdef" * 2, question="Which pays more?", asker="U012AB3CD", show="0123456789abcdef")


@pytest.fixture(scope="module")
def writer() -> Writer:
    """Of the project's knowledge base."""
    return live_knowledge().current().writer


def sampled(questions: Iterable[Question]) -> Iterator[Question]:
    """The first question of every intent and number of roles, and a fixed share of the others."""
    chosen, seen = random.Random(7), set()
    for question in questions:
        kind = question.intent, len(question.roles), question.country
        if chosen.random() < SHARE or kind not in seen:
            seen.add(kind)
            yield question


def faults(writer: Writer, questions: Iterable[Question]) -> Iterator[str]:
    """What Slack would refuse, and what the fallback text lacks."""
    for question in questions:
        made = card(answer(writer, question))
        shown = message(made, writer.knowledge.wording, FRAME)
        found = [*faults_of_message(shown.text, list(shown.blocks)), *faults_of_message(shown.text, list(shown.classic))]
        found += [f"newer kind {block['type']}" for block in shown.classic if block["type"] in NEWER]
        found += [f"no {note['short']}" for note in made["sources"] if note["short"].split("&")[0] not in shown.text]
        yield from (f"{fault}\n  {question}" for fault in found)


def told(found: Iterable[str]) -> str:
    """The first faults."""
    return "\n".join([*found][:SHOWN])


def test_every_answer_about_one_role_or_none_is_a_message_that_slack_takes(writer: Writer) -> None:
    """In every country."""
    known = writer.knowledge
    every = (chain(cases.of_one(known, country), cases.of_none(known, country)) for country in cases.countries(known))

    assert told(faults(writer, sampled(chain.from_iterable(every)))) == ""


def test_answers_about_several_roles_are_messages_that_slack_takes(writer: Writer) -> None:
    """Pairs, triples, fours and fives, with skills and with their sources."""
    known, home = writer.knowledge, writer.knowledge.site.default_country
    groups = [*cases.pairs(known)[::3], *cases.groups(known)]
    every = (chain(cases.of_several(group, home), cases.with_skills(known, group, home)) for group in groups)

    assert told(faults(writer, sampled(chain.from_iterable(every)))) == ""
    assert told(faults(writer, cases.of_sources(known, home))) == ""
