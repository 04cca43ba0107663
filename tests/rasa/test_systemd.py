"""systemd is told that the server is ready, and that its event loop runs; without systemd nobody is told."""

from __future__ import annotations

import asyncio
import os
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from rolewise.rasa import systemd


@pytest.fixture
def told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[socket.socket]:
    """The socket that systemd listens on."""
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as listening:
        listening.bind(str(tmp_path / "notify"))
        listening.settimeout(20)
        monkeypatch.setenv("NOTIFY_SOCKET", str(tmp_path / "notify"))
        yield listening


def test_signs_of_life_come_from_the_loop(told: socket.socket, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WATCHDOG_USEC", "30000")
    monkeypatch.setenv("WATCHDOG_PID", str(os.getpid()))

    async def run() -> list[bytes]:
        watched = asyncio.ensure_future(systemd.watched())
        heard = [await asyncio.get_running_loop().run_in_executor(None, told.recv, 100) for _ in range(4)]
        watched.cancel()
        return heard

    assert asyncio.run(run()) == [b"READY=1"] + [b"WATCHDOG=1"] * 3


@pytest.mark.parametrize("others", [{}, {"WATCHDOG_USEC": "soon"}, {"WATCHDOG_USEC": "9000000", "WATCHDOG_PID": "1"}])
def test_without_a_watchdog_only_readiness_is_told(
    told: socket.socket, monkeypatch: pytest.MonkeyPatch, others: dict[str, str]
) -> None:
    for name in ("WATCHDOG_USEC", "WATCHDOG_PID"):
        monkeypatch.delenv(name, raising=False)
    for name, value in others.items():
        monkeypatch.setenv(name, value)
    asyncio.run(systemd.watched())

    assert told.recv(100) == b"READY=1"


@pytest.mark.parametrize("address", ["", "relative", "/nowhere/at/all"])
def test_without_systemd_nobody_is_told(monkeypatch: pytest.MonkeyPatch, address: str) -> None:
    monkeypatch.setenv("NOTIFY_SOCKET", address)

    systemd.tell(systemd.READY)
