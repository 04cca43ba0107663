"""A visitor's conversation in three engines: Blink, Gecko and WebKit."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from engines import display, running
from fake_server import Fake
from selenium.webdriver import ActionChains, Keys
from selenium.webdriver.remote.webdriver import WebDriver
from selenium.webdriver.support.wait import WebDriverWait

PATIENCE = 10  # seconds until a condition must hold
ROOT = "const chat = document.querySelector('rolewise-chat'), root = chat?.shadowRoot;"


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


def say(driver: WebDriver, script: str) -> object:
    """What a script returns that knows `chat` and its `root`."""
    return driver.execute_script(ROOT + script)


def until(driver: WebDriver, condition: str) -> None:
    """Waits until the expression holds."""
    told = lambda driver: say(driver, f"return Boolean({condition});")  # noqa: E731
    WebDriverWait(driver, PATIENCE, 0.05).until(told, message=f"{condition}: {say(driver, 'return root?.textContent')}")


def opened(driver: WebDriver, url: str) -> None:
    """The host page with the chat opened by a click on its button."""
    driver.get(url)
    until(driver, "root?.querySelector('.launcher')")
    say(driver, "root.querySelector('.launcher').click()")
    until(driver, "root.activeElement?.localName === 'textarea'")


def ask(driver: WebDriver, text: str) -> None:
    """Types a question where the focus is and sends it with Enter."""
    ActionChains(driver, duration=0).send_keys(text + Keys.ENTER).perform()


def test_a_visitor_asks_rates_and_finds_it_again(driver: WebDriver, fake: Fake) -> None:
    opened(driver, fake.url)
    ask(driver, "ask_pay")
    until(driver, "root.querySelector('figure')")
    assert say(driver, "return root.querySelector('.failure')") is None
    say(driver, "root.querySelector('[data-thumb=up]').click()")
    until(driver, "root.querySelector('[data-thumb=up]').getAttribute('aria-pressed') === 'true'")
    driver.refresh()
    until(driver, "root?.querySelector('.launcher')")
    say(driver, "chat.show()")
    until(driver, "root.querySelectorAll('.question').length === 1")


def test_open_is_a_property_that_frameworks_may_assign(driver: WebDriver, fake: Fake) -> None:
    driver.get(fake.url)
    until(driver, "root?.querySelector('.launcher')")
    say(driver, "chat.open = true")
    assert say(driver, "return chat.hasAttribute('open')") is True
    until(driver, "root.querySelector('dialog')?.open")
    say(driver, "chat.open = false")
    assert say(driver, "return chat.hasAttribute('open') || root.querySelector('dialog').open") is False
    say(driver, "chat.setAttribute('open', 'false')")
    assert say(driver, "return chat.open || root.querySelector('dialog').open") is False
    say(driver, "root.querySelector('.launcher').click()")
    until(driver, "chat.open && root.querySelector('dialog').open")


def test_where_firefox_blocks_cookies_it_still_talks(screen: None, fake: Fake) -> None:
    with running("firefox", **{"network.cookie.cookieBehavior": 2}) as driver:
        opened(driver, fake.url)
        ask(driver, "ask_pay")
        until(driver, "root.querySelector('figure')")
