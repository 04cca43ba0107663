"""The command line. Each command is a module that is imported when it runs: only those that need Rasa wait for it.

stdout carries answers, stderr everything else. Exit codes: 0; 1 a check failed; 2 wrong usage; 3 no model, server or
knowledge to work with; 130 interrupted.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Optional

import typer

from rolewise.cli import examples, exits
from rolewise.doors.channels import CHANNELS, NAMES

_PLACES = [f"{channel.name}:{channel.place}" for channel in CHANNELS if channel.place]
_URL = typer.Option("", "--url", help="Ask this server; left out: the one that `rolewise serve` runs here, if any.")
_LOCAL = typer.Option(False, "--local", help="Load the model in this process, even if a server runs.")

app = typer.Typer(
    name="rolewise",
    help="Questions about job roles, answered from a knowledge base with sources.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)


def _print_version(asked: bool) -> None:
    if asked:
        from importlib.metadata import version

        print(f"rolewise {version('rolewise')}")
        raise typer.Exit


@app.callback()
def _options(
    version: bool = typer.Option(False, "--version", is_eager=True, callback=_print_version, help="Say the version."),
) -> None:
    """Questions about job roles, answered from a knowledge base with sources."""


@app.command("chat")
def _chat(
    url: str = _URL,
    local: bool = _LOCAL,
    no_history: bool = typer.Option(False, "--no-history", help="Neither read nor keep what is typed."),
) -> None:
    """Talk in the terminal, with a running server if there is one; else trains a model first if need be."""
    from rolewise.cli import chat as command

    _not_both(url, local)
    command.run(url, local, not no_history)


@app.command("ask")
def _ask(
    question: str | None = typer.Argument(None, help="The question."),
    as_json: bool = typer.Option(False, "--json", help="Print an object instead of the answer's text."),
    jsonl: bool = typer.Option(
        False, "--jsonl", help='Answer lines {"session": "…", "text": "…"} of stdin; a session is a conversation.'
    ),
    url: str = _URL,
    local: bool = _LOCAL,
) -> None:
    """Answer one question, or a line of JSON each. Lines are always answered in this process.

    Exit codes: 0 answered; 1 the question got no answer; 2 wrong usage; 3 no server or model; 130 interrupted.
    """
    from rolewise.cli import ask as command

    _not_both(url, local)
    if jsonl == (question is not None):
        raise exits.Stop('give either a question or --jsonl, as in: rolewise ask "What does a data analyst earn?"', exits.USAGE)
    if jsonl and (url or as_json):
        raise exits.Stop("--jsonl goes with neither --url nor --json", exits.USAGE)
    if jsonl:
        command.run_lines()
    else:
        command.run(question or "", as_json, url, local)


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
    roles: list[str] = typer.Argument(None, help="The roles it is about, each in quotes.", autocompletion=examples.role_names),
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

    asked = command.Arguments(intent, tuple(roles or ()), country, tuple(skill), family, amount, limit, tuple(aspect), as_json)
    command.run(asked)


@app.command("page")
def _page(
    roles: list[str] = typer.Argument(
        help="One role, or two or three to compare, each in quotes.", autocompletion=examples.role_names
    ),
    country: str = typer.Option("", "--country", help="IN, India, …; left out: the site's own."),
    output: Optional[Path] = typer.Option(None, "-o", "--output", help="The file; left out: stdout."),
) -> None:
    """Write a page about roles as HTML in one file."""
    from rolewise.cli import page as command

    command.run(roles, country, output)


@app.command("schema")
def _schema(
    contract: bool = typer.Option(False, "--contract", help="For developers: hold wording and cues to the shipped ones."),
) -> None:
    """Write JSON Schemas of the YAML files, for editors' programs."""
    from rolewise.cli import schema as command

    command.run(contract)


@app.command("new-role")
def _new_role(title: str = typer.Argument(help="The role's title, in quotes.")) -> None:
    """Write the file of a new role, to be filled in."""
    from rolewise.cli import new_role as command

    command.run(title)


@app.command("import")
def _import(folder: Path = typer.Argument(help="A folder of CSV files, described in docs/editing.md.")) -> None:
    """Take a folder of CSV files into the knowledge base; a later edition replaces the earlier one."""
    from rolewise.cli import import_folder as command

    command.run(folder)


