"""A running server takes up a changed knowledge base, and keeps the last good one when the change is broken."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest

from rolewise.core.answers import Question, answer
from rolewise.store import Store
from tests.small_world import change

DESIGNER = "roles/lamp-designer.yml"


@pytest.fixture
def store(folder: Path) -> Store:
    """Serves the small world."""
    return Store(folder)


def test_unchanged_files_are_not_read_again(store: Store) -> None:
    before = store.current()

    assert store.refresh() is False
    assert store.current() is before


def test_a_changed_figure_is_in_the_next_answer(store: Store, folder: Path) -> None:
    change(folder, DESIGNER, "low: 100, high: 300", "low: 150, high: 3000")

    assert store.refresh() is True
    assert "*150–*3,000" in answer(store.current().writer, Question("ask_pay", "XA", roles=("lamp-designer",))).text


def test_a_new_role_is_found_in_messages_without_training(store: Store, folder: Path) -> None:
    (folder / "roles" / "shade-painter.yml").write_text(
        "title: Shade Painter\nfamily: lamps\nsummary: Paints shades.\nresponsibilities: [Paint]\nskills: [drawing]\n", "utf-8"
    )

    assert store.refresh() is True
    found = store.current().matcher.find("what does a shade painter do")
    assert [mention.value for mention in found.of("role")] == ["shade-painter"]


def test_a_broken_change_is_refused_with_the_reason_in_the_log(
    store: Store, folder: Path, caplog: pytest.LogCaptureFixture
) -> None:
    before = store.current()
    change(folder, DESIGNER, "skills: [drawing, glass]", "skills: [drawing, glas]")

    with caplog.at_level(logging.ERROR):
        assert store.refresh() is False
    assert store.current() is before
    assert "expected an id of skills, found 'glas'; nearest is 'glass'" in caplog.text


def test_a_repaired_file_is_taken_up(store: Store, folder: Path) -> None:
    change(folder, DESIGNER, "title: Lamp Designer", "title: [")
    store.refresh()
    change(folder, DESIGNER, "title: [", "title: Lamp Artist")

    assert store.refresh() is True
    assert store.current().knowledge.roles["lamp-designer"].title == "Lamp Artist"


def test_a_removed_role_that_others_name_is_refused(store: Store, folder: Path) -> None:
    (folder / "roles" / "wick-trader.yml").unlink()

    assert store.refresh() is False
    assert "wick-trader" in store.current().knowledge.roles


def test_wording_that_lacks_a_sentence_is_refused(store: Store, folder: Path, caplog: pytest.LogCaptureFixture) -> None:
    change(folder, "wording.yml", "  idle: ", "  idler: ")

    assert store.refresh() is False
    assert "wording.yml lacks misses.idle" in caplog.text
