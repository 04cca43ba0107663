"""Three to four next steps after each answer: questions that anyone could type."""

from __future__ import annotations

from collections.abc import Sequence

from rolewise.core.answers.phrasing import and_list
from rolewise.core.answers.types import EMPLOYER, Question, Suggestion
from rolewise.core.answers.writer import Writer

FEWEST, MOST = 3, 4
# Slack's limit for the label of a button.
LONGEST_TITLE = 75

AFTER_ONE = {
    "ask_pay": ("ask_source", "ask_skills", "ask_experience", "ask_related_roles"),
    "ask_skills": ("switch_role", "ask_pay", "ask_education", "ask_related_roles"),
    "ask_experience": ("ask_education", "ask_pay", "switch_role", "ask_skills"),
    "ask_education": ("ask_experience", "ask_skills", "switch_role", "ask_pay"),
    "ask_outlook": ("ask_source", "ask_pay", "choose_role", "ask_related_roles"),
    "ask_responsibilities": ("ask_skills", "ask_pay", "choose_role", "ask_related_roles"),
    "describe_role": ("ask_pay", "ask_skills", "ask_responsibilities", "ask_related_roles"),
    "choose_role": ("ask_outlook", "ask_pay", "ask_skills", "ask_related_roles"),
    "switch_role": ("ask_education", "ask_experience", "ask_pay", "find_jobs"),
    "ask_related_roles": ("describe_role", "ask_pay", "switch_role", "list_roles"),
    "hire_role": ("ask_skills", "ask_pay", "ask_responsibilities", "ask_experience"),
    "find_jobs": ("ask_pay", "ask_skills", "ask_experience", "switch_role"),
    "mention_role": ("describe_role", "ask_pay", "ask_skills", "ask_related_roles"),
}
AFTER_SEVERAL = {
    "compare_roles": ("ask_pay", "ask_skills", "choose_role", "hire_role"),
    "ask_pay": ("ask_skills", "choose_role", "ask_source", "compare_roles"),
    "ask_skills": ("ask_pay", "switch_role", "choose_role", "compare_roles"),
    "choose_role": ("ask_pay", "ask_skills", "switch_role", "summarize_comparison"),
    "hire_role": ("ask_pay", "ask_skills", "compare_roles", "summarize_comparison"),
    "switch_role": ("ask_skills", "ask_pay", "choose_role", "compare_roles"),
    "summarize_comparison": ("ask_pay", "choose_role", "hire_role", "compare_roles"),
}
EMPLOYERS_FIRST = ("hire_role", "ask_pay", "ask_skills", "compare_roles", "ask_responsibilities")


def suggest(writer: Writer, question: Question) -> tuple[Suggestion, ...]:
    """Next steps for the roles in play, those of the viewpoint first."""
    several = len(question.roles) > 1
    table = AFTER_SEVERAL if several else AFTER_ONE
    fallback = AFTER_SEVERAL["compare_roles"] if several else AFTER_ONE["describe_role"]
    intents = [intent for intent in table.get(question.intent, fallback) if intent != question.intent]
    if question.viewpoint == EMPLOYER:
        intents = sorted(intents, key=lambda intent: intent not in EMPLOYERS_FIRST)
    if not question.roles:
        return starters(writer)
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
        "titles_vs": " vs ".join(role.title for role in found),
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
    return Suggestion(
        title if len(title) <= LONGEST_TITLE else title[: LONGEST_TITLE - 1] + "…", writer.phrase(f"{key}.text", **values)
    )


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
        Suggestion(writer.knowledge.roles[role].title, ask(writer, intent, _in_place(others, role), country).text)
        for role in candidates[:MOST]
    )


def _in_place(others: tuple[str, ...], role: str) -> tuple[str, ...]:
    return (*(other for other in others if other != role), role)
