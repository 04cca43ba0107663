"""Rasa's own HTTP API reads any conversation and swaps the model: it opens with a strong token, or not at all.

`rolewise serve` never opens it. `rasa run --enable-api` would, to anybody; but it makes the channels of credentials.yml
first, and so runs this.
"""

from __future__ import annotations

import functools
from typing import Any

import rasa.server
from rasa.shared.exceptions import RasaException

from rolewise.doors.web.sessions import LEAST_SECRET

OPEN = (
    f"--enable-api opens every conversation and the model to whoever reaches the port. Give --auth-token or --jwt-secret with "
    f"at least {LEAST_SECRET} characters (`openssl rand -hex 32`), or leave --enable-api out: the chat does not need it"
)


class OpenApi(RasaException):
    """The API was to be opened to everybody."""


@functools.cache
def install() -> None:
    """Takes effect once a process."""
    stock = rasa.server.create_app

    @functools.wraps(stock)
    def create_app(*args: Any, auth_token: str | None = None, jwt_secret: str | None = None, **options: Any) -> Any:
        if not any(len(secret or "") >= LEAST_SECRET for secret in (auth_token, jwt_secret)):
            raise OpenApi(OPEN)
        return stock(*args, auth_token=auth_token, jwt_secret=jwt_secret, **options)

    rasa.server.create_app = create_app
