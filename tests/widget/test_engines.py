"""A visitor's conversation in three engines: Blink, Gecko and WebKit."""

from __future__ import annotations

from driving import ask, opened, say, until
from engines import running
from fake_server import Fake
from selenium.webdriver.remote.webdriver import WebDriver


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
