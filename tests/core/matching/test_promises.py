"""What holds for every text: no ordinary word becomes a name, nothing raises, and it is quick."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from random import Random
from types import MappingProxyType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lamp_world import small_knowledge

from rolewise.core.knowledge import KnowledgeBase
from rolewise.core.matching import Matcher, delexicalised
from rolewise.core.matching.amounts import AmountFinder
from rolewise.core.matching.spelling import english
from rolewise.core.matching.tokens import LONGEST

LAMPS = Matcher(small_knowledge())
FREQUENT = 20_000


def test_no_frequent_english_word_is_taken_for_a_misspelt_name(matcher: Matcher) -> None:
    """Of the 20,000 most frequent words none is corrected, and few are names as they stand."""
    words = sorted(english(), key=lambda word: -english()[word])[:FREQUENT]
    found = {
        word: mention
        for word in words
        for mention in matcher.find(f"there was some {word} left over yesterday").mentions
        if mention.text.lower() in word
    }
    assert [word for word, mention in found.items() if mention.corrected] == []
    by_kind = {kind: sum(mention.kind == kind for mention in found.values()) for kind in ("role", "ambiguous_role", "skill")}
    assert by_kind["role"] <= 80  # titles of occupations: surgeon, plumber, midwife
    assert by_kind["ambiguous_role"] <= 25
    assert by_kind["skill"] <= 40


def test_lone_frequent_words_are_not_corrected_either(matcher: Matcher) -> None:
    """A message of one ordinary word."""
    words = sorted(english(), key=lambda word: -english()[word])[:FREQUENT]
    assert [word for word in words if any(mention.corrected for mention in matcher.find(word).mentions)] == []


@settings(max_examples=300, deadline=None)
@given(st.text(alphabet=st.characters(codec=None), max_size=200))
def test_any_text_will_do(text: str) -> None:
    """Emoji, control characters, right-to-left marks, lone surrogates."""
    found = LAMPS.find(text)
    assert all(text[mention.start : mention.end] == mention.text for mention in found.mentions)
    assert all(before.end <= after.start for before, after in pairwise(found.mentions))
    assert isinstance(delexicalised(found), str)


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "\x00",
        "\ud800 data\udfff analyst",
        "\u202edata analyst\u202c",
        "😀" * 3000,
        "data analyst vs " * 10_000,
        "x" * 100_000,
        "1,2,3," * 5000,
        "a'" * 4000,
        "/" * 5000,
        "& " * 5000,
        "R " * 3000,
        "9" * 5000,
        "$" * 3000 + "1",
        "it's " * 2000,
        "．" * 50,
        "²½k lakh",
        "١٢٣ lakh",
        "1e5 ½ lakh",
        "to 5 to 6 to 7 lakh " * 200,
    ],
)
def test_strange_texts(matcher: Matcher, text: str) -> None:
    """Nothing raises, and only the beginning of a long text is looked at."""
    found = matcher.find(text)
    delexicalised(found)

    assert all(mention.end <= LONGEST + 50 for mention in found.mentions)


def test_ten_thousand_roles(real: KnowledgeBase) -> None:
    """So many can be built, and a name that none of them has still finds its nearest (benchmarks/ times it)."""
    random = Random(7)
    parts = [
        "".join(
            random.choice(["ba", "ko", "ri", "ta", "mel", "dor", "van", "sti", "per", "lo", "gra", "nim", "zu"]) for _ in range(3)
        )
        for _ in range(3000)
    ]
    heads = ["Engineer", "Analyst", "Designer", "Manager", "Officer"]
    pattern = next(iter(real.roles.values()))

    def name() -> str:
        return f"{random.choice(parts)} {random.choice(parts)} {random.choice(heads)}"

    made = {}
    for number in range(10_000):
        title = name()
        made[f"made-{number}"] = replace(
            pattern,
            id=f"made-{number}",
            title=title,
            plural=title + "s",
            fields=(),
            aliases=tuple(name() for _ in range(5)),
        )
    matcher = Matcher(replace(real, roles=MappingProxyType({**real.roles, **made})))
    found = matcher.find(f"what does a {parts[0]} {parts[1]} wrangler do").mentions

    assert found[0].kind == "unknown_role"
    assert 0 < len(found[0].candidates) <= 3


@pytest.mark.parametrize(
    "text, about_pay, expected",
    [
        ("5 years in 2024, top 10, class 12", True, []),
        ("salary 45000", True, [(45000, "")]),
        ("pin 560001", False, []),
        ("5 lakh students", True, []),
        ("12.5 LPA", False, [(1_250_000, "INR")]),
        ("₹60k-80k a month", False, [(720_000, "INR"), (960_000, "INR")]),
        ("$50 per hour", True, []),
        ("2 million", False, []),
        ("$2 million", False, [(2_000_000, "USD")]),
        ("rs. 50,000/-", False, [(50_000, "INR")]),
        ("50,000 rupees", False, [(50_000, "INR")]),
        ("10 l of water", True, []),
        ("A$90k", False, [(90_000, "AUD")]),
        ("5-6 crore", False, [(50_000_000, "INR"), (60_000_000, "INR")]),
    ],
)
def test_amounts(real: KnowledgeBase, text: str, about_pay: bool, expected: list[tuple[int, str]]) -> None:
    """Units a year and the currency; counts, years, hours and small numbers are no money."""
    found = AmountFinder(real).find(text, about_pay, ["students"])

    assert [(amount.units, amount.currency) for amount in found] == expected
