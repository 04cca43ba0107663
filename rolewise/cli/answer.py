"""`rolewise answer`: any answer straight from the knowledge base, without Rasa."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rolewise.cli import exits, loading, names

if TYPE_CHECKING:
    from rolewise.core.answers import Question
    from rolewise.core.knowledge import KnowledgeBase


@dataclass(frozen=True)
class Arguments:
    """The command line as typed."""

    intent: str
    roles: tuple[str, ...] = ()
    country: str = ""
    skills: tuple[str, ...] = ()
    family: str = ""
    amount: str = ""
    limit: int | None = None
    aspects: tuple[str, ...] = ()
    as_json: bool = False


def run(asked: Arguments) -> None:
    """Prints the answer, or its card as JSON; ends with the nearest name where one is not known."""
    from rolewise.core.answers import Writer, answer
    from rolewise.core.rendering import card, plain

    knowledge = loading.knowledge()
    given = answer(Writer(knowledge), question(knowledge, asked))
    print(json.dumps(card(given), ensure_ascii=False, indent=1) if asked.as_json else plain(given))


def question(knowledge: KnowledgeBase, asked: Arguments) -> Question:
    """The question that a command line asks. Raises Stop for what is not known, or too few roles."""
    from rolewise.core.answers import Question
    from rolewise.core.intents import INTENTS

    intent = names.one_of("intent", asked.intent, {known: known for known in INTENTS})
    roles = tuple(dict.fromkeys(names.role(knowledge, typed) for typed in asked.roles))
    needed = INTENTS[intent].roles
    if len(roles) < needed:
        raise exits.Stop(f"{intent} needs {'a role' if needed == 1 else f'{needed} different roles'}", exits.USAGE)
    country = names.country(knowledge, asked.country) if asked.country else knowledge.site.default_country
    aspects = frozenset(names.one_of("aspect", typed, {cue: cue for cue in knowledge.cues}) for typed in asked.aspects)
    before = (Question("ask_pay", country, roles=roles),) if intent == "ask_source" and roles else ()
    return Question(
        intent,
        country,
        roles=roles,
        skills=tuple(names.skill(knowledge, typed) for typed in asked.skills),
        family=names.family(knowledge, asked.family) if asked.family else "",
        amount=names.amount(knowledge, asked.amount) if asked.amount else None,
        limit=asked.limit,
        aspects=aspects,
        country_named=bool(asked.country),
        before=before,
    )
