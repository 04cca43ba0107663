"""What is loaded and run comes from where it should: packages, weights, the model."""

from __future__ import annotations

import os
import re
import stat
import tarfile
from pathlib import Path

import pytest

from rolewise.rasa.model_trust import distrusted
from rolewise.rasa.training import latest_model
from tests import needs

ROOT = Path(__file__).parents[2]
LOCK = (ROOT / "requirements.lock").read_text("utf-8")
PACKAGE = re.compile(r"^([a-z0-9][a-z0-9._-]*)==(\S+)(.*(?:\n    .*)*)", re.MULTILINE)
FOUND = {name: (version, rest) for name, version, rest in PACKAGE.findall(LOCK)}
OLD = re.findall(r"^\| `([a-z0-9-]+)` \| ([0-9.]+) \|", (ROOT / "docs" / "security.md").read_text("utf-8"), re.MULTILINE)


def test_every_package_is_pinned_to_files_of_known_content() -> None:
    loose = [line for line in LOCK.splitlines() if line[:1] not in ("", "#", " ") and not PACKAGE.match(line)]

    assert loose == []
    assert len(FOUND) > 100
    assert [name for name, (_, rest) in FOUND.items() if not re.search(r"--hash=sha256:[0-9a-f]{64}\b", rest)] == []


@pytest.mark.parametrize(("name", "version"), OLD)
def test_the_table_of_old_packages_has_the_versions_of_the_lock(name: str, version: str) -> None:
    assert FOUND[name][0] == version


def test_a_model_holds_no_pickled_objects() -> None:
    """Loading one runs what is in it; ours are arrays and JSON."""
    model = latest_model() or needs.missing("no model is trained")
    with tarfile.open(model) as archive:
        names = archive.getnames()

    assert names
    assert [name for name in names if re.search(r"\.(pkl|pickle|joblib|dill|pt|h5|so|py)$", name)] == []


@pytest.fixture
def model(tmp_path: Path) -> Path:
    """A file for a model, in a folder of its own."""
    folder = tmp_path / "models"
    folder.mkdir(mode=0o755)
    path = folder / "rolewise-1.tar.gz"
    path.write_bytes(b"x")
    path.chmod(0o664)
    return path


def test_a_model_of_ones_own_is_trusted(model: Path) -> None:
    assert distrusted(model) == ""


@pytest.mark.parametrize("changeable", ["file", "folder"])
def test_a_model_that_any_user_can_change_is_not(model: Path, changeable: str) -> None:
    path = model if changeable == "file" else model.parent
    path.chmod(path.stat().st_mode | 0o002)

    assert f"chmod o-w {path}" in distrusted(model)


def test_a_model_of_another_user_is_not(model: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stock = Path.stat

    def of_another(path: Path, **options: bool) -> os.stat_result:
        found = list(stock(path, **options))
        found[stat.ST_UID] = os.geteuid() + 4711
        return os.stat_result(found)

    monkeypatch.setattr(Path, "stat", of_another)

    assert "belongs to another user" in distrusted(model)
