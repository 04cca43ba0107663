"""State <-> JSON of the slot. What comes back is checked: anything malformed or no longer known is left out."""

from __future__ import annotations

import math
import re
from collections.abc import Container, Mapping
from dataclasses import asdict, astuple, fields
from typing import Any

from rolewise.core.answers.types import CANDIDATE, EMPLOYER, Question
from rolewise.core.dialogue.state import (
    MOST_FACETS,
    MOST_FACTS,
    MOST_FEEDBACK,
    MOST_GIVEN,
    MOST_LISTED,
    MOST_PREVIOUS,
    MOST_QUESTIONS,
    MOST_ROLES,
    MOST_SKILLS,
    MOST_STEPS,
    MOST_TOLD,
    Answered,
    Feedback,
    Pending,
    State,
    Step,
)
from rolewise.core.facets import Amount, Facet, amount_from, as_dict
from rolewise.core.facets import from_dict as facet_from
from rolewise.core.intents import INTENTS
from rolewise.core.knowledge.model import KnowledgeBase

MOST_ASPECTS = 12
LARGEST = 10**12
LONGEST = 60
VERSION = 4  # 3 had no roles named one by one, 2 no steps, facts and offered roles, 1 no facets and no version; all are read
_MARK = re.compile(r"[0-9a-f]{10}")


def to_dict(memory: State) -> dict[str, Any]:
    """A memory as JSON can hold it."""
    content = {**asdict(memory), "version": VERSION}
    content["facts"] = [as_dict(facet) for facet in memory.facts]
    if memory.pending:
        content["pending"]["facets"] = [as_dict(facet) for facet in memory.pending.facets]
    content["last"] = [_question_dict(question) for question in memory.last]
    return content


def from_dict(content: object, knowledge: KnowledgeBase) -> State:
    """A stored memory; never raises."""
    if not isinstance(content, Mapping):
        return State()
    found = _Checked(content, knowledge)
    return State(
        roles=found.roles("roles"),
        focus=found.roles("focus"),
        previous=found.roles("previous", MOST_PREVIOUS),
        recent=found.roles("recent"),
        page=found.roles("page"),
        own_role=found.id("own_role", knowledge.roles),
        intent=found.id("intent", INTENTS),
        country=found.id("country", knowledge.countries),
        viewpoint=found.viewpoint(),
        skills=found.ids("skills", knowledge.skills, MOST_SKILLS),
        listed=found.roles("listed", MOST_LISTED),
        last=tuple(question for item in found.objects("last")[:MOST_QUESTIONS] if (question := _question(item))),
        pending=_pending(found.object("pending")),
        steps=tuple(_step(item) for item in found.objects("steps")[:MOST_STEPS]),
        offered=found.roles("offered"),
        facts=found.facets("facts", MOST_FACTS),
        opening=_step(opening) if (opening := found.object("opening")) else None,
        answered=_answered(found.object("answered")),
        feedback=tuple(_feedback(item) for item in found.objects("feedback")[-MOST_FEEDBACK:]),
        given=found.marks("given"),
        told=found.ids("told", knowledge.wording, MOST_TOLD),
        misses=found.number("misses"),
        greeted=found.flag("greeted"),
        at=float(found.number("at")),
    )


