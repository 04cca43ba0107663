"""A currency and the words of its amounts are data: one that is added to the files is understood."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from rolewise.core.knowledge import load
from rolewise.core.matching import Matcher
from tests.small_world import change

KNOWLEDGE = Path(__file__).parents[3] / "knowledge"
REAL = """
BRL:
  name: Brazilian reais
  symbol: R$
  names: [real, reais]
  grouped_by_points: true
"""


@pytest.fixture(scope="module")
def brazil(tmp_path_factory: pytest.TempPathFactory) -> Matcher:
    """The project's knowledge base, Brazil's pay in its own currency added."""
    folder = Path(shutil.copytree(KNOWLEDGE, tmp_path_factory.mktemp("brazil") / "knowledge"))
    with (folder / "vocabulary" / "currencies.yml").open("a", encoding="utf-8") as currencies:
        currencies.write(REAL)
    with (folder / "vocabulary" / "scales.yml").open("a", encoding="utf-8") as scales:
        scales.write("mil-reais: {by: 1000, currency: BRL, words: [milhar]}\n")
    change(folder, "vocabulary/countries.yml", "  name: Brazil\n", "  name: Brazil\n  currency: BRL\n")
    return Matcher(load(folder))


@pytest.mark.parametrize(
    ("text", "units"),
    [
        ("which roles pay above R$ 100k?", 100_000),
        ("jobs above 100000 reais", 100_000),
        ("more than R$100.000", 100_000),
        ("BRL 8,000 a month", 96_000),
        ("jobs that pay 90 milhar", 90_000),
    ],
)
def test_amounts_of_a_new_currency(brazil: Matcher, text: str, units: int) -> None:
    """Its sign, its names, its code, its way to group digits and words of its own."""
    assert [(amount.value, amount.detail) for amount in brazil.find(text).of("amount")] == [(str(units), "BRL")]


@pytest.mark.parametrize(
    ("text", "code"), [("$100k", "USD"), ("A$100k", "AUD"), ("rs 100k", "INR"), ("€100k", "EUR"), ("S$100k", "SGD")]
)
def test_the_others_are_as_they_were(brazil: Matcher, text: str, code: str) -> None:
    assert [amount.detail for amount in brazil.find(text).of("amount")] == [code]
