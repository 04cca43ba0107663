"""The command line. Each command is a module that is imported when it runs: only those that need Rasa wait for it.

stdout carries answers, stderr everything else. Exit codes: 0; 1 a check failed; 2 wrong usage; 3 no model, server or
knowledge to work with; 130 interrupted.
"""

from __future__ import annotations

import sys

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
def _check() -> None:
    """Validate the knowledge base; prints every problem of all files."""
    from rolewise.cli import check as command

    command.run()


@app.command("train")
def _train(force: bool = typer.Option(False, "--force", help="Train even if the model is current.")) -> None:
    """Train a model, unless there is one for today's files."""
    from rolewise.cli import train as command

    command.run(force)


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
