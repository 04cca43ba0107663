"""The commands for people who edit content, and those that need no model."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from cli_fakes import Command

from tests.small_world import change, write_world


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The small world, as the knowledge base of every command."""
    place = write_world(tmp_path / "knowledge")
    monkeypatch.setenv("ROLEWISE_KNOWLEDGE", str(place))
    return place


def test_warnings_go_to_stderr_and_are_no_failure(command: Command, folder: Path) -> None:
    ended = command("check")

    assert ended.code == 0
    assert "warning: pay of 2020" in ended.err


def test_with_strict_warnings_fail(command: Command, folder: Path) -> None:
    assert command("check", "--strict").code == 1


def test_problems_are_on_stdout_and_fail(command: Command, folder: Path) -> None:
    change(folder, "site.yml", "stale_years: 3", "stale_years: 0")
    ended = command("check")

    assert (ended.code, ended.out.splitlines()[-1]) == (1, "1 problem; nothing was loaded")


def test_coverage_fits_eighty_columns(command: Command, folder: Path) -> None:
    out = command("check", "--coverage").out

    assert "Lamp Designer" in out
    assert max(map(len, out.splitlines())) <= 80


def test_coverage_as_json_is_an_object(command: Command, folder: Path) -> None:
    assert set(json.loads(command("check", "--coverage", "--json").out)) == {"countries", "fields", "roles"}


def test_a_new_role_is_written_once(command: Command, folder: Path) -> None:
    first, second = command("new-role", "Lamp Stacker"), command("new-role", "Lamp Stacker")

    assert (first.code, second.code) == (0, 2)
    assert (folder / "roles" / "lamp-stacker.yml").is_file()


def test_an_answer_needs_no_model(command: Command, folder: Path) -> None:
    ended = command("answer", "ask_pay", "Light Shaper", "wick-trader", "--country", "lampland")

    assert ended.code == 0
    assert "*100–*300" in ended.out


def test_a_name_with_a_slip_is_understood(command: Command, folder: Path) -> None:
    assert "lamp designer" in command("answer", "describe_role", "lamp desinger").out


def test_an_answer_as_json_is_a_card(command: Command, folder: Path) -> None:
    card = json.loads(command("answer", "ask_pay", "lamp designer", "--json").out)

    assert (card["kind"], card["sources"][0]["attribution"]) == ("pay", "Lit by Lamp House.")


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["ask_pai", "lamp designer"], "no intent 'ask_pai'; nearest is 'ask_pay'"),
        (["ask_pay", "plumber"], "no role 'plumber'"),
        (["ask_pay", "lamp designer", "--country", "Lampand"], "no country 'Lampand'; nearest is 'lampland'"),
        (["ask_skills", "lamp designer", "--skill", "glas"], "no skill 'glas'; nearest is 'glass'"),
        (["rank_roles_by_pay", "--amount", "much"], "'much' is no amount"),
        (["ask_pay", "lamp designer", "--aspect", "freshr"], "no aspect 'freshr'; nearest is 'fresher'"),
        (["compare_roles", "lamp designer"], "compare_roles needs 2 different roles"),
    ],
)
def test_what_is_not_known_is_told_with_the_nearest(command: Command, folder: Path, arguments: list[str], told: str) -> None:
    ended = command("answer", *arguments)

    assert (ended.code, ended.out) == (2, "")
    assert told in ended.err


def test_a_page_is_written_to_the_named_file(command: Command, folder: Path, tmp_path: Path) -> None:
    place = tmp_path / "page.html"

    assert command("page", "lamp designer", "wick trader", "-o", str(place)).code == 0
    assert place.read_text("utf-8").startswith("<!DOCTYPE html>")


def test_a_page_goes_to_stdout_otherwise(command: Command, folder: Path) -> None:
    assert command("page", "lamp designer").out.startswith("<!DOCTYPE html>")


def test_a_page_of_too_many_roles_is_wrong_usage(command: Command) -> None:
    assert command("page", "data analyst", "data scientist", "data engineer", "actuary").code == 2


def test_schemas_are_written_beside_the_files(command: Command, folder: Path) -> None:
    command("schema")

    assert "wick-trader" in (folder / "schema" / "role.json").read_text("utf-8")
