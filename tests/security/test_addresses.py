"""Addresses and headers of a hostile browser: no file gets out, no header gets in, no page runs what was typed."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from urllib.parse import quote

import pytest

from benchmarks._doors import Doors
from benchmarks._wire import Answered

FILES = ["widget", "site", "roles", "compare"]
WAYS_OUT = [
    "../credentials.yml",
    "..%2fcredentials.yml",
    "%2e%2e/credentials.yml",
    "%2e%2e%2f%2e%2e%2fetc%2fpasswd",
    "..%252fcredentials.yml",
    "....//credentials.yml",
    "..\\credentials.yml",
    "%5c..%5ccredentials.yml",
    "/etc/passwd",
    "%2fetc%2fpasswd",
    "rolewise-chat.js%00",
    "rolewise-chat.js%00.css",
    "rolewise-chat.js/",
    "./rolewise-chat.js",
    "%c0%ae%c0%ae/credentials.yml",
    "package.json",
    ".git/config",
    "node_modules/x.js",
    "rolewise-chat.js::$DATA",
    "ROLEWISE-CHAT.JS",
    "~root/.bashrc",
    "file:///etc/passwd",
    "%ff",
    "..;/credentials.yml",
]


@pytest.mark.parametrize("door", FILES)
@pytest.mark.parametrize("way", WAYS_OUT)
def test_no_way_leads_to_another_file(ask: Callable[..., Answered], door: str, way: str) -> None:
    answered = ask("GET", f"/{door}/{way}")

    assert answered.status in (301, 400, 404)
    assert not re.search(rb"root:|rolewise\.channels|import |devDependencies", answered.body)


@pytest.mark.parametrize(
    "path", ["/roles/x", "/roles/Data_Analyst", "/compare/x", "/widget/x", "/site/x", "/nowhere/", "/webhooks/web/", "/?country="]
)
def test_an_address_cannot_add_a_header(ask: Callable[..., Answered], path: str) -> None:
    for ending in ("%0d%0aX-Evil:%20yes", "%0aX-Evil:%20yes", "%E5%98%8D%E5%98%8AX-Evil:%20yes"):
        answered = ask("GET", path + ending)

        assert "x-evil" not in answered.headers
        assert "evil" not in answered.headers.get("location", "").lower()


@pytest.mark.parametrize("path", ["/roles/", "/compare/", "/nowhere/", "/widget/", "/?country=", "/roles/data-analyst?country="])
@pytest.mark.parametrize(
    "script", ["<script>alert(1)</script>", '"><svg onload=alert(1)>', "{{7*7}}", "</title><img src=x onerror=alert(1)>"]
)
@pytest.mark.parametrize("wish", ["text/html", "*/*"])
def test_no_page_shows_what_was_typed_as_markup(ask: Callable[..., Answered], path: str, script: str, wish: str) -> None:
    shown = ask("GET", path + quote(script, safe=""), Accept=wish)

    assert (
        not re.search(rb"<script>alert|<svg onload|<img src=x|\b49\b(?=</)", shown.body)
        or b"html" not in shown.headers.get("content-type", "").encode()
    )


@pytest.mark.parametrize("path", ["/", "/roles/data-analyst", "/compare/data-analyst-vs-data-scientist", "/roles/nobody"])
def test_no_other_site_can_frame_a_page(ask: Callable[..., Answered], path: str) -> None:
    assert "frame-ancestors 'none'" in ask("GET", path).headers["content-security-policy"]


@pytest.mark.parametrize("header", ["X_HTTP_Method_Override", "X_Method_Override", "X_HTTP_Method"])
def test_a_method_is_what_it_is(doors: Doors, ask: Callable[..., Answered], header: str) -> None:
    told = {"Authorization": f"Bearer {doors.token()}", header: "DELETE"}
    answered = ask("GET", "/webhooks/web/history?_method=DELETE", **told)

    assert (answered.status, answered.json()) == (200, {"turns": []})


@pytest.mark.parametrize("host", ["evil.example", "jobs.example@evil.example", "127.0.0.1:1", "[::1]", "x" * 300, ""])
def test_a_host_is_never_handed_back(ask: Callable[..., Answered], host: str) -> None:
    """No link and no redirect is made of it."""
    for path in ("/", "/roles/Data_Analyst", "/nowhere"):
        answered = ask("GET", path, Host=host, X_Forwarded_Host="evil.example", X_Forwarded_Proto="gopher")

        assert b"evil.example" not in answered.body
        assert not answered.headers.get("location", "/").startswith(("http", "//"))


@pytest.mark.parametrize(
    "origin",
    [
        "null",
        "https://evil.example",
        "https://jobs.example.evil.example",
        "https://evil.example/jobs.example",
        "https://jobs.example:444",
        "http://jobs.example.",
        "https://jobs.example\u3002evil",
        "file://",
        "https://",
        "",
    ],
)
def test_a_page_of_another_origin_gets_nothing(doors: Doors, say: Callable[..., Answered], origin: str) -> None:
    """Whatever host it claims for the server beside it."""
    answered = say(b'{"text": "hello"}', Origin=origin, Host="chat.example")

    assert answered.status == 403
    assert "access-control-allow-origin" not in answered.headers
    assert doors.assistant.asked == []


BODIES = {
    "not a number": b'{"text": "a", "page": {"roles": [NaN]}}',
    "without end": b'{"text": Infinity}',
    "twice": b'{"text": "a", "text": "b"}',
    "deep": b'{"text": ' + b"[" * 8000 + b"]" * 8000 + b"}",
    "prototype": b'{"text": "a", "__proto__": {"x": 1}}',
    "metadata": b'{"text": "a", "metadata": {"page": {}}}',
    "slots": b'{"text": "a", "slots": {"memory": {}}}',
    "sender": b'{"text": "a", "sender": "default"}',
    "context in context": b'{"text": "a", "page": {"page": {"roles": []}}}',
    "other marks": b'\xef\xbb\xbf{"text": "a"}',
    "utf-16": '{"text": "a"}'.encode("utf-16"),
    "comment": b'{"text": "a"} // x',
    "single quotes": b"{'text': 'a'}",
    "a list": b'[{"text": "a"}]',
    "a number": b"1" * 5000,
    "text in a list": b'{"text": ["a"]}',
}


@pytest.mark.parametrize("kind", BODIES)
def test_a_body_of_another_shape_is_refused(doors: Doors, say: Callable[..., Answered], kind: str) -> None:
    answered = say(BODIES[kind])

    assert answered.status in (400, 422)
    assert json.loads(answered.body)["error"]["message"]
    assert doors.assistant.asked == []


@pytest.mark.parametrize(
    "kind", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "application/json+x", ""]
)
def test_no_form_of_another_page_can_post(doors: Doors, say: Callable[..., Answered], kind: str) -> None:
    assert say(b'{"text": "hello"}', Content_Type=kind).status == 415
    assert doors.assistant.asked == []
