"""What is kept of a talk: a bounded value that goes to a slot and comes back checked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any

from rolewise.answers.model import CANDIDATE, EMPLOYER, Amount, Question
from rolewise.knowledge.model import KnowledgeBase

MOST_ROLES = 5
MOST_SKILLS = 20
MOST_LISTED = 20


@dataclass(frozen=True)
class Pending:
    """A question of ours that waits: the user's question that the answer resumes."""

    intent: str
    roles: tuple[str, ...] = ()  # already known
    candidates: tuple[str, ...] = ()  # offered


@dataclass(frozen=True)
class Memory:
    """The talk so far. Ids are of the knowledge base; "" and () mean nothing is known."""

    roles: tuple[str, ...] = ()  # in play, in the order named
    focus: tuple[str, ...] = ()  # those of them that the last question was about
    own_role: str = ""  # what the user said to be
    intent: str = ""  # last question about roles
    country: str = ""  # named by the user
    viewpoint: str = CANDIDATE
    skills: tuple[str, ...] = ()  # the user said to have
    listed: tuple[str, ...] = ()  # what was last listed
    last: tuple[Question, ...] = ()  # answered last, for "how do you know"
    pending: Pending | None = None
    misses: int = 0  # in a row
    greeted: bool = False
    at: float = 0.0  # seconds since the epoch, of the last turn

    def forget_topic(self) -> Memory:
        """Only the country and the viewpoint stay."""
        return Memory(country=self.country, viewpoint=self.viewpoint, greeted=self.greeted, at=self.at)


def to_dict(memory: Memory) -> dict[str, Any]:
    """A memory as JSON can hold it."""
    content = asdict(memory)
    content["last"] = [_question_dict(question) for question in memory.last]
    return content


def from_dict(content: object, knowledge: KnowledgeBase) -> Memory:
    """A stored memory; whatever is malformed or no longer known is left out."""
    if not isinstance(content, Mapping):
        return Memory()
    roles = _known(content.get("roles"), knowledge.roles, MOST_ROLES)
    own = content.get("own_role")
    country = content.get("country")
    return Memory(
        roles=roles,
        focus=_known(content.get("focus"), knowledge.roles, MOST_ROLES),
        own_role=own if isinstance(own, str) and own in knowledge.roles else "",
        intent=_text(content.get("intent")),
        country=country if isinstance(country, str) and country in knowledge.countries else "",
        viewpoint=EMPLOYER if content.get("viewpoint") == EMPLOYER else CANDIDATE,
        skills=_known(content.get("skills"), knowledge.skills, MOST_SKILLS),
        listed=_known(content.get("listed"), knowledge.roles, MOST_LISTED),
        last=tuple(question for item in _list(content.get("last"))[:2] if (question := _question(item, knowledge))),
        pending=_pending(content.get("pending"), knowledge),
        misses=_number(content.get("misses")),
        greeted=content.get("greeted") is True,
        at=float(_number(content.get("at"))),
    )


def bounded(memory: Memory) -> Memory:
    """The same with its lists cut to what is kept."""
    return replace(memory, roles=memory.roles[:MOST_ROLES], focus=memory.focus[:MOST_ROLES],
                   skills=memory.skills[-MOST_SKILLS:], listed=memory.listed[:MOST_LISTED], last=memory.last[:2])


def _question_dict(question: Question) -> dict[str, Any]:
    return {"intent": question.intent, "country": question.country, "roles": list(question.roles),
            "skills": list(question.skills), "family": question.family, "aspects": sorted(question.aspects),
            "amount": [question.amount.value, question.amount.currency] if question.amount else None,
            "limit": question.limit, "country_named": question.country_named, "viewpoint": question.viewpoint}


def _question(item: object, knowledge: KnowledgeBase) -> Question | None:
    if not isinstance(item, Mapping) or item.get("country") not in knowledge.countries:
        return None
    amount = _list(item.get("amount"))
    limit = item.get("limit")
    return Question(
        intent=_text(item.get("intent")), country=str(item.get("country")),
        roles=_known(item.get("roles"), knowledge.roles, MOST_ROLES),
        skills=_known(item.get("skills"), knowledge.skills, MOST_SKILLS),
        family=_text(item.get("family")) if item.get("family") in knowledge.families else "",
        aspects=frozenset(_text(aspect) for aspect in _list(item.get("aspects"))),
        amount=Amount(_number(amount[0]), _text(amount[1])) if len(amount) == 2 else None,
        limit=limit if isinstance(limit, int) else None,
        country_named=item.get("country_named") is True,
        viewpoint=EMPLOYER if item.get("viewpoint") == EMPLOYER else CANDIDATE,
    )


def _pending(item: object, knowledge: KnowledgeBase) -> Pending | None:
    if not isinstance(item, Mapping):
        return None
    return Pending(_text(item.get("intent")), _known(item.get("roles"), knowledge.roles, MOST_ROLES),
                   _known(item.get("candidates"), knowledge.roles, MOST_LISTED))


def _list(value: object) -> list[Any]:
    return list(value) if isinstance(value, (list, tuple)) else []


def _known(value: object, ids: Mapping[str, Any], most: int) -> tuple[str, ...]:
    return tuple(item for item in _list(value) if isinstance(item, str) and item in ids)[:most]


def _text(value: object) -> str:
    return value[:60] if isinstance(value, str) else ""


def _number(value: object) -> int:
    return int(value) if isinstance(value, (int, float)) and not isinstance(value, bool) else 0
