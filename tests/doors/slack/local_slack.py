"""A small Slack on this machine: takes calls over HTTP, records them, and answers as it is told."""

from __future__ import annotations

import asyncio
import json
import threading
import time
from collections import defaultdict, deque
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from aiohttp import WSMsgType, web

from tests.core.rendering.block_kit import faults_of_home, faults_of_message

DEADLINE = 8.0  # seconds for what takes well below one
BOT, TEAM, BOT_ID = "UBOT00001", "T00000001", "B00000001"
SHOWING = {"chat.postMessage", "chat.update", "response_url", "chat.postEphemeral"}


@dataclass(frozen=True)
class Call:
    """One call that arrived."""

    method: str  # of the Web API, or "response_url"
    body: dict[str, Any]
    token: str
    at: float
    taken: bool  # Slack did what was asked

    @property
    def text(self) -> str:
        """Of a message."""
        return str(self.body.get("text") or "")

    @property
    def kinds(self) -> list[str]:
        """Of a message's blocks."""
        return [block["type"] for block in self.body.get("blocks") or []]

    @property
    def shown(self) -> str:
        """All that is sent, as one text."""
        return json.dumps(self.body, ensure_ascii=False)

    @property
    def buttons(self) -> list[dict[str, Any]]:
        """Elements to press."""
        return [
            element for block in self.body.get("blocks") or [] for element in block.get("elements", []) if "action_id" in element
        ]


@dataclass(frozen=True)
class Trouble:
    """What Slack does instead of what it is asked."""

    status: int = 200
    error: str = ""
    retry_after: int | None = None
    drop: bool = False  # ends the connection without an answer
    takes_it: bool = False  # but does what was asked
    seconds: float = 0.0  # until it answers


