"""Nothing that a visitor, a page or a server sends becomes markup or code, and a strict policy holds."""

from __future__ import annotations

import json
from typing import Any

import pytest
from fake_server import Fake
from playwright.sync_api import BrowserContext, Page, expect
from visiting import Visit, answered, ask, opened

ATTACKS = [
    "<script>window.hit = 1</script>",
    "<img src=x onerror='window.hit = 1'>",
    "<svg onload=window.hit=1>",
    "\"><iframe srcdoc='<script>parent.hit = 1</script>'>",
    "javascript:window.hit=1",
    "<a href='javascript:window.hit=1'>x</a>",
    "{{constructor.constructor('window.hit=1')()}}",
    "</textarea><script>window.hit = 1</script>",
    "<style>@import 'https://evil.example/x'</style>",
    "\u202e\u0000<b>x</b>",
]
LINKS = [
    "javascript:hit=1",
    " JaVaScRiPt:hit=1",
    "data:text/html,<script>hit=1</script>",
    "vbscript:x",
    "file:///etc",
    "//evil",
    "https://jobs.example/ok",
]
CSP = (
    "default-src 'none'; script-src {0}; connect-src {0}; style-src 'none'; "
    "require-trusted-types-for 'script'; trusted-types 'none'"
)
WATCH = "window.broken = []; addEventListener('securitypolicyviolation', (event) => broken.push(event.violatedDirective));"
TAG = (
    '<script data-heading="&lt;img src=x onerror=hit=1&gt;" data-accent="red;} * {display:none" data-open data-page-roles="'
    + "&lt;script&gt;," * 9
    + '" '
)
EVERY_NODE = """() => { const found = []; const walk = (root) => { for (const node of root.querySelectorAll('*')) {
  found.push({ name: node.localName, attributes: node.getAttributeNames(), href: node.getAttribute('href') });
  if (node.shadowRoot) walk(node.shadowRoot); } }; walk(document.body); return found; }"""


def assert_harmless(page: Page) -> None:
    """No script ran, no handler and no dangerous address stands in the page."""
    assert page.evaluate("window.hit") is None
    for node in page.evaluate(EVERY_NODE):
        assert node["name"] not in ("script", "iframe", "img", "style", "object", "embed")
        assert not [name for name in node["attributes"] if name.startswith("on")]
        assert node["href"] is None or node["href"].startswith(("http://", "https://"))


def test_questions_stay_text(visit: Visit) -> None:
    page = opened(visit())
    for number, attack in enumerate(ATTACKS, 1):
        ask(page, attack)
        answered(page, number)

    assert_harmless(page)


def test_hostile_cards_stay_text(visit: Visit, fake: Fake) -> None:
    every = " ".join(ATTACKS)
    card: dict[str, Any] = {
        "kind": every, "title": every, "text": every, "missed": every,
        "table": {"columns": ATTACKS[:4], "rows": [ATTACKS[:4]]},
        "bars": [{"label": every, "low": 1, "median": 2, "high": 3, "currency": attack, "text": every} for attack in ATTACKS],
        "sources": [dict.fromkeys(("name", "publisher", "date", "about", "attribution"), attack) for attack in ATTACKS],
        "suggestions": [{"title": attack, "text": attack} for attack in ATTACKS],
        "links": [{"title": attack, "url": url} for attack in ATTACKS for url in LINKS],
    }  # fmt: skip
    fake.fault, fake.hostile = "hostile", {"type": "answer", "id": "<img onerror=hit=1>", "text": every, "card": card}
    page = opened(visit())
    ask(page, "hello")
    answered(page)

    assert {link.get_attribute("href") for link in page.get_by_role("link").all()} == {"https://jobs.example/ok"}
    assert all(link.get_attribute("rel") == "noopener noreferrer" for link in page.get_by_role("link").all())
    assert_harmless(page)


@pytest.mark.parametrize(
    "answer",
    [
        [],
        "text",
        {"type": "answer"},
        {"type": "answer", "id": {"a": 1}, "text": 7, "card": []},
        {
            "type": "answer",
            "id": 1,
            "card": {"title": [], "text": None, "table": 3, "bars": [None, 1], "sources": "x", "links": [[]]},
        },
        {
            "type": "answer",
            "id": "a",
            "text": "x" * 500_000,
            "card": {"table": {"columns": ["a"] * 5000, "rows": [["b"]] * 5000}},
        },
        {"type": "error", "error": {"code": "__proto__", "retry_after": -5}},
        {"type": "answer", "__proto__": {"polluted": True}, "card": {"text": "x", "__proto__": {"polluted": True}}},
    ],
)
def test_an_answer_of_any_shape_leaves_the_chat_usable(visit: Visit, fake: Fake, answer: Any) -> None:
    fake.fault, fake.hostile = "hostile", json.loads(json.dumps(answer))
    page = opened(visit())
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    ask(page, "hello")
    expect(page.get_by_role("button", name="Send")).to_be_visible()
    fake.fault = ""
    ask(page, "again")
    expect(page.locator(".turn").last.get_by_role("button", name="Copy answer")).to_be_visible()

    assert errors == []
    assert page.evaluate("({}).polluted") is None
    assert page.locator("rolewise-chat *").count() < 25_000


def test_page_context_stays_text(context: BrowserContext, fake: Fake) -> None:
    fake.head = fake.head.replace("<script ", TAG)
    page = context.new_page()
    page.goto(fake.url)
    expect(page.get_by_role("heading", name="<img src=x onerror=hit=1>")).to_be_visible()
    ask(page, "hello")
    answered(page)

    assert fake.asked[0]["page"]["roles"] == ["<script>"] * 5
    assert_harmless(page)


def test_a_strict_policy_with_trusted_types_is_never_violated(context: BrowserContext, fake: Fake, kinds: dict[str, Any]) -> None:
    host = Fake(fake.cards, head=fake.head, csp=CSP.format(fake.url))
    page = context.new_page()
    said: list[str] = []
    asked: set[str] = set()
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("request", lambda request: asked.add("/".join(request.url.split("/")[:3])))
    page.add_init_script(WATCH)
    page.goto(host.url)
    opened(page)
    for number, kind in enumerate(["compare_roles", "ask_pay", "find_jobs"], 1):
        ask(page, kind)
        expect(page.locator(".turn")).to_have_count(number)
        expect(page.get_by_role("button", name="Good answer")).to_have_count(number)
    page.get_by_role("button", name="Good answer").last.click()
    expect(page.get_by_role("button", name="Good answer").last).to_have_attribute("aria-pressed", "true")
    looks = page.locator(".panel").evaluate("(node) => getComputedStyle(node).borderTopLeftRadius")
    host.stop()

    assert page.evaluate("broken") == []
    assert [line for line in said if "favicon" not in line] == []
    assert asked <= {fake.url, host.url}
    assert looks == "16px"
