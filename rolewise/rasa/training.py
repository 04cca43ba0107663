"""The trained model: whether one is there that fits today's files, and how to make it.

A model's file name carries the fingerprint of what it was made from, so a file and its fingerprint cannot part: going
back to earlier files finds their model again.
"""

from __future__ import annotations

import hashlib
import os
import platform
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from rolewise.paths import ROOT, embedding_folder, models_folder
from rolewise.progress import step
from rolewise.rasa import quiet
from rolewise.rasa.model_trust import is_whole, sealed, unsealed

# What training reads. Facts are not among it: a model knows roles by placeholders, and reads their names as it starts.
SOURCES = (
    "config.yml",
    "domain.yml",
    "data",
    "requirements.lock",
    "rolewise/core/understanding",
    "rolewise/rasa/intent_classifier.py",
    "rolewise/rasa/entity_extractor.py",
    "rolewise/core/matching",
    "rolewise/core/embedding",
    "knowledge/vocabulary/chat_words.yml",
    "knowledge/vocabulary/cues.yml",
)
SUFFIXES = (".yml", ".yaml", ".py", ".txt", ".lock", ".json", ".csv")
PREFIX = "rolewise-"
KEPT = 5  # models of earlier files that stay, the newest first
LOG_LINES = 25


class ModelUnavailable(Exception):
    """No model can be used; the message says what to do."""


class TrainingFailed(ModelUnavailable):
    """Training ended with an error; the message has the last lines of its log."""


def fingerprint(root: Path = ROOT) -> str:
    """A short name of everything that a model is made from."""
    digest = hashlib.sha256(f"{platform.python_version_tuple()[:2]} {_embedding(root)}".encode())
    for path in _sources(root):
        content = path.read_bytes()
        digest.update(f"\n{path.relative_to(root).as_posix()} {len(content)}\n".encode())
        digest.update(content)
    return digest.hexdigest()[:16]


def current_model(root: Path = ROOT) -> Path | None:
    """The model that was trained from exactly today's files, if there is one that is not damaged."""
    path = models_folder(root) / f"{PREFIX}{fingerprint(root)}.tar.gz"
    return path if path.is_file() and is_whole(path) else None


def latest_model(root: Path = ROOT) -> Path | None:
    """The newest model that `train` made, current or not."""
    return next(iter(_by_age(root)), None)


def ensure_model(root: Path = ROOT) -> Path:
    """The current model; trains one only when there is none."""
    return current_model(root) or train(root)


def train(root: Path = ROOT) -> Path:
    """Trains a model from today's files, showing progress on stderr."""
    models = models_folder(root)
    models.mkdir(parents=True, exist_ok=True)
    target = models / f"{PREFIX}{fingerprint(root)}.tar.gz"
    with tempfile.TemporaryDirectory(dir=models, prefix=".training-") as folder, step("Training the assistant"):
        _run_training(root, Path(folder), target.name)
        unsealed(target)
        os.replace(Path(folder) / target.name, target)
        sealed(target)
    _drop_old(root)
    return target


def _run_training(root: Path, folder: Path, name: str) -> None:
    # In a process of its own: Rasa prints to stdout while it trains, TensorFlow below Python's level to stderr.
    log = root / ".cache" / "train.log"
    log.parent.mkdir(exist_ok=True)
    with log.open("wb") as output:
        done = subprocess.run(  # noqa: S603 - our own command
            _command(folder, name), cwd=root, env=_environment(), stdin=subprocess.DEVNULL, stdout=output, stderr=output
        )
    if done.returncode != 0 or not (folder / name).is_file():
        tail = "\n".join(log.read_text("utf-8", "replace").splitlines()[-LOG_LINES:])
        raise TrainingFailed(f"{tail}\ntraining failed; {log.relative_to(root)} has the whole log")


def _command(folder: Path, name: str) -> list[str]:
    # Forced, since Rasa's own cache sees a change in a component's class but not in a module that it uses.
    options = ["--force", "--skip-validation", "--out", str(folder), "--fixed-model-name", name]
    return [sys.executable, "-m", "rasa", "train", *options]


def _environment() -> dict[str, str]:
    return {**os.environ, **quiet.ENVIRONMENT, "PYTHONHASHSEED": "0", "RASA_MAX_CACHE_SIZE": "0"}


def _sources(root: Path) -> Iterator[Path]:
    for name in SOURCES:
        path = root / name
        found = path.rglob("*") if path.is_dir() else [path]
        yield from sorted(each for each in found if each.suffix in SUFFIXES and each.is_file())


def _embedding(root: Path) -> str:
    # A model made without the sentence embedding must be made again once it is there.
    stamp = embedding_folder(root) / "stamp.json"
    return hashlib.sha256(stamp.read_bytes()).hexdigest() if stamp.is_file() else "no embedding"


def _by_age(root: Path) -> list[Path]:
    return sorted(models_folder(root).glob(f"{PREFIX}*.tar.gz"), key=lambda path: path.stat().st_mtime, reverse=True)


def _drop_old(root: Path) -> None:
    for path in _by_age(root)[KEPT:]:
        path.unlink(missing_ok=True)
        unsealed(path)
