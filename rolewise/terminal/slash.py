"""Slash commands of the chat."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from rapidfuzz import fuzz, process

from rolewise.terminal.debug import why
from rolewise.terminal.transcript import markdown

if TYPE_CHECKING:
    from rolewise.terminal.conversation import Conversation

NOTHING_YET = "Nothing has been answered yet."


@dataclass(frozen=True)
class Command:
    """One command; `takes` names its argument, where it has one."""

    help: str
    run: Callable[[Conversation, str], None]
    takes: str = ""


def obey(conversation: Conversation, line: str) -> None:
    """Runs the command of a line that begins with a slash; names the nearest where there is none."""
    name, _, argument = line.partition(" ")
    command = COMMANDS.get(ALIASES.get(name, name))
    if command is None:
        conversation.screen.note(f"There is no {name}; did you mean {nearest(name)}? /help lists all commands.")
        return
    command.run(conversation, argument.strip())


def nearest(name: str) -> str:
    """The command most like what was typed.

    >>> nearest("/contry"), nearest("/DEBUGGING")
    ('/country', '/debug')
    """
    return str(process.extractOne(name.casefold(), list(COMMANDS), scorer=fuzz.ratio)[0])


def _help(conversation: Conversation, _: str) -> None:
    width = max(len(f"{name} {command.takes}") for name, command in COMMANDS.items()) + 2
    lines = [f"{f'{name} {command.takes}':<{width}}{command.help}" for name, command in COMMANDS.items()]
    keys = ["A number sends that suggestion. Tab completes roles, Ctrl-R searches what you typed before."]
    conversation.screen.show("\n".join([*lines, *keys]))


def _country(conversation: Conversation, argument: str) -> None:
    if argument:
        conversation.send(f"in {conversation.names.country(argument)}", shown=True)
        return
    if named := conversation.country:
        conversation.screen.show(f"The country is {conversation.names.country(named)}.")
    else:
        own = conversation.names.own_country
        conversation.screen.show(f"No answer has named a country yet{f'; without one it is {own}' if own else ''}.")


def _roles(conversation: Conversation, argument: str) -> None:
    found = conversation.names.titles(argument)
    if found:
        conversation.screen.columns(found)
    else:
        why_none = f"No covered role is called {argument!r}." if argument else "The list of roles cannot be read here."
        conversation.screen.note(why_none)


def _why(conversation: Conversation, _: str) -> None:
    if conversation.turns:
        conversation.screen.show(why(conversation.turns[-1]))
    else:
        conversation.screen.note(NOTHING_YET)


def _json(conversation: Conversation, _: str) -> None:
    if conversation.turns:
        conversation.screen.raw(json.dumps(conversation.turns[-1].said.card, ensure_ascii=False, indent=1))
    else:
        conversation.screen.note(NOTHING_YET)


def _debug(conversation: Conversation, _: str) -> None:
    conversation.debug = not conversation.debug
    conversation.screen.note(f"Debugging is {'on' if conversation.debug else 'off'}.")


def _save(conversation: Conversation, argument: str) -> None:
    screen = conversation.screen
    if not argument or not conversation.turns:
        screen.note(NOTHING_YET if argument else "Name a file, as in: /save talk.md")
        return
    try:
        path = Path(argument).expanduser()
        if path.exists() and not screen.confirm(f"{path} is there already. Overwrite it?", False):
            screen.note("Nothing was written.")
            return
        path.write_text(markdown(conversation.turns), "utf-8")
    except (OSError, RuntimeError, ValueError) as error:
        screen.note(f"{argument} cannot be written: {getattr(error, 'strerror', None) or error}.")
        return
    screen.note(f"Wrote {path}.")


def _clear(conversation: Conversation, _: str) -> None:
    conversation.renew()
    conversation.screen.note("A new conversation begins.")


def _quit(conversation: Conversation, _: str) -> None:
    conversation.over = True


COMMANDS: dict[str, Command] = {
    "/help": Command("this list", _help),
    "/country": Command("talk about a country, or tell which it is", _country, "[IN]"),
    "/roles": Command("covered roles, or those with a word in their names", _roles, "[word]"),
    "/why": Command("how the last message was understood, and the sources of its answer", _why),
    "/json": Command("the last answer as JSON", _json),
    "/debug": Command("show or hide a line on how each message is understood", _debug),
    "/save": Command("write the conversation as Markdown", _save, "FILE"),
    "/clear": Command("begin a new conversation", _clear),
    "/quit": Command("leave, as Ctrl-D does", _quit),
}
ALIASES = {"/exit": "/quit", "/q": "/quit", "/?": "/help"}
