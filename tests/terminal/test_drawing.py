"""A card in the terminal: everything is there, nothing is too wide, columns stand below each other."""

from __future__ import annotations

import re
from typing import Any

import pytest
from rich.cells import cell_len

from rolewise.terminal.bars import draw_bars
from rolewise.terminal.look import ASCII, UNICODE, only_ascii
from rolewise.terminal.reply import Said

WIDTHS = [40, 60, 80, 120, 200]
NUMBER = re.compile(r"\d[\d,.]*\d|\d")


def numbers(text: str) -> set[str]:
    """The figures in a text."""
    return set(NUMBER.findall(text))


def everything(said: Said) -> str:
    """All that the card says; stacked, a column that holds nothing is left out."""
    table = said.card["table"] or {"rows": []}
    cells = [cell for row in table["rows"] for cell in row]
    return " ".join([said.text, *cells, *(bar["text"] for bar in said.card["bars"])])


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("in_ascii", [False, True], ids=["unicode", "ascii"])
def test_no_line_is_wider_than_the_terminal(shown: Any, said: Said, width: int, in_ascii: bool) -> None:
    assert max(map(cell_len, shown(said, width, in_ascii))) <= width


@pytest.mark.parametrize("width", WIDTHS)
def test_every_figure_of_the_card_is_shown(shown: Any, said: Said, width: int) -> None:
    assert numbers(everything(said)) <= numbers(" ".join(shown(said, width)))


@pytest.mark.parametrize("width", WIDTHS)
def test_every_word_of_the_table_is_shown(shown: Any, said: Said, width: int) -> None:
    words = set(re.findall(r"\w+", everything(said)))
    # Columns break a cell between words, and a word that is wider than its column.
    assert {word for word in words if len(word) < 12} <= set(re.findall(r"\w+", " ".join(shown(said, width))))


@pytest.mark.parametrize("width", WIDTHS)
def test_every_next_step_is_numbered(shown: Any, said: Said, width: int) -> None:
    text = " ".join(" ".join(shown(said, width)).split())

    assert all(f"[{number}] {step['title']}" in text for number, step in enumerate(said.suggestions, 1))


@pytest.mark.parametrize("width", WIDTHS)
def test_in_ascii_nothing_else_is_shown(shown: Any, said: Said, width: int) -> None:
    text = "\n".join(shown(said, width, in_ascii=True))

    assert text.isascii()
    assert "₹" not in everything(said) or "Rs." in text


def test_sources_stand_once_with_their_dates(shown: Any) -> None:
    text = " ".join(shown("pay", 120))

    assert text.count("Kaggle analytics salaries 2022 (2022; copy dated 2023-06-25)") == 1


def test_attributions_that_licences_ask_for_are_shown(shown: Any) -> None:
    assert "USDOL/ETA has not approved" in " ".join(shown("comparison", 200))


@pytest.mark.parametrize("width", [60, 80, 120])
def test_the_figures_of_bars_are_aligned_at_the_right(shown: Any, width: int) -> None:
    lines = shown("pay_us", width)
    bars = [line for line in lines if "━" in line]

    assert len(bars) == 2
    assert {cell_len(line) for line in bars} == {width}
    assert [line.split()[-3:] for line in bars] == [["$67.2k", "$120.2k", "$199.1k"], ["$68.9k", "$97.6k", "$137.5k"]]
    assert {line.index("k", line.index("$")) for line in bars} == {bars[0].index("k", bars[0].index("$"))}


def test_bars_of_one_currency_share_an_axis_from_nought(shown: Any) -> None:
    analyst, scientist = (line for line in shown("comparison", 100) if "━" in line)
    axis = len(scientist) - scientist.index("─")

    assert "₹0" in "".join(shown("comparison", 100)) and "₹30L" in scientist
    assert analyst.index("─") == scientist.index("─")  # the axis begins below nought
    drawn = analyst[: analyst.index("₹")]
    assert abs(drawn.count("━") / axis - 10.5 / 30) < 0.15  # ₹3.5L to ₹14L of ₹30L


