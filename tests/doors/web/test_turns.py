"""Turns over HTTP: always an answer or an error, in their order, and never too many at once."""

from __future__ import annotations

import asyncio
import json
import socket
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from types import SimpleNamespace
from typing import Any

import pytest

END = {"type": "end"}


def parsed(response: Any) -> list[dict[str, Any]]:
    """The objects of a stream."""
    return [json.loads(line) for line in response.text.splitlines()]


def until(condition: Callable[[], bool]) -> None:
    """Waits for a condition that some other thread brings about."""
    deadline = time.monotonic() + 20
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.005)


def test_an_answer_has_the_fields_of_the_contract(server: Any) -> None:
    answer = server.client().say("  hello ")

    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "application/json"
    assert answer.json() == {
        "id": "turn-1",
        "text": "You said: hello",
        "card": server.assistant.card,
        "about": {"roles": ["data-analyst"], "country": "IN", "intent": "greet", "facets": {}},
        "cut": False,
    }
    assert server.assistant.asked[0][2] == "web"


def test_a_stream_is_started_answered_and_ended(server: Any) -> None:
    client = server.client()
    stream = client.lines("hello")

    assert stream.headers["Content-Type"] == "application/x-ndjson"
    assert parsed(stream) == [{"type": "started"}, {"type": "answer", **client.say("hello").json(), "id": "turn-1"}, END]


def test_the_first_line_comes_while_the_turn_is_still_taken(server: Any) -> None:
    server.assistant.go_on.clear()
    lines = server.client().lines("wait").iter_lines()

    assert json.loads(next(lines)) == {"type": "started"}
    server.assistant.go_on.set()
    assert [json.loads(line)["type"] for line in lines] == ["answer", "end"]


@pytest.mark.parametrize("path", ["/message", "/feedback"])
def test_an_unforeseen_failure_is_told_by_a_number_and_no_detail(server: Any, path: str, monkeypatch: pytest.MonkeyPatch) -> None:
    async def fail(*_: Any, **__: Any) -> None:
        raise RuntimeError("a secret detail")

    monkeypatch.setattr(server.assistant, "take", fail)
    monkeypatch.setattr(server.app.ctx, "turns", None) if path == "/feedback" else None
    bodies = {"/message": {"text": "hello"}, "/feedback": {"turn": "turn-1", "thumb": "up"}}
    failed = server.client().call("POST", path, json=bodies[path])

    assert failed.status_code in (500, 503)
    assert failed.json()["error"]["code"] in ("internal", "not_kept")
    assert "detail" not in failed.text and "Traceback" not in failed.text


def test_a_stream_ends_when_handling_fails(server: Any, caplog: pytest.LogCaptureFixture) -> None:
    started, error, end = parsed(server.client().lines("fail"))

    assert (started["type"], error["type"], error["error"]["code"], end) == ("started", "error", "internal", END)
    assert "secret" not in json.dumps(error)
    number = next(record.args[0] for record in caplog.records if "failed" in record.getMessage())
    assert number in error["error"]["message"]


def test_a_turn_that_takes_too_long_is_given_up(serve: Callable[..., Any]) -> None:
    client = serve(turns={"seconds": 0.05}).client()
    given_up = client.say("never")

    assert (given_up.status_code, given_up.json()["error"]["code"]) == (504, "timeout")
    assert [line["type"] for line in parsed(client.lines("never"))] == ["started", "error", "end"]
    assert client.say("hello").status_code == 200


def test_a_turn_that_was_not_kept_is_no_answer(server: Any) -> None:
    client = server.client()
    lost = client.say("lose it")

    assert (lost.status_code, lost.json()["error"]["code"]) == (503, "not_kept")
    assert lost.headers["Retry-After"] == str(lost.json()["error"]["retry_after"])
    assert [line.get("error", {}).get("code") for line in parsed(client.lines("lose it"))] == [None, "not_kept", None]


def test_no_answer_is_ever_empty(server: Any) -> None:
    answer = server.client().say("be silent").json()

    assert answer["text"].startswith("Sorry")


def test_when_too_much_is_in_flight_the_next_is_refused_at_once(serve: Callable[..., Any]) -> None:
    server = serve(turns={"most": 2})
    clients = [server.client() for _ in range(3)]
    with ThreadPoolExecutor(2) as pool:
        waiting = [pool.submit(client.say, "wait") for client in clients[:2]]
        until(lambda: len(server.assistant.asked) == 2)
        refused = [clients[2].say("hello"), clients[2].lines("hello")]
        server.assistant.go_on.set()

    assert [(answer.status_code, answer.json()["error"]["code"]) for answer in refused] == [(503, "busy")] * 2
    assert all(answer.headers["Retry-After"] == "1" == str(answer.json()["error"]["retry_after"]) for answer in refused)
    assert [done.result().status_code for done in waiting] == [200, 200]
    assert clients[2].say("hello").status_code == 200


def test_one_conversation_cannot_take_all_the_places(serve: Callable[..., Any]) -> None:
    server = serve()
    client = server.client()
    with ThreadPoolExecutor(5) as pool:
        waiting = [pool.submit(client.say, "wait") for _ in range(5)]
        until(lambda: any(each.done() for each in waiting))
        other = server.client().say("hello")
        server.assistant.go_on.set()

    assert sorted(each.result().status_code for each in waiting) == [200, 200, 200, 200, 503]
    assert other.status_code == 200