class _Checked:
    """A mapping of unknown make, read value by value."""

    def __init__(self, content: Mapping[Any, Any], knowledge: KnowledgeBase):
        self._content = content
        self.knowledge = knowledge

    def id(self, key: str, known: Container[str]) -> str:
        value = self._content.get(key)
        return value if isinstance(value, str) and value in known else ""

    def ids(self, key: str, known: Container[str], most: int) -> tuple[str, ...]:
        return tuple(dict.fromkeys(item for item in self.items(key) if isinstance(item, str) and item in known))[:most]

    def roles(self, key: str, most: int = MOST_ROLES) -> tuple[str, ...]:
        return self.ids(key, self.knowledge.roles, most)

    def items(self, key: str) -> list[Any]:
        value = self._content.get(key)
        return list(value) if isinstance(value, (list, tuple)) else []

    def object(self, key: str) -> _Checked | None:
        value = self._content.get(key)
        return _Checked(value, self.knowledge) if isinstance(value, Mapping) else None

    def objects(self, key: str) -> list[_Checked]:
        return [_Checked(item, self.knowledge) for item in self.items(key) if isinstance(item, Mapping)]

    def text(self, key: str) -> str:
        return _text(self._content.get(key))

    def number(self, key: str) -> int:
        return _number(self._content.get(key))

    def flag(self, key: str) -> bool:
        return self._content.get(key) is True

    def marks(self, key: str) -> tuple[str, ...]:
        marks = [item for item in self.items(key) if isinstance(item, str) and _MARK.fullmatch(item)]
        return tuple(dict.fromkeys(marks))[-MOST_GIVEN:]

    def facets(self, key: str = "facets", most: int = MOST_FACETS) -> tuple[Facet, ...]:
        return tuple(facet for item in self.items(key)[:most] if (facet := facet_from(item)))

    def viewpoint(self) -> str:
        return EMPLOYER if self._content.get("viewpoint") == EMPLOYER else CANDIDATE


def _question_dict(question: Question) -> dict[str, Any]:
    return {
        "intent": question.intent,
        "country": question.country,
        "roles": list(question.roles),
        "skills": list(question.skills),
        "family": question.family,
        "aspects": sorted(question.aspects)[:MOST_ASPECTS],
        "facets": [as_dict(facet) for facet in question.facets],
        "amount": list(astuple(question.amount)) if question.amount else None,
        "limit": question.limit,
        "country_named": question.country_named,
        "viewpoint": question.viewpoint,
    }


def _question(item: _Checked) -> Question | None:
    known = item.knowledge
    intent, country = item.id("intent", INTENTS), item.id("country", known.countries)
    if not intent or not country:
        return None
    return Question(
        intent=intent,
        country=country,
        roles=item.roles("roles"),
        skills=item.ids("skills", known.skills, MOST_SKILLS),
        family=item.id("family", known.families),
        aspects=frozenset(_text(aspect) for aspect in item.items("aspects")[:MOST_ASPECTS]) - {""},
        amount=_amount(item.items("amount")),
        limit=item.number("limit") or None,
        country_named=item.flag("country_named"),
        viewpoint=item.viewpoint(),
        facets=item.facets(),
    )


def _amount(values: list[Any]) -> Amount | None:
    """Older memories have the value and the currency alone."""
    if len(values) < 2:
        return None
    names = [field.name for field in fields(Amount)]
    return amount_from({"currency": "", **{name: value for name, value in zip(names, values, strict=False) if value is not None}})


def _pending(item: _Checked | None) -> Pending | None:
    if item is None:
        return None
    intent, readings = item.id("intent", INTENTS), item.ids("readings", INTENTS, 2)
    if not intent and not readings:
        return None
    return Pending(
        intent, item.roles("roles"), item.roles("candidates", MOST_LISTED), readings, item.facets(), item.flag("of_name")
    )


def _step(item: _Checked) -> Step:
    """An intent that is no longer known leaves the place empty, so that the others keep their numbers."""
    return Step(item.id("intent", INTENTS), item.roles("roles"))


def _answered(item: _Checked | None) -> Answered | None:
    return Answered(item.text("intent"), item.roles("roles")) if item else None


def _feedback(item: _Checked) -> Feedback:
    return Feedback(item.flag("good"), item.text("intent"), item.roles("roles"), float(item.number("at")))


def _text(value: object) -> str:
    return value[:LONGEST] if isinstance(value, str) else ""


def _number(value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, (int, float)) or (isinstance(value, float) and not math.isfinite(value)):
        return 0
    return int(max(-LARGEST, min(LARGEST, value)))
