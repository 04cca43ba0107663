"""What is heard besides names: years, levels, sums, criteria and the like, in the words of many."""

from __future__ import annotations

import pytest

from rolewise.core.facets import FACETS, Facet
from rolewise.core.knowledge import KnowledgeBase
from rolewise.core.matching import Matcher

HEARD = [
    ("nurse pay after ten years", ["years:10"]),
    ("qa engineer, 0-2 yrs", ["years:0-2"]),
    ("more than 12 years of experience", ["years:12+"]),
    ("with 18 months experience", ["years:1.5"]),
    ("SDE-2 salary", ["level:grade"]),
    ("mid level data engineer salary", ["level:middle"]),
    ("five years ago I was a nurse", []),
    ("which is less stressful", ["criterion:stress"]),
    ("jobs with night shifts", ["criterion:shifts"]),
    ("how to shift to data science", []),
    ("do actuaries need maths", ["yes_no:yes_no", "criterion:maths"]),
    ("do they earn more or less", []),
    ("no travel please", ["dislike:travel"]),
    ("a job with little travel", ["dislike:travel"]),
    ("a job with little stress", ["criterion:stress"]),
    ("what suits an introvert", ["dislike:introvert"]),
    ("I love music and drawing", ["like:music", "like:drawing"]),
    ("kids and art", ["like:children", "like:drawing"]),
    ("less selling please", ["dislike:selling"]),
    ("I have sold insurance for years", ["trade:insurance-agent"]),
    ("I hate coding and love animals", ["dislike:coding", "like:animals"]),
    ("mujhe coding nahi aati", ["dislike:coding"]),
    ("roles that don't need python", ["not exception:skill:python"]),
    ("I don't know which role to choose", []),
    ("in India, not the US", ["country:IN", "not exception:country:US"]),
    ("Cambridge, MA", ["country:US", "city:Cambridge, MA"]),
    ("London, Ontario", ["country:CA", "city:London, Ontario"]),
    ("from Pune to Toronto", ["country:IN", "city:Pune", "country:CA", "city:Toronto"]),
    ("is it only CAD for mechanical engineers", ["yes_no:yes_no"]),
    ("salary in dollars", ["currency:USD"]),
    ("data analyst pay at TCS", ["company:TCS"]),
    ("ok tata bye", ["company:the Tata group"]),
    ("freelance or full time", ["employment:freelance", "employment:full time"]),
    ("sarkari naukri", ["sector:government"]),
    ("does it need a licence", ["yes_no:yes_no", "credential:any"]),
    ("how long to become an actuary", ["duration:how_long"]),
    ("12th pass after a 3 year gap", ["background:school leaver", "background:gap"]),
    ("as a table", ["form:table"]),
    ("in 20 words", ["form:shorter"]),
    ("I get 12 now", ["unread_amount:any"]),
]
SUMS = [
    ("salary between ten and fifteen lakh", (1_000_000, 1_500_000, "INR", "between", "year", "")),
    ("6 lakh 50 thousand", (650_000, None, "INR", "", "year", "")),
    ("six figure salary", (100_000, 999_999, "", "between", "year", "")),
    ("jobs under 5 LPA", (500_000, None, "INR", "under", "year", "")),
    ("at least 80k a month", (80_000, None, "", "at_least", "month", "")),
    ("12 lakh or more", (1_200_000, None, "INR", "at_least", "year", "")),
    ("around 1.2 crore", (12_000_000, None, "INR", "about", "year", "")),
    ("$40 an hour", (40, None, "USD", "", "hour", "")),
    ("£300 per day", (300, None, "GBP", "", "day", "")),
    ("they offered 9 lpa", (900_000, None, "INR", "", "year", "offer")),
    ("my budget is 18 lakhs", (1_800_000, None, "INR", "", "year", "budget")),
    ("I am currently getting 8 lpa", (800_000, None, "INR", "", "year", "present")),
    ("€50-60k", (50_000, 60_000, "EUR", "between", "year", "")),
    ("ek lakh mahina", (100_000, None, "INR", "", "month", "")),
]


def shown(facet: Facet) -> str:
    return f"not {facet.key}" if facet.negated else facet.key


@pytest.mark.parametrize(("text", "expected"), HEARD)
def test_facets_are_heard(matcher: Matcher, text: str, expected: list[str]) -> None:
    assert [shown(facet) for facet in matcher.find(text).facets] == expected


@pytest.mark.parametrize(("text", "expected"), SUMS)
def test_sums_keep_all_that_was_told(matcher: Matcher, text: str, expected: tuple[object, ...]) -> None:
    found = [facet.amount for facet in matcher.find(text).facets if facet.amount]

    assert [(one.value, one.high, one.currency, one.relation, one.period, one.role) for one in found] == [expected]


def test_a_rise_has_present_pay_and_an_offer(matcher: Matcher) -> None:
    found = [facet.amount for facet in matcher.find("what hike is it from 8 to 12 lpa").facets if facet.amount]

    assert [(one.value, one.role) for one in found] == [(800_000, "present"), (1_200_000, "offer")]


def test_every_kind_of_the_register_can_be_heard(real: KnowledgeBase) -> None:
    by_names = {"country", "city", "currency", "amount", "exception"}

    assert set(FACETS) - by_names <= set(real.hearing.heard)
