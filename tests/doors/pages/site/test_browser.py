"""In a browser: no rule of accessibility is broken, nothing is wider than the screen, search and questions work."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from tests.doors.pages.site.conftest import Server

PATHS = (
    "/", "/?country=US", "/roles/data-analyst", "/compare/data-scientist-vs-machine-learning-engineer",
    "/compare/data-analyst-vs-data-engineer-vs-data-scientist?country=US", "/compare/actuary-vs-recruiter", 
    "/search?q=anlyst", "/families/law", "/nowhere", "/roles/data-anlyst",
    "/compare/data-anlyst-vs-data-scientist",
)  # fmt: skip
# Stands in for the widget, which has tests of its own.
CHAT = """
customElements.define("rolewise-chat", class extends HTMLElement { ask(text) { this.asked = text; } });
document.body.append(document.createElement("rolewise-chat"));
"""


@contextmanager
def opened(browser: Any, url: str, **options: Any) -> Iterator[Any]:
    """The page at this address, with a stand-in for the chat; what the browser complained of is in `page.complaints`."""
    page = browser.new_page(**options)
    page.complaints = []
    page.on("console", lambda said: page.complaints.append(said.text) if said.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: page.complaints.append(str(error)))
    page.route("**/widget/rolewise-chat.js", lambda route: route.fulfill(body=CHAT, content_type="text/javascript"))
    page.goto(url)
    try:
        yield page
    finally:
        page.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", PATHS)
def test_no_rule_of_accessibility_is_broken(site: Server, browser: Any, path: str, scheme: str) -> None:
    from axe_playwright_python.sync_playwright import Axe

    with opened(browser, site.url + path, color_scheme=scheme) as page:
        found = Axe().run(page)

    assert found.violations_count == 0, found.generate_report()


@pytest.mark.parametrize("width", [320, 375, 768, 912, 1280, 1440])
@pytest.mark.parametrize("path", PATHS)
def test_nothing_is_wider_than_the_screen(site: Server, browser: Any, path: str, width: int) -> None:
    with opened(browser, site.url + path, viewport={"width": width, "height": 800}) as page:
        assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


@pytest.mark.parametrize("path", PATHS[:4])
def test_a_page_asks_nothing_of_others_and_breaks_no_policy(site: Server, browser: Any, path: str) -> None:
    asked: list[str] = []
    with opened(browser, "about:blank") as page:
        page.on("request", lambda request: asked.append(request.url))
        page.goto(site.url + path)
        page.wait_for_load_state("networkidle")

        assert [url for url in asked if not url.startswith(site.url)] == []
        assert page.complaints == []


def test_the_search_keeps_what_matches_and_says_how_many(site: Server, browser: Any) -> None:
    with opened(browser, site.url) as page:
        page.get_by_label("Find a role").fill("data sql")
        shown = page.locator(".role:visible h4").all_inner_texts()
        families = page.locator(".family:visible h3").all_inner_texts()
        said = page.get_by_role("status").inner_text()

        assert "Data Analyst" in shown
        assert "Graphic Designer" not in shown
        assert families[0] == "Data & AI"
        assert said == f"{len(shown)} of 67 roles shown"


def test_a_search_without_a_match_says_so_and_an_empty_one_shows_all(site: Server, browser: Any) -> None:
    with opened(browser, site.url) as page:
        field = page.get_by_label("Find a role")
        field.fill("zzzz")
        said = page.get_by_role("status").inner_text()
        field.fill("")

        assert said.startswith("No role matches.")
        assert page.locator(".role:visible").count() == 67


def test_without_scripts_search_and_country_are_forms(site: Server, browser: Any) -> None:
    with opened(browser, site.url, java_script_enabled=False) as page:
        assert page.locator(".role:visible").count() == 67
        page.locator("#find").fill("acupunc")
        page.locator("#find").press("Enter")
        assert page.get_by_role("link", name="Acupuncturist").count() == 1
        page.goto(f"{site.url}/roles/data-analyst")
        page.get_by_label("Figures for").select_option("US")
        page.get_by_role("button", name="Show").click()
        assert page.url.endswith("/roles/data-analyst?country=US")


def test_what_is_found_stands_under_the_field(site: Server, browser: Any) -> None:
    with opened(browser, site.url) as page:
        page.get_by_label("Find a role").fill("grafic designr")
        page.locator(".matches a").first.wait_for()

        assert page.locator(".matches a").first.inner_text() == "Graphic Designer"


def test_a_question_opens_the_chat_and_asks(site: Server, browser: Any) -> None:
    with opened(browser, f"{site.url}/roles/data-analyst") as page:
        page.get_by_role("button", name="What does a data analyst earn?").click()
        page.wait_for_function("document.querySelector('rolewise-chat').asked")

        assert page.evaluate("document.querySelector('rolewise-chat').asked") == "What does a data analyst earn?"


def test_the_keyboard_reaches_the_content_first(site: Server, browser: Any) -> None:
    with opened(browser, site.url) as page:
        page.keyboard.press("Tab")

        assert page.evaluate("document.activeElement.getAttribute('href')") == "#content"


@pytest.mark.parametrize(("width", "pages"), [(1280, 5), (375, 9)])
@pytest.mark.parametrize("pair", ["data-analyst-vs-data-scientist", "data-scientist-vs-machine-learning-engineer"])
def test_a_comparison_is_read_in_a_few_screens(site: Server, browser: Any, pair: str, width: int, pages: int) -> None:
    """A third of what it was: 10,200 px at 1280, 19,500 px at 375."""
    with opened(browser, f"{site.url}/compare/{pair}", viewport={"width": width, "height": 720}) as page:
        assert page.evaluate("document.documentElement.scrollHeight") <= 720 * pages
        page.evaluate("scrollTo({ top: 2000, behavior: 'instant' })")
        assert page.locator(".contents").bounding_box()["y"] == 0


def test_a_page_is_printed_whole_from_a_button(site: Server, browser: Any) -> None:
    with opened(browser, f"{site.url}/compare/actuary-vs-teacher", viewport={"width": 700, "height": 900}) as page:
        page.evaluate("() => { window.printed = 0; window.print = () => { window.printed += 1; }; }")
        page.get_by_role("button", name="Print").click()
        assert page.evaluate("window.printed") == 1

        page.emulate_media(media="print")
        assert page.locator("#sources li").first.is_visible()
        assert (
            page.locator("tbody tr").last.evaluate("(row) => getComputedStyle(row).display") == "table-row"
        )  # on any width of paper
        assert not page.get_by_role("button", name="Print").is_visible()


@pytest.mark.parametrize("width", [320, 375])
def test_the_header_of_a_phone_is_one_line(site: Server, browser: Any, width: int) -> None:
    with opened(browser, f"{site.url}/roles/actuary", viewport={"width": width, "height": 700}) as page:
        assert page.locator("header.bar").bounding_box()["height"] <= 64
