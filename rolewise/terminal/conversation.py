"""A conversation in the terminal: each line is a message, the number of a suggestion, or a slash command."""

from __future__ import annotations

from collections.abc import Callable

from rolewise.terminal import slash
from rolewise.terminal.cards import attributions
from rolewise.terminal.debug import Exchange
from rolewise.terminal.names import Names
from rolewise.terminal.reply import NOT_SENT, Gone, Refused, Said, Talk
from rolewise.terminal.retry import Patience, sentence
from rolewise.terminal.screen import Screen

REPLAYED = 6  # messages that are asked again where a conversation moves; nothing looks further back


class Conversation:
    """Takes lines and shows what comes of them. `elsewhere` makes a talk in this process, for when the server is gone."""

    def __init__(self, talk: Talk, screen: Screen, names: Names, elsewhere: Callable[[], Talk] | None = None):
        self.screen = screen
        self.names = names
        self.turns: list[Exchange] = []
        self.debug = False
        self.over = False
        self.unsent = ""  # a message that got no answer, to be offered again
        self._talk = talk
        self._elsewhere = elsewhere
        self._patience = Patience(screen.note)
        self._attributed: set[str] = set()

    @property
    def country(self) -> str:
        """The country of the last answer that was about one; "" before."""
        return next((str(turn.said.about["country"]) for turn in reversed(self.turns) if turn.said.about.get("country")), "")

    def take(self, line: str) -> None:
        """Does what a line asks for. Raises Gone where the server is lost and nothing can be done."""
        typed = line.strip()
        self.unsent = ""
        if typed.startswith("/"):
            self._obey(typed)
        elif typed:
            chosen = self._suggested(typed)
            self.send(chosen or line, shown=bool(chosen))

    def send(self, text: str, shown: bool = False) -> None:
        """Asks and shows the answer; with `shown` the message, too, since the user has not typed it."""
        if shown:
            self.screen.echo(text)
        self.unsent = text
        try:
            said = self._ask(text)
        except Refused as refusal:
            self.screen.note(sentence(refusal))
            return
        self.unsent = ""
        self.turns.append(Exchange(text, said))
        self.screen.answer(said, self._attributed, self.debug)
        self._attributed.update(attributions(said))

    def renew(self) -> None:
        """Begins a new conversation; the old one is shown and saved no more."""
        self.turns.clear()
        self._attributed.clear()
        try:
            self._talk.renew()
        except Gone as gone:
            self._move(gone)

    def _obey(self, typed: str) -> None:
        try:
            slash.obey(self, typed)
        except Refused as refusal:
            self.screen.note(sentence(refusal))

    def _ask(self, text: str) -> Said:
        try:
            return self._patience.ask(self._talk, text)
        except Gone as gone:
            self._move(gone)
            return self._talk.ask(text)

    def _move(self, gone: Gone) -> None:
        """Goes on in this process, with the last messages asked again so that the topic is kept. Raises Gone if it cannot."""
        if self._elsewhere is None:
            raise gone
        self.screen.note(f"{gone}.".capitalize())
        if not self.screen.confirm("Go on without it, in this process?", True):
            raise Refused(NOT_SENT, "The message was not sent; Enter sends it once the server is back.")
        self._talk, self._elsewhere = self._elsewhere(), None
        for turn in self.turns[-REPLAYED:]:
            self._talk.ask(turn.asked)

    def _suggested(self, typed: str) -> str:
        steps = self.turns[-1].said.suggestions if self.turns else []
        place = int(typed) - 1 if typed.isascii() and typed.isdigit() and len(typed) < 4 else -1
        return steps[place]["text"] if 0 <= place < len(steps) else ""
