"""What goes wrong is told apart in words, can be tried again, and costs the visitor nothing typed."""

from __future__ import annotations

import pytest
from fake_server import Fake
from playwright.sync_api import BrowserContext, Page, expect
from visiting import Visit, answered, ask, opened, reopened

QUESTION = "which pays more?"
SAID = {
    "broken": "The connection broke",
    "busy": "The assistant is busy",
    "internal": "Something went wrong on the server",
    "invalid": "did not accept this question",
}


def answered_after_retry(page: Page) -> None:
    """The question still stands, and the retry answers it."""
    expect(page.locator(".question")).to_have_text(f"You:{QUESTION}")
    page.get_by_role("button", name="Try again").click()
    answered(page, 1)
    expect(page.locator(".failure")).to_have_count(0)
    expect(page.locator(".question")).to_have_count(1)


@pytest.mark.parametrize("fault", SAID)
def test_each_fault_has_its_words_and_a_retry(visit: Visit, fake: Fake, fault: str) -> None:
    fake.fault = fault
    page = opened(visit())
    ask(page, QUESTION)
    expect(page.locator(".failure")).to_contain_text(SAID[fault])
    fake.fault = ""

    answered_after_retry(page)


def test_offline_is_told_at_once_and_ends_with_the_connection(context: BrowserContext, visit: Visit) -> None:
    page = opened(visit())
    context.set_offline(True)
    expect(page.get_by_role("alert")).to_contain_text("You are offline")
    ask(page, QUESTION)
    expect(page.locator(".failure")).to_contain_text("You are offline")
    context.set_offline(False)
    expect(page.get_by_role("alert")).to_be_empty()

    answered(page)
    expect(page.locator(".failure")).to_have_count(0)
    expect(page.locator(".question")).to_have_count(1)


def test_a_server_that_is_gone_is_told(context: BrowserContext, visit: Visit) -> None:
    page = opened(visit())
    context.route("**/webhooks/**", lambda route: route.abort())
    ask(page, QUESTION)

    expect(page.locator(".failure")).to_contain_text("The server cannot be reached")


def test_a_rate_limit_counts_down_and_then_lets_one_try(context: BrowserContext, fake: Fake) -> None:
    page = context.new_page()
    page.clock.install()
    page.goto(fake.url)
    opened(page)
    fake.fault, fake.retry_after = "rate_limited", 20
    ask(page, QUESTION)
    expect(page.locator(".failure")).to_contain_text("Too many questions")
    page.get_by_role("button", name="Try again in").click(force=True)
    page.clock.fast_forward(10_000)
    page.clock.run_for(600)
    assert len(fake.asked) == 1
    fake.fault = ""
    page.clock.fast_forward(12_000)
    page.clock.run_for(600)
    expect(page.get_by_role("button", name="Try again", exact=True)).to_be_visible()

    answered_after_retry(page)


def test_a_slow_answer_is_told_and_then_shown(context: BrowserContext, fake: Fake) -> None:
    page = context.new_page()
    page.clock.install()
    page.goto(fake.url)
    opened(page)
    fake.fault = "silent"
    ask(page, QUESTION)
    expect(page.locator(".status")).to_have_text("Looking that up…")
    page.clock.fast_forward(9_000)
    expect(page.locator(".status")).to_contain_text("longer than usual")
    fake.gate.set()

    answered(page)


def test_while_an_answer_is_awaited_the_next_question_stays_in_the_input(visit: Visit, fake: Fake) -> None:
    fake.fault = "silent"
    page = opened(visit())
    ask(page, QUESTION)
    ask(page, "and in Germany?")
    expect(page.get_by_label("Your question")).to_have_value("and in Germany?")
    fake.gate.set()
    answered(page)

    assert len(fake.asked) == 1


def test_an_expired_session_begins_anew_and_says_so(visit: Visit, fake: Fake) -> None:
    page = opened(visit())
    ask(page, QUESTION)
    answered(page, 1)
    fake.sessions.clear()
    ask(page, "and in Germany?")

    expect(page.locator(".turn").nth(1)).to_contain_text("The earlier conversation has expired. A new one starts here.")
    answered(page, 2)


def test_coming_back_after_the_session_expired_says_so(visit: Visit, fake: Fake) -> None:
    page = opened(visit())
    ask(page, QUESTION)
    answered(page, 1)
    fake.sessions.clear()
    reopened(page)

    expect(page.get_by_role("alert")).to_contain_text("The earlier conversation has expired")


def test_a_history_that_cannot_be_loaded_is_told_and_tried_again(visit: Visit, fake: Fake) -> None:
    page = opened(visit())
    ask(page, QUESTION)
    answered(page, 1)
    fake.fault = "internal"
    reopened(page)
    expect(page.get_by_role("alert")).to_contain_text("Earlier messages could not be loaded")
    fake.fault = ""
    page.get_by_role("button", name="Try again").click()

    answered(page, 1)
    expect(page.get_by_role("alert")).to_be_empty()


def test_a_question_that_failed_outlives_a_reload(visit: Visit, fake: Fake) -> None:
    fake.fault = "busy"
    page = opened(visit())
    ask(page, QUESTION)
    expect(page.locator(".failure")).to_be_visible()
    reopened(page)

    expect(page.get_by_label("Your question")).to_have_value(QUESTION)
