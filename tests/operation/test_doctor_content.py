"""The doctor looks at model, embedding, knowledge base and packages."""

from __future__ import annotations

import hashlib
import io
import json
import tarfile
from collections.abc import Callable
from pathlib import Path

from doctoring import only

from rolewise.doctor import FAULT, SOUND, WARNING, Place, content, software
from rolewise.settings import ROOT


def test_a_damaged_embedding_is_found(place: Callable[..., Place]) -> None:
    here = place()
    assert only(content.embedding(here)).mark == WARNING

    (folder := here.root / ".cache" / "embedding").mkdir(parents=True)
    sums = {"model": hashlib.sha256(b"123").hexdigest(), "tokenizer": hashlib.sha256(b"").hexdigest()}
    stamp = {"weights": "", **sums, "converter": "", "onnxruntime": "", "size_bytes": 3}
    (folder / "stamp.json").write_text(
        json.dumps({**stamp, "cosine_mean": 1.0, "cosine_least": 1.0, "opinion": "", "intents": []})
    )
    (folder / "tokenizer.json").touch()
    (folder / "model.onnx").write_bytes(b"124")  # of the same size
    assert only(content.embedding(here)).mark == FAULT

    (folder / "model.onnx").write_bytes(b"123")
    assert only(content.embedding(here)).mark == SOUND


def model_file(here: Place, name: str, version: str) -> None:
    (here.root / "models").mkdir(exist_ok=True)
    written = json.dumps({"rasa_open_source_version": version}).encode()
    with tarfile.open(here.root / "models" / name, "w:gz") as archive:
        (member := tarfile.TarInfo("/metadata.json")).size = len(written)
        archive.addfile(member, io.BytesIO(written))


def test_a_missing_a_stale_and_a_foreign_model_are_told_apart(place: Callable[..., Place]) -> None:
    from rolewise.rasa.training import fingerprint

    here = place()
    assert only(content.model(here)).value == "none is trained"

    model_file(here, "rolewise-0.tar.gz", "3.6.21")
    assert only(content.model(here)).mark == WARNING

    model_file(here, f"rolewise-{fingerprint(here.root)}.tar.gz", "3.6.21")
    assert only(content.model(here)).mark == SOUND

    model_file(here, f"rolewise-{fingerprint(here.root)}.tar.gz", "3.5.0")
    assert "Rasa 3.5.0" in only(content.model(here)).value

    (here.root / "models" / f"rolewise-{fingerprint(here.root)}.tar.gz").write_bytes(b"\x1f\x8bgarbage")
    assert "is damaged" in only(content.model(here)).value


def test_a_broken_knowledge_base_is_a_fault(place: Callable[..., Place], tmp_path: Path) -> None:
    assert only(content.knowledge(place(ROLEWISE_KNOWLEDGE=str(tmp_path / "nothing")))).mark == FAULT
    assert only(content.knowledge(Place(ROOT, {}))).mark in (SOUND, WARNING)


def test_what_is_installed_is_compared_with_the_lock(place: Callable[..., Place]) -> None:
    here = place()
    (here.root / "requirements.lock").write_text("rasa==3.5.0 \\\n    --hash=sha256:00\nrich==0.1 ; python_version > '3'\n")

    _, rasa, packages = software.check(here)

    assert (rasa.mark, rasa.value) == (FAULT, "3.6.21 instead of 3.5.0")
    assert (packages.mark, "rasa, rich" in packages.value) == (WARNING, True)
