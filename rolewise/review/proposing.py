"""What would close a group of gaps: a role, another name, training lines, a figure in a named file."""

from __future__ import annotations

import shlex
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import replace

from rolewise.core.intents import intent_of
from rolewise.core.knowledge.model import KnowledgeBase
from rolewise.review.records import Advice, Gap, Group, Kind, Lacking

OUT_OF_SCOPE = "out_of_scope"
PRESSED = 3.0  # a button that was pressed tells more than a reading, whose weight is at most 1


def advised(group: Group, knowledge: KnowledgeBase) -> Group:
    """The group with what would help."""
    lacking = group.gaps[0].lacking
    example = _in_words(lacking, knowledge) if lacking else group.example
    return replace(group, example=example, advice=_advice(group, knowledge))


def nearest_intent(gaps: Iterable[Gap]) -> str:
    """The likeliest intent besides out of scope; "" without readings."""
    weights: defaultdict[str, float] = defaultdict(float)
    for gap in gaps:
        for intent, confidence in gap.turn.readings:
            weights[intent] += confidence
        if gap.chosen:
            weights[gap.chosen] += PRESSED
    weights.pop(OUT_OF_SCOPE, None)
    return max(weights, key=lambda intent: (weights[intent], intent), default="")


def _advice(group: Group, knowledge: KnowledgeBase) -> Advice:
    if group.kind is Kind.UNKNOWN_ROLE:
        return _role(group, knowledge)
    if group.kind is Kind.MISSING_FIGURE:
        return Advice(_figure(group.gaps[0].lacking or Lacking("", "", ""), knowledge))
    if group.kind in (Kind.NOT_UNDERSTOOD, Kind.OUT_OF_SCOPE, Kind.THUMBS_DOWN):
        return _lines(group)
    return Advice(_OTHER[group.kind])


def _role(group: Group, knowledge: KnowledgeBase) -> Advice:
    first = (gap.unknown.nearest[0] for gap in group.gaps if gap.unknown and gap.unknown.nearest)
    votes = Counter(role for role in first if role in knowledge.roles)
    nearest = max(votes, key=lambda role: (votes[role], role), default="")
    # Quoted for the shell, since the name is a stranger's.
    new = f"a role: rolewise new-role {shlex.quote(group.example.title())}"
    known = f"; or another name of {knowledge.roles[nearest].title} (roles/{nearest}.yml › aliases)" if nearest else ""
    return Advice(new + known, role=nearest)


def _in_words(lacking: Lacking, knowledge: KnowledgeBase) -> str:
    """ "pay: Registered Nurse, Brazil" """
    role, country = knowledge.roles.get(lacking.role), knowledge.countries.get(lacking.country)
    return f"{lacking.field}: {role.title if role else 'most roles'}{f', {country.name}' if country else ''}"


def _figure(lacking: Lacking, knowledge: KnowledgeBase) -> str:
    country = knowledge.countries.get(lacking.country)
    where = f"for {country.name}" if country else "for the country asked for"
    if not lacking.role:
        return f"pay rows {where} in more roles (knowledge/roles/*.yml › pay)"
    return f"{'a row' if lacking.field == 'pay' else 'the field'} {where} in knowledge/roles/{lacking.role}.yml › {lacking.field}"


def _lines(group: Group) -> Advice:
    intent = nearest_intent(group.gaps)
    if group.kind is Kind.THUMBS_DOWN:
        return _answer(group, intent)
    of = f" of {intent}, the nearest intent" if intent else ""
    ours = "nothing, if it is none of our business; else " if group.kind is Kind.OUT_OF_SCOPE else ""
    return Advice(f"{ours}training lines{of} (rolewise learn)", intent=intent)


def _answer(group: Group, intent: str) -> Advice:
    turn = group.gaps[0].turn
    roles = dict.fromkeys(role for gap in group.gaps for role in gap.turn.roles)
    files = ", ".join(f"knowledge/roles/{role}.yml{_place(turn.intent)}" for role in list(roles)[:3])
    seen = f"a look at the answer to {turn.intent}" + (f": {files}" if files else "")
    return Advice(f"{seen}; if the question was misread, training lines of the right intent", intent=intent)


def _place(intent: str) -> str:
    figure = intent_of(intent).figure
    return f" › {figure}" if figure else ""


_OTHER = {
    Kind.UNKNOWN_SKILL: "the skill in knowledge/vocabulary/skills.yml, and in the roles that need it",
    Kind.UNKNOWN_COUNTRY: "the country or its other name in knowledge/vocabulary/countries.yml",
    Kind.GIVEN_UP: "the name they used: an alias of a role, or knowledge/vocabulary/names.yml › ambiguous; else the question "
    "back in knowledge/wording.yml › misses",
    Kind.UNKNOWN_WORD: "its English in knowledge/vocabulary/hindi.yml",
    Kind.LANGUAGE: "nothing yet: English, Hinglish and Hindi are read",
    Kind.FAILED: "the operator: the log has the reason under the number that the visitor was shown",
}
