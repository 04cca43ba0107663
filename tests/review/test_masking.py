"""Personal data is taken out of what people typed; what a question needs stays."""

import pytest

from rolewise.review.masking import is_masked, masked


@pytest.mark.parametrize(
    "text",
    [
        "my mail is ravi.k@example.co.in",
        "ravi@ example.com",
        "call +91 98765 43210",
        "call (022) 2345-6789",
        "9876543210",
        "aadhaar 1234 5678 9012",
        "call 555-1234",
        "number ९८७६५४३२१०",
        "<a@b.example>",
    ],
)
def test_personal_data_is_masked(text: str) -> None:
    shown = masked(text)

    assert is_masked(shown)
    assert not any(part in shown for part in ("ravi", "4321", "6789", "9012", "1234", "३२१०", "a@b"))


@pytest.mark.parametrize(
    "text",
    [
        "jobs above 30 LPA",
        "pay of 3000000 a year",
        "₹12,00,000 a year",
        "growth 2024-2034",
        "3-5 years",
        "in 2026",
        "$150k @ work",
    ],
)
def test_amounts_and_years_stay(text: str) -> None:
    assert masked(text) == text


def test_what_a_terminal_would_obey_is_taken_out() -> None:
    assert masked("a\x1b[31mred\u202e\nline") == "a [31mred line"


def test_a_long_text_is_cut() -> None:
    assert len(masked("word " * 100_000)) <= 500
