"""A real cluster on this machine: nginx with the project's own configuration, instances, PostgreSQL and Redis.

    with cluster(3, folder) as running:
        visitor = Visitor(running.url)
        visitor.ask("what does a nurse earn?")
        running.instances[0].kill()

Each instance is the server of `rolewise serve` with an announcement and a log of its own. Nothing is left behind but `folder`.
"""

from __future__ import annotations

import json
import os
import secrets
import signal
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

import yaml
from needs import program

from rolewise.doors.web.limits import Rates
from rolewise.rasa.training import current_model, latest_model
from rolewise.settings import ROOT, register
from tests.deploy.services import HOST, Postgresql, Redis, free_port, listens, postgresql, redis, wait_until

READY = "/webhooks/web/ready"
SERVE = """
import sys
from pathlib import Path
from rolewise.rasa.server import serve
model, port, folder = sys.argv[1:]
serve(Path(model), int(port), credentials=Path(folder, "credentials.yml"), announcement=Path(folder, "servers"))
"""
_LIMITS = ("limit_req zone=", "limit_conn connections")


@dataclass
class Instance:
    """One server process; may be stopped and started again."""

    port: int
    folder: Path
    environment: Mapping[str, str]
    model: Path | None = None  # else the newest
    process: subprocess.Popen[bytes] | None = field(default=None, repr=False)

    @property
    def url(self) -> str:
        """Where it is reached without the proxy."""
        return f"http://{HOST}:{self.port}"

    @property
    def log(self) -> str:
        """All that it wrote on stdout and stderr."""
        return self._log.read_text("utf-8", "replace")

    @property
    def _log(self) -> Path:
        return self.folder / f"instance-{self.port}.log"

    def start(self) -> None:
        """Starts it; `wait` tells when it answers."""
        model = self.model or current_model() or latest_model()
        if model is None:
            raise RuntimeError("there is no model: run `rolewise train`")
        with self._log.open("ab") as output:
            self.process = subprocess.Popen(
                [sys.executable, "-c", SERVE, str(model), str(self.port), str(self.folder)],
                cwd=ROOT,
                env=dict(self.environment),
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
            )

    def wait(self) -> None:
        """Returns once it is ready; raises RuntimeError with the end of its log if it is not in time."""
        wait_until(lambda: self._status() == 200, lambda: f"port {self.port} is not ready:\n{self.log[-3000:]}", self._check)

    def stop(self, number: int = signal.SIGTERM) -> int:
        """Asks it to end, and gives its exit code."""
        assert self.process is not None
        self.process.send_signal(number)
        try:
            return self.process.wait(60)
        except subprocess.TimeoutExpired:
            self.process.kill()
            return self.process.wait()

    def kill(self) -> None:
        """Ends it as a crash would."""
        self.stop(signal.SIGKILL)

    def _check(self) -> None:
        if self.process is None or self.process.poll() is not None:
            raise RuntimeError(f"the instance of port {self.port} ended:\n{self.log[-3000:]}")

    def _status(self) -> int:
        return status(self.url + READY)


@dataclass(frozen=True)
class Cluster:
    """What runs."""

    url: str  # of the proxy
    instances: Sequence[Instance]
    database: Postgresql
    redis: Redis
    folder: Path  # with all logs

    def leave_out(self, some: Sequence[Instance]) -> None:
        """Has the proxy send nothing to these, and to all others again."""
        lines = [_line(each.port, down=each in some) for each in self.instances]
        (self.folder / "rolewise" / "instances.conf").write_text("\n".join(lines), "utf-8")
        os.kill(int((self.folder / "nginx.pid").read_text("ascii")), signal.SIGHUP)


@contextmanager
def cluster(count: int, folder: Path, environment: Mapping[str, str] | None = None) -> Iterator[Cluster]:
    """Starts `count` instances that share stores and secret, and the proxy; waits until all are ready."""
    with ExitStack() as stack:
        kept, locks = stack.enter_context(postgresql()), stack.enter_context(redis(folder))
        shared = {
            "ROLEWISE_DATABASE_URL": kept.url,
            "ROLEWISE_REDIS_URL": locks.url,
            "ROLEWISE_SECRET": secrets.token_hex(32),
            "ROLEWISE_PROXIES": "1",
            "OMP_NUM_THREADS": "1",
            **(environment or {}),
        }
        running = [stack.enter_context(instance(folder, shared)) for _ in range(count)]
        for each in running:
            each.wait()
        url = stack.enter_context(proxy([each.port for each in running], folder))
        yield Cluster(url, running, kept, locks, folder)


