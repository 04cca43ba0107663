"""The HTTP server: Rasa's own, with our channels, limits and stop, and with actions in the same process."""

from __future__ import annotations

import asyncio
import contextlib
import gc
import ipaddress
import logging
import socket
import sys
import time
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path
from typing import Any

from rolewise.in_use import live_knowledge
from rolewise.operation import metrics
from rolewise.operation.logs import log_as_server
from rolewise.paths import CONFIG, CREDENTIALS, ENDPOINTS
from rolewise.rasa import stopping, systemd, without_tensorflow
from rolewise.rasa.model_trust import distrusted
from rolewise.rasa.own_store import another_store
from rolewise.rasa.quiet import be_quiet
from rolewise.settings import faults, setting
from rolewise.storage.announcement import FOLDER, Announcement, announce, withdraw

PORT = 5005
LOOPBACK = "127.0.0.1"
# For every channel; the web channel reads less. Times are in seconds.
SANIC = {
    "REQUEST_MAX_SIZE": 1024 * 1024,  # Slack sends whole messages back; sanic's own is 100 MB
    "REQUEST_TIMEOUT": 10,  # between two parts of a request's head
    "RESPONSE_TIMEOUT": 60,  # between two parts of a response; a turn is given up long before
    "KEEP_ALIVE_TIMEOUT": 75,  # longer than a proxy keeps its connections, so that it is the proxy that closes them
    "GRACEFUL_SHUTDOWN_TIMEOUT": 25,  # a little more than a turn may take
    "ACCESS_LOG": False,  # it would hold addresses
}

NO_MODEL = "the model {model} does not load: run `rolewise train`; `rolewise doctor` tells what is damaged"
NO_EMBEDDING = "the sentence embedding of the model {model} is damaged: run `python -m rolewise.core.embedding.convert`"

logger = logging.getLogger(__name__)


class ServerUnavailable(Exception):
    """The server cannot start; the message says what to do."""


def serve(model: Path, port: int = PORT, host: str = "", credentials: Path = CREDENTIALS, announcement: Path = FOLDER) -> None:
    """Serves the channels of `credentials` until it is stopped; `host`: else ROLEWISE_HOST. Raises ServerUnavailable."""
    refuse_wrong_settings()
    host = host or setting("ROLEWISE_HOST")
    _refuse_taken(host, port)
    be_quiet()
    if model.exists() and (reason := distrusted(model)):
        raise ServerUnavailable(reason)
    log_as_server()
    without_tensorflow.install(CONFIG)
    from rasa.core.run import serve_application
    from rasa.core.utils import AvailableEndpoints
    from rasa.shared.exceptions import RasaException

    from rolewise.rasa import patches, upkeep

    patches.install()
    endpoints = AvailableEndpoints.read_endpoints(str(ENDPOINTS))
    endpoints.action = endpoints.action or patches.in_process()
    stop_metrics = _metrics(model, port)
    life = _Life(host, port, announcement, endpoints)
    try:
        serve_application(
            model_path=str(model),
            interface=host,
            port=port,
            credentials=str(credentials),
            endpoints=endpoints,
            enable_api=False,
            server_listeners=[
                (life.configure, "before_server_start"),
                (life.begin, "after_server_start"),
                (upkeep.begin, "after_server_start"),
                (upkeep.end, "before_server_stop"),
                (life.end, "before_server_stop"),
            ],
        )
    except RasaException as error:  # credentials.yml or a setting of a channel is wrong
        raise ServerUnavailable(str(error)) from error
    finally:
        life.withdraw()
        stop_metrics()
    if life.refused:
        raise ServerUnavailable(life.refused.format(model=model.name))


def refuse_wrong_settings() -> None:
    """Raises ServerUnavailable with every setting that cannot be used."""
    if found := [f"{name} {reason}" for name, reason in faults()]:
        raise ServerUnavailable("; ".join(found))


def _metrics(model: Path, port: int) -> Callable[[], None]:
    """Serves what is counted where ROLEWISE_METRICS_PORT says; gives what stops it."""
    where = setting("ROLEWISE_METRICS_PORT")
    metrics.note_model(model.name, version("rolewise"))
    metrics.note_knowledge(len(live_knowledge().current().knowledge.roles), time.time())
    try:
        if where and metrics.address(where)[1] == port:
            raise ValueError(f"ROLEWISE_METRICS_PORT must not be the public port {port}")
        return metrics.start(where)
    except (ValueError, OSError) as error:
        raise ServerUnavailable(f"metrics cannot be served: {error}") from error


