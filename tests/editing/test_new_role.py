"""A new role begins as a file that says itself what is to be filled in."""

from __future__ import annotations

from pathlib import Path

import pytest

from rolewise.core.knowledge import KnowledgeError, fields, load
from rolewise.core.knowledge.files import read
from rolewise.editing import new_role


def filled(text: str) -> str:
    """The fresh file with each needed field filled in."""
    values = {"family": "lamps", "summary": "Stacks lamps.", "responsibilities": "[Stack lamps]", "skills": "[glass]"}
    return "\n".join(f"{line} {values[line[:-1]]}" if line[:-1] in values else line for line in text.splitlines()) + "\n"


def uncommented(text: str) -> str:
    """The file with every example taken into use."""
    return "\n".join(
        line[2:]
        if line.startswith("# ")
        and ":" in line
        and not line.endswith(".")
        and "For example" not in line
        and "yaml-language" not in line
        else line
        for line in text.splitlines()
    )


def test_the_check_names_exactly_the_needed_fields(folder: Path) -> None:
    new_role.write(folder, "Lamp Stacker")
    with pytest.raises(KnowledgeError) as found:
        load(folder)

    needed = [field.name for field in fields.ROLE if field.required and field.name != "title"]
    assert [(problem.file, problem.place) for problem in found.value.problems] == [
        ("roles/lamp-stacker.yml", (name,)) for name in needed
    ]


def test_a_filled_in_file_is_a_role(folder: Path) -> None:
    path = new_role.write(folder, "Lamp Stacker").path
    path.write_text(filled(path.read_text("utf-8")), "utf-8")

    assert load(folder).roles["lamp-stacker"].title == "Lamp Stacker"


def test_every_field_of_the_register_stands_in_the_file() -> None:
    text = new_role.content("Lamp Stacker")
    parts = (fields.ROLE, fields.PAY, fields.EXPERIENCE, fields.EDUCATION, fields.OUTLOOK, fields.RELATED, fields.ROLE_SOURCES)
    missing = [field.name for part in parts for field in part if f"{field.name}:" not in text or field.meaning[1:] not in text]

    assert missing == []


def test_examples_are_valid_yaml_once_taken_into_use(tmp_path: Path) -> None:
    path = tmp_path / "file.yml"
    path.write_text(uncommented(filled(new_role.content("Lamp Stacker"))), "utf-8")
    content, problems = read(path, path.name)

    assert problems == []
    assert set(content) == {field.name for field in fields.ROLE}


def test_a_file_is_never_overwritten(folder: Path) -> None:
    before = (folder / "roles" / "wick-trader.yml").read_text("utf-8")

    with pytest.raises(new_role.Refused, match="there already"):
        new_role.write(folder, "Wick  Trader")
    assert (folder / "roles" / "wick-trader.yml").read_text("utf-8") == before


@pytest.mark.parametrize("name", ["Light Shaper", "light shaper", "Lamp Designers", "lamp design"])
def test_a_name_that_a_role_has_already_is_refused_with_its_owner(folder: Path, name: str) -> None:
    with pytest.raises(new_role.Refused, match=r"roles/lamp-designer\.yml"):
        new_role.write(folder, name)


def test_a_near_name_is_pointed_out(folder: Path) -> None:
    assert new_role.write(folder, "Lamp Desinger").near == ("Lamp Designer", "lamp-designer")
    assert new_role.write(folder, "Bulb Smith").near is None


def test_a_title_without_letters_is_refused(folder: Path) -> None:
    with pytest.raises(new_role.Refused, match="title in letters"):
        new_role.write(folder, "!?")


def test_a_title_that_yaml_would_misread_is_quoted(folder: Path) -> None:
    path = new_role.write(folder, "Lamp: Head #1").path

    assert read(path, path.name)[0]["title"] == "Lamp: Head #1"
