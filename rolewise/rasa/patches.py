"""All that is replaced in Rasa and its server at run time: what, why, what it gains, and the test that guards it.

Gains are processor time of a turn, of a text that comes again and of a new one, beside 7 and 16 ms with all of them.

| Replaced | Why | Gain | Test |
|---|---|---|---|
| `RemoteAction.__init__` | no setting has actions run in the same process | no second server | `tests/rasa/test_action_seam.py` |
| `RemoteAction._validate_action_result` | stock checks the schema itself too | 24 and 22 ms | `tests/rasa/test_patches.py` |
| `rasa.server.create_app` | `--enable-api` opens all to anybody | no open door | `tests/security/test_rasa_api.py` |
| sanic's `Http.error_response` and `__aiter__` | mute on what it cannot read | an answer | `tests/security/test_framing.py` |

Shorter ways through a turn need no patch: graphs in order and plain rules (`lighter.py`, `plain_rules.py`), trackers that are
copied instead of replayed (`stored_tracker.py`). Not to copy for debug lines would save 0.2 of 10 ms: no patch is worth that.
What Rasa understood of the last texts is remembered by `parses.py` (6 ms of a text that comes again), no longer inside Rasa; and
a store of ours that fails is no longer hidden by Rasa's wrapper once `own_store` has seen the agent.

Whatever Rasa has an extension point for is no patch: the components of config.yml, the stores of endpoints.yml, the
channels of credentials.yml. Each patch relies on private parts, so all refuse any version but the one they were written
for. `rasa run`, `rasa shell` and `rasa test` run none of our code before the model loads, but import the stores and
components that the configuration names: `tracker_store.py` and `input_guard.py` call `install` as they are imported.
"""

from __future__ import annotations

import functools
from collections.abc import AsyncIterator
from typing import Any

import jsonschema_rs
import rasa
import rasa.server
from httptools import HttpParserInvalidURLError, parse_url
from jsonschema import ValidationError
from rasa.core.actions.action import RemoteAction
from rasa.shared.exceptions import RasaException
from rasa.utils.endpoints import EndpointConfig
from sanic.exceptions import InvalidUsage
from sanic.http import Http

from rolewise.setting_checks import LEAST_SECRET

RASA_VERSION = "3.6.21"
OPEN = (
    f"--enable-api opens every conversation and the model to whoever reaches the port. Give --auth-token or --jwt-secret with "
    f"at least {LEAST_SECRET} characters (`openssl rand -hex 32`), or leave --enable-api out: the chat does not need it"
)


class WrongRasaVersion(RuntimeError):
    """Another version of Rasa is installed than the patches were written for."""


class OpenApi(RasaException):
    """The API was to be opened to everybody."""


def check_version(version: str = rasa.__version__) -> None:
    """Raises WrongRasaVersion unless `version` is the pinned one."""
    if version != RASA_VERSION:
        raise WrongRasaVersion(
            f"Rasa {version} is installed, but rolewise/rasa/patches.py was written for {RASA_VERSION}: run `make setup`, "
            "or review that file for the new version"
        )


@functools.cache
def install() -> None:
    """Takes effect once a process."""
    check_version()
    RemoteAction.__init__ = _in_process_by_default(RemoteAction.__init__)
    RemoteAction._validate_action_result = _compiled_check()
    rasa.server.create_app = _with_a_secret_only(rasa.server.create_app)
    Http.error_response = _answering_the_unreadable(Http.error_response)  # type: ignore[method-assign]
    Http.__aiter__ = _ending_with_a_broken_body(Http.__aiter__)  # type: ignore[method-assign]


def in_process() -> EndpointConfig:
    """The endpoint of this project's actions, which are imported now."""
    # Late, since `rasa train` imports the pipeline, too, and needs no actions.
    from rolewise.rasa.action_endpoint import our_actions

    return our_actions()


def _in_process_by_default(stock: Any) -> Any:
    @functools.wraps(stock)
    def init(self: RemoteAction, name: str, action_endpoint: EndpointConfig | None) -> None:
        stock(self, name, action_endpoint or in_process())

    return init


def _compiled_check() -> Any:
    validator = jsonschema_rs.validator_for(RemoteAction.action_response_format_spec())

    def validate(self: RemoteAction, result: Any) -> bool:
        error = next(validator.iter_errors(result), None)
        if error is not None:
            raise ValidationError(f"Action {self.name()!r} returned what Rasa cannot read: {error.message}")
        return True

    return validate


def _with_a_secret_only(stock: Any) -> Any:
    """`rolewise serve` never opens the API. `rasa run --enable-api` would, to anybody."""

    @functools.wraps(stock)
    def create_app(*args: Any, auth_token: str | None = None, jwt_secret: str | None = None, **options: Any) -> Any:
        if not any(len(secret or "") >= LEAST_SECRET for secret in (auth_token, jwt_secret)):
            raise OpenApi(OPEN)
        return stock(*args, auth_token=auth_token, jwt_secret=jwt_secret, **options)

    return create_app


def _answering_the_unreadable(stock: Any) -> Any:
    @functools.wraps(stock)
    async def error_response(self: Http, exception: Exception) -> None:
        if self.request is None and not _is_readable(self.url):
            # sanic would make its error page from the very address that it could not read.
            self.url, exception = None, InvalidUsage("Bad Request")
        await stock(self, exception)

    return error_response


def _ending_with_a_broken_body(stock: Any) -> Any:
    @functools.wraps(stock)
    async def parts(self: Http) -> AsyncIterator[bytes]:
        try:
            async for part in stock(self):
                yield part
        except InvalidUsage:
            self.request_body = None
            if self:  # else the response is out, and this was only the rest of the body
                raise

    return parts


def _is_readable(url: str | None) -> bool:
    try:
        parse_url((url or "*").encode())
    except (UnicodeError, HttpParserInvalidURLError):
        return False
    return True
