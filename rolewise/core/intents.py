"""The register of intents: each kind of question with how it is answered, and how a talk goes on with it.

Everything that depends on the kind of a question is looked up here. How to add one: docs/adding-a-question.md.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import Enum
from types import MappingProxyType


class Kind(Enum):
    """What a question is about."""

    ABOUT_ROLES = "about roles"
    CATALOGUE = "all roles, or skills"
    FRAGMENT = "a name without a question"
    LAST_ANSWER = "the last answer"
    SMALL_TALK = "small talk"
    OFF_TOPIC = "none of our business"


class Alone(Enum):
    """What asks the last question again when nothing else is said."""

    ROLE = "what about a nurse? the second one; add a nurse"
    COUNTRY = "and in the US?"
    ASPECT = "and for freshers?"


class Joining(Enum):
    """Whether one more role is set beside those in play."""

    NEVER = "it takes their place"
    WHEN_SAID = "compare it with a nurse"
    ALWAYS = "and a nurse?"


ANYTHING = frozenset(Alone)


@dataclass(frozen=True)
class Intent:
    """One kind of question. The defaults are those of a question about roles."""

    name: str
    answer: str  # function of rolewise/core/answers, as "module.function"
    kind: Kind = Kind.ABOUT_ROLES
    roles: int = 0  # that must be known; with fewer they are asked for
    figure: str = ""  # the field of a role's file that it tells, where figures may be missing

    # What the answer is about.
    ignores_roles: bool = False  # a change of subject: the roles in play mean nothing to it unless named
    both_countries: bool = False  # two countries named are both answered
    own_skills: bool = False  # the skills that the user told count
    directed: bool = False  # its roles are a way from the first to the last: one more is another end of it

    # How the talk goes on.
    repeated_by: frozenset[Alone] = ANYTHING  # what named alone asks it again; nothing: it does not become the topic
    role_alone: str = ""  # what a role alone asks after it; "": itself
    joining: Joining = Joining.NEVER
    with_one_more: str = ""  # what it turns into where a role is added ("a nurse too"); "": itself
    more_of_one: str = "describe_role"  # what "more" goes on with, after one role
    more_of_several: str = "compare_roles"

    # How it is told from other questions.
    second: bool = True  # may be the second question of a message
    weak: bool = False  # no question of its own: what else the utterance holds decides
    steered: bool = False  # what a steering word ("why", "shorter", "more") is taken for, and may be read as without it
    rated: bool = True  # an answer that feedback is about; no: a word on the last one

    # Buttons, and where it is asked without being typed. The words are in wording.yml under `ask`.
    button: bool = True  # a button may ask it
    offered: bool = True  # as a reading when the utterance was not understood
    offered_with: int = 0  # fewest roles for that, where more than `roles`
    needs_skill: bool = False  # a button that asks it has to name a skill
    after_one: tuple[str, ...] = ()  # buttons under its answer about one role, or none; (): those of describe_role
    after_several: tuple[str, ...] = ()  # about several; (): those of compare_roles
    for_employers: bool = False  # its button comes first for someone who hires
    faq_of_one: int = 0  # place among the questions of one role's page; 0: it is not there
    faq_of_several: int = 0  # the same of a comparison's page


_CATALOGUE = Intent("", "", Kind.CATALOGUE, ignores_roles=True, repeated_by=frozenset(), second=False)
_FRAGMENT = Intent("", "", Kind.FRAGMENT, repeated_by=frozenset(), second=False, weak=True, offered=False)
_SMALL_TALK = Intent(
    "", "", Kind.SMALL_TALK, repeated_by=frozenset(), second=False, weak=True, rated=False, button=False, offered=False
)
# What is looked up and is no intent: nothing applies to it.
NONE = Intent("", "", Kind.OFF_TOPIC, repeated_by=frozenset(), second=False, button=False, offered=False)

_REGISTER = (
    Intent(
        "compare_roles",
        "comparison.answer_compare",
        roles=2,
        joining=Joining.ALWAYS,
        more_of_several="ask_skills",
        after_several=("ask_pay", "ask_skills", "choose_role", "hire_role"),
        for_employers=True,
    ),
    Intent(
        "ask_pay",
        "pay.answer_pay",
        roles=1,
        figure="pay",
        both_countries=True,
        more_of_one="ask_outlook",
        more_of_several="ask_responsibilities",
        after_one=("ask_source", "ask_skills", "ask_experience", "ask_related_roles"),
        after_several=("ask_skills", "choose_role", "ask_source", "compare_roles"),
        for_employers=True,
    ),
    Intent(
        "ask_skills",
        "skills.answer_skills",
        roles=1,
        more_of_one="ask_pay",
        more_of_several="ask_pay",
        after_one=("switch_role", "ask_pay", "ask_education", "ask_related_roles"),
        after_several=("ask_pay", "switch_role", "choose_role", "compare_roles"),
        for_employers=True,
    ),
    Intent(
        "choose_role",
        "choice.answer_choose",
        roles=1,
        own_skills=True,
        joining=Joining.ALWAYS,
        more_of_several="hire_role",
        after_one=("ask_outlook", "ask_pay", "ask_skills", "ask_related_roles"),
        after_several=("ask_pay", "ask_skills", "switch_role", "summarize_comparison"),
    ),
    Intent(
        "hire_role",
        "choice.answer_hire",
        joining=Joining.WHEN_SAID,
        more_of_several="ask_outlook",
        offered_with=1,
        after_one=("ask_skills", "ask_pay", "ask_responsibilities", "ask_experience"),
        after_several=("ask_pay", "ask_skills", "compare_roles", "summarize_comparison"),
        for_employers=True,
    ),
    Intent(
        "ask_responsibilities",
        "profile.answer_responsibilities",
        roles=1,
        more_of_one="ask_skills",
        more_of_several="choose_role",
        after_one=("ask_skills", "ask_pay", "choose_role", "ask_related_roles"),
        for_employers=True,
    ),
    Intent(
        "ask_experience",
        "entry.answer_experience",
        roles=1,
        figure="experience",
        more_of_one="ask_education",
        after_one=("ask_education", "ask_pay", "switch_role", "ask_skills"),
        faq_of_one=1,
        faq_of_several=1,
    ),
    Intent(
        "ask_education",
        "entry.answer_education",
        roles=1,
        figure="education",
        more_of_one="ask_related_roles",
        after_one=("ask_experience", "ask_skills", "switch_role", "ask_pay"),
        faq_of_one=2,
        faq_of_several=2,
    ),
    Intent(
        "switch_role",
        "path.answer_switch",
        roles=1,
        own_skills=True,
        directed=True,
        after_one=("ask_education", "ask_experience", "ask_pay", "find_jobs"),
        after_several=("ask_skills", "ask_pay", "choose_role", "compare_roles"),
        faq_of_several=4,
    ),
    Intent(
        "describe_role",
        "profile.answer_describe",
        roles=1,
        with_one_more="compare_roles",
        more_of_one="ask_responsibilities",
        steered=True,
        after_one=("ask_pay", "ask_skills", "ask_responsibilities", "ask_related_roles"),
    ),
    Intent(
        "summarize_comparison",
        "comparison.answer_summary",
        roles=1,
        joining=Joining.ALWAYS,
        second=False,
        steered=True,
        after_several=("ask_pay", "choose_role", "hire_role", "compare_roles"),
    ),
    Intent(
        "ask_related_roles",
        "path.answer_related",
        roles=1,
        role_alone="describe_role",
        after_one=("describe_role", "ask_pay", "switch_role", "list_roles"),
    ),
    Intent(
        "ask_outlook",
        "outlook.answer_outlook",
        roles=1,
        figure="outlook",
        both_countries=True,
        more_of_one="ask_experience",
        after_one=("ask_source", "ask_pay", "choose_role", "ask_related_roles"),
        faq_of_one=3,
        faq_of_several=3,
    ),
    replace(_CATALOGUE, name="list_roles", answer="catalogue.answer_list", weak=True),
    replace(_CATALOGUE, name="find_roles_by_skill", answer="catalogue.answer_find"),
    replace(_CATALOGUE, name="rank_roles_by_pay", answer="ranking.answer_rank", repeated_by=frozenset({Alone.COUNTRY})),
    replace(_CATALOGUE, name="explain_skill", answer="skills.answer_explain_skill", needs_skill=True),
    Intent(
        "find_jobs",
        "catalogue.answer_jobs",
        offered_with=1,
        after_one=("ask_pay", "ask_skills", "ask_experience", "switch_role"),
    ),
    Intent(
        "ask_source",
        "talk.answer_source",
        Kind.LAST_ANSWER,
        repeated_by=frozenset(),
        second=False,
        steered=True,
        offered=False,
    ),
    replace(
        _FRAGMENT,
        name="mention_role",
        answer="talk.answer_mention",
        roles=1,
        after_one=("describe_role", "ask_pay", "ask_skills", "ask_related_roles"),
    ),
    replace(_FRAGMENT, name="set_country", answer="talk.answer_country", ignores_roles=True),
    replace(_SMALL_TALK, name="greet", answer="talk.answer_greet"),
    replace(_SMALL_TALK, name="goodbye", answer="talk.answer_goodbye", ignores_roles=True, weak=False),
    replace(_SMALL_TALK, name="thank", answer="talk.answer_thank"),
    replace(_SMALL_TALK, name="affirm", answer="talk.answer_affirm"),
    replace(_SMALL_TALK, name="deny", answer="talk.answer_deny"),
    replace(_SMALL_TALK, name="ask_help", answer="talk.answer_help", rated=True, button=True),
    replace(_SMALL_TALK, name="bot_challenge", answer="talk.answer_bot"),
    replace(_SMALL_TALK, name="give_feedback", answer="talk.answer_feedback"),
    replace(NONE, name="out_of_scope", answer="talk.answer_out_of_scope", ignores_roles=True, weak=True),
)

INTENTS: Mapping[str, Intent] = MappingProxyType({intent.name: intent for intent in _REGISTER})


def intent_of(name: str) -> Intent:
    """The entry of an intent; NONE, to which nothing applies, for any other name."""
    return INTENTS.get(name, NONE)


def of_kind(*kinds: Kind) -> frozenset[str]:
    """The names of the intents of these kinds."""
    return frozenset(name for name, intent in INTENTS.items() if intent.kind in kinds)
