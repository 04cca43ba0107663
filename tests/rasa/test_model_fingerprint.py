"""When a model is current, and when it must be trained again."""

from __future__ import annotations

import gzip
import subprocess
from pathlib import Path
from typing import Any

import pytest

from rolewise.rasa import training as model


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project of a few files."""
    monkeypatch.delenv("ROLEWISE_CACHE", raising=False)
    for name in (
        "config.yml",
        "domain.yml",
        "data/nlu.yml",
        "rolewise/rasa/intent_classifier.py",
        "knowledge/roles/a.yml",
        "README.md",
    ):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("before", "utf-8")
    return tmp_path


@pytest.fixture
def trainings(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """The commands by which models were trained; instead of training, each writes an empty model."""
    commands: list[list[str]] = []

    def run(command: list[str], **_: Any) -> subprocess.CompletedProcess[bytes]:
        commands.append(command)
        (Path(command[command.index("--out") + 1]) / command[-1]).write_bytes(b"model")
        return subprocess.CompletedProcess(command, 0)

    monkeypatch.setattr(model.subprocess, "run", run)
    return commands


@pytest.mark.parametrize(
    "name", ["config.yml", "domain.yml", "data/nlu.yml", "data/new.yml", "rolewise/rasa/intent_classifier.py"]
)
def test_a_change_in_what_training_reads_makes_another_fingerprint(project: Path, name: str) -> None:
    before = model.fingerprint(project)
    (project / name).write_text("after", "utf-8")

    assert model.fingerprint(project) != before


@pytest.mark.parametrize("name", ["knowledge/roles/a.yml", "README.md", "rolewise/core/understanding/__pycache__/intents.pyc"])
def test_a_change_in_facts_or_elsewhere_keeps_the_fingerprint(project: Path, name: str) -> None:
    before = model.fingerprint(project)
    (project / name).parent.mkdir(parents=True, exist_ok=True)
    (project / name).write_text("after", "utf-8")

    assert model.fingerprint(project) == before


def test_content_that_moves_from_one_file_to_the_next_makes_another_fingerprint(project: Path) -> None:
    before = model.fingerprint(project)
    (project / "data/nlu.yml").rename(project / "data/other.yml")

    assert model.fingerprint(project) != before


def test_a_sentence_embedding_that_has_come_makes_another_fingerprint(project: Path) -> None:
    before = model.fingerprint(project)
    (project / ".cache/embedding").mkdir(parents=True)
    (project / ".cache/embedding/stamp.json").write_text("{}", "utf-8")

    assert model.fingerprint(project) != before


def test_no_model_is_current_before_training(project: Path) -> None:
    assert (model.current_model(project), model.latest_model(project)) == (None, None)


def test_a_current_model_is_not_trained_again(project: Path, trainings: list[list[str]]) -> None:
    first = model.ensure_model(project)
    second = model.ensure_model(project)

    assert first == second == model.current_model(project)
    assert len(trainings) == 1


def test_a_changed_project_trains_again_and_going_back_finds_the_first_model(project: Path, trainings: list[list[str]]) -> None:
    first = model.ensure_model(project)
    (project / "config.yml").write_text("after", "utf-8")
    second = model.ensure_model(project)
    (project / "config.yml").write_text("before", "utf-8")

    assert first != second
    assert model.ensure_model(project) == first
    assert len(trainings) == 2


def test_training_ignores_the_cache_of_rasa_which_misses_changed_modules(project: Path, trainings: list[list[str]]) -> None:
    model.train(project)

    assert "--force" in trainings[0]


def test_old_models_go_and_those_of_others_stay(project: Path, trainings: list[list[str]]) -> None:
    (project / "models").mkdir()
    (project / "models/20260101-120000-mine.tar.gz").write_bytes(b"model")
    for number in range(model.KEPT + 2):
        (project / "config.yml").write_text(str(number), "utf-8")
        model.train(project)

    names = [path.name for path in (project / "models").iterdir() if path.suffix != ".sha256"]
    assert len(names) == model.KEPT + 1
    assert "20260101-120000-mine.tar.gz" in names
    assert model.current_model(project)


def test_failed_training_leaves_no_model_and_shows_the_end_of_its_log(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def run(command: list[str], stdout: Any, **_: Any) -> subprocess.CompletedProcess[bytes]:
        stdout.write(b"what went wrong")
        return subprocess.CompletedProcess(command, 1)

    monkeypatch.setattr(model.subprocess, "run", run)

    with pytest.raises(model.TrainingFailed, match="what went wrong"):
        model.train(project)
    assert list((project / "models").iterdir()) == []


@pytest.mark.parametrize("damage", [lambda whole: whole[:-2], lambda whole: b"x" + whole[1:], lambda _: b""])
def test_a_damaged_model_is_made_anew(project: Path, trainings: list[list[str]], damage: Any) -> None:
    """Its name alone would say that it is current, and training again that there is nothing to do."""
    made = model.train(project)
    made.write_bytes(damage(made.read_bytes()))

    assert model.current_model(project) is None
    assert model.ensure_model(project) == made
    assert model.current_model(project) == made


def test_a_model_without_its_digest_is_read_to_its_end(project: Path, trainings: list[list[str]]) -> None:
    made = model.train(project)
    (project / "models" / f"{made.name}.sha256").unlink()
    made.write_bytes(gzip.compress(b"a model"))
    assert model.current_model(project) == made

    made.write_bytes(made.read_bytes()[:-3])
    assert model.current_model(project) is None
