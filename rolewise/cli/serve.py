"""`rolewise serve`: the HTTP server."""

from __future__ import annotations

from pathlib import Path

from rolewise.cli import exits, loading


def run(port: int, credentials: Path | None) -> None:
    """Serves until stopped."""
    from rolewise.paths import CREDENTIALS
    from rolewise.rasa.server import ServerUnavailable, serve

    if credentials and not credentials.is_file():
        raise exits.Stop(f"there is no file {credentials}", exits.USAGE)
    try:
        serve(loading.current_model(), port, credentials=credentials or CREDENTIALS)
    except ServerUnavailable as error:
        raise exits.Stop(str(error), exits.UNAVAILABLE) from error
