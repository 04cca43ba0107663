"""A request that two readers would take differently is refused, and none keeps the server from the next one."""

from __future__ import annotations

import logging
from collections.abc import Callable

import pytest

from benchmarks._doors import Doors
from benchmarks._wire import Answered, sent

BODY = b'{"text":"hi"}'
NEXT = b"GET /webhooks/web/live HTTP/1.1\r\nHost: x\r\n\r\n"
CHUNKS = b"d\r\n" + BODY + b"\r\n0\r\n\r\n"
TWO_WAYS = {
    "a length and chunks": (["Transfer-Encoding: chunked", "Content-Length: 5"], CHUNKS),
    "two lengths": (["Content-Length: 13", "Content-Length: 5"], BODY),
    "a length with a sign": (["Content-Length: +13"], BODY),
    "a length with an underscore": (["Content-Length: 1_3"], BODY),
    "a length below nought": (["Content-Length: -5"], b""),
    "a length of other digits": (["Content-Length: \u0661\u0663"], BODY),
    "a length too long to be one": (["Content-Length: " + "9" * 40], b""),
    "a blank before the colon": (["Transfer-Encoding : chunked", "Content-Length: 13"], BODY),
    "another coding": (["Transfer-Encoding: gzip, chunked"], CHUNKS),
    "capital letters": (["Transfer-Encoding: Chunked", "Content-Length: 13"], BODY),
    "two codings": (["Transfer-Encoding: chunked", "Transfer-Encoding: identity"], CHUNKS),
    "a folded line": (["Content-Length: 13", " 5"], BODY),
    "a bare line feed": (["X: y\nContent-Length: 13"], BODY),
    "a bare carriage return": (["X: y\rContent-Length: 13"], BODY),
    "a nought byte": (["X: \x00", "Content-Length: 13"], BODY),
    "two hosts": (["Host: evil.example", "Content-Length: 13"], BODY),
    "two tokens": (["Authorization: Bearer x", "Content-Length: 13"], BODY),
    "two origins": (["Origin: https://jobs.example", "Origin: https://evil.example", "Content-Length: 13"], BODY),
}


@pytest.mark.parametrize("path", ["/webhooks/web/message", "/webhooks/slack/events", "/roles/data-analyst", "/nowhere"])
@pytest.mark.parametrize("kind", TWO_WAYS)
def test_what_could_be_read_in_two_ways_is_refused_with_all_that_follows(doors: Doors, path: str, kind: str) -> None:
    lines, body = TWO_WAYS[kind]
    own = [f"POST {path} HTTP/1.1", "Host: x", "Content-Type: application/json", f"Authorization: Bearer {doors.token()}"]
    answered = sent(doors.port, "\r\n".join([*own, *lines, "", ""]).encode() + body + NEXT)

    assert answered.status == 400
    assert answered.headers["connection"] == "close"
    assert answered.more == b""
    assert doors.assistant.asked == []


@pytest.mark.parametrize("method", ["GET", "POST", "DELETE", "OPTIONS"])
@pytest.mark.parametrize("path", ["/", "/roles/x", "/webhooks/web/live", "/widget/x", "/nowhere"])
def test_a_length_below_nought_does_not_stop_the_server(doors: Doors, method: str, path: str) -> None:
    """Sanic would read on for ever, and answer nobody any more."""
    sent(doors.port, f"{method} {path} HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n".encode(), 2.0)

    assert sent(doors.port, NEXT.replace(b"\r\n\r\n", b"\r\nConnection: close\r\n\r\n")).status == 200


UNREADABLE = [
    b"GET /\xff HTTP/1.1",
    b"GET /?a=\xfe HTTP/1.1",
    b"GET http://[ HTTP/1.1",
    b"GET  / HTTP/1.1",
    b"GET / HTTP/3",
    b"GET",
    b"",
    b"PRI * HTTP/2.0",
    b"GET /webhooks/web/live\xff HTTP/1.1",
    b"\x16\x03\x01\x02\x00",
]


@pytest.mark.parametrize("line", UNREADABLE)
def test_an_address_that_cannot_be_read_is_refused_without_a_traceback(
    doors: Doors, caplog: pytest.LogCaptureFixture, line: bytes
) -> None:
    with caplog.at_level(logging.WARNING):
        answered = sent(doors.port, line + b"\r\nHost: x\r\n\r\n")

    assert answered.status == 400
    assert caplog.records == []


@pytest.mark.parametrize("chunk", [b"zz\r\n", b"-1\r\n", b"\r\n\r\n", b"1" * 100])
@pytest.mark.parametrize("path", ["/webhooks/web/message", "/webhooks/slack/events", "/roles/x", "/nowhere"])
def test_a_broken_chunk_ends_the_connection_without_a_traceback(
    doors: Doors, caplog: pytest.LogCaptureFixture, path: str, chunk: bytes
) -> None:
    own = [
        f"POST {path} HTTP/1.1",
        "Host: x",
        "Content-Type: application/json",
        "Transfer-Encoding: chunked",
        f"Authorization: Bearer {doors.token()}",
        "",
        "",
    ]
    with caplog.at_level(logging.WARNING):
        answered = sent(doors.port, "\r\n".join(own).encode() + chunk + b"rest")

    assert answered.status in (400, 404, 405)
    assert not [record for record in caplog.records if record.exc_info]


@pytest.mark.parametrize("accept", ["rubbish", "a/b;" * 200, "*/*;q=x", "text/html;q=", ";", "\xff"])
def test_a_wish_that_makes_no_sense_gets_an_error_page_all_the_same(
    ask: Callable[..., Answered], caplog: pytest.LogCaptureFixture, accept: str
) -> None:
    with caplog.at_level(logging.WARNING):
        answered = ask("GET", "/nowhere", Accept=accept)

    assert answered.status == 404
    assert caplog.records == []


def test_a_head_above_its_limit_is_refused(doors: Doors) -> None:
    assert sent(doors.port, b"GET / HTTP/1.1\r\nHost: x\r\nX: " + b"y" * 20_000 + b"\r\n\r\n").status == 413


def test_pipelined_requests_are_answered_one_by_one(doors: Doors) -> None:
    assert sent(doors.port, NEXT * 3).more.count(b"HTTP/1.1 200 OK") == 2
