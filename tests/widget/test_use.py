"""What makes it good to use: names while one types, the country in play, stopping, saying why, going from page to page."""

from __future__ import annotations

import pytest
from fake_server import Fake
from playwright.sync_api import BrowserContext, Page, expect
from visiting import Visit, answered, ask, opened, reopened

FOCUS = "document.querySelector('rolewise-chat').shadowRoot.activeElement"
STILL = "document.querySelector('rolewise-chat').shadowRoot.querySelector('.panel').getAnimations().length === 0"


def asked(fake: Fake) -> list[str]:
    """The texts that were sent."""
    return [body["text"] for body in fake.asked]


def test_names_are_completed_by_keyboard_and_by_mouse(visit: Visit, fake: Fake) -> None:
    page = opened(visit())
    field = page.get_by_label("Your question")
    field.press_sequentially("pay of a data")
    options = page.get_by_role("listbox", name="Roles").get_by_role("option")
    expect(options).to_have_text(["Data Analyst", "Data Engineer", "Data Scientist", "Senior Data Analyst"])
    field.press("ArrowDown")
    field.press("ArrowDown")
    expect(options.nth(1)).to_have_attribute("aria-selected", "true")
    assert field.get_attribute("aria-activedescendant") == "role-1"
    field.press("Enter")
    expect(field).to_have_value("pay of a Data Engineer ")
    assert fake.asked == []

    field.press_sequentially("or nur")
    page.get_by_role("option", name="Registered Nurse").click()
    expect(field).to_have_value("pay of a Data Engineer or Registered Nurse ")
    expect(field).to_be_focused()
    field.press_sequentially("data")
    field.press("Escape")
    expect(options).to_have_count(0)
    expect(field).to_be_visible()
    field.press("Enter")
    answered(page)
    assert asked(fake) == ["pay of a Data Engineer or Registered Nurse data"]


def test_without_the_names_it_talks_all_the_same(visit: Visit, fake: Fake) -> None:
    fake.directory = "no object"
    page = opened(visit())
    page.get_by_label("Your question").press_sequentially("data")
    expect(page.get_by_role("listbox")).to_have_count(0)
    expect(page.get_by_label("Figures for")).to_be_hidden()
    page.get_by_label("Your question").press("Enter")
    answered(page)


def test_the_country_in_play_is_shown_and_can_be_set(visit: Visit, fake: Fake) -> None:
    page = opened(visit())
    country = page.get_by_label("Figures for")
    expect(country).to_have_value("IN")
    country.select_option("US")
    ask(page, "pay")
    answered(page)
    assert fake.asked[0]["page"] == {"roles": [], "country": "US"}
    expect(country).to_have_value("IN")  # the stand-in answers for India

    country.select_option("US")
    answered(page, 2)
    assert asked(fake)[1] == "For the US"


def test_starters_are_about_the_roles_of_the_page(visit: Visit, fake: Fake) -> None:
    fake.head = fake.head.replace("<script ", '<script data-page-roles="registered-nurse" data-privacy="/privacy" ')
    page = opened(visit())

    names = page.get_by_role("group", name="You could ask").get_by_role("button").all_inner_texts()
    assert names == ["Pay of registered nurse", "Duties of registered nurse", "Skills for registered nurse"]
    expect(page.get_by_text("Every figure names its source.")).to_be_visible()
    expect(page.get_by_role("link", name="Privacy")).to_have_attribute("href", "/privacy")


def test_an_answer_can_be_stopped_and_asked_for_again(visit: Visit, fake: Fake) -> None:
    fake.fault = "silent"
    page = opened(visit())
    ask(page, "pay")
    page.get_by_label("Your question").fill("next")
    page.get_by_label("Your question").press("Enter")
    expect(page.locator("#count")).to_have_text("The last answer is still on its way")
    page.get_by_role("button", name="Stop").click()
    expect(page.locator(".failure")).to_contain_text("Stopped.")
    expect(page.locator("#count")).to_be_empty()
    fake.fault = ""
    page.get_by_role("button", name="Try again").click()
    answered(page)
    expect(page.get_by_label("Your question")).to_have_value("next")


def test_a_bad_answer_is_asked_why_and_thanked_for(visit: Visit, fake: Fake) -> None:
    page = opened(visit())
    ask(page, "pay")
    page.get_by_role("button", name="Bad answer").click()
    with page.expect_request("**/feedback") as sent:
        page.get_by_role("button", name="Not what I asked").click()
    expect(page.get_by_text("Thank you.").first).to_be_visible()

    assert sent.value.post_data_json == {"turn": fake.all_turns()[0]["id"], "thumb": "down", "reason": "other"}
    assert page.evaluate(f"{FOCUS} !== null")


