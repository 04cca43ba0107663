"""It can be used by everybody: axe finds nothing, contrast holds for any accent, and it fits every screen."""

from __future__ import annotations

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from fake_server import Fake
from playwright.sync_api import Browser, Page, expect
from visiting import Visit, answered, ask, opened

COLOURS = """(accent) => { const chat = document.querySelector('rolewise-chat'); chat.setAttribute('accent', accent);
  const brush = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
  const light = (css) => { brush.fillStyle = css; brush.fillRect(0, 0, 1, 1);
    const linear = (part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
    const [r, g, b] = [...brush.getImageData(0, 0, 1, 1).data].map((part) => linear(part / 255));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b; };
  const ratio = (one, other) => {
    const [a, b] = [light(one), light(other)].sort((x, y) => x - y);
    return (b + 0.05) / (a + 0.05); };
  const style = (place) => getComputedStyle(chat.shadowRoot.querySelector(place));
  return ['.mark', '.chip'].map((place) => ratio(style(place).color, style(place).backgroundColor)); }"""
ACCENTS = [
    "#3f46c8",
    "#000",
    "#fff",
    "#ff0",
    "#f00",
    "#0f0",
    "#00f",
    "#0ff",
    "#f0f",
    "#777",
    "#ff7f00",
    "#0b7563",
    "#e91e63",
    "#8bc34a",
    "#5a5",
    "#b0b0b0",
    "#c49a00",
]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_answers_of_every_kind(browser: Browser, fake: Fake, kinds: dict[str, Any], scheme: Any) -> None:
    page = browser.new_page(color_scheme=scheme, reduced_motion="reduce")
    page.goto(fake.url)
    opened(page)
    assert violations(page) == []
    for number, intent in enumerate(kinds, 1):
        ask(page, intent)
        expect(page.get_by_role("button", name="Good answer")).to_have_count(number)
    for summary in page.locator("summary").all():
        summary.click()
    page.get_by_role("button", name="Bad answer").last.click()
    page.get_by_label("Your question").press_sequentially("data a")
    expect(page.locator("[role=option]").first).to_be_visible()
    assert violations(page) == []
    fake.fault = "busy"
    ask(page, "one that fails")
    expect(page.locator(".failure")).to_be_visible()
    page.get_by_role("button", name="Clear conversation").click()

    assert violations(page) == []
    page.close()


def violations(page: Page) -> list[tuple[str, str]]:
    """Rule and node of each violation that axe finds."""
    found = Axe().run(page).response["violations"]
    return [(rule["id"], node["html"][:120]) for rule in found for node in rule["nodes"]]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_any_accent_can_be_read(visit: Visit, scheme: str) -> None:
    page = opened(visit(color_scheme=scheme, reduced_motion="reduce"))
    ratios = {accent: page.evaluate(COLOURS, accent) for accent in ACCENTS}

    assert {accent: pair for accent, pair in ratios.items() if min(pair) < 4.5} == {}


@pytest.mark.parametrize("width", [320, 375, 640, 1280])
def test_nothing_is_wider_than_the_screen(visit: Visit, width: int) -> None:
    page = visit()
    page.set_viewport_size({"width": width, "height": 640})
    opened(page)
    for number, intent in enumerate(["compare_roles", "ask_pay", "rank_roles_by_pay"], 1):
        ask(page, intent)
        answered(page, number)

    assert page.locator(".scroll").evaluate("(node) => node.scrollWidth <= node.clientWidth")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_a_stacked_table_keeps_its_meaning(visit: Visit) -> None:
    page = visit()
    page.set_viewport_size({"width": 320, "height": 640})
    opened(page)
    ask(page, "rank_roles_by_pay")
    answered(page)
    page.get_by_text("In full").click()

    assert page.get_by_role("columnheader").count() == page.locator("thead th").count() > 3
    assert page.get_by_role("rowheader").count() == page.locator("tbody tr").count()


def test_right_to_left_pages_are_mirrored(visit: Visit, fake: Fake) -> None:
    fake.page_language = 'lang="ar" dir="rtl"'
    page = opened(visit())
    ask(page, "compare_roles")
    answered(page)
    panel, bubble = page.locator(".panel").bounding_box(), page.locator(".question").bounding_box()

    assert page.locator(".answer").evaluate("(node) => getComputedStyle(node).direction") == "ltr"  # so are the bars
    assert panel and bubble and panel["x"] < 40
    assert bubble["x"] - panel["x"] < 60


def test_an_inline_chat_stands_in_the_page_without_a_launcher(visit: Visit, fake: Fake) -> None:
    fake.body = "<rolewise-chat inline></rolewise-chat>"
    page = visit()

    expect(page.get_by_label("Your question")).to_be_visible()
    expect(page.locator(".launcher")).to_have_count(0)
    page.keyboard.press("Escape")
    expect(page.get_by_label("Your question")).to_be_visible()
