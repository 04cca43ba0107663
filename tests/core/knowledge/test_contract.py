"""Wording, cues and links are held to what the code asks of them: nothing is taken up that would break an answer."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from rolewise.core.answers import Question, Writer, answer
from rolewise.core.knowledge import KnowledgeError, load
from rolewise.core.knowledge.contract import contract, placeholders
from rolewise.editing import contract_file
from tests.small_world import change

ROOT = Path(__file__).parents[3]
STATED = "wording.yml › pay › row › stated: expected the placeholders {a_role}, {cite}, {country}, {range}, found "
PLACE = "wording.yml › small › thank"
THANK = 'thank: "You are welcome. Ask on whenever you like."'


def told(folder: Path) -> list[str]:
    """The lines of the report; none for a sound folder."""
    try:
        load(folder)
    except KnowledgeError as error:
        return [str(problem) for problem in error.problems]
    return []


def test_the_contract_is_what_the_shipped_files_hold() -> None:
    committed = contract_file.FILE.read_text("utf-8")

    assert committed == contract_file.source(ROOT / "knowledge"), f"run `{contract_file.COMMAND}` and commit what it writes"


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ("{a_role} typically", "{a_rol} typically", f"{STATED}{{a_rol}}; nearest is '{{a_role}}'"),
        ("year before tax ({cite})", "year before tax", f"{STATED}none of {{cite}}"),
        ("{a_role} typically", "{a_role typically", STATED + "'In {country}, {a_role typically"),
        ("{a_role} typically", "{a_role.title} typically", STATED),
        ("{a_role} typically", "{a_role:>9} typically", STATED),
        ("{a_role} typically", "{} typically", STATED),
        (THANK, THANK.replace("You", "{}You"), f"{PLACE}: expected words and {{placeholders}} only, here none"),
        (THANK, 'thank: ""', f"{PLACE}: expected some text, found ''"),
        (THANK, "thank: 5", f"{PLACE}: expected some text, found 5"),
        ("  thank: ", "  thanks: ", f"{PLACE}: expected this key, which answers use, found nothing; nearest is 'small.thanks'"),
        ("  thank: ", "  thanks: ", f"{PLACE}s: expected a key that answers use, found 'small.thanks'; nearest is 'small.thank'"),
    ],
)
def test_a_changed_sentence_is_told_with_the_cure(folder: Path, old: str, new: str, line: str) -> None:
    change(folder, "wording.yml", old, new)

    assert any(found.startswith(line) for found in told(folder)), told(folder)


def test_a_missing_section_is_told_key_by_key(folder: Path) -> None:
    change(folder, "wording.yml", "misses:\n", "missed:\n")

    assert sum("expected this key" in line for line in told(folder)) == sum(
        key.startswith("misses.") for key in contract()["wording"]
    )


@pytest.mark.parametrize("content", ["", "[]", "just words", "{}", "pay: words", "pay: [a]", "pay: {row: null}"])
def test_any_other_content_is_refused(folder: Path, content: str) -> None:
    (folder / "wording.yml").write_text(content, "utf-8")

    assert told(folder)


def test_a_kind_of_figure_may_have_a_sentence_of_its_own(folder: Path) -> None:
    """Its placeholders are those of the sentences beside it, not every one."""
    change(folder, "wording.yml", "  row:\n", '  row:\n    people: "{roles} get {range}."\n')
    assert told(folder) == []

    change(folder, "wording.yml", "{roles} get {range}", "{roles} get {rnage}")
    assert any("{rnage}; nearest is '{range}'" in line for line in told(folder))


def test_a_misspelt_cue_is_told_with_the_nearest(folder: Path) -> None:
    change(folder, "vocabulary/cues.yml", "pays_more:", "pay_more:")

    assert told(folder) == [
        "vocabulary/cues.yml › pays_more: expected this key, which answers use, found nothing; nearest is 'pay_more'",
        "vocabulary/cues.yml › pay_more: expected a key that answers use, found 'pay_more'; nearest is 'pays_more'",
    ]


def test_a_phrase_that_no_message_can_hold_is_told(folder: Path) -> None:
    change(folder, "vocabulary/cues.yml", 'fresher: ["no experience"]', 'fresher: ["no experience", "👍"]')

    assert told(folder) == ["vocabulary/cues.yml › fresher: expected a phrase with a letter or digit, found '👍'"]


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        (
            "roles/lamp-designer.yml",
            "aliases: [Light Shaper]",
            'aliases: ["++"]',
        ),
        ("vocabulary/names.yml", "ambiguous: {shiner:", "ambiguous: {'++':"),
        ("vocabulary/skills.yml", "aliases: [glasswork]", "aliases: ['🔥']"),
    ],
)
def test_a_name_that_no_message_can_hold_is_told(folder: Path, file: str, old: str, new: str) -> None:
    change(folder, file, old, new)

    assert [line.split(", found")[0].split(": ")[1] for line in told(folder)] == ["expected a name with a letter or digit"]


def test_half_a_pair_of_forms_is_told(folder: Path) -> None:
    change(folder, "vocabulary/cues.yml", "words_field_forms: []", "words_field_forms: [engineer]")

    assert told(folder) == [
        "vocabulary/cues.yml › words_field_forms: expected the end of a title and that of its field, found 'engineer'"
    ]


@pytest.mark.parametrize(("field", "nearest"), [("jobs_url", "{query}"), ("page_url", "{first}"), ("role_url", "{role}")])
def test_a_link_with_an_unknown_placeholder_is_told(folder: Path, field: str, nearest: str) -> None:
    change(folder, "site.yml", f'{field}: ""', f'{field}: "https://jobs.example/{nearest[:-2]}}}"')

    assert (
        [line for line in told(folder) if f"site.yml › {field}" in line and f"nearest is '{nearest}'" in line]
        == told(folder)
        != []
    )


def test_sentences_that_keep_the_contract_break_no_answer(folder: Path) -> None:
    """Whatever the words are: here each sentence is its placeholders alone."""
    content = {"wording": {}}
    for key, names in contract()["wording"].items():
        *path, last = ("wording", *key.split("."))
        inner: dict = content
        for part in path:
            inner = inner.setdefault(part, {})
        inner[last] = " ".join(f"{{{name}}}" for name in names.split()) or "x"
    (folder / "wording.yml").write_text(yaml.safe_dump(content["wording"]), "utf-8")
    writer = Writer(load(folder))

    for intent in ("ask_pay", "compare_roles", "describe_role", "hire_role", "list_roles", "ask_help", "rank_roles_by_pay"):
        assert answer(writer, Question(intent, "XA", roles=("lamp-designer", "wick-trader"))).text


def test_the_command_says_what_changed(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(contract_file, "FILE", tmp_path / "contract_entries.py")
    change(folder, "wording.yml", "small:\n", 'small:\n  wave: "{hand} waves."\n')

    assert "+ wording small.wave {hand}" in map(str, contract_file.write(folder))
    assert '"small.wave": "hand",' in contract_file.FILE.read_text("utf-8")


def test_a_broken_contract_is_made_anew(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A merge may leave it unreadable."""

    def broken() -> None:
        raise SyntaxError

    monkeypatch.setattr(contract_file, "FILE", tmp_path / "contract_entries.py")
    monkeypatch.setattr("rolewise.core.knowledge.contract.contract", broken)

    assert len(contract_file.write(ROOT / "knowledge")) > 500


def test_doubled_brackets_are_no_placeholder() -> None:
    assert placeholders("{{a}} {b}") == {"b"}
