"""Cards of the project's own answers."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

import pytest
from core_server import KEY, Core, Server, project, serving
from rich.console import Console
from talking import Here, Recorded

from rolewise.core.answers import Question, answer
from rolewise.core.rendering import card
from rolewise.terminal.client import WebTalk
from rolewise.terminal.conversation import Conversation
from rolewise.terminal.names import Names
from rolewise.terminal.reply import Said
from rolewise.terminal.retry import Patience
from rolewise.terminal.screen import TerminalScreen

ROLES = ("data-analyst", "data-scientist", "registered-nurse")
QUESTIONS = {
    "comparison": Question("compare_roles", "IN", roles=ROLES[:2]),
    "three": Question("compare_roles", "IN", roles=ROLES),
    "pay": Question("ask_pay", "IN", roles=ROLES),
    "pay_us": Question("ask_pay", "US", roles=ROLES[1:]),
    "one": Question("ask_pay", "GB", roles=ROLES[:1]),
    "ranking": Question("rank_roles_by_pay", "IN"),
    "skills": Question("ask_skills", "IN", roles=ROLES[:2]),
    "outlook": Question("ask_outlook", "US", roles=ROLES[:1]),
    "switch": Question("switch_role", "IN", roles=ROLES[:2]),
    "help": Question("ask_help", "IN"),
}


@pytest.fixture(params=QUESTIONS)
def said(request: pytest.FixtureRequest) -> Said:
    """An answer of each shape."""
    return answered(request.param)


@pytest.fixture
def names() -> Names:
    """The project's names."""
    return Names(lambda: project()[0].knowledge)


@pytest.fixture
def shown(names: Names) -> Any:
    """Draws an answer, by its key or itself, as wide as told; gives its lines."""

    def draw(said: Said | str, width: int, in_ascii: bool = False, colours: bool = False) -> list[str]:
        found = answered(said) if isinstance(said, str) else said
        out = io.StringIO()
        console = Console(file=out, width=width, force_terminal=colours, highlight=False, markup=False, emoji=False)
        TerminalScreen(console, in_ascii, names.money).answer(found, (), False)
        return out.getvalue().split("\n")

    return draw


def answered(key: str) -> Said:
    """The answer to a question of QUESTIONS."""
    writer, _ = project()
    found = answer(writer, QUESTIONS[key])
    return Said(found.text, card(found))


@pytest.fixture
def core() -> Core:
    """What the server answers with."""
    return Core()


@pytest.fixture
def server(core: Core) -> Iterator[Server]:
    """A server of the core."""
    with serving(core) as found:
        yield found


@pytest.fixture
def screen(names: Names) -> Recorded:
    """Where the conversation is shown."""
    return Recorded(names)


@pytest.fixture
def here() -> Here:
    """The talk in this process."""
    return Here()


@pytest.fixture
def talk(server: Server, screen: Recorded, names: Names, here: Here) -> Conversation:
    """A conversation that may go on in this process."""
    conversation = Conversation(WebTalk(server.url, KEY), screen, names, lambda: here)
    conversation._patience = Patience(screen.note, lambda seconds: screen.note(f"waited {seconds}"))
    return conversation