def test_bars_of_two_currencies_have_an_axis_each() -> None:
    bars = [
        {"label": "A", "low": 10, "median": None, "high": 20, "currency": "INR", "text": "x"},
        {"label": "B", "low": 1, "median": 2, "high": 4, "currency": "USD", "text": "y"},
    ]
    lines = [line.plain for line in draw_bars(bars, 60, UNICODE, lambda amount, currency: f"{currency}{amount}")]

    assert ["INR0" in lines[0], "INR20" in lines[0], "USD0" in lines[2], "USD4" in lines[2]] == [True] * 4


@pytest.mark.parametrize(
    ("low", "median", "high"), [(5, None, None), (None, 5, None), (None, None, 5), (0, 0, 0), (5, 5, 5), (0, 1, 10**9)]
)
@pytest.mark.parametrize("width", [24, 60])
def test_a_bar_needs_not_all_figures(low: int | None, median: int | None, high: int | None, width: int) -> None:
    bar = {"label": "A role of a long name, longer than most", "low": low, "median": median, "high": high}
    lines = draw_bars([{**bar, "currency": "INR", "text": "5 (kind)"}], width, ASCII, lambda amount, _: f"{amount}")

    assert lines and max(line.cell_len for line in lines) <= width


def test_a_card_without_any_figure_has_no_bars() -> None:
    bar = {"label": "A", "low": None, "median": None, "high": None, "currency": "INR", "text": "none"}

    assert draw_bars([bar], 80, UNICODE, lambda amount, _: f"{amount}") == []


def test_a_narrow_terminal_gets_the_comparison_stacked(shown: Any) -> None:
    narrow, wide = shown("comparison", 60), shown("comparison", 80)

    assert "What they do" in narrow
    assert any(line.startswith("  Data Scientist: Uses statistics") for line in narrow)
    assert any(line.startswith("What they do  ") and "Collects" in line and "Uses" in line for line in wide)


def test_stacked_rows_of_one_role_share_its_name(shown: Any) -> None:
    lines = shown("pay", 60)

    assert lines.count("Data Analyst") == 1
    assert sum(line.startswith("  - Range a year:") for line in lines) > 1


@pytest.mark.parametrize("width", [80, 120])
def test_columns_begin_at_one_place(shown: Any, width: int) -> None:
    lines = shown("comparison", width)
    heading = next(line for line in lines if line.startswith("Point"))
    places = [heading.index("Data Analyst"), heading.index("Data Scientist")]
    first = lines.index(heading)
    body = [line for line in lines[first + 2 : lines.index("", first)] if "─" not in line]

    assert all(line[place - 1] == " " for line in body for place in places)


def test_what_a_terminal_would_obey_is_taken_out(shown: Any) -> None:
    card = {"title": "a\x1b]0;b\x07", "table": {"columns": ["a\x1b[2J", "b"], "rows": [["\x9b31m", "c"]]}, "bars": []}
    text = "\n".join(shown(Said("red\x1b[31m", card), 80))

    assert not set(text) & {"\x1b", "\x07", "\x9b"}


def test_without_colour_no_colour_is_sent(shown: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    coloured = "\n".join(shown("comparison", 80, colours=True))
    monkeypatch.setenv("NO_COLOR", "1")
    plain = "\n".join(shown("comparison", 80, colours=True))

    assert re.search(r"\x1b\[[\d;]*3[0-9]", coloured)
    assert not re.search(r"\x1b\[[\d;]*3[0-9]m", plain)


@pytest.mark.parametrize(
    ("encoding", "environment", "expected"),
    [
        ("utf-8", {"LANG": "en_IN.UTF-8"}, False),
        ("utf-8", {}, False),
        ("ascii", {"PYTHONIOENCODING": "ascii"}, True),
        ("latin-1", {"LANG": "en_IN.UTF-8"}, True),
        ("utf-8", {"LANG": "C", "LC_CTYPE": "C.UTF-8"}, True),
        ("utf-8", {"LC_ALL": "POSIX", "LANG": "en_IN.UTF-8"}, True),
        ("utf-8", {"LANG": "C", "PYTHONIOENCODING": "utf-8"}, False),
    ],
)
def test_ascii_is_for_terminals_that_show_nothing_else(encoding: str, environment: dict[str, str], expected: bool) -> None:
    class Stream:
        def __init__(self) -> None:
            self.encoding = encoding

    assert bool(only_ascii(Stream(), environment)) is expected  # type: ignore[arg-type]