class LocalSlack:
    """Runs in a thread of its own."""

    def __init__(self) -> None:
        self.calls: list[Call] = []
        self.faults: list[str] = []  # messages beyond Slack's limits
        self.refused_kinds: set[str] = set()  # kinds of blocks that this workspace does not have
        self.org_wide = False
        self.url = ""
        self._troubles: dict[str, deque[Trouble]] = defaultdict(deque)
        self._changed = threading.Condition()
        self._count = 0
        self._sockets: list[web.WebSocketResponse] = []
        self.acknowledged: list[dict[str, Any]] = []
        self._loop = asyncio.new_event_loop()
        self._runner: web.AppRunner | None = None
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)

    def start(self) -> None:
        """Listens on a port of the system's choice."""
        self._thread.start()
        self.url = asyncio.run_coroutine_threadsafe(self._serve(), self._loop).result(DEADLINE)

    def stop(self) -> None:
        """Ends."""
        assert self._runner
        asyncio.run_coroutine_threadsafe(self._runner.cleanup(), self._loop).result(DEADLINE)
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(DEADLINE)

    @property
    def api(self) -> str:
        """What `base_url` names."""
        return f"{self.url}/api/"

    def response_url(self) -> str:
        """Of one interaction."""
        self._count += 1
        return f"{self.url}/response/{self._count}"

    def trouble(self, method: str, *troubles: Trouble) -> None:
        """What the next calls of a method meet."""
        self._troubles[method].extend(troubles)

    def of(self, *methods: str, taken: bool = True) -> list[Call]:
        """Calls that were taken, or also those that were not."""
        return [call for call in self.calls if call.method in methods and (call.taken or not taken)]

    def wait(self, count: int, *methods: str, taken: bool = True) -> list[Call]:
        """So many calls, once they have arrived."""
        self.until(lambda: len(self.of(*methods, taken=taken)) >= count, f"{count} of {methods}")
        return self.of(*methods, taken=taken)

    def until(self, done: Callable[[], bool], what: str) -> None:
        """Waits for a condition that calls change."""
        with self._changed:
            arrived = self._changed.wait_for(done, DEADLINE)
        assert arrived, f"did not come: {what}; came: {[(call.method, call.text[:80]) for call in self.calls]}"

    def send(self, kind: str, payload: dict[str, Any], envelope: str) -> None:
        """A request through Socket Mode."""
        self.until(lambda: bool(self._sockets), "a socket")
        content = json.dumps({"type": kind, "envelope_id": envelope, "payload": payload, "accepts_response_payload": False})
        asyncio.run_coroutine_threadsafe(self._sockets[-1].send_str(content), self._loop).result(DEADLINE)

    async def _serve(self) -> str:
        app = web.Application(client_max_size=10_000_000)
        app.router.add_route("*", "/api/{method}", self._api)
        app.router.add_post("/response/{number}", self._response_url)
        app.router.add_get("/socket", self._socket)
        self._runner = web.AppRunner(app)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", 0)
        await site.start()
        return f"http://127.0.0.1:{site._server.sockets[0].getsockname()[1]}"  # type: ignore[union-attr]

    async def _api(self, request: web.Request) -> web.StreamResponse:
        token = request.headers.get("Authorization", "").removeprefix("Bearer ")
        return await self._answer(request, request.match_info["method"], await _body(request), token)

    async def _response_url(self, request: web.Request) -> web.StreamResponse:
        return await self._answer(request, "response_url", {**await _body(request), "url": request.path}, "")

    async def _answer(self, request: web.Request, method: str, body: dict[str, Any], token: str) -> web.StreamResponse:
        trouble = self._troubles[method].popleft() if self._troubles[method] else Trouble()
        if trouble.seconds:
            await asyncio.sleep(trouble.seconds)
        error = trouble.error or self._refusal(method, body)
        failing = bool(error) or trouble.status != 200 or trouble.drop
        taken = trouble.takes_it or not failing
        result = self._result(method, body)
        with self._changed:
            self.calls.append(Call(method, body, token, time.monotonic(), taken))
            self._changed.notify_all()
        if trouble.drop:
            assert request.transport
            request.transport.abort()
        headers = {} if trouble.retry_after is None else {"Retry-After": str(trouble.retry_after)}
        if method == "response_url":
            return web.Response(
                status=trouble.status if trouble.status != 200 else 400 if error else 200, text=error or "ok", headers=headers
            )
        content = {"ok": False, "error": error or "internal_error"} if failing else {"ok": True, **result}
        return web.json_response(content, status=trouble.status, headers=headers)

    def _refusal(self, method: str, body: dict[str, Any]) -> str:
        blocks = body.get("blocks") or []
        if method in SHOWING and not body.get("delete_original"):
            faults = faults_of_message(body.get("text") or "", blocks)
            self.faults += faults
            if faults or self.refused_kinds & {block["type"] for block in blocks}:
                return "invalid_blocks"
        if method == "views.publish":
            self.faults += faults_of_home(body["view"])
        return ""

    def _result(self, method: str, body: dict[str, Any]) -> dict[str, Any]:
        self._count += 1
        if method == "auth.test":
            org = (
                {"is_enterprise_install": True, "enterprise_id": "E00000001"}
                if self.org_wide
                else {"is_enterprise_install": False}
            )
            return {"url": self.url, "team_id": TEAM, "user_id": BOT, "bot_id": BOT_ID, "team": "Jobs", "user": "rolewise", **org}
        if method == "apps.connections.open":
            return {"url": f"{self.url.replace('http', 'ws', 1)}/socket"}
        channel = str(body.get("channel") or "")
        # A user's id opens the direct message with this user.
        opened = f"D{channel[1:]}" if channel.startswith("U") else channel
        return {"channel": opened, "ts": body.get("ts") or f"1790000000.{self._count:06d}"}

    async def _socket(self, request: web.Request) -> web.WebSocketResponse:
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        await socket.send_str(json.dumps({"type": "hello", "num_connections": 1}))
        with self._changed:
            self._sockets.append(socket)
            self._changed.notify_all()
        async for arrived in socket:
            if arrived.type == WSMsgType.TEXT:
                with self._changed:
                    self.acknowledged.append(json.loads(arrived.data))
                    self._changed.notify_all()
        return socket


async def _body(request: web.Request) -> dict[str, Any]:
    if request.content_type == "application/json":
        return dict(await request.json())
    return {key: _parsed(str(value)) for key, value in (await request.post()).items()}


def _parsed(value: str) -> Any:
    return json.loads(value) if value[:1] in "[{" else value
