"""What is loaded and run comes from where it should: packages, weights, the model."""

from __future__ import annotations

import json
import os
import re
import shutil
import stat
import subprocess
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


def test_each_weakness_that_an_audit_passes_over_is_explained() -> None:
    table = (ROOT / "docs" / "security.md").read_text("utf-8")
    lines = (ROOT / "scripts" / "known-advisories.txt").read_text("utf-8").splitlines()
    named = [line.split() for line in lines if line and not line.startswith("#")]

    assert named
    assert [line for line in named if len(line) != 2 or line[0] not in table or line[1] not in FOUND] == []


@pytest.mark.parametrize(("said", "code"), [("nothing found", 0), ("could not be audited", 1)])
def test_an_audit_ends_as_its_tool_does(tmp_path: Path, said: str, code: int) -> None:
    """It is asked to be strict: elsewise it ends well where it could not ask."""
    project = tmp_path / "project"
    for name in ("scripts/audit.sh", "scripts/bootstrap.sh", "scripts/known-advisories.txt", "scripts/audit.lock"):
        (project / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(ROOT / name, project / name)
    version = re.search(r"UV_VERSION=(\S+)", (project / "scripts/bootstrap.sh").read_text("utf-8"))
    assert version
    _program(project / ".tools/uv/bin/uv", f'[ "$1" = --version ] && echo "uv {version[1]}"; exit 0')
    _program(project / ".cache/audit/bin/pip-audit", f'echo "$*"; echo "{said}"; exit {code}')
    done = subprocess.run(["sh", str(project / "scripts/audit.sh"), "audit"], capture_output=True, text=True)

    assert (done.returncode, done.stdout.splitlines()[-1]) == (code, said), done.stderr
    asked = done.stdout.splitlines()[0].split()
    assert {"--strict", "--require-hashes", "requirements.lock", "CVE-2024-3660"} <= set(asked)


def _program(path: Path, script: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!/bin/sh\n{script}\n", "utf-8")
    path.chmod(0o755)


@pytest.mark.parametrize("name", ["sbom", "sbom-serve"])
def test_the_list_of_what_is_installed_has_every_package_and_its_hashes(name: str) -> None:
    path = ROOT / "reports" / f"{name}.json"
    if not path.exists() or path.stat().st_mtime < (ROOT / "requirements.lock").stat().st_mtime:
        needs.missing(f"{path.name} is not there, or older than the lock: `make sbom`")
    content = json.loads(path.read_text("utf-8"))
    left_out = set((ROOT / "scripts/left-out.txt").read_text("utf-8").split("\n")) if name == "sbom-serve" else set()

    assert content["bomFormat"] == "CycloneDX"
    assert {each["name"]: each["version"] for each in content["components"]} == {
        name: version for name, (version, _) in FOUND.items() if name not in left_out
    }
    assert all(each["externalReferences"][0]["hashes"] for each in content["components"])


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
