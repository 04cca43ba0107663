"""`rolewise serve`: the HTTP server."""

from __future__ import annotations

from rolewise.cli import exits, loading


def run(port: int) -> None:
    """Serves until stopped."""
    from rolewise.runtime.server import ServerUnavailable, serve

    try:
        serve(loading.current_model(), port)
    except ServerUnavailable as error:
        raise exits.Stop(str(error), exits.UNAVAILABLE) from error
