"""A disk that is really full: what is acknowledged is kept, what is not kept is said, and every place says the same."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import requests

from rolewise.paths import ROOT
from tests.deploy.services import free_port
from tests.doors.web.test_whole_server import Visitor, Whole, launch

SIZE = 600  # kB of the disk
FULL = "database or disk is full"
PATIENCE = 60.0  # seconds


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of SIZE in memory."""
    place = tmp_path / "disk"
    place.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", f"size={SIZE}k,mode=0700", "tmpfs", str(place)]
    if sys.platform != "linux" or subprocess.run(mount, capture_output=True).returncode:
        pytest.skip("a small file system of its own cannot be mounted here (it takes root of a Linux, and the right to mount)")
    yield place
    subprocess.run(["umount", "--lazy", str(place)], check=True)


def test_a_full_disk_is_told_everywhere_and_loses_nothing(disk: Path, tmp_path: Path) -> None:
    database, metrics = f"sqlite:///{disk / 'conversations.db'}", free_port()
    server = launch(tmp_path, ROLEWISE_DATABASE_URL=database, ROLEWISE_METRICS_PORT=str(metrics))
    try:
        visitor = Visitor(server)
        kept = [_answered(visitor, "What does a nurse earn?")]
        _fill(disk)

        refused = visitor.say("and a teacher?")
        while "error" not in refused:  # a page that was free already
            kept.append(refused["text"])
            refused = visitor.say("and a teacher?")
        assert refused["error"]["code"] == "not_kept"
        _until(lambda: FULL in _ready(server))
        told = _doctor(database)
        assert re.search(r"✗ database\s.*No space left on device", told) and "✗ disk" in told, told
        counted = requests.get(f"http://127.0.0.1:{metrics}/metrics", timeout=30).text
        errors = re.search(r'store_errors_total\{operation="write",store="database"\} (\S+)', counted)
        assert errors and float(errors[1]) >= 1
        assert [turn["answer"]["text"] for turn in visitor.history()] == kept

        (disk / "filler").unlink()
        _until(lambda: _ready(server) == "")
        kept.append(_answered(visitor, "and a teacher?"))
        assert [turn["answer"]["text"] for turn in visitor.history()] == kept
    finally:
        server.process.terminate()
        log = server.process.communicate(timeout=60)[1]
    assert FULL in log and "kept again" in log
    assert len(log.splitlines()) < 25  # a state is told once, not with each turn


def _answered(visitor: Visitor, text: str) -> str:
    answer = visitor.say(text)
    assert "error" not in answer, answer
    return str(answer["text"])


def _fill(disk: Path) -> None:
    with (disk / "filler").open("wb", buffering=0) as file:
        while True:
            try:
                file.write(b"x" * 1024)
            except OSError:
                return


def _ready(server: Whole) -> str:
    """Why it is not ready; "" if it is."""
    answer = requests.get(f"{server.url}/ready", timeout=60)
    return "" if answer.status_code == 200 else answer.text


def _until(holds: Callable[[], bool]) -> None:
    deadline = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < deadline
        time.sleep(0.2)


def _doctor(database: str) -> str:
    settings = {"ROLEWISE_DATABASE_URL": database, "PYTHONIOENCODING": "utf-8"}
    command = [sys.executable, "-c", "from rolewise.cli import main; main()", "doctor"]
    return subprocess.run(command, cwd=ROOT, env={**os.environ, **settings}, capture_output=True, text=True).stdout
