"""Only pages of the server itself and of the allow-list may use the chat."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
import requests
from rasa.shared.exceptions import InvalidConfigException

SHOP = "https://jobs.example"
PATHS = {"/session": "POST", "/message": "POST", "/history": "GET, DELETE", "/feedback": "POST", "/live": "GET", "/ready": "GET"}


def test_a_page_of_the_server_itself_may_ask(server: Any) -> None:
    origin = f"http://127.0.0.1:{server.port}"
    answer = server.client(Origin=origin).say("hello")

    assert answer.status_code == 200
    assert answer.headers["Access-Control-Allow-Origin"] == origin


def test_a_program_that_is_no_browser_may_ask(server: Any) -> None:
    answer = server.client().say("hello")

    assert answer.status_code == 200
    assert "Access-Control-Allow-Origin" not in answer.headers
    assert answer.headers["Vary"] == "Origin"


@pytest.mark.parametrize(
    "origin",
    [
        "https://evil.example",
        "null",
        "",
        "https://jobs.example.evil.example",
        "https://jobs.example:8443",
        "http://jobs.example",
        "https://evil-jobs.example",
        "file://",
        "https://jobs.example/",
        "*",
    ],
)
def test_any_other_page_is_refused(serve: Callable[..., Any], origin: str) -> None:
    server = serve(ROLEWISE_ORIGINS=SHOP)
    token = server.client().token
    answers = [
        server.stranger(Origin=origin, Authorization=f"Bearer {token}").call(method, path, json={"text": "hello"})
        for path, methods in PATHS.items()
        for method in [*methods.split(", "), "OPTIONS"]
    ]

    assert {(answer.status_code, answer.json()["error"]["code"]) for answer in answers} == {(403, "forbidden_origin")}
    assert not any("Access-Control-Allow-Origin" in answer.headers for answer in answers)
    assert server.assistant.asked == []


def test_a_listed_page_may_ask_and_read_errors_too(serve: Callable[..., Any]) -> None:
    client = serve(ROLEWISE_ORIGINS=f" {SHOP}/ , https://OTHER.example:8443").client(Origin=SHOP)
    strange = [client.call("GET", "/nothing"), client.call("PUT", "/live")]
    answers = [client.say("hello"), client.say(""), *strange, client.lines("hello")]

    assert [answer.status_code for answer in answers] == [200, 422, 404, 405, 200]
    assert {answer.headers["Access-Control-Allow-Origin"] for answer in answers} == {SHOP}
    assert {answer.headers["Access-Control-Expose-Headers"] for answer in answers} == {"Retry-After"}


@pytest.mark.parametrize(("path", "methods"), PATHS.items())
def test_a_preflight_tells_what_is_allowed(serve: Callable[..., Any], path: str, methods: str) -> None:
    server = serve(ROLEWISE_ORIGINS=SHOP)
    asked = {"Origin": SHOP, "Access-Control-Request-Method": "POST", "Access-Control-Request-Headers": "content-type"}
    told = requests.options(server.url + path, headers=asked, timeout=10)

    assert (told.status_code, told.content) == (204, b"")
    assert told.headers["Access-Control-Allow-Origin"] == SHOP
    assert told.headers["Access-Control-Allow-Methods"] == methods
    assert told.headers["Access-Control-Allow-Headers"] == "Authorization, Content-Type"
    assert "Access-Control-Allow-Credentials" not in told.headers


def test_no_star_is_ever_sent(server: Any) -> None:
    """Rasa puts sanic-cors into the server, which must add nothing here."""
    origins = [{}, {"Origin": f"http://127.0.0.1:{server.port}"}, {"Origin": "https://evil.example"}]
    answers = [
        server.stranger(**origin).call(method, path)
        for path in (*PATHS, "/nothing")
        for method in ("GET", "POST", "OPTIONS")
        for origin in origins
    ]

    assert not any("*" in str(answer.headers.get("Access-Control-Allow-Origin")) for answer in answers)
    assert not any("Access-Control-Allow-Credentials" in answer.headers for answer in answers)


@pytest.mark.parametrize("listed", ["*", "jobs.example", "https://jobs.example/chat", "ftp://jobs.example", "https://*.example"])
def test_what_is_no_origin_is_refused_with_the_cure(serve: Callable[..., Any], listed: str) -> None:
    with pytest.raises(InvalidConfigException, match=r"write scheme and host, such as https://jobs\.example"):
        serve(ROLEWISE_ORIGINS=listed)
