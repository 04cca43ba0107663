"""The channel of the chat widget: the Web API below /webhooks/web, described in docs/web-api.yaml."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from typing import Any, cast

from rasa.shared.exceptions import InvalidConfigException
from sanic import Blueprint, Sanic
from sanic.request import Request
from sanic.response import HTTPResponse

from rolewise.doors.connector import Connector
from rolewise.doors.reading import Stream
from rolewise.doors.sharing import turns
from rolewise.doors.web import answering, messages
from rolewise.doors.web.accepting import ANSWER, STREAM, wanted
from rolewise.doors.web.bodies import read_object
from rolewise.doors.web.edge import Edge, Handler, encoded
from rolewise.doors.web.errors import Problem, of_the_store
from rolewise.doors.web.history import History
from rolewise.doors.web.limits import Limits, Rates, WrongLimit
from rolewise.doors.web.origins import Origins
from rolewise.doors.web.page_roles import Pages
from rolewise.doors.web.readiness import READY, Readiness
from rolewise.doors.web.sessions import Session, Sessions, ended, signing
from rolewise.doors.web.visitors import address
from rolewise.in_use import live_knowledge
from rolewise.rasa.assistant import Inquiry
from rolewise.rasa.kept_turns import forget, has_ended
from rolewise.setting_checks import origins
from rolewise.settings import faults, setting

PREFIX = "/webhooks/web"
DEBUG = "x-rolewise-debug"
# Tells proxies not to hold the lines of a stream back.
STREAM_HEADERS = {"X-Accel-Buffering": "no"}


class WebInput(Connector):
    """Serves visitors' browsers. Options in credentials.yml: the fields of `limits.Rates`."""

    def __init__(self, rates: Rates | None = None):
        super().__init__()
        if wrong := next(faults(), None):  # `rolewise serve` has looked; `rasa run` has not
            raise InvalidConfigException(" ".join(wrong))
        secret = signing(setting("ROLEWISE_SECRET"))
        self._origins = Origins(origins(setting("ROLEWISE_ORIGINS")))
        self._proxies = int(setting("ROLEWISE_PROXIES"))
        self._sessions = Sessions(secret)
        self._limits = Limits(rates or Rates(), secret, setting("ROLEWISE_REDIS_URL"))
        self._pages = Pages()
        self._readiness = Readiness()
        self._serves = Readiness(with_store=False)
        self._histories = History()

    @classmethod
    def name(cls) -> str:
        """The channel's name, and its address below /webhooks/."""
        return answering.CHANNEL

    @classmethod
    def from_credentials(cls, credentials: Mapping[str, Any] | None) -> WebInput:
        """The channel as credentials.yml has it. Raises InvalidConfigException."""
        try:
            return cls(Rates.of(credentials or {}))
        except WrongLimit as error:
            raise InvalidConfigException(str(error)) from error

    def routes(self) -> Blueprint:
        """The routes."""
        routes: dict[str, dict[str, Handler]] = {
            "/session": {"POST": self._session},
            "/message": {"POST": self._message},
            "/history": {"GET": self._history, "DELETE": self._forget},
            "/feedback": {"POST": self._feedback},
            "/live": {"GET": self._live},
            "/ready": {"GET": self._ready},
            "/serving": {"GET": self._serving},
        }
        self._edge = Edge(PREFIX, {path: ", ".join(methods) for path, methods in routes.items()}, self._origins)
        made = Blueprint(f"rolewise_{self.name()}")
        for path, methods in routes.items():
            for method, handler in methods.items():
                # `stream`: the body is read by the handler, after it has seen that the request may be served.
                made.add_route(self._edge.guarded(handler), path, methods={method}, stream=method == "POST")
        made.listener("before_server_start")(self._install)
        made.listener("before_server_stop")(_stop)
        return made

    async def _install(self, app: Sanic, _: asyncio.AbstractEventLoop) -> None:
        self._edge.install(app)

    async def _session(self, request: Request) -> HTTPResponse | None:
        wanted(request.headers, ANSWER)
        token = request.headers.get("authorization")
        if token is None:
            await self._limits.session(self._address(request))
            session = self._sessions.begin()
        else:
            opened = self._sessions.opened(token)
            await self._limits.request(opened.conversation, self._address(request))
            await self._refuse_ended(request, opened.conversation)
            session = self._sessions.renew(opened)
        messages.nothing(await _body(request))
        return self._edge.reply(request, _given(session))

    async def _message(self, request: Request) -> HTTPResponse | None:
        kind = wanted(request.headers, ANSWER, STREAM)
        inquiry = await self._inquiry(request)
        debug = answering.may_debug(request.app, request.headers.get(DEBUG, ""))
        if kind == STREAM:
            await self._stream(request, inquiry, debug)
            return None
        return self._edge.reply(request, await answering.answered(request.app, inquiry, debug))

    async def _inquiry(self, request: Request) -> Inquiry:
        conversation = self._conversation(request)
        answering.check(request.app, conversation)  # first: what is refused costs little, and does not count
        await self._limits.message(conversation, self._address(request))
        message = messages.message(await _body(request))
        await self._refuse_ended(request, conversation)
        page = self._pages.resolve(message.roles, message.country, live_knowledge().current().knowledge)
        return Inquiry(message.text, conversation, answering.CHANNEL, page)

    async def _stream(self, request: Request, inquiry: Inquiry, debug: bool) -> None:
        answering.check(request.app, inquiry.conversation)
        response = await request.respond(headers={**self._edge.headers(request), **STREAM_HEADERS}, content_type=STREAM)
        async for line in answering.lines(request.app, inquiry, debug):
            await response.send(encoded(line) + b"\n")
        await response.eof()

    async def _history(self, request: Request) -> HTTPResponse | None:
        wanted(request.headers, ANSWER)
        conversation = await self._counted(request)
        with of_the_store():
            found = await self._histories.read(request.app.ctx.agent, conversation)
        return self._edge.reply_encoded(request, found)

    async def _forget(self, request: Request) -> HTTPResponse | None:
        wanted(request.headers, ANSWER)
        conversation = await self._counted(request)
        with of_the_store("not_deleted"):
            await forget(request.app.ctx.agent, conversation)
        return self._edge.reply(request, _given(self._sessions.begin()))

    async def _feedback(self, request: Request) -> HTTPResponse | None:
        conversation = await self._counted(request)
        given = messages.feedback(await _body(request))
        with of_the_store():
            known = await turns(request.app).assistant.rate(conversation, given.turn, given.thumb, given.reason)
        if not known:
            raise Problem("not_found", "no_turn")
        return self._edge.reply(request, None, 204)

    async def _live(self, request: Request) -> HTTPResponse | None:
        return self._edge.reply(request, {"status": "live"})

    async def _ready(self, request: Request) -> HTTPResponse | None:
        return await self._told(request, self._readiness)

    async def _serving(self, request: Request) -> HTTPResponse | None:
        return await self._told(request, self._serves)

    async def _told(self, request: Request, readiness: Readiness) -> HTTPResponse | None:
        reason = await readiness.reason(request.app)
        if reason == READY:
            return self._edge.reply(request, {"status": "ready"})
        return self._edge.reply(request, {"status": "not_ready", "reason": reason}, 503)

    async def _counted(self, request: Request) -> str:
        conversation = self._conversation(request)
        await self._limits.request(conversation, self._address(request))
        await self._refuse_ended(request, conversation)
        return conversation

    async def _refuse_ended(self, request: Request, conversation: str) -> None:
        with of_the_store():
            known = await has_ended(request.app.ctx.agent, conversation)
        if known:
            raise ended()

    def _conversation(self, request: Request) -> str:
        return self._sessions.conversation(request.headers.get("authorization", ""))

    def _address(self, request: Request) -> str:
        return address(request.ip, request.headers.getall("x-forwarded-for", []), self._proxies)


async def _stop(app: Sanic, _: asyncio.AbstractEventLoop) -> None:
    if getattr(app.ctx, "agent", None) is not None:
        await turns(app).stop()


async def _body(request: Request) -> dict[str, Any]:
    return await read_object(request.headers, cast(Stream, request.stream))


def _given(session: Session) -> dict[str, Any]:
    return {"token": session.token, "expires": session.expires}
