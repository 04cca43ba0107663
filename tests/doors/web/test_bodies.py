"""What a request may look like; whatever else comes is refused in words and costs little."""

from __future__ import annotations

import json
import socket
from typing import Any

import pytest

from rolewise.doors import reading
from rolewise.doors.web import bodies

JSON = {"Content-Type": "application/json"}


def code(response: Any) -> tuple[int, str]:
    """Status and code of an error."""
    return response.status_code, response.json()["error"]["code"]


@pytest.mark.parametrize(
    "kind",
    [
        "text/plain",
        "text/plain; application/json",
        "application/x-www-form-urlencoded",
        "multipart/form-data",
        "",
        "application/json; charset=utf-16",
        "application/jsonp",
    ],
)
def test_only_json_is_taken_so_no_page_can_post_without_a_preflight(server: Any, kind: str) -> None:
    refused = server.client().call("POST", "/message", data=b'{"text": "hello"}', headers={"Content-Type": kind})

    assert code(refused) == (415, "unsupported_media_type")


def test_a_packed_body_is_not_unpacked(server: Any) -> None:
    refused = server.client().call("POST", "/message", data=b"x", headers={**JSON, "Content-Encoding": "gzip"})

    assert code(refused) == (415, "unsupported_media_type")


@pytest.mark.parametrize("kind", ["application/json", "application/json; charset=UTF-8", 'Application/JSON;charset="utf-8"'])
def test_json_in_utf_8_is_taken(server: Any, kind: str) -> None:
    taken = server.client().call("POST", "/message", data='{"text": "नमस्ते ₹"}'.encode(), headers={"Content-Type": kind})

    assert taken.json()["text"] == "You said: नमस्ते ₹"


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b'{"text": NaN}',
        b'{"text": Infinity}',
        b'{"text": "a", "text": "b"}',
        b"\xff\xfe",
        b'{"text": "\xff"}',
        b"[" * 16_000,
        b'{"a":' * 3_000,
        "\ufeff{}".encode(),
        b"{'text': 'a'}",
        b'{"text": "a"} {}',
    ],
    ids=range(12),
)
def test_what_is_no_strict_json_is_refused(server: Any, body: bytes) -> None:
    assert code(server.client().call("POST", "/message", data=body, headers=JSON)) == (400, "bad_request")


@pytest.mark.parametrize("content", [[], "text", 1, None, True, [{"text": "hello"}]])
def test_what_is_no_object_is_refused(server: Any, content: Any) -> None:
    assert code(server.client().call("POST", "/message", data=json.dumps(content), headers=JSON)) == (422, "invalid")


@pytest.mark.parametrize("value", [None, 1, 1.5, True, [], ["hello"], {}, {"text": "hello"}])
@pytest.mark.parametrize("field", ["text", "page", "page.roles", "page.country", "turn", "thumb", "reason"])
def test_a_field_of_a_wrong_type_is_named(server: Any, field: str, value: Any) -> None:
    if (field, value) in (("page", {}), ("page.roles", []), ("page.roles", ["hello"])):
        return
    contents = {
        "text": ("/message", {"text": value}),
        "page": ("/message", {"text": "a", "page": value}),
        "page.roles": ("/message", {"text": "a", "page": {"roles": value}}),
        "page.country": ("/message", {"text": "a", "page": {"country": value}}),
        "turn": ("/feedback", {"turn": value, "thumb": "up"}),
        "thumb": ("/feedback", {"turn": "turn-1", "thumb": value}),
        "reason": ("/feedback", {"turn": "turn-1", "thumb": "down", "reason": value}),
    }
    path, content = contents[field]
    refused = server.client().call("POST", path, json=content)

    assert code(refused) == (422, "invalid")
    if not (field == "page" and isinstance(value, dict)):
        assert field in refused.json()["error"]["message"]


def test_a_message_is_1_to_500_characters_after_trimming(server: Any) -> None:
    client = server.client()
    taken = [client.say(text) for text in ("x", " x ", "x" * 500, "  " + "₹" * 500 + "\n", "😀" * 500)]
    refused = [client.say(text) for text in ("", "   ", "\n\t\u2003", "x" * 501)]

    assert [found.status_code for found in taken] == [200] * 5
    assert [code(found) for found in refused] == [(422, "invalid")] * 4
    assert "500" in refused[3].json()["error"]["message"]
    assert "500" not in refused[0].json()["error"]["message"]


