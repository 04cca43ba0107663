"""Arithmetic on pay, against an independent computation by hand or in fractions."""

from __future__ import annotations

from fractions import Fraction
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rolewise.core.answers.reckoning import ABOVE, BELOW, income_tax, per_hour, per_month, percent, standing
from rolewise.core.knowledge import load
from rolewise.core.knowledge.model import Pay, TaxRules

KNOWLEDGE = Path(__file__).parents[3] / "knowledge"
AMOUNTS = st.integers(0, 10**9)


@cache
def india_rules() -> TaxRules:
    """The rules of tax that are held for India."""
    return load(KNOWLEDGE).taxes["IN"]


@given(base=st.integers(1, 10**9), amount=AMOUNTS)
def test_a_percentage_is_that_of_fractions(base: int, amount: int) -> None:
    """To a tenth."""
    exact = Fraction(amount - base, base) * 100

    assert abs(Fraction(str(percent(base, amount))) - exact) <= Fraction(1, 20)


@given(amount=AMOUNTS)
def test_twelve_months_are_a_year(amount: int) -> None:
    """But for half a unit a month."""
    assert abs(per_month(amount) * 12 - amount) <= 6


@given(amount=AMOUNTS, hours=st.integers(1, 80))
def test_the_hours_of_a_year_are_a_year(amount: int, hours: int) -> None:
    """But for half a unit an hour."""
    assert abs(per_hour(amount, hours) * 52 * hours - amount) <= 26 * hours


def test_no_hours_are_refused() -> None:
    """There is no pay for them."""
    with pytest.raises(ValueError, match="0 hours"):
        per_hour(100, 0)


@given(low=st.integers(1, 10**6), wide=st.integers(0, 10**6), amount=AMOUNTS)
def test_below_and_above_are_outside_the_range(low: int, wide: int, amount: int) -> None:
    """And the distance is told for these alone."""
    row = Pay("IN", "INR", low, None, low + wide, "stated", "all", 2026, "x")
    found = standing(amount, row)

    assert (found.place == BELOW) == (amount < low)
    assert (found.place == ABOVE) == (amount > low + wide)
    assert (found.against_end is None) == (low <= amount <= low + wide)


@pytest.mark.parametrize(
    ("gross", "tax"),
    [
        (600_000, 0),
        (1_275_000, 0),  # all of it is freed
        (1_300_000, 26_000),  # 25,000 above what is free, and cess; the slabs alone would ask for 63,750
        (1_500_000, 97_500),  # 60,000 + 15 % of 225,000 = 93,750, and cess
        (2_575_000, 343_200),  # 300,000 + 30 % of 100,000 = 330,000, and cess
    ],
)
def test_tax_of_india_by_hand(gross: int, tax: int) -> None:
    """By the slabs of the new regime, worked out by hand."""
    assert income_tax(gross, india_rules()) == tax


@settings(deadline=None)
@given(gross=st.integers(0, 5_000_000))
def test_more_pay_is_never_less_in_hand(gross: int) -> None:
    """But for the cess on the relief, which is less than a twentieth of the next rupees."""
    rules = india_rules()
    more = gross + 10_000

    assert more - (income_tax(more, rules) or 0) >= gross - (income_tax(gross, rules) or 0) - 500


def test_above_what_the_rules_cover_nothing_is_reckoned() -> None:
    """Surcharges begin there."""
    assert income_tax(6_000_000, india_rules()) is None
