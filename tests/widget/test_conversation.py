"""A visitor's conversation in the browser, by mouse and by keyboard, in one tab and in two."""

from __future__ import annotations

from typing import Any

from fake_server import Fake
from playwright.sync_api import BrowserContext, expect
from visiting import Visit, answered, ask, opened, reopened

NAME_OF_FOCUS = "({ shadowRoot: { activeElement: node } }) => node.ariaLabel || node.innerText"
BLOCKED = """for (const name of ['localStorage', 'sessionStorage'])
  Object.defineProperty(window, name, { get() { throw new DOMException('no', 'SecurityError'); } });"""
QUESTION = "difference between a data analyst and a data scientist?"


def test_a_visitor_asks_follows_up_rates_comes_back_and_deletes(visit: Visit, fake: Fake) -> None:
    page = opened(visit())
    expect(page.get_by_label("Your question")).to_be_focused()

    ask(page, QUESTION)
    expect(page.locator(".question")).to_contain_text(QUESTION)
    answered(page)
    expect(page.get_by_role("columnheader", name="Data Scientist").first).to_be_visible()
    assert page.locator("figure .bar").count() == 2
    assert page.locator(".ticks i").all_inner_texts() == ["₹0", "₹10L", "₹20L", "₹30L"]

    page.get_by_text("Sources (").click()
    expect(page.locator("details[part=sources]")).to_contain_text("O*NET 29.3")

    page.get_by_role("button", name="Which pays more?").click()
    expect(page.locator(".question").nth(1)).to_contain_text("Which pays more, a data analyst or a data scientist?")
    answered(page, 2)

    page.get_by_role("button", name="Good answer").last.click()
    expect(page.get_by_role("button", name="Good answer").last).to_have_attribute("aria-pressed", "true")
    reopened(page)
    expect(page.locator(".question")).to_have_count(2)
    expect(page.get_by_role("button", name="Good answer").last).to_have_attribute("aria-pressed", "true")
    assert fake.all_turns()[1]["thumb"] == "up"

    page.get_by_role("button", name="Good answer").last.click()
    expect(page.get_by_role("button", name="Good answer").last).to_have_attribute("aria-pressed", "false")

    page.get_by_role("button", name="Clear conversation").click()
    page.get_by_role("button", name="Keep").click()
    expect(page.locator(".question")).to_have_count(2)
    page.get_by_role("button", name="Clear conversation").click()
    page.get_by_role("button", name="Delete").click()
    expect(page.locator(".question")).to_have_count(0)
    assert fake.all_turns() == []


def test_the_answer_is_shown_before_the_stream_ends(visit: Visit, fake: Fake) -> None:
    fake.fault = "open-ended"
    page = opened(visit())
    ask(page, QUESTION)

    answered(page)
    expect(page.locator(".status")).to_be_empty()


def test_everything_is_done_by_keyboard(visit: Visit) -> None:
    page = visit()
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Open chat")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_label("Your question")).to_be_focused()
    page.keyboard.type("one")
    page.keyboard.press("Shift+Enter")
    page.keyboard.type("two")
    expect(page.get_by_label("Your question")).to_have_value("one\ntwo")
    page.keyboard.press("Enter")
    answered(page)
    expect(page.get_by_label("Your question")).to_be_focused()
    page.get_by_label("Messages").focus()
    names = []
    while "Send" not in names:
        page.keyboard.press("Tab")
        names.append(page.locator("rolewise-chat").evaluate(NAME_OF_FOCUS))
    assert [name for name in names if name in ("Good answer", "Copy answer", "Which pays more?", "Your question")] == [
        "Good answer", "Copy answer", "Which pays more?", "Your question"]  # fmt: skip

    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="Open chat")).to_be_focused()
    expect(page.get_by_label("Your question")).to_be_hidden()


def test_on_a_small_screen_the_focus_stays_inside(context: BrowserContext, fake: Fake) -> None:
    fake.body = "<a href='/'>behind</a>"
    page = context.new_page()
    page.set_viewport_size({"width": 375, "height": 700})
    page.goto(fake.url)
    opened(page)
    for _ in range(12):
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.tagName") != "A"
    box = page.locator(".panel").bounding_box()
    assert box == {"x": 0, "y": 0, "width": 375, "height": 700}
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="Open chat")).to_be_focused()


def test_an_input_method_ends_its_word_with_enter_and_nothing_is_sent(visit: Visit, fake: Fake) -> None:
    page = opened(visit())
    field = page.get_by_label("Your question")
    field.fill("डेटा")
    field.dispatch_event("keydown", {"key": "Enter", "isComposing": True})
    field.dispatch_event("keydown", {"key": "Enter", "keyCode": 229})

    expect(field).to_have_value("डेटा")
    assert fake.asked == []


def test_a_question_that_is_too_long_is_counted_and_not_cut(visit: Visit, fake: Fake) -> None:
    page = opened(visit())
    ask(page, "x" * 450)
    answered(page)
    page.get_by_label("Your question").fill("x" * 480)
    expect(page.locator("#count")).to_have_text("20 characters left")
    ask(page, "x" * 512)

    expect(page.locator("#count")).to_have_text("12 characters too many")
    expect(page.get_by_label("Your question")).to_have_value("x" * 512)
    assert len(fake.asked) == 1