def test_half_a_surrogate_pair_and_control_characters_do_no_harm(server: Any) -> None:
    body = b'{"text": "a\\ud800b\\u0000c", "page": {"roles": ["\\udfff"], "country": "\\ud800"}}'
    taken = server.client().call("POST", "/message", data=body, headers=JSON)

    assert taken.status_code == 200
    assert taken.json()["text"] == "You said: a?b\x00c"


def test_a_page_may_name_five_roles(server: Any) -> None:
    client = server.client()

    assert client.say("a", page={"roles": ["x"] * 5}).status_code == 200
    assert code(client.say("a", page={"roles": ["x"] * 6})) == (422, "invalid")


def test_roles_and_countries_of_a_page_are_known_by_any_name_and_unknown_ones_dropped(server: Any) -> None:
    client = server.client()
    pages = [
        {"roles": ["data-analyst", "Data  scientist", "MLE", "astronaut king", "data-analyst"], "country": "India"},
        {"roles": ["nobody"], "country": "US"},
        {"roles": [], "country": "Atlantis"},
        {},
    ]
    for page in pages:
        assert client.say("hello", page=page).status_code == 200

    assert [page for *_, page in server.assistant.asked] == [
        {"roles": ["data-analyst", "data-scientist", "machine-learning-engineer"], "country": "IN"},
        {"country": "US"},
        None,
        None,
    ]


def test_a_body_above_16_kb_is_refused_before_it_is_read(server: Any) -> None:
    client = server.client()
    with socket.create_connection(("127.0.0.1", server.port), 10) as connection:
        connection.sendall(client.head("Content-Length: 900000000"))
        answer = connection.recv(65536)

    assert answer.startswith(b"HTTP/1.1 413 ")
    assert b'"too_large"' in answer


def test_a_body_without_a_length_is_refused_once_it_is_too_long(server: Any) -> None:
    def parts() -> Any:
        yield from (b'{"text": "', *[b"x" * 1000] * 17, b'"}')

    assert code(server.client().call("POST", "/message", data=parts(), headers=JSON)) == (413, "too_large")


def test_a_body_of_just_16_kb_is_read(server: Any) -> None:
    body = b'{"text": "hello"}'.ljust(bodies.MOST_BYTES)
    client = server.client()

    assert client.call("POST", "/message", data=body, headers=JSON).status_code == 200
    assert code(client.call("POST", "/message", data=body + b" ", headers=JSON)) == (413, "too_large")


def test_a_body_that_does_not_arrive_is_given_up(server: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "SECONDS", 0.05)
    client = server.client()
    with socket.create_connection(("127.0.0.1", server.port), 10) as connection:
        connection.sendall(client.head("Content-Length: 100") + b"{")
        answer = b"".join(iter(lambda: connection.recv(65536), b""))

    assert answer.startswith(b"HTTP/1.1 400 ")
    assert b"took too long" in answer


@pytest.mark.parametrize("length", ["-5", "abc", "5, 6", ""])
def test_a_length_that_is_no_number_is_refused(server: Any, length: str) -> None:
    client = server.client()
    with socket.create_connection(("127.0.0.1", server.port), 10) as connection:
        connection.sendall(client.head(f"Content-Length: {length}") + b"{}")
        answer = connection.recv(65536)

    assert answer.startswith(b"HTTP/1.1 400 ")
    assert b'"bad_request"' in answer


@pytest.mark.parametrize(
    ("accept", "status"),
    [
        ("*/*", 200),
        ("application/*", 200),
        ("text/html, application/json;q=0.5", 200),
        ("", 200),
        ("text/html", 406),
        ("image/*", 406),
        ("rubbish", 406),
        ("application/json;q=7", 406),
        ("application/json;q=0", 406),
    ],
)
def test_a_client_gets_a_form_that_it_accepts(server: Any, accept: str, status: int) -> None:
    assert server.client().say("hello", headers={"Accept": accept}).status_code == status


@pytest.mark.parametrize("accept", ["application/x-ndjson", "application/x-ndjson, application/json;q=0.9"])
def test_lines_are_sent_to_those_who_want_them_most(server: Any, accept: str) -> None:
    found = server.client().say("hello", headers={"Accept": accept})

    assert found.headers["Content-Type"] == "application/x-ndjson"
