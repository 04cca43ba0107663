"""What a visitor does in a browser that WebDriver drives."""

from __future__ import annotations

from selenium.webdriver import ActionChains, Keys
from selenium.webdriver.remote.webdriver import WebDriver
from selenium.webdriver.support.wait import WebDriverWait

PATIENCE = 10  # seconds until a condition must hold
ROOT = "const chat = document.querySelector('rolewise-chat'), root = chat?.shadowRoot;"


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
