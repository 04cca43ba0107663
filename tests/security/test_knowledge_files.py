"""Files of a hostile editor, beyond those of tests/core/knowledge/test_faults.py: none is obeyed or hangs, none leads out."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from rolewise.core.knowledge import KnowledgeError, load
from rolewise.core.knowledge.files import read

DESIGNER = "roles/lamp-designer.yml"


def told(folder: Path) -> str:
    """The report of all problems."""
    with pytest.raises(KnowledgeError) as caught:
        load(folder)
    return str(caught.value)


def test_a_link_that_leads_out_of_the_folder_is_not_read(folder: Path, tmp_path: Path) -> None:
    """Its content would be quoted in the report of problems."""
    secret = tmp_path / "secret.yml"
    secret.write_text("password of the database\n", "utf-8")
    (folder / "roles" / "spy.yml").symlink_to(secret)
    report = told(folder)

    assert "roles/spy.yml: expected a file of this folder, found a link that leads out of it" in report.replace(" ›", ":")
    assert "password" not in report


def test_a_link_within_the_folder_is_read_as_kubernetes_mounts_files(folder: Path) -> None:
    roles = folder / "roles"
    (roles / "..data").mkdir()
    (folder / DESIGNER).rename(roles / "..data" / "lamp-designer.yml")
    (folder / DESIGNER).symlink_to(Path("..data") / "lamp-designer.yml")

    assert "lamp-designer" in load(folder).roles


@pytest.mark.parametrize("kind", ["pipe", "device", "folder"])
def test_what_is_no_ordinary_file_is_not_waited_for(folder: Path, kind: str) -> None:
    path = folder / "roles" / "endless.yml"
    {"pipe": lambda: os.mkfifo(path), "device": lambda: path.symlink_to("/dev/zero"), "folder": path.mkdir}[kind]()

    assert "an ordinary file" in told(folder)


@pytest.mark.parametrize(
    ("written", "named"),
    [
        ("Lamp \u202erengiseD", "U+202E"),
        ("\u2066Lamp\u2069", "U+2066"),
        ('"Lamp \\e[31mDesigner"', "U+001B"),
        ('"Lamp\\0"', "U+0000"),
        ('"Lamp \\x9b2J"', "U+009B"),
        ('"\\u202eLamp"', "U+202E"),
        ("Lamp \x1b[2J", "U+001B"),
        ("Lamp \x9b2J", "U+009B"),
    ],
)
def test_characters_that_no_reader_sees_are_refused(folder: Path, written: str, named: str) -> None:
    """They turn what is read round, or are commands of a terminal."""
    path = folder / DESIGNER
    path.write_text(path.read_text("utf-8").replace("title: Lamp Designer", f"title: {written}"), "utf-8")

    assert f"expected text that readers can see, found the character {named}" in told(folder)


@pytest.mark.parametrize("written", ["9" * 19, "9" * 4000, "9" * 900_000, "1.0e999", "-1.5e400", ".inf", ".nan", "1_" * 30 + "1"])
def test_a_number_beyond_all_figures_is_no_number(folder: Path, written: str) -> None:
    path = folder / DESIGNER
    path.write_text(path.read_text("utf-8").replace("high: 300", f"high: {written}"), "utf-8")

    assert "pay" in told(folder)


@pytest.mark.parametrize(
    "bomb",
    [
        "a: &a [x,x]\nb: &b [*a,*a]\nc: &c [*b,*b]\n",
        "<<: {a: 1}\n<<: {b: 2}\n",
        "[" * 400_000,
        "{a: " * 200_000,
        "- " * 400_000,
        "? " * 400_000,
        "a: |\n" + " x\n" * 300_000,
        'a: "' + "\\n" * 400_000 + '"\n',
        "k" * 900_000,
        "%YAML 9.9\n---\na: 1\n",
        "a: !!python/object/apply:os.system [ls]\n",
        "a: !!binary aGk=\n",
        "a: !!timestamp 2020-01-01\n",
        "!!set {a, b}\n",
        "\ufffe",
    ],
)
def test_a_bomb_is_a_problem_or_plain_text(tmp_path: Path, bomb: str) -> None:
    """Whichever it is, it is told and nothing is built of it that is larger than the file."""
    path = tmp_path / "bomb.yml"
    path.write_text(bomb, "utf-8")
    content, problems = read(path, "bomb.yml")

    assert (content is None) == bool(problems)
    assert content is None or len(str(content)) <= 2 * len(bomb)


@pytest.mark.parametrize(
    "name", ["../outside.yml", "..%2foutside.yml", ".hidden.yml", "a b.yml", "a;b.yml", "a\nb.yml", "CON.yml", "é.yml"]
)
def test_a_file_name_that_is_no_id_adds_no_role(folder: Path, name: str) -> None:
    path = folder / "roles" / name
    path.write_text((folder / DESIGNER).read_text("utf-8"), "utf-8")
    if name.startswith(".") or path.resolve().parent != (folder / "roles").resolve():  # hidden, or elsewhere: never looked at
        assert set(load(folder).roles) == {"lamp-designer", "wick-trader"}
    else:
        assert "found" in told(folder)
