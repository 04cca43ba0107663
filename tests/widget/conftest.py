"""A browser, a stand-in for the server, and cards that the core makes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from engines import display, running
from fake_server import Fake
from needs import missing, program
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright
from selenium.webdriver.remote.webdriver import WebDriver
from visiting import Visit

from rolewise.core.answers import ANSWERS, Question, Writer, answer
from rolewise.core.intents import intent_of
from rolewise.core.knowledge import load
from rolewise.core.rendering import card

KNOWLEDGE = Path(__file__).parents[2] / "knowledge"
PAIR = ("data-analyst", "data-scientist")
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
             "--disable-component-update", "--disable-sync"]  # fmt: skip
DIRECTORY = {
    "roles": ["Data Analyst", "Data Engineer", "Data Scientist", "Registered Nurse", "Senior Data Analyst"],
    "countries": [{"code": "IN", "name": "India", "text": "For India"}, {"code": "US", "name": "the US", "text": "For the US"}],
    "country": "IN",
}
PATIENCE = 10_000  # milliseconds until a condition must hold


# Not for longer: while Playwright runs, no other event loop can in this thread.
@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Chromium of the system."""
    path = program("chromium")
    with sync_playwright() as driver:
        try:
            browser = driver.chromium.launch(executable_path=path, args=ARGUMENTS)
        except Exception as error:
            missing(f"Chromium does not start: {type(error).__name__}")
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def screen() -> Iterator[None]:
    """A display, for all engines."""
    with display():
        yield


@pytest.fixture(scope="session", params=["chromium", "firefox", "webkit"])
def driver(request: pytest.FixtureRequest, screen: None) -> Iterator[WebDriver]:
    """A browser of each engine, started once."""
    with running(request.param) as driver:
        driver.set_window_size(1200, 900)
        yield driver


@pytest.fixture(scope="session")
def kinds() -> dict[str, dict[str, Any]]:
    """A card for each question that the core answers, by intent."""
    writer = Writer(load(KNOWLEDGE))
    return {intent: card(answer(writer, question(intent))) for intent in ANSWERS}


def question(intent: str) -> Question:
    """About two roles where it can be, in the US for the outlook, in India else."""
    roles = PAIR if intent_of(intent).roles or intent in ("ask_skills", "choose_role", "switch_role") else ()
    if intent in ("explain_skill",):
        return Question(intent, "IN", skills=("sql",))
    return Question(intent, "IN", roles=roles)


@pytest.fixture
def fake(kinds: dict[str, dict[str, Any]]) -> Iterator[Fake]:
    """A server that answers a message with the card of the intent that it names, else with a comparison."""
    fake = Fake(lambda text: kinds.get(text, kinds["ask_pay" if "pay" in text else "compare_roles"]))
    fake.directory = DIRECTORY
    fake.head = f'<script type="module" src="{fake.url}/widget/rolewise-chat.js"></script>'
    yield fake
    fake.stop()


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A visitor's browser profile, without motion: nothing is measured while it moves."""
    context = browser.new_context(viewport={"width": 1280, "height": 800}, reduced_motion="reduce")
    context.set_default_timeout(PATIENCE)
    yield context
    context.close()


@pytest.fixture
def visit(context: BrowserContext, fake: Fake) -> Visit:
    """Opens the host page in a new tab."""

    def opened(**settings: Any) -> Page:
        page = context.new_page()
        page.emulate_media(**settings)
        page.goto(fake.url)
        return page

    return opened
