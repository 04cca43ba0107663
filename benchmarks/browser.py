"""The widget and the pages in Chromium: sizes, the first answer, a slow phone, memory after 200 answers, Lighthouse.

Lighthouse runs where `npm ci --prefix benchmarks/lighthouse` brought it; without it the rest is measured.
"""

from __future__ import annotations

import json
import os
import shutil
import statistics
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, CDPSession, Page, sync_playwright

from benchmarks._load import UTTERANCES
from benchmarks._servers import ours
from rolewise.doors.pages.site.files import read
from rolewise.paths import ROOT

PAGES = ("/", "/roles/data-analyst", "/roles/pharmacist", "/compare/data-analyst-vs-data-scientist")
ANSWERS = int(os.environ.get("BROWSER_ANSWERS", "200"))
QUESTIONS = 20
ROUNDS = 5  # of each page, with and without the widget in turn
LIGHTHOUSE = ROOT / "benchmarks" / "lighthouse" / "node_modules" / ".bin" / "lighthouse"
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
# Slow 4G as Lighthouse has it, and a processor a quarter as fast.
NETWORK = {"offline": False, "latency": 150, "downloadThroughput": 1.6e6 / 8, "uploadThroughput": 750e3 / 8}
SLOWER = 4
WIDGET = "**/widget/*"
READY = "!!document.querySelector('rolewise-chat')?.shadowRoot?.querySelector('.launcher')"
FCP = "performance.getEntriesByName('first-contentful-paint')[0]?.startTime"
ANSWERED = "document.querySelector('rolewise-chat').shadowRoot.querySelectorAll('[data-thumb=up]').length"
MB = 1024 * 1024


def main() -> None:
    """Prints a line a measure."""
    _sizes()
    with ours(demo=True) as server, sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"])
        for path in PAGES:
            _slow(browser, f"{server.url}{path}")
        _talk(browser, server.url)
        browser.close()
        for path in PAGES:
            _lighthouse(f"{server.url}{path}")


def _sizes() -> None:
    launcher, chat = (len(read(ROOT / "widget" / name).compressed) for name in ("rolewise-chat.js", "chat.js"))
    print(f"gzipped: before the first click {launcher:,} bytes, all {launcher + chat:,}")


@contextmanager
def _opened(browser: Browser) -> Iterator[tuple[Page, CDPSession]]:
    context = browser.new_context(viewport={"width": 375, "height": 720})
    page = context.new_page()
    try:
        yield page, context.new_cdp_session(page)
    finally:
        context.close()


def _slow(browser: Browser, url: str) -> None:
    """First paint with and without the widget, and when its button is there; milliseconds from the start of the navigation."""
    found: dict[str, list[float]] = {"paint": [], "paint without": [], "ready": []}
    for _ in range(ROUNDS):
        for name in ("paint", "paint without"):
            with _opened(browser) as (page, session):
                session.send("Network.enable")
                session.send("Network.emulateNetworkConditions", NETWORK)
                session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
                if name != "paint":
                    page.route(WIDGET, lambda route: route.abort())
                page.goto(url, wait_until="commit")
                if name == "paint":
                    found["ready"].append(_until(page, READY, "performance.now()"))
                page.wait_for_load_state("load")
                found[name].append(_until(page, FCP, FCP))
    print(
        f"slow 4G, processor / {SLOWER}: {url}: "
        + ", ".join(f"{name} {statistics.median(ms):,.0f} ms" for name, ms in found.items())
    )


def _until(page: Page, condition: str, value: str = "null") -> float:
    """Waits in the page, whose policy allows no string to become a function, frame by frame; what the value then is."""
    script = f"while (!({condition})) await new Promise((next) => requestAnimationFrame(next)); return {value};"
    return page.evaluate(f"(async () => {{ {script} }})()")  # type: ignore[no-any-return]


def _talk(browser: Browser, url: str) -> None:
    """Enter to answer, then the heap after many answers."""
    with _opened(browser) as (page, session):
        page.goto(url)
        _until(page, READY)
        page.evaluate("document.querySelector('rolewise-chat').show()")
        page.get_by_label("Your question").wait_for()
        before, waits = _heap(session), []
        for number in range(ANSWERS):
            began = time.perf_counter()
            _ask(page, UTTERANCES[number % len(UTTERANCES)], number + 1)
            waits.append(1000 * (time.perf_counter() - began))
        asked = waits[:QUESTIONS]
        print(f"Enter to answer shown, of {len(asked)}: p50 {statistics.median(asked):.0f} ms, most {max(asked):.0f} ms")
        print(f"heap: {before / MB:.1f} MB, after {ANSWERS} answers {_heap(session) / MB:.1f} MB")


def _ask(page: Page, text: str, count: int) -> None:
    page.get_by_label("Your question").fill(text)
    page.get_by_label("Your question").press("Enter")
    _until(page, f"{ANSWERED} >= {count}")


def _heap(session: CDPSession) -> float:
    session.send("HeapProfiler.enable")
    session.send("HeapProfiler.collectGarbage")
    return float(session.send("Runtime.getHeapUsage")["usedSize"])


def _lighthouse(url: str) -> None:
    if not LIGHTHOUSE.exists():
        print("Lighthouse is not there: npm ci --prefix benchmarks/lighthouse")
        return
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.json"
        flags = ["--quiet", "--output=json", f"--output-path={report}", f"--only-categories={','.join(CATEGORIES)}"]
        flags.append("--chrome-flags=--headless=new --no-sandbox --disable-gpu")
        environment = {**os.environ, "CHROME_PATH": shutil.which("chromium") or ""}
        subprocess.run(
            [LIGHTHOUSE, url, *flags], env=environment, check=False, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        made: dict[str, Any] = json.loads(report.read_text("utf-8")) if report.exists() else {}
    scores = {name: found["score"] for name, found in made.get("categories", {}).items()}
    print(f"Lighthouse: {url}: " + ", ".join(f"{name} {100 * (score or 0):.0f}" for name, score in scores.items()))


if __name__ == "__main__":
    main()
