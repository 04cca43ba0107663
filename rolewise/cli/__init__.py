"""The command line. Each command is a module that is imported when it runs: only those that need Rasa wait for it.

stdout carries answers, stderr everything else. Exit codes: 0; 1 a check failed; 2 wrong usage; 3 no model, server or
knowledge to work with; 130 interrupted.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Optional

import typer

from rolewise.cli import exits

app = typer.Typer(
    name="rolewise",
    help="Questions about job roles, answered from a knowledge base with sources.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)


@app.command("chat")
def _chat() -> None:
    """Talk in the terminal; trains a model first if there is none for today's files."""
    from rolewise.cli import chat as command

    command.run()


@app.command("ask")
def _ask(
    question: str | None = typer.Argument(None, help="The question."),
    as_json: bool = typer.Option(False, "--json", help="Print an object instead of the answer's text."),
    jsonl: bool = typer.Option(
        False, "--jsonl", help='Answer lines {"session": "…", "text": "…"} of stdin; a session is a conversation.'
    ),
) -> None:
    """Answer one question, or a line of JSON each."""
    from rolewise.cli import ask as command

    if jsonl == (question is not None):
        raise exits.Stop(
            'give either a question or --jsonl, as in: rolewise ask "What does a data analyst earn?"', exits.USAGE
        )
    if jsonl:
        command.run_lines()
    else:
        command.run(question or "", as_json)


@app.command("parse")
def _parse() -> None:
    """Print what is understood of each line of stdin, as one JSON object a line; no turn is taken."""
    from rolewise.cli import parse as command

    command.run()


@app.command("roles")
def _roles(as_json: bool = typer.Option(False, "--json", help="Print id, title and aliases of each role.")) -> None:
    """List the roles of the knowledge base."""
    from rolewise.cli import roles as command

    command.run(as_json)


@app.command("check")
def _check(
    strict: bool = typer.Option(False, "--strict", help="Warnings, such as old figures, make the check fail, too."),
    coverage: bool = typer.Option(False, "--coverage", help="Print what is held of each role, and what is missing."),
    as_json: bool = typer.Option(False, "--json", help="With --coverage: as an object."),
) -> None:
    """Validate the knowledge base; prints every problem of all files."""
    from rolewise.cli import check as command

    command.run(strict=strict, coverage=coverage, as_json=as_json)


@app.command("answer")
def _answer(
    intent: str = typer.Argument(help="What is asked, such as compare_roles or ask_pay."),
    roles: list[str] = typer.Argument(None, help="The roles it is about, each in quotes."),
    country: str = typer.Option("", "--country", help="IN, India, …; left out: the site's own."),
    skill: list[str] = typer.Option([], "--skill", help="A skill that is named; may be given several times."),
    family: str = typer.Option("", "--family", help="A family of roles."),
    amount: str = typer.Option("", "--amount", help="3000000, 30 LPA or $150k."),
    limit: Optional[int] = typer.Option(None, "--limit", min=1, help="How many are asked for."),
    aspect: list[str] = typer.Option([], "--aspect", help="A cue of cues.yml, such as fresher or monthly."),
    as_json: bool = typer.Option(False, "--json", help="Print the card that channels render from."),
) -> None:
    """Print an answer straight from the knowledge base, without a model."""
    from rolewise.cli import answer as command

    asked = command.Asked(intent, tuple(roles or ()), country, tuple(skill), family, amount, limit, tuple(aspect), as_json)
    command.run(asked)


@app.command("page")
def _page(
    roles: list[str] = typer.Argument(help="One role, or two or three to compare, each in quotes."),
    country: str = typer.Option("", "--country", help="IN, India, …; left out: the site's own."),
    output: Optional[Path] = typer.Option(None, "-o", "--output", help="The file; left out: stdout."),
) -> None:
    """Write a page about roles as HTML in one file."""
    from rolewise.cli import page as command

    command.run(roles, country, output)


@app.command("schema")
def _schema() -> None:
    """Write JSON Schemas of the YAML files, for editors' programs."""
    from rolewise.cli import schema as command

    command.run()


@app.command("new-role")
def _new_role(title: str = typer.Argument(help="The role's title, in quotes.")) -> None:
    """Write the file of a new role, to be filled in."""
    from rolewise.cli import new_role as command

    command.run(title)


@app.command("train")
def _train(force: bool = typer.Option(False, "--force", help="Train even if the model is current.")) -> None:
    """Train a model, unless there is one for today's files."""
    from rolewise.cli import train as command

    command.run(force)


@app.command("evaluate")
def _evaluate(
    off_topic: float = typer.Option(
        0.02, "--off-topic", min=0.0, max=1.0, help="The share of off-topic messages that may be taken for questions."
    ),
    variants: bool = typer.Option(False, "--variants", help="Measure what each kind of feature gives, too."),
    strict: bool = typer.Option(False, "--strict", help="Exit 1 if config.yml differs much from what is recommended."),
) -> None:
    """Cross-validate the intent model; writes reports/nlu.html and reports/nlu.json. Takes minutes."""
    from rolewise.cli import evaluate as command

    command.run(off_topic, variants, strict)


@app.command("serve")
def _serve(
    port: int = typer.Option(5005, envvar="ROLEWISE_PORT", min=1, max=65535, help="The port on 127.0.0.1."),
) -> None:
    """Start the HTTP server; trains a model first if there is none for today's files."""
    from rolewise.cli import serve as command

    command.run(port)


def main() -> None:
    """The entry point. Wrong usage, an interrupt and a reader that has left stdout get their exit codes from typer."""
    try:
        app(prog_name="rolewise")
    except exits.Stop as stop:
        print(f"rolewise: {stop}", file=sys.stderr)
        sys.exit(stop.code)
