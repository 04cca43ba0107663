"""`rolewise chat`: a conversation in the terminal, or of the lines of a pipe."""

from __future__ import annotations

import sys
from collections.abc import Iterable

from rolewise.cli import exits, loading
from rolewise.cli.lines import read_lines
from rolewise.cli.talks import in_process, on_server
from rolewise.terminal.conversation import Conversation
from rolewise.terminal.look import marks, only_ascii
from rolewise.terminal.names import Names, project_names
from rolewise.terminal.reply import NOT_SENT, Gone, Refused, Talk
from rolewise.terminal.screen import PipeScreen, Screen, TerminalScreen

INTERRUPTED = 130


def run(url: str = "", local: bool = False, history: bool = True) -> None:
    """Talks until /quit or the end of the input."""
    names = project_names()
    talk = None if local else on_server(url)
    conversation = Conversation(talk or _here(), _screen(names), names, _instead if talk and _may_move(url) else None)
    try:
        if _is_typed():
            _greet(conversation, talk)
            _converse(conversation, history)
        else:
            _answer(conversation, (line.text for line in read_lines(sys.stdin.buffer)))
    except Gone as gone:
        raise exits.Stop(str(gone), exits.UNAVAILABLE) from gone


def _here() -> Talk:
    return in_process(loading.current_model())


def _instead() -> Talk:
    """As `_here`, where the command must not end: what was typed waits for the user."""
    try:
        return _here()
    except exits.Stop as stop:
        raise Refused(NOT_SENT, f"That does not work either: {stop}.") from stop


def _is_typed() -> bool:
    return sys.stdin.isatty() and sys.stdout.isatty()


def _may_move(url: str) -> bool:
    """Whether to go on in this process where the server is lost: in a pipe not if it was named, since nobody can be asked."""
    return _is_typed() or not url


def _screen(names: Names) -> Screen:
    in_ascii = only_ascii(sys.stdout)
    if not sys.stdout.isatty():
        return PipeScreen(sys.stdout, in_ascii)
    from rich.console import Console

    return TerminalScreen(Console(highlight=False, markup=False, emoji=False), in_ascii, names.money)


def _greet(conversation: Conversation, talk: Talk | None) -> None:
    server = f" Server: {talk.place}" if talk else ""
    conversation.screen.note(f"Ask about job roles. /help lists commands, Ctrl-D leaves.{server}")


def _converse(conversation: Conversation, history: bool) -> None:
    from prompt_toolkit.history import InMemoryHistory

    from rolewise.terminal.prompt import Prompt, kept_history

    found = kept_history() if history else InMemoryHistory()
    prompt = Prompt(conversation.names, found, marks(only_ascii(sys.stdout)).prompt)
    while not conversation.over:
        try:
            line = prompt.read(conversation.unsent)
        except EOFError:
            return
        except KeyboardInterrupt:
            sys.exit(INTERRUPTED)
        _take(conversation, line)


def _take(conversation: Conversation, line: str) -> None:
    try:
        conversation.take(line)
    except KeyboardInterrupt:
        conversation.screen.note("Stopped.")
    except Gone as gone:
        conversation.screen.note(f"{gone}. What you typed stands in the line again.")


def _answer(conversation: Conversation, lines: Iterable[str]) -> None:
    for line in lines:
        conversation.take(line)
        if conversation.over:
            return
