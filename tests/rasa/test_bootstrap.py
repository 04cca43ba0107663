"""The script behind `make setup`, with a uv that only pretends."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
TOOLS = ("sh", "cat", "cksum", "tail", "mkdir", "rm", "cut", "dirname", "env", "chmod")
UV = """#!/bin/sh
echo "$*" >>"$CALLS"
case "$*" in
--version) echo "uv {version}" ;;
venv*) {venv} ;;
"pip sync"*) {sync} ;;
esac
"""
# A Python that says yes to everything.
MAKE_VENV = (
    'for last in "$@"; do :; done; mkdir -p "$last/bin"; '
    'printf "#!/bin/sh\\n" >"$last/bin/python"; chmod +x "$last/bin/python"'
)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project with nothing but what the script reads."""
    for name in ("requirements.lock", "pyproject.toml", "rolewise/core/embedding/convert.py"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(name, "utf-8")
    (tmp_path / "scripts").mkdir()
    shutil.copy(ROOT / "scripts/bootstrap.sh", tmp_path / "scripts")
    (tmp_path / "bin").mkdir()
    for tool in TOOLS:
        (tmp_path / "bin" / tool).symlink_to(str(shutil.which(tool)))
    return tmp_path


def _bring_uv(project: Path, venv: str = MAKE_VENV, sync: str = ":") -> None:
    script = (project / "scripts/bootstrap.sh").read_text("utf-8")
    version = script.split("UV_VERSION=")[1].split()[0]
    uv = project / ".tools/uv/bin/uv"
    uv.parent.mkdir(parents=True, exist_ok=True)
    uv.write_text(UV.format(version=version, venv=venv, sync=sync), "utf-8")
    uv.chmod(0o755)


def _setup(project: Path) -> subprocess.CompletedProcess[str]:
    environment = {"PATH": str(project / "bin"), "HOME": str(project), "CALLS": str(project / "calls")}
    command = [str(project / "bin/sh"), str(project / "scripts/bootstrap.sh")]
    return subprocess.run(command, env=environment, cwd=os.sep, capture_output=True, text=True)


def _calls(project: Path) -> list[str]:
    return (project / "calls").read_text("utf-8").splitlines()


def test_the_second_run_does_nothing(project: Path) -> None:
    _bring_uv(project)
    first = _setup(project)
    calls = len(_calls(project))
    second = _setup(project)

    assert (first.returncode, second.returncode, second.stderr) == (0, 0, "")
    assert len(_calls(project)) == calls


def test_packages_come_from_the_lock_with_hashes_and_compiled(project: Path) -> None:
    _bring_uv(project)
    _setup(project)
    sync = next(call for call in _calls(project) if call.startswith("pip sync"))

    assert "--require-hashes" in sync and "--compile-bytecode" in sync and sync.endswith("requirements.lock")


def test_a_changed_lock_installs_again(project: Path) -> None:
    _bring_uv(project)
    _setup(project)
    calls = len(_calls(project))
    (project / "requirements.lock").write_text("other", "utf-8")
    _setup(project)

    assert len(_calls(project)) > calls


def test_a_failed_installation_does_not_look_finished(project: Path) -> None:
    _bring_uv(project, sync="echo no way to the registry; exit 7")
    failed = _setup(project)
    _bring_uv(project)
    repeated = _setup(project)

    assert failed.returncode == 1 and "no way to the registry" in failed.stderr
    assert repeated.returncode == 0
    assert (project / ".venv/.ready").is_file()


def test_no_python_3_10_is_one_sentence_and_exit_code_3(project: Path) -> None:
    _bring_uv(project, venv="exit 2")
    failed = _setup(project)

    assert failed.returncode == 3
    assert "Python 3.10" in failed.stderr.splitlines()[-1] and "run this again" in failed.stderr.splitlines()[-1]
    assert not (project / ".venv").exists()
