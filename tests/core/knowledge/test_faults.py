"""Every fault of the files is told with its place, what was expected, what was found and, where known, the cure."""

from __future__ import annotations

from pathlib import Path

import pytest

from rolewise.core.knowledge import KnowledgeError, Problem, load
from rolewise.core.knowledge.files import DEEPEST, LARGEST_BYTES
from tests.small_world import change

DESIGNER = "roles/lamp-designer.yml"
TRADER = "roles/wick-trader.yml"


def problems(folder: Path) -> list[Problem]:
    """What loading finds; an empty list for a sound folder."""
    try:
        load(folder)
    except KnowledgeError as error:
        return error.problems
    return []


def told(folder: Path) -> str:
    """All of it as an editor reads it."""
    return "\n".join(map(str, problems(folder)))


def test_the_small_world_is_sound(folder: Path) -> None:
    assert problems(folder) == []


def test_faults_of_several_files_are_reported_at_once(folder: Path) -> None:
    change(folder, DESIGNER, "title: Lamp Designer\n", "")
    change(folder, TRADER, "low: 50", "low: fifty")
    change(folder, "site.yml", "stale_years: 3", "stale_years: 0")

    assert [(problem.file, problem.place) for problem in problems(folder)] == [
        ("site.yml", ("stale_years",)),
        (DESIGNER, ()),
        (TRADER, ("pay", "item 1", "low")),
    ]


def test_faults_of_form_reference_and_sense_come_in_one_report(folder: Path) -> None:
    change(folder, "site.yml", "stale_years: 3", "stale_years: many")
    change(folder, "comparisons/lamp-designer-vs-wick-trader.yml", "sources: [lamp-post]", "sources: [lamp-pst]")
    change(folder, TRADER, "low: 50", "low: 500")
    without_site = told(folder)
    change(folder, "site.yml", "stale_years: many", "stale_years: 3")

    assert "stale_years: expected a whole number" in without_site
    assert "'lamp-pst'; nearest is 'lamp-post'" in without_site
    assert "in rising order, found (500, 200)" in told(folder)


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (
            "aliases: [Light Shaper]",
            "alises: [Light Shaper]",
            f"{DESIGNER} › alises: expected a field of the register, found 'alises'; nearest is 'aliases'",
        ),
        (
            "skills: [drawing, glass]",
            "skills: [drawing, glas]",
            f"{DESIGNER} › skills › item 2: expected an id of skills, found 'glas'; nearest is 'glass'",
        ),
        (
            "reason: pair",
            "reason: pairs",
            f"{DESIGNER} › related › item 1 › reason: expected one of pair, same-occupation, related-occupation, found 'pairs'; "
            "nearest is 'pair'",
        ),
        ("low: 100", "low: -1", f"{DESIGNER} › pay › item 1 › low: expected at least 0, found -1"),
        ("summary: Draws", "summary: Draws  double", f"{DESIGNER} › summary: expected words in one line"),
        (
            "responsibilities: [Draw lamps, Test shades]",
            "responsibilities: []",
            f"{DESIGNER} › responsibilities: expected at least 1 in the list, found []",
        ),
        ("skills: [drawing, glass]", "skills: [drawing, drawing]", f"{DESIGNER} › skills: expected a list without repetition"),
        (
            "country: XA, low: 100",
            "country: XZ, low: 100",
            f"{DESIGNER} › pay › item 1 › country: expected an id of countries, found 'XZ'",
        ),
        (
            "low: 100, high: 300",
            "low: 900, high: 300",
            f"{DESIGNER} › pay › item 1: expected low, median and high in rising order, found (900, 300)",
        ),
        (
            "low: 100, high: 300, ",
            "",
            f"{DESIGNER} › pay › item 1: expected at least one of low, median, high and average, found none",
        ),
        (
            "country: XB, low: 10",
            "country: XC, low: 10",
            f"{DESIGNER} › pay › item 2: expected a country that has a currency, found 'XC'",
        ),
        (
            "distinguishing: [glass]",
            "distinguishing: [haggling]",
            f"{DESIGNER} › distinguishing: expected a skill of this role's own list, found 'haggling'",
        ),
        ("role: wick-trader", "role: lamp-designer", f"{DESIGNER} › related: expected another role, found the role itself"),
        (
            "aliases: [Light Shaper]",
            "aliases: [Wick Trader]",
            "expected a name of one role only, found 'wick trader', also of lamp-designer",
        ),
        (
            "aliases: [Light Shaper]",
            "aliases: [Shiner]",
            "vocabulary/names.yml › ambiguous › shiner: expected a name of no single role",
        ),
    ],
)
def test_a_fault_of_a_role_names_its_place_and_cure(folder: Path, old: str, new: str, expected: str) -> None:
    change(folder, DESIGNER, old, new)

    assert expected in told(folder)


def test_two_headline_rows_of_a_country_are_a_fault(folder: Path) -> None:
    change(folder, DESIGNER, "{country: XB, low: 10,", "{country: XA, headline: true, low: 10,")

    assert "pay: expected one headline row for XA, found 2" in told(folder)


