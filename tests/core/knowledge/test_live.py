"""A running server takes up a changed knowledge base, and keeps the last good one when the change is broken."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest

from rolewise.core.answers import Question, answer
from rolewise.core.knowledge import KnowledgeError
from rolewise.core.live import LiveKnowledge
from tests.small_world import change

DESIGNER = "roles/lamp-designer.yml"


@pytest.fixture
def live(folder: Path) -> LiveKnowledge:
    """Serves the small world."""
    return LiveKnowledge(folder)


def test_unchanged_files_are_not_read_again(live: LiveKnowledge) -> None:
    before = live.current()

    assert live.refresh() is False
    assert live.current() is before


def test_a_changed_figure_is_in_the_next_answer(live: LiveKnowledge, folder: Path) -> None:
    change(folder, DESIGNER, "low: 100, high: 300", "low: 150, high: 3000")

    assert live.refresh() is True
    assert "*150–*3,000" in answer(live.current().writer, Question("ask_pay", "XA", roles=("lamp-designer",))).text


def test_a_new_role_is_found_in_messages_without_training(live: LiveKnowledge, folder: Path) -> None:
    (folder / "roles" / "shade-painter.yml").write_text(
        "title: Shade Painter\nfamily: lamps\nsummary: Paints shades.\nresponsibilities: [Paint]\nskills: [drawing]\n", "utf-8"
    )

    assert live.refresh() is True
    found = live.current().matcher.find("what does a shade painter do")
    assert [mention.value for mention in found.of("role")] == ["shade-painter"]


def test_a_broken_change_is_refused_with_the_reason_in_the_log(
    live: LiveKnowledge, folder: Path, caplog: pytest.LogCaptureFixture
) -> None:
    before = live.current()
    change(folder, DESIGNER, "skills: [drawing, glass]", "skills: [drawing, glas]")

    with caplog.at_level(logging.ERROR):
        assert live.refresh() is False
    assert live.current() is before
    assert "expected an id of skills, found 'glas'; nearest is 'glass'" in caplog.text


def test_a_repaired_file_is_taken_up(live: LiveKnowledge, folder: Path) -> None:
    change(folder, DESIGNER, "title: Lamp Designer", "title: [")
    live.refresh()
    change(folder, DESIGNER, "title: [", "title: Lamp Artist")

    assert live.refresh() is True
    assert live.current().knowledge.roles["lamp-designer"].title == "Lamp Artist"


def test_a_removed_role_that_others_name_is_refused(live: LiveKnowledge, folder: Path) -> None:
    (folder / "roles" / "wick-trader.yml").unlink()

    assert live.refresh() is False
    assert "wick-trader" in live.current().knowledge.roles


def test_wording_that_lacks_a_sentence_is_refused(live: LiveKnowledge, folder: Path, caplog: pytest.LogCaptureFixture) -> None:
    change(folder, "wording.yml", "  idle: ", "  idler: ")

    assert live.refresh() is False
    assert "wording.yml › misses › idle: expected this key" in caplog.text


def test_a_misspelt_placeholder_is_refused_at_start_and_later(
    live: LiveKnowledge, folder: Path, caplog: pytest.LogCaptureFixture
) -> None:
    change(folder, "wording.yml", "{a_role} typically earns", "{a_rol} typically earns")

    assert live.refresh() is False
    assert "found {a_rol}; nearest is '{a_role}'" in caplog.text
    assert "typically earns" in answer(live.current().writer, Question("ask_pay", "XA", roles=("lamp-designer",))).text
    with pytest.raises(KnowledgeError, match="pay › row › stated"):
        LiveKnowledge(folder)


def test_an_address_of_pages_with_unknown_placeholders_is_refused(folder: Path) -> None:
    with pytest.raises(KnowledgeError, match=r"nearest is .\{first\}"):
        LiveKnowledge(folder, {"page_url": "https://jobs.example/{frist}-vs-{second}"})


def test_what_editors_programs_leave_behind_is_passed_over(live: LiveKnowledge, folder: Path) -> None:
    """Emacs' lock is a link that leads nowhere, a Mac's file beside a file holds no YAML."""
    (folder / "roles" / ".#lamp-designer.yml").symlink_to("somebody@somewhere.1234")
    (folder / "roles" / "._lamp-designer.yml").write_bytes(b"\x00\x05\x16\x07")
    change(folder, DESIGNER, "low: 100, high: 300", "low: 150, high: 3000")

    assert live.refresh() is True
    writer = LiveKnowledge(folder).current().writer
    assert "*150–*3,000" in answer(writer, Question("ask_pay", "XA", roles=("lamp-designer",))).text


def test_a_link_that_leads_nowhere_is_a_problem_and_no_crash(
    live: LiveKnowledge, folder: Path, caplog: pytest.LogCaptureFixture
) -> None:
    link = folder / "roles" / "lamp-maker.yml"
    link.symlink_to("gone.yml")
    with caplog.at_level(logging.ERROR):
        assert live.refresh() is live.refresh() is False
    with pytest.raises(KnowledgeError, match="lamp-maker"):
        LiveKnowledge(folder)
    link.unlink()
    change(folder, DESIGNER, "low: 100, high: 300", "low: 150, high: 3000")

    assert live.refresh() is True
    assert len([record for record in caplog.records if record.levelno >= logging.ERROR]) == 1


def test_files_that_cannot_be_opened_are_tried_again(
    live: LiveKnowledge, folder: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    told: list[object] = []
    live._watcher = told.append
    change(folder, DESIGNER, "low: 100, high: 300", "low: 150, high: 3000")
    with monkeypatch.context() as patch, caplog.at_level(logging.ERROR):
        patch.setattr("rolewise.core.live.load", _too_many)
        assert live.refresh() is live.refresh() is False

    assert (told, len(caplog.records)) == ([None], 1)
    assert live.refresh() is True


def _too_many(_: Path) -> None:
    raise OSError(24, "Too many open files", "lamp-designer.yml")


def test_a_file_whose_name_ends_in_capitals_is_told(folder: Path) -> None:
    (folder / "roles" / "lamp-maker.YML").write_text("title: Lamp Maker\n", "utf-8")

    with pytest.raises(KnowledgeError, match=r"a file name such as data-analyst.yml"):
        LiveKnowledge(folder)
