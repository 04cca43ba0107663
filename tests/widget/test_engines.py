"""A visitor's conversation in three engines: Blink, Gecko and WebKit."""

from __future__ import annotations

from pathlib import Path

from driving import ask, opened, say, until
from engines import running
from fake_server import Fake
from selenium.webdriver import ActionChains, Keys
from selenium.webdriver.remote.webdriver import WebDriver

from rolewise.core.answers import Writer
from rolewise.core.knowledge import load
from rolewise.doors.pages.comparison import html

KNOWLEDGE = Path(__file__).parents[2] / "knowledge"
ROLES = {"thead th:last-child": "columnheader", "tbody tr": "row", "tbody th": "rowheader", "tbody td": "cell"}


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


def press(driver: WebDriver, *keys: str) -> None:
    """Presses keys where the focus is."""
    ActionChains(driver, duration=0).send_keys(*keys).perform()


def test_it_is_used_by_keyboard_alone(driver: WebDriver, fake: Fake) -> None:
    opened(driver, fake.url)
    until(driver, "root.querySelectorAll('option').length")
    press(driver, "pay of a data")
    until(driver, "root.querySelectorAll('[role=option]').length === 4")
    press(driver, Keys.ARROW_DOWN, Keys.ENTER)
    assert say(driver, "return root.querySelector('textarea').value") == "pay of a Data Analyst "
    press(driver, Keys.ENTER)
    until(driver, "root.querySelector('figure')")
    say(driver, "root.querySelector('[aria-label^=Clear]').click()")
    press(driver, Keys.ESCAPE)
    until(driver, "!root.querySelector('[role=alertdialog]')")
    assert say(driver, "return chat.open && root.activeElement.localName") == "textarea"
    press(driver, Keys.ESCAPE)
    until(driver, "!chat.open && root.activeElement?.className === 'launcher'")


def test_amounts_stand_on_the_axis_as_in_the_text(driver: WebDriver, fake: Fake) -> None:
    opened(driver, fake.url)
    ask(driver, "ask_pay")
    until(driver, "root.querySelector('figure')")

    assert say(driver, "return [...root.querySelectorAll('.ticks i')].map((node) => node.textContent)") == [
        "₹0", "₹10L", "₹20L", "₹30L"]  # fmt: skip
    assert say(driver, "const { scrollWidth, clientWidth } = root.querySelector('.scroll'); return scrollWidth <= clientWidth")


def test_bars_to_scroll_by_take_the_colours_of_the_window(driver: WebDriver, fake: Fake) -> None:
    fake.head = fake.head.replace("<script ", '<script data-theme="dark" ')
    opened(driver, fake.url)

    supported = say(driver, "return CSS.supports('scrollbar-color', 'red blue')")
    colours = say(driver, "return getComputedStyle(root.querySelector('.scroll')).scrollbarColor")
    assert colours not in ("auto", None) if supported else colours in ("auto", None, "")


def test_a_stacked_table_of_a_page_is_still_a_table(driver: WebDriver, fake: Fake) -> None:
    page = html(Writer(load(KNOWLEDGE)), ("data-analyst", "data-scientist"), "IN")
    fake.files["/page"] = (page.encode(), "text/html; charset=utf-8")
    driver.set_window_size(500, 800)
    driver.get(f"{fake.url}/page")
    roles = {place: driver.find_element("css selector", f"table {place}".strip()).aria_role for place in ("", *ROLES)}
    displays = driver.find_element("css selector", "tbody tr").value_of_css_property("display")
    driver.set_window_size(1200, 900)

    assert displays == "grid"
    assert roles == {"": "table", **ROLES}


def test_where_firefox_blocks_cookies_it_still_talks(screen: None, fake: Fake) -> None:
    with running("firefox", **{"network.cookie.cookieBehavior": 2}) as driver:
        opened(driver, fake.url)
        ask(driver, "ask_pay")
        until(driver, "root.querySelector('figure')")
