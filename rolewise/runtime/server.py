"""The HTTP server: Rasa's own, on this machine only, with actions in the same process."""

from __future__ import annotations

import socket
import sys
from pathlib import Path
from typing import Any

from rolewise.runtime import without_tensorflow
from rolewise.runtime.project import CONFIG, CREDENTIALS, ENDPOINTS
from rolewise.runtime.quiet import be_quiet

HOST = "127.0.0.1"
PORT = 5005


class ServerUnavailable(Exception):
    """The server cannot start; the message says what to do."""


def serve(model: Path, port: int = PORT) -> None:
    """Serves the channels of credentials.yml until it is stopped."""
    _refuse_taken(port)
    be_quiet()
    without_tensorflow.install(CONFIG)
    from rasa.core.run import serve_application
    from rasa.core.utils import AvailableEndpoints

    from rolewise.runtime import seams

    seams.install()
    endpoints = AvailableEndpoints.read_endpoints(str(ENDPOINTS))
    endpoints.action = endpoints.action or seams.in_process()
    ready = _Readiness(port)
    serve_application(
        model_path=str(model),
        interface=HOST,
        port=port,
        credentials=str(CREDENTIALS),
        endpoints=endpoints,
        enable_api=False,
        server_listeners=[(ready.check, "after_server_start")],
    )
    if ready.refused:
        raise ServerUnavailable(f"the model {model.name} does not load: run `rolewise train`")


class _Readiness:
    """Stops a server whose model did not load: Rasa's would go on and answer every message with nothing."""

    def __init__(self, port: int):
        self.refused = False
        self._port = port

    async def check(self, app: Any, _: Any) -> None:
        if app.ctx.agent.is_ready():
            print(f"Rolewise listens on http://{HOST}:{self._port}", file=sys.stderr, flush=True)
            return
        self.refused = True
        app.stop()


def _refuse_taken(port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError as error:
            raise ServerUnavailable(f"port {port} cannot be used ({error.strerror}): name another by --port") from error
