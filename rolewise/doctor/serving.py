"""Whether a server runs and answers."""

from __future__ import annotations

import json
import urllib.error
import urllib.request
from collections.abc import Iterator

from rolewise.doctor.finding import FAULT, SECONDS, SOUND, WARNING, Finding, Place
from rolewise.doctor.limits import LOOPBACK
from rolewise.operation.metrics import address
from rolewise.paths import ROOT
from rolewise.storage.announcement import FILE, Announcement, announced

READY = "/webhooks/web/ready"
START = "`rolewise serve` starts one"
SEE_LOG = "see the server's log"


def server(place: Place) -> Iterator[Finding]:
    """Whether the announced server runs, and answers a question."""
    found = announced(place.root / FILE.relative_to(ROOT))
    if found is None:
        yield Finding(WARNING, "server", "none is announced", START)
    elif not found.process_runs:
        yield Finding(WARNING, "server", f"the announced one (process {found.pid}) has ended", START)
    else:
        yield _ready(found)


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
    runs = announced(place.root / FILE.relative_to(ROOT))
    if runs and runs.process_runs and _get(url)[0] != 200:
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
