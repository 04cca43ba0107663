"""Whether a server runs and answers."""

from __future__ import annotations

import json
import os
import urllib.error
import urllib.request
from collections.abc import Iterator

from rolewise.doctor.limits import LOOPBACK
from rolewise.operation.finding import FAULT, SECONDS, SOUND, WARNING, Finding, Place
from rolewise.operation.metrics import address
from rolewise.paths import ROOT
from rolewise.storage.announcement import FOLDER, Announcement, announced

READY = "/webhooks/web/ready"
START = "`rolewise serve` starts one"
SEE_LOG = "see the server's log"


def server(place: Place) -> Iterator[Finding]:
    """Whether each announced server runs, and answers a question."""
    found = _announced(place)
    running = [each for each in found if each.process_runs]
    if not found:
        yield Finding(WARNING, "server", "none is announced", START)
    elif not running:
        yield Finding(WARNING, "server", f"the announced one (process {found[0].pid}) has ended", START)
    yield from map(_ready, running)


def state(place: Place) -> Iterator[Finding]:
    """Whether the folder of what this machine remembers can be written."""
    folder = place.root / ".state"
    there = next(each for each in (folder, *folder.parents) if each.exists())
    if os.access(there, os.W_OK):
        yield Finding(SOUND, "state", str(folder))
    else:
        cure = "let the server's user own it: `rolewise doctor` and the terminal find no server without it"
        yield Finding(WARNING, "state", f"{there} cannot be written", cure)


def _announced(place: Place) -> list[Announcement]:
    return announced(place.root / FOLDER.relative_to(ROOT))


def _ready(found: Announcement) -> Finding:
    status, body = _get(found.url.rstrip("/") + READY)
    if status == 200:
        return Finding(SOUND, "server", f"{found.url} is ready (process {found.pid})")
    if status is None:
        return Finding(FAULT, "server", f"{found.url} does not answer (process {found.pid})", f"restart it; {SEE_LOG}")
    return Finding(FAULT, "server", f"{found.url} is not ready: {_reason(body) or f'status {status}'}", SEE_LOG)


def metrics(place: Place) -> Iterator[Finding]:
    """Where Prometheus reads."""
    where = place.setting("ROLEWISE_METRICS_PORT")
    if not where:
        yield Finding(SOUND, "metrics", "off")
        return
    try:
        host, port = address(where)
    except ValueError as error:
        yield Finding(FAULT, "metrics", str(error), "correct it")
        return
    yield _measured(place, host, port)


def _measured(place: Place, host: str, port: int) -> Finding:
    if str(port) == place.setting("ROLEWISE_PORT"):
        return Finding(FAULT, "metrics", f"port {port} is the public one", "choose another ROLEWISE_METRICS_PORT")
    url = f"http://{host}:{port}/metrics"
    if host not in LOOPBACK:
        cure = "let the network allow Prometheus alone to reach it"
        return Finding(WARNING, "metrics", f"{url} is not on the loopback address", cure)
    if any(each.process_runs for each in _announced(place)) and _get(url)[0] != 200:
        return Finding(FAULT, "metrics", f"{url} does not answer", "restart the server with this setting")
    return Finding(SOUND, "metrics", url)


def _get(url: str) -> tuple[int | None, bytes]:
    # Never by a proxy of the environment: these are addresses of this machine.
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with opener.open(url, timeout=SECONDS) as answer:
            return answer.status, answer.read(1000)
    except urllib.error.HTTPError as error:
        return error.code, error.read(1000)
    except (OSError, ValueError):
        return None, b""


def _reason(body: bytes) -> str:
    try:
        content = json.loads(body)
        return str(content.get("reason") or "")[:200]
    except (ValueError, AttributeError):
        return ""
