"""What speaks for one role or another by a criterion (stress, coding, growth ...), with its measure and source."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from rolewise.core.answers import pool
from rolewise.core.answers.over_all import TOP, label_of, meaning_of, ordered, over_all, quoted, wanted_words
from rolewise.core.answers.phrasing import and_list
from rolewise.core.answers.scores import Score, scores_of
from rolewise.core.answers.suggestions import ask, filled, suggest
from rolewise.core.answers.types import Answer, Question, SourceNote, Table
from rolewise.core.answers.writer import Writer, merged, paragraphs, sentences
from rolewise.core.facets import Facet
from rolewise.core.knowledge.model import Role

# The questions that a criterion alone answers, whatever else the classifier took them for.
CHOOSING = frozenset(
    {
        "choose_role",
        "compare_roles",
        "summarize_comparison",
        "describe_role",
        "rank_roles_by_pay",
        "list_roles",
        "ask_outlook",
        "ask_responsibilities",
        "ask_experience",
        "ask_skills",
        "find_roles_by_skill",
        "ask_related_roles",
        "hire_role",
        "ask_education",
    }
)
# Questions that speak of these criteria themselves.
NATIVE = MappingProxyType(
    {
        "ask_outlook": frozenset({"growth", "demand"}),
        "ask_experience": frozenset({"easy_enter"}),
        "ask_skills": frozenset({"easy_learn"}),
    }
)


# Questions with an answer of their own, which a criterion that is put aside ("not AI") does not change.
OWN = frozenset({"ask_skills", "ask_education", "ask_experience", "ask_responsibilities", "describe_role", "ask_pay"})


def asked(question: Question) -> tuple[Facet, ...]:
    """The criteria of a question, each once."""
    found = {facet.value: facet for facet in question.heard("criterion")}
    return tuple(found.values())


def answer_by_criteria(writer: Writer, question: Question) -> Answer | None:
    """The answer where a criterion is what the question is about; None where it is not, or where its own answer speaks of it."""
    native = NATIVE.get(question.intent, frozenset())
    criteria = [facet for facet in asked(question) if facet.value not in native]
    if all(facet.negated for facet in criteria) and question.intent in OWN:
        return None  # "which skills, not AI"
    if not criteria or question.intent not in CHOOSING or (question.intent == "find_roles_by_skill" and question.skills):
        return None
    excluded = {facet.value for facet in question.heard("exception")}
    # "not a teacher, something with more contact": what is left of the roles, else any role.
    roles = [role for role in writer.roles(question.roles) if f"role:{role.id}" not in excluded]
    if roles:
        scored = {facet: scores_of(writer, roles, facet.value) for facet in criteria}
        lines = [_line(writer, facet, scores, roles) for facet, scores in scored.items()]
    else:
        told = {facet: over_all(writer, question, facet) for facet in criteria}
        scored = {facet: scores for facet, (scores, _) in told.items()}
        lines = [line for _, line in told.values()]
    every = [score for scores in scored.values() for score in scores]
    first = ordered(writer, criteria[0], scored[criteria[0]])
    return Answer(
        "criterion",
        question.intent,
        paragraphs(*lines),
        title=writer.titles(roles) if roles else writer.phrase("criteria.title", criterion=label_of(writer, criteria[0])),
        roles=tuple(role.id for role in roles),
        country=question.country,
        table=_table(writer, criteria, scored) if len(every) > 1 else None,
        sources=merged(note for score in every for note in score.notes),
        suggestions=filled(
            writer,
            suggest(writer, question) if roles else [ask(writer, "describe_role", (score.role.id,)) for score in first[:3]],
        ),
        listed=() if roles else tuple(score.role.id for score in first[:TOP]),
        used=pool.used(writer, question) | {"yes_no", "country", "exception", *(facet.key for facet in criteria)},
        missed="" if every else "no_measure",
    )


def criteria_lead(writer: Writer, question: Question) -> tuple[str, frozenset[str], tuple[SourceNote, ...]]:
    """What the criteria say of the roles, before an answer to another question; "" where none is measured."""
    roles = writer.roles(question.roles)
    put_aside = frozenset(facet.key for facet in asked(question) if facet.negated and question.intent in OWN)
    scored = {facet: scores_of(writer, roles, facet.value) for facet in asked(question) if facet.key not in put_aside}
    held = {facet: scores for facet, scores in scored.items() if scores}
    notes = tuple(note for scores in held.values() for score in scores for note in score.notes)
    text = sentences(*(_line(writer, facet, scores, roles) for facet, scores in held.items()))
    return text, put_aside | {facet.key for facet in held}, notes


def of_roles(writer: Writer, facet: Facet, roles: Sequence[Role]) -> str:
    """What a criterion says of these roles; "" where nothing is measured."""
    scores = scores_of(writer, roles, facet.value)
    return _line(writer, facet, scores, roles) if scores else ""


def _line(writer: Writer, facet: Facet, scores: Sequence[Score], roles: Sequence[Role]) -> str:
    if not scores:
        return writer.say("criteria.none", criterion=label_of(writer, facet), roles=_many(writer, roles))
    told = {score.role.id for score in scores}
    missing = [role for role in roles if role.id not in told]
    return sentences(
        _said_first(writer, facet, scores) if len(scores) == len(roles) else "",
        writer.say(
            "criteria.held",
            items="; ".join(writer.phrase("criteria.item", role=score.role.title, value=score.text) for score in scores),
        ),
        writer.say("criteria.missing", roles=_many(writer, missing)) if missing else "",
        meaning_of(writer, facet.value, scores),
    )


def _said_first(writer: Writer, facet: Facet, scores: Sequence[Score]) -> str:
    """Which of several has less and which more; of one alone a plain yes or no where the measure is a count."""
    if any(score.value is None for score in scores):
        return _named_in_words(writer, facet, scores)
    values = {score.role.id: score.value or 0.0 for score in scores}
    if len(scores) == 1:
        key = f"criteria.{facet.value}.{'yes' if values[scores[0].role.id] > 0 else 'no'}"
        return writer.say(key, a_role=writer.a(scores[0].role)) if writer.knows(key) else ""
    by_value = sorted(scores, key=lambda score: values[score.role.id])
    less, more = by_value[0].role, by_value[-1].role
    if values[less.id] == values[more.id]:
        return writer.say("criteria.equal", criterion=label_of(writer, facet))
    own = f"criteria.{facet.value}.less"
    return writer.say(
        own if writer.knows(own) else "criteria.less",
        criterion=label_of(writer, facet),
        a_less=writer.a(less),
        a_more=writer.a(more),
    )


def _named_in_words(writer: Writer, facet: Facet, scores: Sequence[Score]) -> str:
    """Of a measure in words: whose text names what was asked for ("night"), and whose does not."""
    wanted = wanted_words(writer, facet, scores[0].measure)
    naming = {score.role.id: [word for word in wanted if word in score.text.lower()] for score in scores}
    named = [score.role for score in scores if naming[score.role.id]]
    others = [score.role for score in scores if not naming[score.role.id]]
    found = list(dict.fromkeys(word for words in naming.values() for word in words))
    if not found:
        return writer.say("criteria.words_none", words=and_list(quoted(wanted), "or"), roles=_many(writer, others))
    return sentences(
        writer.say("criteria.words", words=and_list(quoted(found)), roles=_many(writer, named)),
        writer.say("criteria.words_not", roles=_many(writer, others)) if others else "",
    )


def _many(writer: Writer, roles: Sequence[Role]) -> str:
    return and_list([writer.many(role) for role in roles])


def _table(writer: Writer, criteria: Sequence[Facet], scored: Mapping[Facet, Sequence[Score]]) -> Table:
    titles = {score.role.id: score.role.title for facet in criteria for score in ordered(writer, facet, scored[facet])}
    rows = []
    for role, title in list(titles.items())[: 2 * TOP]:
        cells = [next((score.text for score in scored[facet] if score.role.id == role), "–") for facet in criteria]
        rows.append((title, *cells))
    return Table((writer.phrase("table.role"), *(label_of(writer, facet) for facet in criteria)), tuple(rows))