def test_what_cannot_be_copied_is_told(visit: Visit) -> None:
    page = opened(visit())
    page.evaluate("void (navigator.clipboard.writeText = () => Promise.reject(new DOMException('no', 'NotAllowedError')))")
    ask(page, "pay")
    page.get_by_role("button", name="Copy answer").click()

    expect(page.get_by_role("button", name="This page does not let me copy")).to_be_visible()
    expect(page.get_by_role("button", name="Copy answer")).to_be_visible()


def test_it_stays_open_from_page_to_page_without_taking_the_focus(visit: Visit) -> None:
    page = opened(visit())
    ask(page, "pay")
    answered(page)
    reopened(page)
    answered(page)
    assert page.evaluate("document.activeElement === document.body")

    page.get_by_role("button", name="Close chat").click()
    page.reload()
    expect(page.get_by_role("button", name="Open chat")).to_be_visible()
    expect(page.get_by_label("Your question")).to_be_hidden()


def test_links_of_the_own_site_stay_in_the_tab(visit: Visit, fake: Fake) -> None:
    links = [{"title": "Ours", "url": f"{fake.url}/x"}, {"title": "Theirs", "url": "https://jobs.example/"}]
    fake.fault, fake.hostile = "hostile", {"type": "answer", "id": "1", "card": {"text": "Here.", "links": links}}
    page = opened(visit())
    ask(page, "openings")

    expect(page.get_by_role("link", name="Ours")).not_to_have_attribute("target", "_blank")
    expect(page.get_by_role("link", name="Theirs ↗")).to_have_attribute("target", "_blank")


def test_what_was_asked_before_a_reload_can_be_asked_again(visit: Visit) -> None:
    page = opened(visit())
    ask(page, "pay")
    answered(page)
    page.reload()
    page.wait_for_function("!!customElements.get('rolewise-chat')")
    assert page.evaluate("document.querySelector('rolewise-chat').ask('pay')") is True

    answered(page, 2)


def focus_of(page: Page) -> str:
    """The class or name of what has the focus in the chat; "" where nothing has."""
    return str(page.evaluate(f"(() => {{ const node = {FOCUS}; return node ? node.className || node.localName : ''; }})()"))


@pytest.mark.parametrize(("keys", "focused"), [(True, "question"), (False, "textarea")])
def test_the_focus_goes_on_with_the_talk(visit: Visit, fake: Fake, keys: bool, focused: str) -> None:
    page = opened(visit())
    ask(page, "compare_roles")
    answered(page)
    chip = page.get_by_role("button", name="Which pays more?")
    chip.press("Enter") if keys else chip.click()
    answered(page, 2)
    assert focus_of(page) == focused

    fake.fault = "busy"
    ask(page, "pay")
    again = page.get_by_role("button", name="Try again")
    expect(again).to_be_visible()
    fake.fault = ""
    again.press("Enter") if keys else again.click()
    answered(page, 3)
    assert focus_of(page) == focused


def test_escape_goes_one_step_back(visit: Visit) -> None:
    page = opened(visit())
    page.get_by_role("button", name="Clear conversation").click()
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="Keep")).to_have_count(0)
    expect(page.get_by_label("Your question")).to_be_focused()
    page.get_by_label("Your question").dispatch_event("keydown", {"key": "Escape", "isComposing": True})
    expect(page.get_by_label("Your question")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="Open chat")).to_be_focused()


def test_the_gesture_for_back_closes_it(context: BrowserContext, fake: Fake) -> None:
    page = context.new_page()
    page.set_viewport_size({"width": 375, "height": 700})
    page.goto(fake.url)
    for _ in range(2):
        opened(page)
        page.evaluate("document.querySelector('rolewise-chat').shadowRoot.querySelector('dialog').requestClose()")
        expect(page.get_by_role("button", name="Open chat")).to_be_visible()
        assert page.evaluate("document.querySelector('rolewise-chat').open") is False


def test_it_is_modal_while_it_covers_the_page(context: BrowserContext, fake: Fake) -> None:
    page = context.new_page()
    page.emulate_media(reduced_motion="reduce")
    page.goto(fake.url)
    opened(page)
    modal = "document.querySelector('rolewise-chat').shadowRoot.querySelector('dialog').matches(':modal')"
    for width, covering in ((375, True), (1000, False), (375, True)):
        page.set_viewport_size({"width": width, "height": 700})
        page.wait_for_function(f"{modal} === {str(covering).lower()}")
        expect(page.get_by_label("Your question")).to_be_focused()


