"""Exit codes, and stdout for answers alone."""

from pathlib import Path

import pytest
from cli_fakes import Command, Fake

from rolewise.rasa import training as model


@pytest.mark.parametrize(
    "arguments",
    [
        ["ask"],
        ["ask", "hello", "--jsonl"],
        ["ask", "  "],
        ["unknown"],
        ["ask", "a", "b"],
        ["roles", "--no-such"],
        ["serve", "--port", "x"],
    ],
)
def test_wrong_usage_is_2_and_said_on_stderr(command: Command, assistant: Fake, arguments: list[str]) -> None:
    ended = command(*arguments)

    assert (ended.code, ended.out) == (2, "")
    assert ended.err


@pytest.mark.parametrize("arguments", [["ask", "hello"], ["ask", "--jsonl"], ["parse"]])
def test_no_model_is_3_and_says_what_to_do(command: Command, monkeypatch: pytest.MonkeyPatch, arguments: list[str]) -> None:
    monkeypatch.setattr(model, "current_model", lambda: None)
    monkeypatch.setattr(model, "latest_model", lambda: None)
    ended = command(*arguments)

    assert (ended.code, ended.out) == (3, "")
    assert "rolewise train" in ended.err


def test_a_model_of_earlier_files_answers_with_a_notice(
    command: Command, assistant: Fake, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(model, "current_model", lambda: None)
    monkeypatch.setattr(model, "latest_model", lambda: Path("older.tar.gz"))
    ended = command("ask", "hello")

    assert (ended.code, ended.out) == (0, "turn 1\n")
    assert "rolewise train" in ended.err


def test_a_model_that_does_not_load_is_3(command: Command, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (broken := tmp_path / "model.tar.gz").write_bytes(b"no archive")
    monkeypatch.setattr(model, "current_model", lambda: broken)
    ended = command("ask", "hello")

    assert (ended.code, ended.out) == (3, "")
    assert "does not load" in ended.err and "rolewise train" in ended.err


def test_failed_training_is_3(command: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    def train() -> Path:
        raise model.TrainingFailed("training failed")

    monkeypatch.setattr(model, "train", train)

    assert command("train", "--force").code == 3


def test_an_interrupt_is_130(command: Command, assistant: Fake, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(assistant, "ask", interrupted, raising=False)

    assert command("ask", "hello").code == 130


def test_a_broken_knowledge_base_is_1_with_the_report(command: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ROLEWISE_KNOWLEDGE", str(tmp_path))

    assert command("check").code == 1
    assert "problems" in command("check").out
    assert command("roles", "--json").code == 1


def test_a_model_may_lie_outside_the_project(command: Command, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """ROLEWISE_MODELS may point anywhere."""
    monkeypatch.setattr(model, "ensure_model", lambda: tmp_path / "rolewise-1.tar.gz")

    assert "rolewise-1.tar.gz is current" in command("train").err
