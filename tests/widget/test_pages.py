"""Pages whose own rules, policies and habits would spoil a chat that does not guard itself, in three engines."""

from __future__ import annotations

from pathlib import Path

import pytest
from driving import ask, opened, say, until
from fake_server import Fake
from needs import missing
from selenium.webdriver.remote.webdriver import WebDriver

PACKAGES = Path(__file__).parents[2] / "widget" / "node_modules"
STYLES = {
    "plain": "",
    "every element": "* { color: #222 !important; line-height: 2; font-size: 10px; letter-spacing: .2em; float: left }"
    " :empty { display: none !important }"
    " body > * { position: relative; z-index: 1; margin: 40px; transform: none; width: 100% }",
    "small root": "html { font-size: 62.5% }",
    "inherited": "body { letter-spacing: .3em; text-transform: uppercase; white-space: nowrap; text-indent: 3em;"
    " word-spacing: 2em; text-shadow: 0 0 9px red;"
    " font: small-caps 900 30px/3 serif; -webkit-text-stroke: 2px red; visibility: hidden;"
    " text-align: center; direction: ltr; cursor: wait; pointer-events: none; user-select: none }",
    "bar above all": "#bar { position: fixed; inset: auto 0 0 0; height: 200px; background: gold; z-index: 2147482999 }",
    "bootstrap": "",
    "tailwind": "body { letter-spacing: .1em }",
}
SHEETS = {"bootstrap": "bootstrap/dist/css/bootstrap.min.css", "tailwind": "tailwindcss/preflight.css"}
MEASURED = """const style = (place) => getComputedStyle(root.querySelector(place));
  const box = (place) => root.querySelector(place).getBoundingClientRect();
  const text = style('.intro p'), panel = box('.panel');
  const size = parseFloat(text.fontSize);
  return { size, line: parseFloat(text.lineHeight) / size, spacing: text.letterSpacing, transform: text.textTransform,
    words: parseFloat(text.wordSpacing) || 0, indent: parseFloat(text.textIndent), shadow: text.textShadow,
    align: text.textAlign, visible: text.visibility, space: text.whiteSpace, events: text.pointerEvents,
    apart: text.color !== style('.panel').backgroundColor,
    width: panel.width, inside: panel.left >= 0 && panel.top >= 0 && panel.right <= innerWidth && panel.bottom <= innerHeight,
    right: innerWidth - panel.right, input: parseFloat(style('textarea').fontSize) };"""
WATCH = """window.refused = [];
  addEventListener('securitypolicyviolation', ({ violatedDirective }) => refused.push(violatedDirective));"""
SIZE = "const { width, height } = root.querySelector('.panel').getBoundingClientRect(); return [width, height]"
LAUNCHER = """const { left, top, width, height, right, bottom } = root.querySelector('.launcher').getBoundingClientRect();
  return { width, height, right: innerWidth - right, bottom: innerHeight - bottom,
    hit: document.elementFromPoint(left + width / 2, top + height / 2) === chat };"""


@pytest.mark.parametrize("name", STYLES)
def test_the_rules_of_a_page_do_not_reach_in(driver: WebDriver, fake: Fake, name: str) -> None:
    sheet = ""
    if name in SHEETS:
        file = PACKAGES / SHEETS[name]
        if not file.exists():
            missing("the pages need `npm ci` in widget/")
        fake.files["/page.css"] = (file.read_bytes(), "text/css")
        sheet = '<link rel="stylesheet" href="/page.css">'
    fake.head = f"{sheet}<style>{STYLES[name]}</style>{fake.head}"
    fake.end = '<div id="bar">We use cookies</div>' if name == "bar above all" else ""
    driver.get(fake.url)
    until(driver, "root?.querySelector('.launcher')")
    launcher = say(driver, LAUNCHER)
    say(driver, "chat.show()")
    until(driver, "root.querySelector('.panel')?.open && !root.querySelector('.panel').getAnimations().length")
    found = say(driver, MEASURED)

    assert launcher == {"width": 56, "height": 56, "right": 20, "bottom": 20, "hit": True} or (
        abs(launcher["width"] - 56) < 1 and launcher["hit"]
    ), launcher
    assert found["size"] == 15 and found["input"] == 16, found
    assert 1.4 < found["line"] < 1.6, found
    assert found["spacing"] in ("normal", "0px") and found["words"] == found["indent"] == 0, found
    assert (found["transform"], found["shadow"], found["visible"], found["events"]) == ("none", "none", "visible", "auto"), found
    assert found["align"] in ("start", "left") and found["space"] in ("normal", "collapse"), found
    assert found["apart"] and found["inside"] and 415 < found["width"] < 432 and found["right"] == 20, found


def test_the_page_decides_between_light_and_dark(driver: WebDriver, fake: Fake) -> None:
    plain = fake.head
    grounds = []
    for scheme, theme in (("light", ""), ("dark", ""), ("dark", "light"), ("light", "dark")):
        tag = plain.replace("<script ", f'<script data-theme="{theme}" ')
        fake.head = f"<style>:root {{ color-scheme: {scheme} }}</style>{tag}"
        driver.get(fake.url)
        until(driver, "root?.querySelector('.launcher')")
        say(driver, "chat.show()")
        until(driver, "root.querySelector('.panel')?.open")
        grounds.append(say(driver, "return getComputedStyle(root.querySelector('.panel')).backgroundColor"))

    assert grounds[0] == grounds[2] != grounds[1] == grounds[3]


