"""Card -> Slack message."""

from __future__ import annotations

from typing import Any

import pytest

from rolewise.core.knowledge import load
from rolewise.core.rendering.mrkdwn import clamp, escape, mrkdwn
from rolewise.core.rendering.slack import Frame, fallback, message, notice
from rolewise.core.rendering.slack_home import home
from rolewise.settings import ROOT
from tests.core.rendering.block_kit import NEWER, faults_of_home, faults_of_message

WORDS = load(ROOT / "knowledge").wording
NOTE = {
    "id": "almanac",
    "name": "The Almanac",
    "short": "Almanac",
    "publisher": "Harbour",
    "date": "2026",
    "licence": "none",
    "about": "pay",
    "attribution": "Thanks to <Harbour> & sons.",
}
BAR = {"label": "Lamp Keeper", "low": 200_000, "median": 500_000, "high": 800_000, "currency": "INR", "text": "₹2L–₹8L (Almanac)"}


def card(**changed: Any) -> dict[str, Any]:
    """A card with nothing but text, or what is given."""
    empty = {
        "version": 1,
        "kind": "pay",
        "title": "",
        "text": "A lamp keeper earns ₹2L–₹8L.",
        "table": None,
        "bars": [],
        "sources": [],
        "suggestions": [],
        "links": [],
        "missed": None,
    }
    return {**empty, **changed}


def kinds(blocks: Any) -> list[str]:
    """The kinds of blocks, in their order."""
    return [block["type"] for block in blocks]


def table(rows: int, columns: int, cell: str = "x") -> dict[str, Any]:
    """A table of that size."""
    return {"columns": [f"Column {place}" for place in range(columns)], "rows": [[cell] * columns for _ in range(rows)]}


def suggestions(count: int, text: str = "What is a lamp?") -> list[dict[str, str]]:
    """So many next steps."""
    return [{"title": f"Step {place}", "text": text} for place in range(count)]


FULL = card(
    title="Pay of lamp keepers",
    table=table(4, 3, "a longer cell of a table, " * 2),
    bars=[BAR],
    sources=[NOTE, NOTE],
    suggestions=suggestions(3),
    links=[{"title": "Openings", "url": "https://jobs.example/?q=lamp&l=x"}],
)


def test_a_full_card_is_one_message_in_reading_order() -> None:
    """Heading, text, table, links, bars, sources, next questions, thumbs."""
    made = message(FULL, WORDS, Frame(turn="t1"))

    assert kinds(made.blocks) == ["header", "section", "table", "context", "rich_text", "context", "actions", "context_actions"]
    assert faults_of_message(made.text, list(made.blocks)) == []


def test_older_blocks_say_the_same() -> None:
    """No kind that an older client does not know; the table as fields, the thumbs as buttons."""
    made = message(FULL, WORDS, Frame(turn="t1"))

    assert not NEWER & set(kinds(made.classic))
    assert sum(len(block.get("fields", [])) for block in made.classic) == 8
    assert [element["value"] for element in made.classic[-1]["elements"]] == ["up:t1", "down:t1"]
    assert faults_of_message(made.text, list(made.classic)) == []


def test_the_text_alone_is_complete() -> None:
    """Text, links, sources with their dates, and the words a licence asks for."""
    assert fallback(FULL, WORDS).split("\n") == [
        "A lamp keeper earns ₹2L–₹8L.",
        "<https://jobs.example/?q=lamp&amp;l=x|Openings>",
        "Sources: Almanac (2026)",
        "Thanks to &lt;Harbour&gt; &amp; sons.",
    ]


def test_a_bare_card_is_one_section() -> None:
    """Nothing empty is shown."""
    made = message(card(), WORDS)

    assert kinds(made.blocks) == kinds(made.classic) == ["section"]
    assert made.text == "A lamp keeper earns ₹2L–₹8L."


def test_small_talk_asks_for_no_thumb() -> None:
    """Nobody rates a goodbye."""
    assert kinds(message(card(kind="talk"), WORDS, Frame(turn="t1")).blocks) == ["section"]


def test_a_table_without_rows_is_left_out() -> None:
    """A heading alone says nothing."""
    assert kinds(message(card(table=table(0, 3)), WORDS).blocks) == ["section"]


@pytest.mark.parametrize(("rows", "columns", "cell"), [(99, 20, "x"), (2, 1, "x"), (99, 5, "yes it is"), (4, 4, "")])
def test_a_table_within_the_limits_is_native(rows: int, columns: int, cell: str) -> None:
    """Up to 99 rows below the heading and 20 columns; an empty cell becomes a dash."""
    made = message(card(table=table(rows, columns, cell)), WORDS)

    assert kinds(made.blocks) == ["section", "table"]
    assert faults_of_message(made.text, list(made.blocks)) == []


@pytest.mark.parametrize(
    ("rows", "columns", "cell"), [(100, 2, "x"), (5, 21, "x"), (90, 10, "sixteen letters!"), (300, 6, "long " * 9)]
)
def test_a_table_beyond_the_limits_is_written_out(rows: int, columns: int, cell: str) -> None:
    """Blocks that Slack takes, and no table."""
    made = message(card(table=table(rows, columns, cell), suggestions=suggestions(2)), WORDS, Frame(turn="t1"))

    assert "table" not in kinds(made.blocks)
    assert kinds(made.blocks)[-2:] == ["actions", "context_actions"]
    assert faults_of_message(made.text, list(made.blocks)) == []