def test_an_alias_of_two_roles_is_a_fault(folder: Path) -> None:
    change(folder, TRADER, "family: lamps", "family: lamps\naliases: [light shaper]")

    assert "roles/wick-trader.yml › names: expected a name of one role only, found 'light shaper', also of lamp-designer" in told(
        folder
    )


def test_a_skill_name_of_two_skills_is_a_fault(folder: Path) -> None:
    change(folder, "vocabulary/skills.yml", "aliases: [glasswork]", "aliases: [drawing]")

    assert "vocabulary/skills.yml › glass: expected a name of one skill only" in told(folder)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("title: A\ntitle: B\n", "› line 2: expected well-formed YAML, found the key 'title' stands twice"),
        ("title: &name A\nplural: *name\n", "› line 1: expected plain YAML without anchors (&) and aliases (*), found &name"),
        (
            "title: !!python/name:os.system\n",
            "› line 1: expected plain YAML without tags (!), found tag:yaml.org,2002:python/name:os.system",
        ),
        ("title: [a\nb: c\n", "expected well-formed YAML"),
        ("? [a, b]\n: c\n", "› line 1: expected a word as key, found a list or fields"),
        ("title: A\n---\ntitle: B\n", "expected one document a file, found a second one (---)"),
        ("", "expected fields with values, found nothing"),
        ("just words\n", "expected fields with values, found 'just words'"),
        ("[" * (DEEPEST + 1) + "]" * (DEEPEST + 1), f"expected at most {DEEPEST} levels, found more"),
    ],
)
def test_yaml_that_is_not_plain_is_refused(folder: Path, text: str, expected: str) -> None:
    (folder / DESIGNER).write_text(text, "utf-8")

    assert f"{DESIGNER} " in told(folder) or f"{DESIGNER}:" in told(folder)
    assert expected in told(folder)


def test_a_huge_file_is_not_read(folder: Path) -> None:
    (folder / DESIGNER).write_bytes(b"#" * (LARGEST_BYTES + 1))

    assert told(folder) == f"{DESIGNER}: expected at most 1,000,000 bytes, found 1,000,001"


def test_bytes_that_are_no_utf8_are_told_with_their_place(folder: Path) -> None:
    (folder / DESIGNER).write_bytes(b"title: Caf\xe9\n")

    assert told(folder).startswith(f"{DESIGNER} › line 1: expected a file saved as UTF-8")


@pytest.mark.parametrize("name", ["lamp-designer.yaml", "Lamp Designer.yml", "lamp_designer.yml"])
def test_a_file_name_that_is_no_id_is_a_fault(folder: Path, name: str) -> None:
    (folder / DESIGNER).rename(folder / "roles" / name)

    assert f"roles/{name}: expected a file name such as data-analyst.yml, which is the id, found '{name}'" in told(folder)


def test_a_missing_file_is_a_fault(folder: Path) -> None:
    (folder / "vocabulary" / "bases.yml").unlink()

    assert told(folder) == "vocabulary/bases.yml: expected a readable file, found No such file or directory"


def test_a_comparison_hires_one_of_its_roles(folder: Path) -> None:
    change(folder, "comparisons/lamp-designer-vs-wick-trader.yml", "hire_first: lamp-designer", "hire_first: lamp-maker")

    assert "hire_first: expected an id of roles, found 'lamp-maker'; nearest is 'lamp-designer'" in told(folder)


def test_the_report_ends_with_the_count(folder: Path) -> None:
    change(folder, DESIGNER, "title: Lamp Designer\n", "")

    with pytest.raises(KnowledgeError, match="1 problem; nothing was loaded"):
        load(folder)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (b"\tnote: x\n", "blanks at the beginning of the line, found a tab: type blanks instead"),
        (b"note:\tx: y\n", "blanks, found a tab in the line"),
        ("note: a\u00a0b\n".encode(), "ordinary blanks, found a non-breaking space, which looks like one"),
        ("note: caf\u00e9\n".encode("latin-1"), "a file saved as UTF-8 (the editor's “Save as” has a choice of encoding)"),
        (b'plural: "Lamp  Designers"\n', "words in one line, with one blank between two and none at the ends"),
    ],
)
def test_what_an_editor_cannot_see_is_named_in_words(folder: Path, line: bytes, said: str) -> None:
    """As somebody understands who has never heard of YAML's tokens, of bytes or of regular expressions."""
    path = folder / DESIGNER
    path.write_bytes(
        b"".join(each for each in path.read_bytes().splitlines(keepends=True) if not each.startswith(b"plural")) + line
    )

    assert said in told(folder)


def test_a_country_by_its_name_is_led_to_its_code(folder: Path) -> None:
    change(folder, TRADER, "- {country: XA, low: 50", "- {country: Lampland, low: 50")

    assert "found 'Lampland'; nearest is 'XA'" in told(folder)
