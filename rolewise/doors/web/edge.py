"""The edge of the Web API: origins and unknown addresses before a handler runs, errors and headers after it."""

from __future__ import annotations

import functools
import json
from collections.abc import Callable, Coroutine, Mapping
from typing import Any

from sanic import Sanic
from sanic.exceptions import PayloadTooLarge, RequestTimeout, SanicException, ServiceUnavailable
from sanic.request import Request
from sanic.response import HTTPResponse
from sanic_cors.core import SANIC_CORS_EVALUATED

from rolewise.doors.web.bodies import MOST_BYTES
from rolewise.doors.web.errors import Problem, busy, unexpected
from rolewise.doors.web.origins import Origins

JSON = "application/json"
NO_METHOD = "NONE"  # what sanic calls the method of a request that it could not read
_HEADERS = {"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"}

Handler = Callable[[Request], Coroutine[Any, Any, HTTPResponse | None]]  # None: the response was streamed


class Edge:
    """Guards what lies below `prefix`; `routes` maps each address there to its methods."""

    def __init__(self, prefix: str, routes: Mapping[str, str], origins: Origins):
        self._prefix = prefix.rstrip("/")
        self._routes = routes
        self._origins = origins

    def install(self, app: Sanic) -> None:
        """Call as the server starts: sanic-cors has put itself in front of all by then, and would answer every OPTIONS."""
        app.request_middleware.appendleft(self._before)
        app.error_handler.add(Exception, self._on_error)

    def guarded(self, handler: Handler) -> Handler:
        """The handler, whose every failure becomes an error object."""

        @functools.wraps(handler)
        async def guard(request: Request) -> HTTPResponse | None:
            try:
                return await handler(request)
            except Problem as problem:
                return self.refusal(request, problem)
            except SanicException as error:
                return self.refusal(request, _of_sanic(error))
            except Exception:
                return self.refusal(request, unexpected())

        return guard

    def reply(self, request: Request, content: Any, status: int = 200, **headers: str) -> HTTPResponse:
        """A JSON response."""
        body = None if content is None else encoded(content)
        return HTTPResponse(body, status, {**self.headers(request), **headers}, JSON if body else None)

    def reply_encoded(self, request: Request, body: bytes) -> HTTPResponse:
        """A response of JSON that is made already."""
        return HTTPResponse(body, 200, self.headers(request), JSON)

    def refusal(self, request: Request, problem: Problem) -> HTTPResponse:
        """The error as a response."""
        return HTTPResponse(encoded(problem.body()), problem.status, {**self.headers(request), **problem.all_headers}, JSON)

    def headers(self, request: Request) -> dict[str, str]:
        """Headers of every response."""
        return {**_HEADERS, **self._origins.headers(request.headers.get("origin"), request.headers.get("host", ""))}

    async def _before(self, request: Request) -> HTTPResponse | None:
        """Answers preflights, and refuses origins, addresses and methods; None lets the request pass."""
        if not self._is_ours(request):
            return None
        # Whatever `rasa run --cors` allows is not for this channel.
        setattr(request.ctx, SANIC_CORS_EVALUATED, "1")
        try:
            return self._checked(request)
        except Problem as problem:
            return self.refusal(request, problem)

    def _checked(self, request: Request) -> HTTPResponse | None:
        origin, host = request.headers.get("origin"), request.headers.get("host", "")
        self._origins.check(origin, host)
        methods = self._routes.get(request.path.removeprefix(self._prefix))
        if request.method == NO_METHOD:
            return None
        if methods is None:
            raise Problem("not_found")
        if request.method == "OPTIONS":
            told = {**_HEADERS, **self._origins.preflight(origin, host, methods)}
            return HTTPResponse(None, 204, told)
        if request.method not in methods.split(", "):
            raise Problem("method_not_allowed", headers={"Allow": f"{methods}, OPTIONS"})
        return None

    def _on_error(self, request: Request, error: Exception) -> HTTPResponse | None:
        """What sanic itself raises; None leaves the request to sanic."""
        if not self._is_ours(request):
            return None
        return self.refusal(request, _of_sanic(error) if request.method != NO_METHOD else Problem("bad_request"))

    def _is_ours(self, request: Request) -> bool:
        return request is not None and (request.path == self._prefix or request.path.startswith(f"{self._prefix}/"))


def encoded(content: Any) -> bytes:
    """JSON in UTF-8; half a surrogate pair, which UTF-8 cannot write, becomes a question mark."""
    return json.dumps(content, ensure_ascii=False).encode("utf-8", "replace")


def _of_sanic(error: Exception) -> Problem:
    if isinstance(error, PayloadTooLarge):
        return Problem("too_large", values={"count": MOST_BYTES})
    if isinstance(error, RequestTimeout):
        return Problem("bad_request", "slow_body")
    if isinstance(error, ServiceUnavailable):  # the server stops, or the response took too long
        return busy()
    if isinstance(error, SanicException) and error.status_code < 500:
        return Problem("bad_request")
    return unexpected()