def test_pay_ranges_are_bars_to_one_scale() -> None:
    """The longest reaches the end; a median is marked; the figures stand beside."""
    wide = {**BAR, "label": "Mate", "low": 400_000, "high": 1_600_000, "median": None, "text": "₹4L–₹16L"}
    drawn = message(card(bars=[BAR, wide]), WORDS).blocks[-1]["elements"][0]["elements"][0]["text"].split("\n")

    assert drawn[0] == "···█████◆███············"
    assert drawn[1] == "Lamp Keeper: ₹2L–₹8L (Almanac)"
    assert drawn[2] == "······██████████████████"


def test_each_currency_has_a_scale_of_its_own() -> None:
    """Dollars are not drawn beside rupees as if they were rupees."""
    dollars = {**BAR, "low": 40_000, "high": 80_000, "median": None, "currency": "USD"}
    drawn = message(card(bars=[BAR, dollars]), WORDS).blocks[-1]["elements"][0]["elements"][0]["text"].split("\n")

    assert drawn[0].endswith("█") and drawn[2].endswith("█")


def test_a_range_without_figures_is_not_drawn() -> None:
    """Its words stand in the text."""
    assert kinds(message(card(bars=[{**BAR, "low": None, "high": None}]), WORDS).blocks) == ["section"]


@pytest.mark.parametrize(
    ("count", "buttons", "options"), [(1, 1, 0), (4, 4, 0), (5, 5, 0), (6, 4, 2), (9, 4, 5), (12, 7, 5), (60, 24, 5)]
)
def test_more_suggestions_than_fit_go_into_a_menu(count: int, buttons: int, options: int) -> None:
    """A menu of one would be silly, and Slack refuses it."""
    elements = message(card(suggestions=suggestions(count)), WORDS).blocks[-1]["elements"]
    menus = [element for element in elements if element["type"] == "overflow"]

    assert len(elements) - len(menus) == buttons
    assert sum(len(menu["options"]) for menu in menus) == options


def test_a_question_too_long_for_a_menu_stays_on_a_button() -> None:
    """A menu's values hold 150 characters, a button's 2,000."""
    made = message(card(suggestions=suggestions(8, "long? " * 30)), WORDS)

    assert {element["type"] for element in made.blocks[-1]["elements"]} == {"button"}
    assert faults_of_message(made.text, list(made.blocks)) == []


def test_everything_too_long_is_cut_within_the_limits() -> None:
    """Title, text, labels, sources, credits: the message is taken, and still offers ways on."""
    long = card(
        title="Title " * 60,
        text="\n".join(["A paragraph & more. " * 40] * 40),
        table=table(60, 3, "cell & cell " * 12),
        sources=[{**NOTE, "short": f"Source {place} " * 9, "attribution": f"Credit {place} " * 60} for place in range(20)],
        suggestions=[{"title": "Step & " * 30, "text": "Which? " * 400}] * 7,
        bars=[BAR] * 60,
        links=[{"title": "Openings " * 20, "url": "https://jobs.example/" + "x" * 500}] * 9,
    )
    made = message(long, WORDS, Frame(turn="t" * 32, question="Why? " * 900, asker="U1", show="t1"))

    assert faults_of_message(made.text, list(made.blocks)) == []
    assert faults_of_message(made.text, list(made.classic)) == []
    assert kinds(made.blocks)[-1] == "context_actions"


def test_what_a_user_typed_cannot_mention_link_or_format() -> None:
    """An echo of the question is text."""
    made = message(card(text="<!channel> *x* <https://evil.example|here> `y`"), WORDS, Frame(question="<@U9> _hm_ & so"))

    assert made.blocks[0]["elements"][0]["text"] == "You asked: &lt;@U9&gt; ˍhmˍ &amp; so"
    assert made.blocks[1]["text"]["text"] == "&lt;!channel&gt; ∗x∗ &lt;https://evil.example|here&gt; ˋyˋ"
    assert faults_of_message(made.text, list(made.blocks)) == []


def test_who_asked_is_named_where_others_read_along() -> None:
    """By Slack's own mention."""
    made = message(card(), WORDS, Frame(question="Which pays more?", asker="U1"))

    assert made.blocks[0]["elements"][0]["text"] == "<@U1> asked: Which pays more?"


def test_an_address_that_is_not_of_the_web_is_no_link() -> None:
    """The title stays."""
    made = message(card(links=[{"title": "Openings", "url": "javascript:alert(1)"}]), WORDS)

    assert made.blocks[-1]["elements"][0]["text"] == "Openings"


def test_marks_format_nothing_by_accident() -> None:
    """Single marks and marks inside words stay as they are."""
    assert (
        mrkdwn("O*NET and O*NET, ~5 years, snake_case_name, 2 * 3 * 4") == "O*NET and O*NET, ~5 years, snake_case_name, 2 * 3 * 4"
    )
    assert mrkdwn("*all* of _it_ ~now~ `x`") == "∗all∗ of ˍitˍ ∼now∼ ˋxˋ"
    assert escape("a < b & c > d") == "a &lt; b &amp; c &gt; d"


def test_a_cut_never_leaves_half_an_entity() -> None:
    """ "&am…" would be shown as such."""
    assert [clamp("R&amp;D work", most) for most in range(2, 8)] == ["R…", "R…", "R…", "R…", "R…", "R&amp;…"]


def test_a_notice_is_text_alone() -> None:
    """Slack shows it everywhere."""
    assert notice("Try <again>.").blocks == ()
    assert notice("Try <again>.").text == "Try &lt;again&gt;."


def test_the_home_tab_has_examples_to_press() -> None:
    """And says what was just answered elsewhere."""
    view = home(card(suggestions=suggestions(4)), WORDS, answered="What is a <lamp>?")

    assert view["type"] == "home"
    assert faults_of_home(view) == []
    assert any("What is a &lt;lamp&gt;?" in str(block) for block in view["blocks"])
