"""The command line, run in this process."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import pytest
from cli_fakes import Command, Ended, Fake

from rolewise.cli import loading, main, talks
from rolewise.rasa import training as model


@pytest.fixture(autouse=True)
def no_server_is_announced(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """The place where one would be: another than that of a server of this machine."""
    monkeypatch.setattr(talks, "FOLDER", tmp_path / "servers")
    return tmp_path / "servers"


@pytest.fixture
def command(monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]) -> Command:
    """Runs a command line with bytes on stdin."""

    def run(*arguments: str, stdin: bytes = b"") -> Ended:
        monkeypatch.setattr(sys, "argv", ["rolewise", *arguments])
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        try:
            main()
            code = 0
        except SystemExit as left:
            code = int(left.code or 0)
        captured = capfdbinary.readouterr()
        return Ended(code, captured.out.decode(), captured.err.decode())

    return run


@pytest.fixture
def assistant(monkeypatch: pytest.MonkeyPatch) -> Fake:
    """A loaded assistant without a model."""
    fake = Fake()
    monkeypatch.setattr(model, "current_model", lambda: Path("model.tar.gz"))
    monkeypatch.setattr(loading, "assistant", lambda path: fake)
    return fake
