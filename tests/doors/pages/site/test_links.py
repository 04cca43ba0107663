"""Answers link to comparison pages: those that the operator names, else the site's, else our own."""

from __future__ import annotations

from pathlib import Path

import pytest

from rolewise.core.answers import Question, answer
from rolewise.core.live import LiveKnowledge
from tests.small_world import change

KNOWLEDGE = Path(__file__).parents[4] / "knowledge"
OWN = {"page_url": "http://127.0.0.1:5005/compare/{first}-vs-{second}", "role_url": "http://127.0.0.1:5005/roles/{role}"}


def link(live: LiveKnowledge) -> str:
    """Where the answer to a comparison links to; "" where it does not."""
    links = answer(live.current().writer, Question("compare_roles", "XA", roles=("lamp-designer", "wick-trader"))).links
    return links[0].url if links else ""


@pytest.fixture
def live(folder: Path) -> LiveKnowledge:
    """Serves the small world, which names no pages."""
    return LiveKnowledge(folder)


def test_without_pages_there_is_no_link(live: LiveKnowledge) -> None:
    assert link(live) == ""


def test_our_own_pages_are_linked_and_stay_so_when_files_change(live: LiveKnowledge, folder: Path) -> None:
    live.link_to(OWN)
    first = link(live)
    change(folder, "roles/wick-trader.yml", "Sells wicks.", "Sells long wicks.")
    live.refresh()

    assert first == link(live) == "http://127.0.0.1:5005/compare/lamp-designer-vs-wick-trader"


def test_a_role_and_each_bar_of_a_ranking_have_their_pages() -> None:
    live = LiveKnowledge(KNOWLEDGE)
    live.link_to(OWN)
    writer = live.current().writer
    described = answer(writer, Question("describe_role", "IN", roles=("actuary",)))
    ranked = answer(writer, Question("rank_roles_by_pay", "IN"))

    assert [link.url for link in described.links] == ["http://127.0.0.1:5005/roles/actuary"]
    assert ranked.outline
    urls = [bar.url for bar in ranked.outline.charts[0].bars]
    assert urls == [f"http://127.0.0.1:5005/roles/{role}" for role in ranked.listed[: len(urls)]]


def test_pages_that_the_site_names_come_before_our_own(live: LiveKnowledge, folder: Path) -> None:
    live.link_to(OWN)
    change(folder, "site.yml", 'page_url: ""', "page_url: https://jobs.example/{first}-vs-{second}")
    live.refresh()

    assert link(live) == "https://jobs.example/lamp-designer-vs-wick-trader"


def test_what_the_operator_sets_comes_first(folder: Path) -> None:
    change(folder, "site.yml", 'page_url: ""', "page_url: https://jobs.example/{first}-vs-{second}")
    live = LiveKnowledge(folder, {"page_url": "https://other.example/{first}/{second}"})

    assert link(live) == "https://other.example/lamp-designer/wick-trader"
