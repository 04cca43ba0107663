"""Examples at the end of each command's help, and names that a shell completes."""

from __future__ import annotations

import typer

_EXAMPLES: dict[str, tuple[str, ...]] = {
    "chat": ("rolewise chat", "rolewise chat --url http://127.0.0.1:5005", "rolewise chat --local --no-history"),
    "ask": (
        'rolewise ask "what does a data analyst earn?"',
        'rolewise ask --json "data analyst or data scientist?" | jq .card.table',
        "rolewise ask --jsonl <questions.jsonl >answers.jsonl",
    ),
    "parse": ('echo "nurse salary in the UK" | rolewise parse',),
    "roles": ("rolewise roles", "rolewise roles --json"),
    "check": ("rolewise check", "rolewise check --coverage"),
    "answer": (
        'rolewise answer compare_roles "data analyst" "data scientist" --country IN',
        "rolewise answer explain_skill --skill Docker",
        'rolewise answer rank_roles_by_pay --amount "30 LPA"',
    ),
    "page": ('rolewise page "data scientist" "machine learning engineer" -o page.html',),
    "schema": ("rolewise schema",),
    "new-role": ('rolewise new-role "Data Steward"',),
    "import": ("rolewise import data/occupations",),
    "promote": ("rolewise promote pharmacist",),
    "train": ("rolewise train", "rolewise train --force"),
    "evaluate": ("rolewise evaluate", "rolewise evaluate --off-topic 0.05"),
    "serve": ("rolewise serve", "rolewise serve --port 8000"),
    "doctor": ("rolewise doctor",),
    "unanswered": ("rolewise unanswered",),
    "learn": ("rolewise learn",),
    "stats": ("rolewise stats",),
    "forget": ("rolewise forget --help",),
}


def add(app: typer.Typer) -> None:
    """Gives every command its examples. Raises KeyError for one that has none."""
    for command in app.registered_commands:
        lines = _EXAMPLES[str(command.name)]
        # click breaks a paragraph anew unless it begins with \b.
        command.epilog = "\n".join(["\b", "Example:" if len(lines) == 1 else "Examples:", *(f"  {line}" for line in lines)])


def role_names(incomplete: str) -> list[tuple[str, str]]:
    """Ids of roles, which need no quotes, with their titles; a shell offers those that begin as what is typed."""
    from rolewise.terminal.names import project_names

    knowledge = project_names().knowledge
    return sorted((role.id, role.title) for role in knowledge.roles.values()) if knowledge else []
