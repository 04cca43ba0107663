"""Files are changed by as little as possible, and not at all where a check fails."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from rolewise.core.knowledge import KnowledgeError, load
from rolewise.review import changes, utterances
from rolewise.review.decisions import CLOSED, SKIPPED, Decisions
from rolewise.review.records import Gap, Kind, Turn
from rolewise.review.survey import Places

ROOT = Path(__file__).parents[2]
GAP = Gap(Kind.NOT_UNDERSTOOD, Turn("1", "web-1", 100.0, text="how fat is the wallet"))


def changed(diff: str) -> list[str]:
    """The lines that a diff takes away or adds."""
    return [line for line in diff.splitlines() if re.match(r"[+-](?![+-])", line)]


def test_another_name_is_one_changed_line_and_the_role_answers_to_it(places: Places) -> None:
    change = changes.alias(places.knowledge, "lamp-designer", "glow: maker, #1")

    changes.make(change, lambda: load(places.knowledge))

    assert "glow: maker, #1" in load(places.knowledge).roles["lamp-designer"].aliases
    assert sorted(line[0] for line in changed(change.diff()) if "aliases" in line) == ["+", "-"]


def test_a_role_without_other_names_gets_the_field_after_its_family(places: Places) -> None:
    change = changes.alias(places.knowledge, "wick-trader", "wick seller")

    assert changed(change.diff())[0] == "+aliases: [wick seller]"
    assert "family: lamps\naliases: [wick seller]\nsummary" in change.after


@pytest.mark.parametrize("path", sorted((ROOT / "knowledge" / "roles").glob("*.yml")), ids=lambda path: path.stem)
def test_order_comments_and_layout_of_every_role_file_stay(path: Path) -> None:
    change = changes.alias(ROOT / "knowledge", path.stem, "glow maker")

    assert len(changed(change.diff())) <= 2
    assert all("aliases" in line for line in changed(change.diff()))


def test_a_name_that_another_role_has_is_taken_back(places: Places) -> None:
    change = changes.alias(places.knowledge, "wick-trader", "Light Shaper")

    with pytest.raises(KnowledgeError):
        changes.make(change, lambda: load(places.knowledge))
    assert change.path.read_text("utf-8") == change.before
    assert [path.name for path in change.path.parent.iterdir()].count(".wick-trader.yml") == 0


def test_an_interrupt_leaves_the_file_as_it_was(places: Places) -> None:
    change = changes.lines(places.utterances, "ask_pay", ["how fat is the wallet"])

    def interrupted() -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        changes.make(change, interrupted)
    assert places.utterances.read_text("utf-8") == change.before


def test_training_lines_stand_at_the_end_of_their_intents_block(places: Places) -> None:
    change = changes.lines(places.utterances, "ask_pay", ["how fat: is the # wallet", "moolah?"])

    assert changed(change.diff()) == ["+      - how fat: is the # wallet", "+      - moolah?"]
    assert "      - lamp pay\n      - how fat: is the # wallet\n      - moolah?\n\n  # who someone is" in change.after


@pytest.mark.parametrize("intent", ["compare_roles", "explain_skill", "out_of_scope"])  # the first, one between, the last
def test_an_intent_of_the_project_can_be_taught(intent: str) -> None:
    change = changes.lines(ROOT / "data" / "nlu.yml", intent, ["zzz one sentence that nobody has typed"])

    assert changed(change.diff()) == ["+      - zzz one sentence that nobody has typed"]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("Lamp  PAY?", "it is a line of ask_pay already"),
        ("what is a wick trader", "it is a line of describe_role already"),
        ("pay of [lamps](role)", "it has brackets"),
        ("my mail is [e-mail]", "it held personal data"),
        ("/restart", "a command"),
        (" ", "it is empty"),
        ("word " * 60, "longer than"),
    ],
)
def test_a_line_that_teaches_nothing_or_too_much_is_refused(places: Places, text: str, reason: str) -> None:
    with pytest.raises(utterances.NotTaught, match=re.escape(reason)):
        changes.lines(places.utterances, "ask_pay", [text])


def test_the_same_line_twice_is_refused(places: Places) -> None:
    with pytest.raises(utterances.NotTaught, match="already"):
        changes.lines(places.utterances, "ask_pay", ["moolah", "Moolah!"])


def test_an_unknown_intent_is_refused(places: Places) -> None:
    with pytest.raises(utterances.NotTaught, match="no intent fly"):
        changes.lines(places.utterances, "fly", ["moolah"])


def test_a_file_of_another_layout_is_left_to_the_editor(places: Places) -> None:
    twice = places.utterances.read_text("utf-8") + "  - intent: ask_pay\n    examples: |\n      - wage\n"

    with pytest.raises(utterances.NotTaught, match="by hand"):
        utterances.with_lines(twice, "ask_pay", ["moolah"])


def test_what_was_done_stays_closed_until_it_is_asked_again(tmp_path: Path) -> None:
    path = tmp_path / "state" / "review.json"
    Decisions(path).keep([GAP], CLOSED, now=200.0)
    later = Gap(GAP.kind, Turn("2", "web-2", 300.0, text="How fat is the wallet?"))

    assert Decisions(path).closed(GAP)
    assert not Decisions(path).closed(later)
    assert "wallet" not in path.read_text("utf-8")


def test_what_was_skipped_is_known_again_in_other_spelling(tmp_path: Path) -> None:
    decisions = Decisions(tmp_path / "review.json")
    decisions.keep([GAP], SKIPPED, now=1.0)

    assert decisions.skipped(Gap(GAP.kind, Turn("2", "web-2", 300.0, text="HOW FAT is the wallet?!")))
    assert not decisions.closed(GAP)


@pytest.mark.parametrize("content", ["", "no JSON", "[]", '{"a": 1}', '{"a": ["closed", "x"]}'])
def test_a_damaged_file_of_decisions_counts_as_empty(tmp_path: Path, content: str) -> None:
    path = tmp_path / "review.json"
    path.write_text(content)

    assert not Decisions(path).skipped(GAP)
