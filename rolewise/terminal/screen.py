"""Where a conversation is shown: a terminal, or a pipe that gets the answers alone."""

from __future__ import annotations

import sys
from collections.abc import Collection, Sequence
from typing import Protocol, TextIO

from rich.columns import Columns
from rich.console import Console
from rich.text import Text

from rolewise.terminal.bars import Money
from rolewise.terminal.cards import Canvas, draw
from rolewise.terminal.debug import debug_line
from rolewise.terminal.folding import fit
from rolewise.terminal.look import marks
from rolewise.terminal.paragraphs import wrapped
from rolewise.terminal.reply import Said

NARROWEST = 24  # cells; what is narrower still breaks the lines by itself
TOO_LONG = "Only the beginning of the message was read."


class Screen(Protocol):
    """Shows a conversation."""

    def answer(self, said: Said, attributed: Collection[str], debug: bool) -> None:
        """An answer; sources in `attributed` have had their attribution shown."""

    def echo(self, text: str) -> None:
        """A message that was sent for the user."""

    def note(self, text: str) -> None:
        """Something about the talk, not of it."""

    def show(self, text: str) -> None:
        """What a command found."""

    def raw(self, text: str) -> None:
        """Text for other programs: as it is."""

    def columns(self, items: Sequence[str]) -> None:
        """Short items side by side."""

    def confirm(self, question: str, default: bool) -> bool:
        """Asks yes or no; the default where nobody can answer."""


class TerminalScreen:
    """A terminal, as wide as it is when something is shown."""

    def __init__(self, console: Console, in_ascii: bool, money: Money):
        self._console = console
        self._ascii = in_ascii
        self._money = money

    @property
    def _width(self) -> int:
        return max(self._console.width, NARROWEST)

    def answer(self, said: Said, attributed: Collection[str], debug: bool) -> None:
        """The card: text, bars, table, sources, next steps."""
        for part in draw(said, Canvas(self._width, self._ascii, self._money), attributed):
            self._console.print(part, no_wrap=isinstance(part, Text), overflow="fold", crop=False)
        if said.cut:
            self.note(TOO_LONG)
        if debug:
            self.note(debug_line(said))
        self._console.print()

    def echo(self, text: str) -> None:
        """The message behind the prompt's sign."""
        self._lines(marks(self._ascii).prompt + text, "cyan")

    def note(self, text: str) -> None:
        """A line that stays in the background."""
        self._lines(text, "dim")

    def show(self, text: str) -> None:
        """Lines as text is shown."""
        self._lines(text, "")

    def raw(self, text: str) -> None:
        """Unbroken."""
        print(text, file=self._console.file, flush=True)

    def columns(self, items: Sequence[str]) -> None:
        """As many columns as fit."""
        self._console.print(Columns([Text(fit(item, self._ascii)) for item in items], padding=(0, 2), equal=True))

    def confirm(self, question: str, default: bool) -> bool:
        """Waits for a line; Enter takes the default, Ctrl-C and Ctrl-D say no."""
        try:
            typed = self._console.input(Text(f"{question} [{'Y/n' if default else 'y/N'}] ")).strip().casefold()
        except (EOFError, KeyboardInterrupt):
            self._console.print()
            return False
        return typed.startswith("y") if typed else default

    def _lines(self, text: str, style: str) -> None:
        for line in wrapped(fit(text, self._ascii), self._width):
            self._console.print(Text(line, style), no_wrap=True, overflow="fold", crop=False)


class PipeScreen:
    """Answers as plain text on stdout, the rest on stderr; nobody is asked."""

    def __init__(self, out: TextIO, in_ascii: bool):
        self._out = out
        self._ascii = in_ascii

    def answer(self, said: Said, attributed: Collection[str], debug: bool) -> None:
        """The text, then the next steps on a line."""
        steps = "  ".join(f"[{number}] {step['title']}" for number, step in enumerate(said.suggestions, 1))
        self.show(said.text + (f"\n{steps}" if steps else "") + "\n")
        if debug:
            self.note(debug_line(said))

    def echo(self, text: str) -> None:
        """Nothing: whoever reads the pipe knows what was sent."""

    def note(self, text: str) -> None:
        """On stderr."""
        print(f"rolewise: {text}", file=sys.stderr, flush=True)

    def show(self, text: str) -> None:
        """On stdout."""
        print(fit(text, self._ascii), file=self._out, flush=True)

    def raw(self, text: str) -> None:
        """On stdout."""
        self.show(text)

    def columns(self, items: Sequence[str]) -> None:
        """One a line."""
        self.show("\n".join(items))

    def confirm(self, question: str, default: bool) -> bool:
        """The default."""
        self.note(f"{question} {'Yes' if default else 'No'}.")
        return default
