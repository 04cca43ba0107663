"""`rolewise chat` on a pipe."""

from pathlib import Path

import pytest
from cli_fakes import Command, Fake

from rolewise.cli import loading
from rolewise.rasa import training as model
from rolewise.terminal.reply import Said


@pytest.fixture(autouse=True)
def trained(monkeypatch: pytest.MonkeyPatch) -> None:
    """A current model."""
    monkeypatch.setattr(model, "ensure_model", lambda: Path("model.tar.gz"))


def test_lines_of_a_pipe_are_one_conversation(command: Command, assistant: Fake) -> None:
    ended = command("chat", stdin=b"hello\n\nagain\n")

    assert (ended.code, ended.out) == (0, "turn 1\n\nturn 2\n\n")


def test_quit_ends_it(command: Command, assistant: Fake) -> None:
    assert command("chat", stdin=b"hello\n /quit \nagain\n").out == "turn 1\n\n"


def test_a_number_sends_the_suggestion_of_that_number(command: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    """What stands on offer is numbered; any other number is a message like others."""
    asked: list[str] = []

    class Offering(Fake):
        def ask(self, text: str, session: str) -> Said:
            asked.append(text)
            return Said("answer", card={"suggestions": [{"title": "Pay", "text": "what does it pay?"}]})

    monkeypatch.setattr(loading, "assistant", lambda _: Offering())
    ended = command("chat", stdin=b"hello\n1\n7\n")

    assert asked == ["hello", "what does it pay?", "7"]
    assert "[1] Pay" in ended.out
