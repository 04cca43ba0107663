"""Three to four next steps after each answer: questions that anyone could type."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from rolewise.core.answers.phrasing import and_list
from rolewise.core.answers.types import EMPLOYER, Question, Suggestion
from rolewise.core.answers.writer import Writer
from rolewise.core.intents import intent_of

FEWEST, MOST = 3, 4
# Slack's limit for the label of a button.
LONGEST_TITLE = 75
# For an intent that has no next steps of its own.
_AFTER_ONE = intent_of("describe_role").after_one
_AFTER_SEVERAL = intent_of("compare_roles").after_several


def suggest(writer: Writer, question: Question) -> tuple[Suggestion, ...]:
    """Next steps for the roles in play, those of the viewpoint first."""
    if not question.roles:
        return starters(writer)
    asked = intent_of(question.intent)
    following = asked.after_several or _AFTER_SEVERAL if len(question.roles) > 1 else asked.after_one or _AFTER_ONE
    intents = [intent for intent in following if intent != question.intent]
    if question.viewpoint == EMPLOYER:
        intents = sorted(intents, key=lambda intent: not intent_of(intent).for_employers)
    return tuple(ask(writer, intent, question.roles, question.country) for intent in intents)[:MOST]


def ask(writer: Writer, intent: str, roles: tuple[str, ...] = (), country: str = "", skill: str = "") -> Suggestion:
    """The question of an intent about these roles, as a user would type it."""
    found = writer.roles(roles)
    pair = f"ask.{intent}_pair"
    key = pair if len(roles) > 1 and writer.knows(f"{pair}.text") else f"ask.{intent}"
    if len(roles) == 1 and country and intent == "ask_pay" and country != writer.knowledge.site.default_country:
        key = "ask.ask_pay_country"
    values = {
        "titles": and_list([role.title for role in found]),
        "titles_vs": writer.versus(found),
        "a_role": writer.a(found[0]) if found else "",
        "role": found[0].in_sentence if found else "",
        "a_first": writer.a(found[0]) if found else "",
        "a_second": writer.a(found[-1]) if found else "",
        "a_roles": writer.a_list(found),
        "a_roles_or": writer.a_list(found, "or"),
        "country": writer.country(country) if country else "",
        "skill": skill,
    }
    title = writer.phrase(f"{key}.title", **values)
    shown = title if len(title) <= LONGEST_TITLE else title[: LONGEST_TITLE - 1] + "…"
    return Suggestion(shown, writer.phrase(f"{key}.text", **values), intent if not skill else "", tuple(roles))


def filled(writer: Writer, steps: Sequence[Suggestion]) -> tuple[Suggestion, ...]:
    """At most MOST steps; with fewer than FEWEST, examples are added."""
    wanted = list(dict.fromkeys(steps))[:MOST]
    spare = [step for step in (*starters(writer), ask(writer, "list_roles")) if step not in wanted]
    return (*wanted, *spare[: max(0, FEWEST - len(wanted))])


def starters(writer: Writer) -> tuple[Suggestion, ...]:
    """Examples for someone who has not named a role."""
    pair = tuple(role for key in ("first", "second") if (role := writer.phrase(f"examples.{key}")) in writer.knowledge.roles)
    country = writer.knowledge.site.default_country
    steps = [ask(writer, "compare_roles", pair), ask(writer, "ask_pay", pair[:1])] if len(pair) == 2 else []
    return (*steps, ask(writer, "find_roles_by_skill"), ask(writer, "rank_roles_by_pay", country=country))


def role_choices(
    writer: Writer, intent: str, candidates: tuple[str, ...], others: tuple[str, ...] = (), country: str = ""
) -> tuple[Suggestion, ...]:
    """Roles to choose from, each carrying the question that waits for it."""
    return tuple(
        replace(ask(writer, intent, _in_place(others, role), country), title=writer.knowledge.roles[role].title)
        for role in candidates[:MOST]
    )


def _in_place(others: tuple[str, ...], role: str) -> tuple[str, ...]:
    return (*(other for other in others if other != role), role)