@pytest.mark.parametrize("policy", ["strict", "nonce"])
def test_under_a_policy_it_talks_and_nothing_is_refused(driver: WebDriver, fake: Fake, policy: str) -> None:
    script = f"'self' {fake.url}" if policy == "strict" else "'nonce-r1' 'strict-dynamic'"
    fake.csp = f"default-src 'none'; script-src {script}; connect-src {fake.url}; style-src 'none'; base-uri 'none'"
    fake.head = fake.head.replace("<script ", '<script nonce="r1" ')
    opened(driver, fake.url)
    say(driver, WATCH)
    ask(driver, "ask_pay")
    until(driver, "root.querySelector('figure')")

    assert say(driver, "return refused") == []
    assert say(driver, "return getComputedStyle(root.querySelector('.panel')).display") == "flex"


@pytest.mark.parametrize("sandbox", ["", 'sandbox="allow-scripts"'])
def test_in_a_frame_it_talks_with_storage_and_without(driver: WebDriver, fake: Fake, sandbox: str) -> None:
    page = f"<!doctype html><title>Frame</title><body>{fake.head}"
    fake.files["/frame"] = (page.encode(), "text/html")
    fake.head, fake.body = "", f'<iframe src="/frame" width="700" height="600" {sandbox}></iframe>'
    driver.get(fake.url)
    driver.switch_to.frame(driver.find_element("tag name", "iframe"))
    until(driver, "root?.querySelector('.launcher')")
    say(driver, "chat.ask('ask_pay')")
    until(driver, "root.querySelector('figure')")
    driver.switch_to.default_content()


@pytest.mark.parametrize(
    "head",
    [
        '<base href="https://jobs.example/">{tag}',
        '<script type="module" src="/chat-loader.js" data-rolewise></script>',
        '<script type="module" src="/old/rolewise-chat.js?v=2"></script>',
        '<script type="module" async src="{url}/widget/rolewise-chat.js"></script><script src="/missing.js"></script>',
        '<script type="module">await import("{url}/widget/rolewise-chat.js"); RolewiseChat.mount({{ heading: "Mine" }})</script>',
        "{tag}{tag}",
    ],
    ids=["base", "redirected", "redirected by name", "async in the head", "imported", "twice"],
)
def test_however_it_is_loaded_there_is_one_that_talks(driver: WebDriver, fake: Fake, head: str) -> None:
    fake.head = head.format(url=fake.url, tag=fake.head)
    driver.get(fake.url)
    until(driver, "root?.querySelector('.launcher')")
    say(driver, "chat.ask('ask_pay')")
    until(driver, "root.querySelector('figure')")

    assert say(driver, "return document.querySelectorAll('rolewise-chat').length") == 1


def test_below_a_path_of_another_server_it_talks(driver: WebDriver, fake: Fake) -> None:
    fake.prefix = "/bot"
    fake.head = f'<script type="module" src="{fake.url}/bot/widget/rolewise-chat.js"></script>'
    opened(driver, fake.url)
    ask(driver, "ask_pay")
    until(driver, "root.querySelector('figure')")


def test_a_page_that_swaps_its_body_keeps_the_chat(driver: WebDriver, fake: Fake) -> None:
    opened(driver, fake.url)
    ask(driver, "ask_pay")
    until(driver, "root.querySelector('figure')")
    say(driver, "const body = document.createElement('body'); body.append('Next page'); document.body.replaceWith(body)")
    until(driver, "root?.querySelectorAll('.question').length === 1 && root.querySelector('.panel').open")
    say(driver, "chat.keep = true; document.body.innerHTML = 'Third page'")
    until(driver, "root?.querySelectorAll('.question').length === 1")
    say(driver, "RolewiseChat.unmount()")
    until(driver, "!chat")


def test_moved_while_an_answer_is_awaited_it_shows_the_answer(driver: WebDriver, fake: Fake) -> None:
    fake.fault = "silent"
    opened(driver, fake.url)
    ask(driver, "ask_pay")
    until(driver, "root.querySelector('.dots')")
    say(driver, "document.querySelector('main').append(chat); chat.heading = 'Other'; chat.accent = 'red'; chat.greeting = 'Hi'")
    fake.gate.set()
    until(driver, "root.querySelector('figure') && root.querySelector('h2').textContent === 'Other'")

    assert say(driver, "return root.querySelectorAll('.turn').length") == 1


def test_what_stands_open_in_the_page_takes_no_focus_and_moves_nothing(driver: WebDriver, fake: Fake) -> None:
    fake.body = '<input autofocus><div style="height:3000px"></div><rolewise-chat inline></rolewise-chat>'
    driver.get(fake.url)
    until(driver, "root?.querySelector('.panel')?.open")

    assert say(driver, "return [document.activeElement.localName, scrollY]") == ["input", 0]


def test_an_inline_chat_keeps_to_its_container(driver: WebDriver, fake: Fake) -> None:
    fake.body = '<div style="height:400px;width:500px"><rolewise-chat inline></rolewise-chat></div>'
    driver.get(fake.url)
    until(driver, "root?.querySelector('.panel')?.open")

    assert say(driver, SIZE) == [500, 400]


def test_text_at_twice_the_size_grows_in_the_input_too(driver: WebDriver, fake: Fake) -> None:
    fake.head = "<style>html { font-size: 200% }</style>" + fake.head
    opened(driver, fake.url)
    found = say(driver, MEASURED)

    assert found["size"] == found["input"] == 30
    assert found["inside"]
