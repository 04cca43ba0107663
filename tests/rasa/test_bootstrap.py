"""The script behind `make setup`, with a uv that only pretends."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
TOOLS = ("sh", "cat", "cksum", "tail", "mkdir", "rm", "cut", "dirname", "env", "chmod", "ls", "readlink", "awk", "cp")
UV = """#!/bin/sh
echo "$*" >>"$CALLS"
case "$*" in
--version) echo "uv {version}" ;;
venv*) {venv} ;;
"pip sync"*) {sync} ;;
"python find"*) {find} ;;
"python install"*) {fetch} ;;
esac
"""
# A Python that says yes to everything.
MAKE_VENV = (
    'for last in "$@"; do :; done; mkdir -p "$last/bin"; printf "#!/bin/sh\\n" >"$last/bin/python"; chmod +x "$last/bin/python"'
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


def _bring_uv(project: Path, venv: str = MAKE_VENV, sync: str = ":", find: str = "echo /usr/bin/env", fetch: str = ":") -> None:
    script = (project / "scripts/bootstrap.sh").read_text("utf-8")
    version = script.split("UV_VERSION=")[1].split()[0]
    uv = project / ".tools/uv/bin/uv"
    uv.parent.mkdir(parents=True, exist_ok=True)
    uv.write_text(UV.format(version=version, venv=venv, sync=sync, find=find, fetch=fetch), "utf-8")
    uv.chmod(0o755)


def _setup(project: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {"PATH": str(project / "bin"), "HOME": str(project), "CALLS": str(project / "calls")}
    command = [str(project / "bin/sh"), str(project / "scripts/bootstrap.sh"), *arguments]
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


def test_a_server_is_trained_and_then_left_without_what_it_does_not_load(project: Path) -> None:
    """TensorFlow and the tools of development."""
    for name in ("left-out.txt", "leave_out.awk"):
        shutil.copy(ROOT / "scripts" / name, project / "scripts")
    (project / "requirements.lock").write_text(
        "numpy==1 \\\n    --hash=sha256:1\ntensorflow==2 ; sys_platform == 'linux' \\\n    --hash=sha256:2\nrasa==3\n", "utf-8"
    )
    _bring_uv(project, venv=MAKE_VENV + '; cp "$last/bin/python" "$last/bin/rolewise"')
    done = _setup(project, "serve")

    assert (done.returncode, (project / ".venv/.serve").exists()) == (0, True), done.stderr
    assert (project / ".cache/serve.lock").read_text("utf-8") == "numpy==1 \\\n    --hash=sha256:1\nrasa==3\n"
    synced = [call.split()[-1] for call in _calls(project) if call.startswith("pip sync")]
    assert synced == ["requirements.lock", ".cache/serve.lock"]


def test_a_python_that_a_service_cannot_reach_is_not_used(project: Path) -> None:
    closed = project / "home"
    (closed / "bin").mkdir(parents=True)
    (closed / "bin" / "python3.10").write_text("", "utf-8")
    (closed / "bin" / "python3.10").chmod(0o755)
    closed.chmod(0o700)
    _bring_uv(project, find=f"echo {closed}/bin/python3.10", fetch="exit 1")
    refused = _setup(project, "serve")

    assert (refused.returncode, "other users cannot reach" in refused.stderr) == (3, True)


@pytest.fixture(scope="module")
def lock() -> dict[str, set[str]]:
    """Of each package of the lock, who asks for it; of our own wishes, `rolewise (pyproject.toml:<group>)`."""
    blocks = re.split(r"\n(?=[a-z0-9])", (ROOT / "requirements.lock").read_text("utf-8"))
    asked = {block.split("==")[0]: set(re.findall(r"^    # +(?:via +)?(\S.*)$", block, re.MULTILINE)) for block in blocks}
    return {name: who - {"via"} for name, who in asked.items()}


@pytest.fixture(scope="module")
def left_out() -> set[str]:
    """The packages of the list."""
    lines = (ROOT / "scripts/left-out.txt").read_text("utf-8").splitlines()
    return {line for line in lines if line and not line.startswith("#")}


def test_what_is_left_out_stands_in_the_lock(lock: dict[str, set[str]], left_out: set[str]) -> None:
    assert left_out and left_out - set(lock) == set()


def test_what_only_the_left_out_ask_for_is_left_out_too(lock: dict[str, set[str]], left_out: set[str]) -> None:
    gone = {*left_out, "rolewise (pyproject.toml:dev)"}

    assert {name for name, who in lock.items() if who and who <= gone} - left_out == set()