def test_messages_of_one_conversation_are_answered_one_after_the_other(serve: Callable[..., Any]) -> None:
    server = serve()
    client = server.client()
    with ThreadPoolExecutor(3) as pool:
        first = pool.submit(client.say, "wait")
        until(lambda: len(server.assistant.asked) == 1)
        second = pool.submit(client.say, "second")
        until(lambda: len(server.app.ctx.turns._in_flight) == 2)
        third = pool.submit(client.say, "third")
        until(lambda: len(server.app.ctx.turns._in_flight) == 3)
        so_far = [text for text, *_ in server.assistant.asked]
        server.assistant.go_on.set()

    assert so_far == ["wait"]
    assert [text for text, *_ in server.assistant.asked] == ["wait", "second", "third"]
    assert {each.result().status_code for each in (first, second, third)} == {200}


def test_a_turn_whose_visitor_leaves_is_finished(serve: Callable[..., Any]) -> None:
    server = serve()
    client = server.client()
    body = b'{"text": "wait"}'
    head = client.head(f"Content-Length: {len(body)}", "Accept: application/x-ndjson")
    with socket.create_connection(("127.0.0.1", server.port), 10) as connection:
        connection.sendall(head + body)
        until(lambda: len(server.assistant.asked) == 1)
    in_flight = server.app.ctx.turns._in_flight
    turn = next(iter(in_flight))
    server.assistant.go_on.set()
    until(lambda: not in_flight)

    assert turn.result().text == "You said: wait"
    assert client.say("hello").status_code == 200


def test_a_server_that_stops_finishes_its_turns_and_takes_no_more(serve: Callable[..., Any]) -> None:
    server = serve()
    client, late = server.client(), server.client()
    with ThreadPoolExecutor(1) as pool:
        running = pool.submit(client.say, "wait")
        until(lambda: len(server.assistant.asked) == 1)
        stopping = asyncio.run_coroutine_threadsafe(server.app.ctx.turns.stop(), server.loop)
        until(lambda: server.app.ctx.turns.stopping)
        refused = late.say("hello")
        server.assistant.go_on.set()
        stopping.result(20)

    assert (refused.status_code, refused.json()["error"]["code"]) == (503, "busy")
    assert running.result().json()["text"] == "You said: wait"


def test_a_thumb_is_taken_for_a_turn_of_the_conversation_only(server: Any) -> None:
    client = server.client()
    thumbs = [client.call("POST", "/feedback", json={"turn": "turn-1", "thumb": thumb}) for thumb in ("up", "down", "none")]
    unknown = client.call("POST", "/feedback", json={"turn": "turn-2", "thumb": "up"})
    why = client.call("POST", "/feedback", json={"turn": "turn-1", "thumb": "down", "reason": "unclear"})
    other = client.call("POST", "/feedback", json={"turn": "turn-1", "thumb": "down", "reason": "it rains"})

    assert (why.status_code, other.status_code, other.json()["error"]["code"]) == (204, 422, "invalid")
    assert [(answer.status_code, answer.content) for answer in thumbs] == [(204, b"")] * 3
    assert (unknown.status_code, unknown.json()["error"]["code"]) == (404, "not_found")


def test_another_model_is_taken_up_and_turns_in_flight_still_count(server: Any) -> None:
    from rolewise.doors.sharing import turns
    from rolewise.doors.turns import Turns

    class App:
        """As much of an app as is looked at."""

        class ctx:
            """Its context."""

            agent = SimpleNamespace(tracker_store=None)

    first = turns(App)
    assistant = first.assistant

    assert isinstance(first, Turns) and turns(App).assistant is assistant
    App.ctx.agent = SimpleNamespace(tracker_store=None)
    assert turns(App) is first
    assert first.assistant is not assistant


def test_the_assistant_tells_a_turn_that_the_store_lost_from_one_that_failed(server: Any) -> None:
    from rolewise.rasa.assistant import Assistant
    from rolewise.storage.errors import NotKept

    class Agent:
        """An agent whose store is down."""

        processor = None

        async def parse_message(self, text: str) -> dict[str, Any]:
            return {"text": text, "intent": {"name": "greet", "confidence": 1.0}, "entities": []}

        async def handle_message(self, message: Any) -> None:
            raise NotKept("the store is down")

    reply = server.run(Assistant(Agent(), {"misses.error": "Sorry ({id})."}).ask("hello", "web-1"))  # type: ignore[arg-type]

    assert not reply.kept
    assert reply.error and reply.text.startswith("Sorry")


def test_a_store_that_cannot_forget_says_so(serve: Callable[..., Any]) -> None:
    """Any store of Rasa's own: it only ever adds, and a deletion that is none must not be claimed."""
    from rasa.core.tracker_store import InMemoryTrackerStore

    server = serve()
    server.app.ctx.agent.tracker_store = InMemoryTrackerStore(server.app.ctx.agent.domain)
    refused = server.client().call("DELETE", "/history")

    assert (refused.status_code, refused.json()["error"]["code"]) == (501, "cannot_delete")
