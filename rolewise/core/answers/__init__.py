"""Question + KnowledgeBase -> Answer. Pure: imports nothing of Rasa, asks nothing of the network."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module
from types import MappingProxyType

from rolewise.core.answers.criteria import answer_by_criteria
from rolewise.core.answers.interests import answer_by_interests, answer_for_those_in_play
from rolewise.core.answers.leads import with_leads
from rolewise.core.answers.outline import outlined
from rolewise.core.answers.types import Answer, Question
from rolewise.core.answers.writer import Writer
from rolewise.core.intents import INTENTS

AnswerFunction = Callable[[Writer, Question], Answer]


def _function(reference: str) -> AnswerFunction:
    """The function that the register names: "pay.answer_pay" -> rolewise.core.answers.pay.answer_pay."""
    module, _, name = reference.partition(".")
    found: AnswerFunction = getattr(import_module(f"{__name__}.{module}"), name)
    return found


ANSWERS: Mapping[str, AnswerFunction] = MappingProxyType({name: _function(intent.answer) for name, intent in INTENTS.items()})


# Answers by what was told besides the question; the first that applies is given.
BY_FACETS = (answer_by_interests, answer_for_those_in_play, answer_by_criteria)


def answer(writer: Writer, question: Question) -> Answer:
    """The answer to a question whose roles suffice (`roles` of the register). Raises KeyError for an unknown intent."""
    by_facets = (find(writer, question) for find in BY_FACETS)
    said = next((found for found in by_facets if found), None) or ANSWERS[question.intent](writer, question)
    return outlined(writer, question, with_leads(writer, question, said))


__all__ = ["ANSWERS", "Answer", "Question", "Writer", "answer"]