def test_a_draft_outlives_a_reload(visit: Visit) -> None:
    page = opened(visit())
    page.get_by_label("Your question").fill("half a thought")
    reopened(page)

    expect(page.get_by_label("Your question")).to_have_value("half a thought")


def test_two_tabs_show_the_same_conversation(visit: Visit) -> None:
    first, second = opened(visit()), opened(visit())
    ask(first, QUESTION)
    answered(first)
    expect(second.locator(".question")).to_have_count(1)
    ask(second, "and pay?")
    expect(first.locator(".question")).to_have_count(2)
    first.get_by_role("button", name="Clear conversation").click()
    first.get_by_role("button", name="Delete").click()

    expect(second.locator(".question")).to_have_count(0)


def test_with_storage_blocked_it_still_talks(context: BrowserContext, fake: Fake) -> None:
    context.add_init_script(BLOCKED)
    page = context.new_page()
    page.goto(fake.url)
    opened(page)
    ask(page, "one")
    answered(page, 1)
    ask(page, "two")

    answered(page, 2)
    assert len(fake.turns) == 1


def test_an_answer_to_a_closed_chat_is_counted_on_the_launcher(visit: Visit, fake: Fake) -> None:
    fake.fault = "silent"
    page = opened(visit())
    ask(page, QUESTION)
    expect(page.locator(".status")).to_have_text("Looking that up…")
    page.keyboard.press("Escape")
    fake.gate.set()

    expect(page.get_by_role("button", name="Open chat, 1 new")).to_be_visible()
    expect(page.locator(".badge")).to_have_text("1")
    page.locator(".launcher").click()
    expect(page.locator(".badge")).to_have_count(0)


def test_an_answer_is_copied_with_its_sources(context: BrowserContext, visit: Visit) -> None:
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = opened(visit())
    ask(page, QUESTION)
    page.get_by_role("button", name="Copy answer").click()
    expect(page.get_by_role("button", name="Copied")).to_be_visible()
    copied = page.evaluate("navigator.clipboard.readText()")

    assert copied.startswith("Data Analyst vs Data Scientist")
    assert "O*NET 29.3 Database" in copied


def test_the_page_hears_events_without_words_and_sends_its_context(context: BrowserContext, fake: Fake) -> None:
    fake.body = f'<rolewise-chat server="{fake.url}" page-roles="data-analyst, Data Scientist" page-country="IN"></rolewise-chat>'
    fake.head += """<script>window.heard = []; for (const name of ['open', 'close', 'question', 'answer', 'feedback', 'error'])
      addEventListener('rolewise-' + name, (event) => heard.push([name, event.detail]));</script>"""
    page = context.new_page()
    page.goto(fake.url)
    page.wait_for_function("!!customElements.get('rolewise-chat')")
    assert page.evaluate("document.querySelector('rolewise-chat').ask('Well?')") is True
    page.get_by_role("button", name="Bad answer").click()
    page.wait_for_function("heard.some(([name]) => name === 'feedback')")
    page.evaluate("document.querySelector('rolewise-chat').hide()")
    heard: list[Any] = page.evaluate("heard")

    assert [name for name, _ in heard] == ["open", "question", "answer", "feedback", "close"]
    assert "text" not in heard[1][1] and heard[1][1]["length"] == 5
    assert fake.asked == [{"text": "Well?", "page": {"roles": ["data-analyst", "Data Scientist"], "country": "IN"}}]
    assert page.locator("rolewise-chat").count() == 1


def test_one_launcher_even_if_the_script_is_included_twice(visit: Visit, fake: Fake) -> None:
    fake.head += f'<script type="module" src="{fake.url}/widget/rolewise-chat.js?again"></script>' + fake.head
    page = visit()

    expect(page.get_by_role("button", name="Open chat")).to_have_count(1)
    page.wait_for_load_state("networkidle")
    assert page.locator("rolewise-chat").count() == 1


def test_attributes_of_the_tag_name_colour_and_language(visit: Visit, fake: Fake) -> None:
    wished = 'data-heading="Ask us" data-lang="hi" data-open data-accent="#0b7563" data-position="left"'
    fake.head = fake.head.replace("<script ", f"<script {wished} ")
    page = visit()

    expect(page.get_by_role("heading", name="Ask us")).to_be_visible()
    expect(page.get_by_label("आपका सवाल")).to_be_visible()
    box = page.locator(".panel").bounding_box()
    assert box and box["x"] < 40
    page.evaluate("document.querySelector('rolewise-chat').setAttribute('heading', 'Changed')")
    expect(page.get_by_role("heading", name="Changed")).to_be_visible()


def test_nothing_is_asked_of_the_server_before_the_chat_is_opened(visit: Visit, fake: Fake) -> None:
    page = visit()
    page.wait_for_load_state("networkidle")
    opened(page)
    page.wait_for_load_state("networkidle")

    assert fake.sessions == {}
