"""How an answer of each kind looks: one idea, within a view, no word broken, led on to pages."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from fake_server import Fake
from playwright.sync_api import BrowserContext, Page, expect
from visiting import answered, ask, opened

from rolewise.core.answers import Question, Writer, answer
from rolewise.core.answers.types import Answer
from rolewise.core.dialogue.repetition import with_what_is_said_once
from rolewise.core.dialogue.state import State
from rolewise.core.live import LiveKnowledge
from rolewise.core.rendering import card

KNOWLEDGE = Path(__file__).parents[2] / "knowledge"
VIEW = 540  # pixels of an answer that a window of the usual size shows
PAIR = ("data-analyst", "data-scientist")
FIVE = (*PAIR, "data-engineer", "machine-learning-engineer", "business-analyst")
# What is asked, and how many views its answer may take before anything is unfolded.
KINDS = {
    "pay": (Question("ask_pay", "IN", roles=("data-scientist",)), 1),
    "pay by the hour": (Question("ask_pay", "US", roles=("actor",)), 1),
    "pay by level": (Question("ask_pay", "GB", roles=("software-engineer",)), 1),
    "ranking": (Question("rank_roles_by_pay", "IN"), 1),
    "skills": (Question("ask_skills", "IN", roles=PAIR), 1),
    "switch": (Question("switch_role", "IN", roles=("qa-engineer", "devops-engineer")), 1),
    "find": (Question("find_roles_by_skill", "IN", skills=("sql", "microsoft-excel")), 1),
    "list": (Question("list_roles", "IN"), 1),
    "comparison": (Question("compare_roles", "IN", roles=PAIR), 2),
    "five roles": (Question("compare_roles", "IN", roles=FIVE), 2),
}
HEIGHT = "(node) => node.querySelector('.answer').getBoundingClientRect().height"
# Words of more than one line, which were broken inside; a hyphen or a slash may end a line.
BROKEN = """(node) => {
  const broken = [], walker = document.createTreeWalker(node, NodeFilter.SHOW_TEXT);
  for (let text; (text = walker.nextNode()); )
    for (const { 0: word, index } of text.data.matchAll(/[^\\s\\-–/]+/g)) {
      const range = document.createRange();
      range.setStart(text, index);
      range.setEnd(text, index + word.length);
      if (new Set([...range.getClientRects()].map(({ top }) => Math.round(top))).size > 1) broken.push(word);
    }
  return broken;
}"""


def told(writer: Writer, question: Question) -> Answer:
    """The answer as the first of a talk has it."""
    return with_what_is_said_once(writer, answer(writer, question), State())[0]


@pytest.fixture(scope="module")
def cards() -> dict[str, dict[str, Any]]:
    """A card of each kind, with links to our own pages."""
    live = LiveKnowledge(KNOWLEDGE)
    live.link_to({"page_url": "https://bot.example/compare/{first}-vs-{second}", "role_url": "https://bot.example/roles/{role}"})
    return {kind: card(told(live.current().writer, question)) for kind, (question, _) in KINDS.items()}


def shown(context: BrowserContext, fake: Fake, cards: dict[str, dict[str, Any]], width: int) -> Page:
    """A chat of this width with an answer of each kind, told by its question."""
    fake.cards = cards.__getitem__
    page = context.new_page()
    page.goto(fake.url)
    opened(page)
    page.locator("rolewise-chat").evaluate("(node, width) => node.style.setProperty('--rolewise-width', `${width}px`)", width)
    for number, kind in enumerate(cards, 1):
        ask(page, kind)
        answered(page, number)
    return page


def test_an_answer_is_read_in_a_view_and_a_comparison_in_two(
    context: BrowserContext, fake: Fake, cards: dict[str, dict[str, Any]]
) -> None:
    page = shown(context, fake, cards, 424)
    heights = [turn.evaluate(HEIGHT) for turn in page.locator(".turn").all()]
    too_high = {kind: height for (kind, (_, views)), height in zip(KINDS.items(), heights, strict=True) if height > views * VIEW}

    assert too_high == {}


@pytest.mark.parametrize("width", [424, 320])
def test_no_word_is_broken_and_nothing_is_wider_than_the_window(
    context: BrowserContext, fake: Fake, cards: dict[str, dict[str, Any]], width: int
) -> None:
    page = shown(context, fake, cards, width)
    for summary in page.locator("summary").all():
        summary.click()

    broken = {kind: page.locator(".answer").nth(place).evaluate(BROKEN) for place, kind in enumerate(cards)}
    assert {kind: words for kind, words in broken.items() if words} == {}
    assert page.locator(".scroll").evaluate("(node) => node.scrollWidth <= node.clientWidth")


def test_figures_without_an_outline_stay_in_the_window(
    context: BrowserContext, fake: Fake, cards: dict[str, dict[str, Any]]
) -> None:
    page = shown(context, fake, {"pay": {**cards["pay"], "outline": None}}, 320)

    assert page.locator(".scroll").evaluate("(node) => node.scrollWidth <= node.clientWidth")


def test_answers_lead_to_pages_and_a_page_to_print_and_email(
    context: BrowserContext, fake: Fake, cards: dict[str, dict[str, Any]]
) -> None:
    page = shown(context, fake, {kind: cards[kind] for kind in ("ranking", "comparison")}, 424)
    names = page.locator(".turn").first.locator("figure").get_by_role("link")
    whole = page.get_by_role("link", name="to print or email")

    assert [name.get_attribute("href") for name in names.all()] == [
        bar["url"] for bar in cards["ranking"]["outline"]["charts"][0]["bars"]
    ]
    expect(whole).to_have_attribute("href", "https://bot.example/compare/data-analyst-vs-data-scientist")
