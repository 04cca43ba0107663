"""The line where one types: history, search with Ctrl-R, suggestions from history, completion with Tab."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from pathlib import Path

from prompt_toolkit import PromptSession
from prompt_toolkit.auto_suggest import AutoSuggestFromHistory
from prompt_toolkit.completion import CompleteEvent, Completer, Completion, PathCompleter, ThreadedCompleter
from prompt_toolkit.document import Document
from prompt_toolkit.filters import Condition
from prompt_toolkit.history import FileHistory, History, InMemoryHistory
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent
from prompt_toolkit.output import ColorDepth

from rolewise.terminal.names import Names
from rolewise.terminal.slash import COMMANDS

LEAVE_HINT = "Ctrl-C again leaves"


class Prompt:
    """Reads lines in a terminal. Ctrl-C clears the line, on an empty one twice it leaves; Ctrl-D leaves."""

    def __init__(self, names: Names, history: History, prompt: str):
        self._warned = False
        self._prompt = prompt
        self._session: PromptSession[str] = PromptSession(
            history=history,
            completer=ThreadedCompleter(TalkCompleter(names)),
            complete_while_typing=Condition(self._is_command),
            auto_suggest=AutoSuggestFromHistory(),
            key_bindings=self._keys(),
            bottom_toolbar=lambda: LEAVE_HINT if self._warned else None,
            color_depth=ColorDepth.DEPTH_1_BIT if os.environ.get("NO_COLOR") else None,
        )
        self._session.default_buffer.on_text_changed += lambda buffer: self._typed(buffer.text)

    def read(self, default: str = "") -> str:
        """One message, which may be of several pasted lines. Raises EOFError or KeyboardInterrupt."""
        self._warned = False
        return self._session.prompt(self._prompt, default=default)

    def _is_command(self) -> bool:
        return self._session.default_buffer.text.startswith("/")

    def _typed(self, text: str) -> None:
        if text:
            self._warned = False

    def _keys(self) -> KeyBindings:
        keys = KeyBindings()

        @keys.add("c-c")
        def clear_or_leave(event: KeyPressEvent) -> None:
            if self._warned:
                event.app.exit(exception=KeyboardInterrupt, style="class:aborting")
                return
            event.current_buffer.reset()
            self._warned = True

        return keys


class TalkCompleter(Completer):
    """Completes slash commands with what follows them, and names of roles."""

    def __init__(self, names: Names):
        self._names = names
        self._paths = PathCompleter(expanduser=True)

    def get_completions(self, document: Document, complete_event: CompleteEvent) -> Iterable[Completion]:
        """What may stand before the cursor."""
        text = document.text_before_cursor
        command, blank, rest = text.partition(" ")
        if command.startswith("/") and not blank:
            return [Completion(name, -len(text), display_meta=COMMANDS[name].help) for name in COMMANDS if name.startswith(text)]
        if command == "/country":
            return self._countries(rest)
        if command == "/save":
            return self._paths.get_completions(Document(rest), complete_event)
        return self._roles(rest if command.startswith("/") else text)

    def _countries(self, typed: str) -> list[Completion]:
        wanted = typed.casefold()
        return [
            Completion(name, -len(typed), display_meta=code)
            for code, name in self._names.countries()
            if name.casefold().startswith(wanted) or code.casefold() == wanted
        ]

    def _roles(self, text: str) -> list[Completion]:
        return [
            Completion(found.title, -len(found.typed), display_meta="" if found.named == found.title.casefold() else found.named)
            for found in self._names.complete(text)
        ]


def kept_history() -> History:
    """The user's own, kept in their state folder, readable by them alone; of this talk only where it cannot be kept."""
    path = state_folder() / "history"
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        os.close(os.open(path, os.O_CREAT | os.O_APPEND | os.O_WRONLY, 0o600))
        path.chmod(0o600)
    except OSError as error:
        print(f"rolewise: the history is not kept: {path}: {error.strerror}", file=sys.stderr)
        return InMemoryHistory()
    return FileHistory(str(path))


def state_folder() -> Path:
    """Where programs keep such things of a user: XDG_STATE_HOME, else ~/.local/state."""
    return Path(os.environ.get("XDG_STATE_HOME") or Path.home() / ".local" / "state") / "rolewise"
