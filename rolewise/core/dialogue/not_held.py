"""What was heard and not used, named before the answer in the user's own words (register: core/facets.py)."""

from __future__ import annotations

import re
from collections.abc import Iterable

from rolewise.core.answers import Answer, Writer
from rolewise.core.answers.phrasing import and_list
from rolewise.core.dialogue.joining import prefixed
from rolewise.core.facets import FACETS, LEVELS, Facet

# Kinds that an answer uses when it has their words: "on top of a B.Com".
QUOTED = frozenset({"background", "credential", "sector", "criterion"})
# What is no thing that could be named: the form of a question, the wish for a judgement.
UNQUOTED = frozenset({"yes_no:yes_no", "reckoning:judge"})
# Answers that ask for a role, and yet say of what they heard whether it is held.
ANSWERED = frozenset({"second_role"})
_MARKS = " .,;:!?-–—"
# More than these are named by the user's words alone.
MOST_NAMED = 2


def named(writer: Writer, heard: Iterable[Facet], answer: Answer) -> Answer:
    """The answer with a first sentence on the facets that it does not use."""
    if answer.missed and answer.missed not in ANSWERED:
        return answer
    left = [facet for facet in heard if is_new(facet) and not _is_said(facet, answer)]
    return prefixed(_sentence(writer, left, answer.intent), answer)


def is_new(facet: Facet) -> bool:
    """Whether this turn told it; of what an earlier one told, only years and levels are said again to be left out."""
    return bool(facet.text) or facet.kind in LEVELS


def _is_said(facet: Facet, answer: Answer) -> bool:
    """Whether the answer uses it or has the user's own words for it."""
    words = facet.text.strip(_MARKS).lower()
    repeated = facet.kind in QUOTED and words and re.search(rf"(?<!\w){re.escape(words)}(?!\w)", answer.text.lower())
    return bool(repeated) or is_used(facet, answer.intent, answer)


def is_used(facet: Facet, intent: str, answer: Answer) -> bool:
    """Whether the answer says that it used it, shows the country, or the question is none that the facet meets."""
    if intent not in FACETS[facet.kind].meets or answer.used & {facet.kind, facet.key}:
        return True
    kind, _, value = facet.value.partition(":")
    if facet.kind == "exception" and kind in ("role", "country"):
        shown = answer.listed if answer.intent == "ask_related_roles" else (*answer.roles, *answer.listed)
        return value != answer.country and value not in shown
    return facet.kind == "country" and not facet.negated and facet.value == answer.country


def _sentence(writer: Writer, left: list[Facet], intent: str) -> str:
    groups: dict[str, list[Facet]] = {}
    for facet in left:
        groups.setdefault(facet.kind, []).append(facet)
    if not groups:
        return ""
    by_form = {kind: facets for kind, facets in groups.items() if facets[0].key in UNQUOTED}
    told = [(kind, facets) for kind, facets in groups.items() if kind not in by_form]
    things = [_thing(writer, kind, facets, intent) for kind, facets in told[:MOST_NAMED]]
    further = [facet for _, facets in told[MOST_NAMED:] for facet in facets]
    if further:
        things.append(writer.phrase("not_held.further", said=_said(writer, further)))
    things += [_thing(writer, kind, facets, intent) for kind, facets in by_form.items()]
    return writer.say("not_held.frame", things=and_list(things))


def _thing(writer: Writer, kind: str, facets: list[Facet], intent: str) -> str:
    """How the wording names a kind for this question, else for any."""
    own = f"not_held.{kind}.{intent}"
    label = and_list(list(dict.fromkeys(writer.facet_label(facet) for facet in facets)))
    return writer.phrase(own if writer.knows(own) else f"not_held.{kind}.any", said=_said(writer, facets), label=label)


def _said(writer: Writer, facets: list[Facet]) -> str:
    return and_list([f"“{text}”" for text in dict.fromkeys(writer.facet_said(facet).strip(_MARKS) for facet in facets)])
