"""A terminal that is recorded, and the talk in this process."""

from __future__ import annotations

import io

from core_server import Core
from rich.console import Console

from rolewise.terminal.names import Names
from rolewise.terminal.reply import Said
from rolewise.terminal.screen import TerminalScreen


class Recorded(TerminalScreen):
    """A terminal of 80 columns whose user gives the answers in `replies`."""

    def __init__(self, names: Names):
        self.out = io.StringIO()
        self.replies: list[bool] = []
        super().__init__(Console(file=self.out, width=80, highlight=False, markup=False, emoji=False), False, names.money)

    def confirm(self, question: str, default: bool) -> bool:
        """The next reply."""
        self.note(question)
        return self.replies.pop(0)

    def taken(self) -> str:
        """What was shown since the last time, its breaks aside."""
        text = self.out.getvalue()
        self.out.seek(0)
        self.out.truncate()
        return " ".join(text.split())


class Here:
    """The core in this process."""

    place = ""

    def __init__(self) -> None:
        self.core = Core()

    def renew(self) -> None:
        """Nothing: the tests use one."""

    def ask(self, text: str) -> Said:
        """The core's answer."""
        found = self.core(text, "here")
        return Said(found["text"], found["card"], found["about"])
