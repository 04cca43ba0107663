"""Servers to measure: ours, and the peer with its action server, each a group of processes on free ports."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from rolewise.paths import ROOT
from rolewise.rasa.quiet import ENVIRONMENT

PATIENCE = 240.0  # seconds
# Load comes from one address and few sessions; limits for strangers would be what is measured.
UNLIMITED = 10_000_000
LIMITS = (
    "messages_per_minute",
    "messages_per_minute_and_address",
    "sessions_per_minute_and_address",
    "requests_per_minute",
    "requests_per_minute_and_address",
)


@dataclass(frozen=True)
class Running:
    """A server that answers."""

    name: str
    url: str
    ready_after: float  # seconds from its start to its first real answer
    groups: tuple[int, ...]  # ids of the process groups

    def memory(self) -> int:
        """Bytes resident in all its processes."""
        return sum(_resident(pid) for pid in _processes(self.groups))

    def cpu(self) -> float:
        """Seconds of the processor used so far."""
        return sum(_used(pid) for pid in _processes(self.groups))


@contextmanager
def ours(database: str = "", checkout: Path = ROOT, demo: bool = False) -> Iterator[Running]:
    """`rolewise serve` as shipped, but for its limits; of an earlier build by the .venv of its checkout.

    `demo`: with the demo site's pages.
    """
    with tempfile.TemporaryDirectory() as place:
        folder, port = Path(place), _free_port()
        credentials = folder / "credentials.yml"
        channel, source = _web_channel(checkout)
        limits = ", ".join(f"{name}: {UNLIMITED}" for name in LIMITS if name in source)
        pages = "rolewise.doors.pages.channel.SiteInput: {demo: true}\n" if demo else ""
        credentials.write_text(f"{channel}: {{{limits}}}\n{pages}", "utf-8")
        environment = {
            "ROLEWISE_PORT": str(port),
            "ROLEWISE_DATABASE_URL": database or f"sqlite:///{folder / 'conversations.db'}",
        }
        command = ["-c", "from rolewise.cli import main; main()", "serve", "--credentials", str(credentials)]
        with _processes_of([(command, environment)], folder, checkout) as (groups, began):
            url = f"http://127.0.0.1:{port}"
            _wait(f"{url}/webhooks/web/ready", folder)
            yield Running("rolewise", url, time.perf_counter() - began, groups)


def _web_channel(checkout: Path) -> tuple[str, str]:
    """The class of the Web API, which had another room once, and the source of its room, which names its limits."""
    rooms = {"rolewise.doors.web.channel.WebInput": "doors/web", "rolewise.channels.web.WebInput": "channels"}
    channel, room = next((name, found) for name, place in rooms.items() if (found := checkout / "rolewise" / place).is_dir())
    return channel, "".join(path.read_text("utf-8") for path in room.rglob("*.py"))


@contextmanager
def peer(model: str) -> Iterator[Running]:
    """`rasa run` with the REST channel, and `rasa run actions`."""
    with tempfile.TemporaryDirectory() as place:
        folder, port, actions = Path(place), _free_port(), _free_port()
        (folder / "credentials.yml").write_text("rest:\n", "utf-8")
        endpoints = f"action_endpoint:\n  url: http://127.0.0.1:{actions}/webhook\n"
        (folder / "endpoints.yml").write_text(endpoints, "utf-8")
        files = ["--credentials", str(folder / "credentials.yml"), "--endpoints", str(folder / "endpoints.yml")]
        server = ["-m", "rasa", "run", "--model", model, "--port", str(port), "--interface", "127.0.0.1", *files]
        helper = ["-m", "rasa", "run", "actions", "--actions", "actions", "--port", str(actions)]
        with _processes_of([(helper, {}), (server, {})], folder) as (groups, began):
            url = f"http://127.0.0.1:{port}"
            _wait_until_it_speaks(f"{url}/webhooks/rest/webhook", folder)
            yield Running("stock Rasa", url, time.perf_counter() - began, groups)


@contextmanager
def _processes_of(
    commands: list[tuple[list[str], dict[str, str]]], folder: Path, checkout: Path = ROOT
) -> Iterator[tuple[tuple[int, ...], float]]:
    python = sys.executable if checkout == ROOT else checkout / ".venv" / "bin" / "python"
    began, started = time.perf_counter(), []
    with (folder / "log").open("wb") as log:
        try:
            for command, environment in commands:
                settings = {**os.environ, **ENVIRONMENT, "OMP_NUM_THREADS": "1", **environment}
                started.append(
                    subprocess.Popen(
                        [python, *command],
                        cwd=checkout,
                        env=settings,
                        stdout=log,
                        stderr=log,
                        start_new_session=True,
                    )
                )
            yield tuple(process.pid for process in started), began
        finally:
            for process in started:
                with contextlib.suppress(ProcessLookupError):  # a benchmark may have ended it
                    os.killpg(process.pid, signal.SIGTERM)
            for process in started:
                process.wait(30)


def _wait(url: str, folder: Path) -> None:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        try:
            with urllib.request.urlopen(url, timeout=5):
                return
        except (OSError, urllib.error.URLError):
            time.sleep(0.05)
    raise RuntimeError(f"no answer from {url}:\n{_log(folder)}")


def _wait_until_it_speaks(url: str, folder: Path) -> None:
    deadline = time.monotonic() + PATIENCE
    request = urllib.request.Request(url, b'{"sender": "ready", "message": "hello"}', {"Content-Type": "application/json"})
    while time.monotonic() < deadline:
        try:
            with urllib.request.urlopen(request, timeout=30) as answer:
                if len(answer.read()) > 2:
                    return
        except (OSError, urllib.error.URLError):
            pass
        time.sleep(0.05)
    raise RuntimeError(f"no answer from {url}:\n{_log(folder)}")


def _log(folder: Path) -> str:
    return (folder / "log").read_text("utf-8", "replace")[-2000:]


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _processes(groups: tuple[int, ...]) -> list[str]:
    found = []
    for entry in Path("/proc").iterdir():
        try:
            if entry.name.isdigit() and os.getpgid(int(entry.name)) in groups:
                found.append(entry.name)
        except ProcessLookupError:
            continue
    return found


def _resident(pid: str) -> int:
    try:
        pages = int(Path("/proc", pid, "statm").read_text("ascii").split()[1])
    except OSError:
        return 0
    return pages * os.sysconf("SC_PAGE_SIZE")


def _used(pid: str) -> float:
    try:
        fields = Path("/proc", pid, "stat").read_text("ascii").rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