@app.command("promote")
def _promote(occupation: str = typer.Argument(help="The id of an occupation, as `rolewise roles --json` lists it.")) -> None:
    """Write the file of a hand-made role from an occupation, with all its facts, to be improved."""
    from rolewise.cli import promote as command

    command.run(occupation)


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
    port: int = typer.Option(5005, envvar="ROLEWISE_PORT", min=1, max=65535, help="The port; ROLEWISE_HOST names the address."),
    credentials: Optional[Path] = typer.Option(None, "--credentials", help="The channels to open; left out: credentials.yml."),
) -> None:
    """Start the HTTP server; trains a model first if there is none for today's files."""
    from rolewise.cli import serve as command

    command.run(port, credentials)


@app.command("doctor")
def _doctor(
    deep: bool = typer.Option(False, "--deep", help="Load the model and let it answer, and ask Slack; takes some seconds."),
    as_json: bool = typer.Option(False, "--json", help="Print an object instead of lines."),
    settings: bool = typer.Option(False, "--settings", help="Print every setting of the environment instead."),
) -> None:
    """Tell what is configured, reachable and missing; exit code 1 if anything is broken."""
    from rolewise.cli import doctor as command

    command.run(deep=deep, as_json=as_json, settings=settings)


@app.command("unanswered")
def _unanswered(
    days: int = typer.Option(30, "--days", min=1, max=36_500, help="Questions of the last so many days."),
    limit: int = typer.Option(0, "--limit", min=0, help="At most so many groups; 0: all."),
    channel: str = typer.Option("", "--channel", help=f"One of {', '.join(NAMES)}."),
    country: str = typer.Option("", "--country", help="Of answers about this country: IN, India, …"),
    kind: list[str] = typer.Option([], "--kind", help="Such as 'role not covered'; may be given several times."),
    ids: bool = typer.Option(False, "--ids", help="With the ids of the conversations, as `rolewise forget` takes them."),
    html: Optional[Path] = typer.Option(None, "--html", dir_okay=False, help="Write a page instead."),
    csv: Optional[Path] = typer.Option(None, "--csv", dir_okay=False, allow_dash=True, help="Write a table; - is stdout."),
) -> None:
    """List what people asked and we could not answer, most frequent first."""
    from rolewise.cli import unanswered as command

    command.run(command.Output(html, csv, ids, limit), days, channel=channel, country=country, kinds=kind)


@app.command("learn")
def _learn(
    days: int = typer.Option(30, "--days", min=1, max=36_500, help="Questions of the last so many days."),
    again: bool = typer.Option(False, "--again", help="Ask about those that were skipped, too."),
) -> None:
    """Go through unanswered questions: another name of a role, training lines, out of scope, or skip."""
    from rolewise.cli import learn as command

    command.run(days, again)


@app.command("stats")
def _stats(
    days: int = typer.Option(30, "--days", min=1, max=36_500, help="Questions of the last so many days."),
    html: Optional[Path] = typer.Option(None, "--html", dir_okay=False, help="Write a page with plots instead."),
    as_json: bool = typer.Option(False, "--json", help="Print an object instead."),
) -> None:
    """Count questions by intent, role, country, channel and day; answered share, thumbs, response times."""
    from rolewise.cli import stats as command

    command.run(days, html, as_json)


@app.command("forget")
def _forget(
    conversations: list[str] = typer.Argument(None, help="Ids, as `rolewise unanswered --ids` shows them."),
    at: list[str] = typer.Option([], "--at", help=f"A talk by its place: {'; '.join(_PLACES)}."),
    slack: list[str] = typer.Option([], "--slack", hidden=True, help="The same as --at slack:…"),
    older_than: Optional[int] = typer.Option(
        None, "--older-than", min=0, max=36_500, help="Delete the texts of messages older than so many days."
    ),
    everything: bool = typer.Option(False, "--everything", help="Delete all conversations."),
    yes: bool = typer.Option(False, "--yes", help="Do not ask."),
) -> None:
    """Delete conversations, or the texts in old ones."""
    from rolewise.cli import forget as command

    command.run(conversations or [], [*at, *(f"slack:{place}" for place in slack)], older_than, everything, yes)


def _not_both(url: str, local: bool) -> None:
    if url and local:
        raise exits.Stop("give either --url or --local", exits.USAGE)


examples.add(app)


def main() -> None:
    """The entry point. Wrong usage, an interrupt and a reader that has left stdout get their exit codes from typer."""
    try:
        app(prog_name="rolewise")
    except exits.Stop as stop:
        print(f"rolewise: {stop}", file=sys.stderr)
        sys.exit(stop.code)
