"""The assistant that one would have otherwise: what `rasa init` sets up, trained on our data, with our actions.

Its pipeline and policies are those of the installed Rasa's own initial project. No entity is annotated in our data, so it
finds no roles and its answers are shorter than ours: the comparison flatters it.
"""

from __future__ import annotations

import hashlib
import json
import os
import resource
import shutil
import subprocess
import sys
import time
from dataclasses import asdict, dataclass
from importlib.util import find_spec
from pathlib import Path

import yaml

from rolewise.paths import ROOT
from rolewise.rasa.quiet import ENVIRONMENT

FOLDER = ROOT / ".cache" / "peer"
# Every so-manieth utterance is learnt: with all of them its training takes hours on two cores, and a turn no less.
SHARE = int(os.environ.get("BENCHMARK_PEER_SHARE", "8"))


@dataclass(frozen=True)
class Trained:
    """A model with what it took: seconds of the processor and by the clock, bytes on disk."""

    model: str
    cpu: float
    clock: float
    size: int


def trained() -> Trained:
    """The peer's model, trained once for today's files and the share of their utterances."""
    note = FOLDER / f"{_of_data()}-{SHARE}.json"
    if note.is_file():
        return Trained(**json.loads(note.read_text("utf-8")))
    FOLDER.mkdir(parents=True, exist_ok=True)
    options = ["--config", str(_config()), "--data", str(_data()), "--out", str(FOLDER), "--fixed-model-name", note.stem]
    found = training(options, FOLDER)
    note.write_text(json.dumps(asdict(found)), "utf-8")
    return found


def _of_data() -> str:
    """A short name of what the peer learns from."""
    files = [ROOT / "domain.yml", *sorted((ROOT / "data").glob("*.yml"))]
    return hashlib.sha256(b"".join(file.read_bytes() for file in files)).hexdigest()[:16]


def training(options: list[str], folder: Path) -> Trained:
    """Runs `rasa train` with these options and measures it."""
    before, began = _children(), time.perf_counter()
    with (folder / "train.log").open("wb") as log:
        subprocess.run(
            [sys.executable, "-m", "rasa", "train", "--force", "--skip-validation", *options],
            cwd=ROOT,
            env={**os.environ, **ENVIRONMENT},
            stdout=log,
            stderr=log,
            check=True,
        )
    model = max(folder.glob("*.tar.gz"), key=lambda path: path.stat().st_mtime)
    return Trained(str(model), _children() - before, time.perf_counter() - began, model.stat().st_size)


def _config() -> Path:
    """Rasa's own, with a name, without which it refuses to train."""
    found = find_spec("rasa")
    if found is None or found.origin is None:
        raise RuntimeError("Rasa is not installed")
    stock = Path(found.origin).parent / "cli" / "initial_project" / "config.yml"
    lines = [line for line in stock.read_text("utf-8").splitlines() if not line.startswith("assistant_id")]
    config = FOLDER / "config.yml"
    config.write_text("\n".join(["assistant_id: peer", *lines]) + "\n", "utf-8")
    return config


def _data() -> Path:
    """Our rules and stories, and of each intent's utterances its share."""
    folder = FOLDER / "data"
    shutil.copytree(ROOT / "data", folder, dirs_exist_ok=True)
    content = yaml.safe_load((ROOT / "data" / "nlu.yml").read_text("utf-8"))
    for block in content["nlu"]:
        block["examples"] = "\n".join(block["examples"].splitlines()[::SHARE]) + "\n"
    (folder / "nlu.yml").write_text(yaml.safe_dump(content, allow_unicode=True), "utf-8")
    return folder


def _children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime
