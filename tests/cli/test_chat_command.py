"""`rolewise chat` on a pipe."""

from pathlib import Path

import pytest
from cli_fakes import Command, Fake

from rolewise.runtime import model


@pytest.fixture(autouse=True)
def trained(monkeypatch: pytest.MonkeyPatch) -> None:
    """A current model."""
    monkeypatch.setattr(model, "ensure_model", lambda: Path("model.tar.gz"))


def test_lines_of_a_pipe_are_one_conversation(command: Command, assistant: Fake) -> None:
    ended = command("chat", stdin=b"hello\n\nagain\n")

    assert (ended.code, ended.out) == (0, "turn 1\n\nturn 2\n\n")


def test_quit_ends_it(command: Command, assistant: Fake) -> None:
    assert command("chat", stdin=b"hello\n /quit \nagain\n").out == "turn 1\n\n"
