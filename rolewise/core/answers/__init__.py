"""Question + KnowledgeBase -> Answer. Pure: imports nothing of Rasa, asks nothing of the network."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from rolewise.core.answers import catalogue, choice, comparison, entry, outlook, path, pay, profile, ranking, skills, talk
from rolewise.core.answers.types import Answer, Question
from rolewise.core.answers.writer import Writer, merged

AnswerFunction = Callable[[Writer, Question], Answer]


def _source(writer: Writer, question: Question) -> Answer:
    notes = merged(note for before in question.before for note in answer(writer, before).sources)
    return talk.answer_source(writer, question, notes)


ANSWERS: Mapping[str, AnswerFunction] = MappingProxyType(
    {
        "compare_roles": comparison.answer_compare,
        "summarize_comparison": comparison.answer_summary,
        "ask_pay": pay.answer_pay,
        "ask_skills": skills.answer_skills,
        "explain_skill": skills.answer_explain_skill,
        "describe_role": profile.answer_describe,
        "ask_responsibilities": profile.answer_responsibilities,
        "ask_experience": entry.answer_experience,
        "ask_education": entry.answer_education,
        "ask_outlook": outlook.answer_outlook,
        "choose_role": choice.answer_choose,
        "hire_role": choice.answer_hire,
        "switch_role": path.answer_switch,
        "ask_related_roles": path.answer_related,
        "list_roles": catalogue.answer_list,
        "find_roles_by_skill": catalogue.answer_find,
        "rank_roles_by_pay": ranking.answer_rank,
        "find_jobs": catalogue.answer_jobs,
        "ask_source": _source,
        "mention_role": talk.answer_mention,
        "set_country": talk.answer_country,
        "greet": talk.answer_greet,
        "goodbye": talk.small_talk("goodbye", "small.goodbye", with_suggestions=False),
        "thank": talk.small_talk("thank", "small.thank"),
        "affirm": talk.small_talk("affirm", "small.affirm"),
        "deny": talk.small_talk("deny", "small.deny"),
        "ask_help": talk.answer_help,
        "bot_challenge": talk.small_talk("bot_challenge", "small.bot"),
        "give_feedback": talk.answer_feedback,
        "out_of_scope": talk.answer_out_of_scope,
    }
)

# How many roles a question needs before it can be answered; all others need none.
ROLES_NEEDED: Mapping[str, int] = MappingProxyType(
    {
        "compare_roles": 2,
        "ask_pay": 1,
        "ask_skills": 1,
        "describe_role": 1,
        "ask_responsibilities": 1,
        "ask_experience": 1,
        "ask_education": 1,
        "ask_outlook": 1,
        "choose_role": 1,
        "switch_role": 1,
        "ask_related_roles": 1,
        "summarize_comparison": 1,
        "mention_role": 1,
    }
)


def answer(writer: Writer, question: Question) -> Answer:
    """The answer to a question whose roles suffice (see ROLES_NEEDED). Raises KeyError for an unknown intent."""
    return ANSWERS[question.intent](writer, question)


__all__ = ["ANSWERS", "ROLES_NEEDED", "Answer", "Question", "Writer", "answer"]