class _Life:
    """What happens around the serving: settings, the announcement, and a stop where the model did not load."""

    def __init__(self, host: str, port: int, folder: Path, endpoints: Any):
        self.refused = ""  # why the server stopped at once
        self._watched: asyncio.Future[None] | None = None
        self._endpoints = endpoints
        self._host = host
        self._folder = folder
        self._announcement = Announcement(url(host, port))

    async def configure(self, app: Any, _: Any) -> None:
        """Bounds what the server takes."""
        app.config.update(SANIC)

    async def begin(self, app: Any, _: Any) -> None:
        """Announces the server; Rasa's would go on without a model, and answer every message with nothing."""
        self.refused = _unloaded() if not app.ctx.agent.is_ready() else another_store(app.ctx.agent, self._endpoints)
        if self.refused:
            app.stop()
            return
        # Model and knowledge stay: a collection of all that they hold takes tenths of a second, in the midst of a turn.
        gc.collect()
        gc.freeze()
        app.ctx.announcement = self._announcement
        try:
            announce(self._announcement, self._folder)
        except OSError as error:  # a convenience for the terminal and the doctor of this machine
            logger.warning("the server cannot be announced in %s (%s)", self._folder, error.strerror)
        self._watched = asyncio.ensure_future(systemd.watched())
        self._link_to_demo(app)
        if not _is_loopback(self._host):
            logger.warning("listening on %s, without TLS: who reaches this machine can use the chat", self._host)
        _tell(f"Rolewise listens on {self._announcement.url}")

    def _link_to_demo(self, app: Any) -> None:
        # Not beyond this machine: others may reach the server by another address.
        if _is_loopback(self._host) and any(getattr(channel, "demo", False) for channel in app.ctx.input_channels):
            here = self._announcement.url
            pair, role = f"{here}/compare/{{first}}-vs-{{second}}", f"{here}/roles/{{role}}"
            live_knowledge().link_to({"page_url": pair, "role_url": role})

    async def end(self, app: Any, _: Any) -> None:
        """Takes the announcement back, and keeps no connection open: sanic waits for idle ones until they time out."""
        self.withdraw()
        systemd.tell(systemd.STOPPING)
        if self._watched:
            self._watched.cancel()
        stopping.begin(app)

    def withdraw(self) -> None:
        """Takes the announcement back, however the server ended."""
        with contextlib.suppress(OSError):
            withdraw(self._announcement, self._folder)


def _unloaded() -> str:
    """Why no model was loaded, as far as it can be told."""
    from rolewise.core.embedding.session import Stamp, default_folder
    from rolewise.core.embedding.weights import EmbeddingUnavailable

    folder = default_folder()
    try:
        return NO_MODEL if Stamp.read(folder).intact(folder) else NO_EMBEDDING
    except EmbeddingUnavailable:
        return NO_MODEL


def url(host: str, port: int) -> str:
    """Where this machine reaches a server that listens on `host`.

    >>> url("0.0.0.0", 5005), url("::1", 5005)
    ('http://127.0.0.1:5005', 'http://[::1]:5005')
    """
    reached = {"0.0.0.0": LOOPBACK, "::": "::1"}.get(host, host)  # noqa: S104 - compared, not listened on
    return f"http://[{reached}]:{port}" if ":" in reached else f"http://{reached}:{port}"


def _tell(what: str) -> None:
    """To a person as it is, among a log's lines as one of them."""
    if sys.stderr.isatty():
        print(what, file=sys.stderr, flush=True)
    else:
        logger.info(what)


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _refuse_taken(host: str, port: int) -> None:
    try:
        family, kind, protocol, _, place = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)[0]
        with socket.socket(family, kind, protocol) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(place)
    except socket.gaierror as error:
        raise ServerUnavailable(f"ROLEWISE_HOST is {host!r}, which is no address of this machine") from error
    except OSError as error:
        raise ServerUnavailable(
            f"{host} port {port} cannot be used ({error.strerror}): name another by --port or ROLEWISE_HOST"
        ) from error
