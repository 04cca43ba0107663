"""Answers link to comparison pages: those that the operator names, else the site's, else our own."""

from __future__ import annotations

from pathlib import Path

import pytest

from rolewise.core.answers import Question, answer
from rolewise.store import Store
from tests.small_world import change

OWN = "http://127.0.0.1:5005/compare/{first}-vs-{second}"


def link(store: Store) -> str:
    """Where the answer to a comparison links to; "" where it does not."""
    links = answer(store.current().writer, Question("compare_roles", "XA", roles=("lamp-designer", "wick-trader"))).links
    return links[0].url if links else ""


@pytest.fixture
def store(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Store:
    """Serves the small world, which names no pages."""
    monkeypatch.delenv("ROLEWISE_PAGE_URL", raising=False)
    return Store(folder)


def test_without_pages_there_is_no_link(store: Store) -> None:
    assert link(store) == ""


def test_our_own_pages_are_linked_and_stay_so_when_files_change(store: Store, folder: Path) -> None:
    store.link_to(OWN)
    first = link(store)
    change(folder, "roles/wick-trader.yml", "Sells wicks.", "Sells long wicks.")
    store.refresh()

    assert first == link(store) == "http://127.0.0.1:5005/compare/lamp-designer-vs-wick-trader"


def test_pages_that_the_site_names_come_before_our_own(store: Store, folder: Path) -> None:
    store.link_to(OWN)
    change(folder, "site.yml", 'page_url: ""', "page_url: https://jobs.example/{first}-vs-{second}")
    store.refresh()

    assert link(store) == "https://jobs.example/lamp-designer-vs-wick-trader"


def test_what_the_operator_sets_comes_first(store: Store, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    change(folder, "site.yml", 'page_url: ""', "page_url: https://jobs.example/{first}-vs-{second}")
    monkeypatch.setenv("ROLEWISE_PAGE_URL", "https://other.example/{first}/{second}")
    store.refresh()

    assert link(store) == "https://other.example/lamp-designer/wick-trader"
