"""Errors of the server below the Web API, and headers: always ours."""

from __future__ import annotations

import socket
from typing import Any

import pytest

ERRORS = {
    "/": "not_found",
    "": "not_found",
    "/nothing": "not_found",
    "/session/": "not_found",
    "/Live": "not_found",
    "/../web/x": "not_found",
    "/%00": "not_found",
    "/history/web-1": "not_found",
}


@pytest.mark.parametrize("path", ERRORS)
@pytest.mark.parametrize("method", ["GET", "POST", "PUT", "DELETE", "PATCH", "OPTIONS"])
def test_an_unknown_address_gets_an_error_object(server: Any, path: str, method: str) -> None:
    found = server.stranger().call(method, path, data=b"x")

    assert (found.status_code, found.json()["error"]["code"]) == (404, "not_found")


@pytest.mark.parametrize(
    ("method", "path", "allowed"),
    [
        ("GET", "/message", "POST, OPTIONS"),
        ("GET", "/session", "POST, OPTIONS"),
        ("POST", "/live", "GET, OPTIONS"),
        ("PUT", "/history", "GET, DELETE, OPTIONS"),
        ("PATCH", "/feedback", "POST, OPTIONS"),
        ("DELETE", "/ready", "GET, OPTIONS"),
        ("TRACE", "/message", "POST, OPTIONS"),
        ("BREW", "/message", "POST, OPTIONS"),
    ],
)
def test_a_wrong_method_gets_an_error_object_and_the_right_ones(server: Any, method: str, path: str, allowed: str) -> None:
    found = server.stranger().call(method, path)

    assert (found.status_code, found.json()["error"]["code"]) == (405, "method_not_allowed")
    assert found.headers["Allow"] == allowed


def test_every_response_forbids_storing_and_guessing(server: Any) -> None:
    client = server.client()
    answers = [
        client.say("hello"),
        client.lines("hello"),
        client.say(""),
        client.call("GET", "/history"),
        client.call("GET", "/x"),
        client.call("GET", "/live"),
        client.call("PUT", "/live"),
        client.call("OPTIONS", "/live"),
        client.call("POST", "/feedback", json={"turn": "turn-1", "thumb": "up"}),
    ]

    assert {answer.headers["Cache-Control"] for answer in answers} == {"no-store"}
    assert {answer.headers["X-Content-Type-Options"] for answer in answers} == {"nosniff"}


@pytest.mark.parametrize(
    "head",
    [
        "POST /webhooks/web/message HTTP/1.1\r\nno colon\r\n\r\n",
        "POST /webhooks/web/message HTTP/9\r\n\r\n",
        "POST /webhooks/web/message HTTP/1.1\r\nTransfer-Encoding: gzip\r\n\r\n",
    ],
    ids=["header", "version", "encoding"],
)
def test_a_request_that_cannot_be_read_gets_an_error_object(server: Any, head: str) -> None:
    with socket.create_connection(("127.0.0.1", server.port), 10) as connection:
        connection.sendall(head.encode())
        answer = connection.recv(65536)

    assert answer.startswith(b"HTTP/1.1 400 ")
    assert b'"bad_request"' in answer


def test_other_addresses_of_the_server_keep_their_own_errors(server: Any) -> None:
    found = server.stranger().call("GET", "/../../elsewhere")

    assert found.status_code == 404