@contextmanager
def instance(folder: Path, environment: Mapping[str, str]) -> Iterator[Instance]:
    """One server on a free port, without anything that this shell has set for Rolewise but its folders."""
    (folder / "credentials.yml").write_text(_credentials(), "utf-8")
    folders = {"ROLEWISE_MODELS", "ROLEWISE_CACHE", "ROLEWISE_KNOWLEDGE"}
    dropped = {setting.name for setting in register().values()} - folders
    plain = {name: value for name, value in os.environ.items() if name not in dropped}
    made = Instance(free_port(), folder, {**plain, **environment})
    made.start()
    try:
        yield made
    finally:
        if made.process is not None and made.process.poll() is None:
            made.stop()


@contextmanager
def proxy(ports: Sequence[int], folder: Path, *, limits: bool = False) -> Iterator[str]:
    """nginx with deploy/nginx.conf before instances at these ports; gives its URL. `limits`: those of the file stay."""
    binary, port = program("nginx"), free_port()
    lay_out(folder, [_line(each) for each in ports], port, limits=limits)
    with (folder / "nginx.log").open("ab") as log, (folder / "nginx-requests.log").open("ab") as requests:
        process = subprocess.Popen(
            [binary, "-p", str(folder), "-c", str(folder / "nginx.conf"), "-g", "daemon off;"], stdout=requests, stderr=log
        )
        try:
            wait_until(lambda: listens(port), lambda: (folder / "nginx.log").read_text("utf-8"))
            yield f"http://{HOST}:{port}"
        finally:
            process.terminate()
            process.wait(30)


def lay_out(folder: Path, instances: Sequence[str], port: int, *, limits: bool = True, listen: str = "") -> Path:
    """The project's nginx.conf in `folder`, with these instances and this port."""
    lines = (ROOT / "deploy" / "nginx.conf").read_text("utf-8").replace("/tmp/", f"{folder}/").splitlines()
    kept = lines if limits else [line for line in lines if not line.strip().startswith(_LIMITS)]
    (folder / "rolewise").mkdir(exist_ok=True)
    (folder / "rolewise" / "instances.conf").write_text("\n".join(instances), "utf-8")
    (folder / "rolewise" / "listen.conf").write_text(listen or _listen(port), "utf-8")
    (folder / "nginx.conf").write_text("\n".join(kept), "utf-8")
    if os.geteuid() == 0:
        folder.chmod(0o711)  # nginx's workers are another user then
    return folder / "nginx.conf"


class Visitor:
    """One conversation through the Web API."""

    def __init__(self, url: str):
        self._url = url + "/webhooks/web"
        self.token = ""
        self.renew()

    def renew(self) -> None:
        """Begins, or takes a fresh token of the same conversation."""
        self.token = self._call("POST", "/session", {})["token"]

    def ask(self, text: str) -> Any:
        """The answer's object."""
        return self._call("POST", "/message", {"text": text})

    def history(self) -> list[Any]:
        """The turns so far."""
        return list(self._call("GET", "/history")["turns"])

    def _call(self, method: str, path: str, body: Any = None) -> Any:
        headers = {"Content-Type": "application/json", "Accept": "application/json"}
        if self.token:
            headers["Authorization"] = f"Bearer {self.token}"
        data = None if body is None else json.dumps(body).encode()
        with urllib.request.urlopen(urllib.request.Request(self._url + path, data, headers, method=method), timeout=60) as answer:
            return json.load(answer)


def status(url: str) -> int:
    """The status of an answer; 0 where there is none."""
    try:
        with urllib.request.urlopen(url, timeout=15) as answer:
            return int(answer.status)
    except urllib.error.HTTPError as error:
        return error.code
    except OSError:
        return 0


def _line(port: int, *, down: bool = False) -> str:
    return f"server {HOST}:{port} max_fails=2 fail_timeout=3s{' down' * down};"


def _credentials() -> str:
    # The traffic of tests comes from one address.
    rates = {rate.name: 1_000_000 for rate in fields(Rates)}
    site = {"rolewise.doors.pages.channel.SiteInput": {"demo": True}}
    return yaml.safe_dump({"rolewise.doors.web.channel.WebInput": rates, **site})


def _listen(port: int) -> str:
    return (ROOT / "deploy" / "nginx" / "listen.conf").read_text("utf-8").replace("listen 8080;", f"listen {HOST}:{port};")
