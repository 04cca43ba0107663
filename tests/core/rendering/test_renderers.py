"""Answer -> plain text and card."""

from __future__ import annotations

import json

from rolewise.core.answers import Answer
from rolewise.core.answers.types import Bar, Link, SourceNote, Suggestion, Table
from rolewise.core.rendering import card, plain

NOTE = SourceNote("almanac", "The Almanac", "Almanac", "Harbour Press", "spring 2026", "public domain", "pay of a lamp keeper")
FULL = Answer(
    kind="pay",
    intent="ask_pay",
    text="A lamp keeper earns ₹2L–₹8L (Almanac).\nNo promise.",
    title="Pay in India",
    roles=("lamp-keeper",),
    country="IN",
    table=Table(("Role", "Range"), (("Lamp Keeper", "₹2L–₹8L"),)),
    bars=(Bar("Lamp Keeper", 200_000, None, 800_000, "INR", "₹2L–₹8L (Almanac)"),),
    sources=(NOTE,),
    suggestions=(Suggestion("Skills needed", "Which skills does a lamp keeper need?"),),
    links=(Link("Openings", "https://jobs.example/lamps"),),
)
BARE = Answer("talk", "goodbye", "Goodbye.")


def test_plain_text_is_the_text_and_the_links_that_it_does_not_name() -> None:
    """A link whose address stands in the text is not said twice."""
    named = Answer("jobs", "find_jobs", "See https://jobs.example/lamps", links=FULL.links)

    assert plain(BARE) == "Goodbye."
    assert plain(FULL) == f"{FULL.text}\nOpenings: https://jobs.example/lamps"
    assert plain(named) == named.text


def test_a_card_survives_json() -> None:
    """Nothing in it but what JSON has."""
    made = card(FULL)

    assert json.loads(json.dumps(made)) == made


def test_a_card_holds_everything_that_a_channel_shows() -> None:
    """Versioned; text, table, bars, sources, suggestions and links."""
    made = card(FULL)

    assert made["version"] == 1
    assert made["text"] == FULL.text
    assert made["table"] == {"columns": ["Role", "Range"], "rows": [["Lamp Keeper", "₹2L–₹8L"]]}
    assert made["bars"][0]["high"] == 800_000
    assert made["sources"][0]["short"] == "Almanac"
    assert made["suggestions"] == [{"title": "Skills needed", "text": "Which skills does a lamp keeper need?"}]
    assert made["links"] == [{"title": "Openings", "url": "https://jobs.example/lamps"}]
    assert made["missed"] is None


def test_a_bare_answer_makes_a_card_of_the_same_form() -> None:
    """Every key is there, empty."""
    made = card(BARE)

    assert set(made) == set(card(FULL))
    assert made["table"] is None
    assert made["bars"] == made["sources"] == made["suggestions"] == made["links"] == []


def test_words_that_a_licence_asks_for_are_shown_only_where_there_are_some() -> None:
    """Other sources have no such key."""
    assert "attribution" not in card(FULL)["sources"][0]