def test_history_is_no_news_and_an_answer_is_announced_in_brief(visit: Visit) -> None:
    page = opened(visit())
    ask(page, "pay")
    answered(page)
    news = page.get_by_role("status").last
    expect(news).to_have_text(
        "Yearly pay in India. A data scientist comes out higher at both ends of the range. Bars: 2. Table rows: 20."
    )
    reopened(page)
    answered(page)

    expect(news).to_be_empty()
    expect(page.get_by_role("log")).to_have_attribute("aria-live", "off")


def test_it_is_not_printed(visit: Visit) -> None:
    page = visit(media="print")
    page.wait_for_function("!!document.querySelector('rolewise-chat')?.shadowRoot")

    assert page.locator("rolewise-chat").bounding_box() is None


def test_a_wide_window_is_a_press_away(visit: Visit) -> None:
    page = opened(visit(reduced_motion="reduce"))
    page.get_by_role("button", name="Wide window").click()
    box = page.locator(".panel").bounding_box()

    assert box and box["width"] == 720 and box["height"] == 760


def test_the_input_grows_with_what_is_typed(visit: Visit) -> None:
    page = opened(visit())
    field = page.get_by_label("Your question")
    one = field.evaluate("(node) => node.clientHeight")
    field.fill("one\ntwo\nthree")

    assert field.evaluate("(node) => node.clientHeight") > 2 * one
    assert field.evaluate("(node) => node.scrollHeight <= node.clientHeight + 1")


@pytest.mark.parametrize("height", [200, 250])
def test_at_four_times_the_size_all_can_be_reached(visit: Visit, height: int) -> None:
    page = visit(reduced_motion="reduce")
    page.set_viewport_size({"width": 320, "height": height})
    opened(page)
    ask(page, "pay")
    answered(page)
    page.wait_for_function(STILL)
    panel = page.locator(".panel")

    assert panel.evaluate("(node) => node.scrollHeight > node.clientHeight")
    page.get_by_label("Your question").scroll_into_view_if_needed()
    box = page.get_by_label("Your question").bounding_box()
    assert box and 0 <= box["y"] < height


def test_of_a_long_talk_the_last_fifty_are_shown_at_once_and_that_is_said(visit: Visit, fake: Fake) -> None:
    page = opened(visit())
    ask(page, "pay")
    answered(page)
    (turns,) = fake.turns.values()
    turns += [{**turns[0], "id": f"turn-{number}", "text": f"pay {number}"} for number in range(49)]
    reopened(page)
    answered(page, 50)

    last = page.locator(".question").last
    expect(last).to_be_in_viewport()
    expect(last).to_have_text("You:pay 48")
    said = "getComputedStyle(document.querySelector('rolewise-chat').shadowRoot.querySelector('.scroll'), '::before').content"
    assert page.evaluate(said) == '"Earlier messages are not shown"'


def test_a_long_question_leaves_room_for_its_answer(visit: Visit) -> None:
    page = opened(visit())
    ask(page, "pay of a nurse in a large town " * 15)
    answered(page)
    box = page.locator(".question").bounding_box()

    assert box and box["height"] < 130
    assert page.locator(".question").evaluate("(node) => node.tabIndex === 0 && node.scrollHeight > node.clientHeight")


def test_a_hindi_page_is_told_that_answers_are_english(visit: Visit, fake: Fake) -> None:
    fake.page_language = 'lang="hi"'
    page = visit()
    page.get_by_role("button", name="चैट खोलें").click()

    expect(page.locator(".intro")).to_contain_text("जवाब अंग्रेज़ी में मिलते हैं")
    assert page.locator(".intro").get_by_role("button").first.inner_text().isascii()


def test_with_forced_colours_every_part_is_told_apart(visit: Visit) -> None:
    page = opened(visit(forced_colors="active"))
    ask(page, "skills and pay")
    answered(page)
    colours = """(node) => { const style = (place) => getComputedStyle(node.getRootNode().querySelector(place));
      return [style('.panel').backgroundColor, style('.track i').backgroundColor, style('.track').borderTopStyle]; }"""
    ground, bar, border = page.locator(".panel").evaluate(colours)

    assert ground != bar
    assert border == "solid"


def test_before_anything_is_asked_trust_and_privacy_are_told(visit: Visit, fake: Fake) -> None:
    fake.head = fake.head.replace("<script ", '<script data-privacy="/privacy" ')
    page = opened(visit())

    expect(page.get_by_text("Every figure names its source")).to_be_visible()
    expect(page.get_by_role("link", name="Privacy")).to_have_attribute("href", "/privacy")
    expect(page.get_by_role("button", name="Close chat")).to_have_count(1)
