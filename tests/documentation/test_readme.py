"""README.md says what is true: its links, commands, targets and map are there."""

import re
from pathlib import Path

import pytest
import typer

from rolewise.cli import app

ROOT = Path(__file__).resolve().parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
MAP = README.split("## Map")[1].split("```")[1]


@pytest.mark.parametrize("target", sorted(set(re.findall(r"\]\(([^)]+)\)|!\[[^]]*\]\(([^)]+)\)", README))))
def test_a_link_leads_to_a_file(target: tuple[str, str]) -> None:
    """Links are relative, and their files are there."""
    assert (ROOT / (target[0] or target[1])).exists()


@pytest.mark.parametrize("target", sorted(set(re.findall(r"(?:^|`)make ([a-z]+)", README, re.MULTILINE))))
def test_a_make_target_is_there(target: str) -> None:
    """Every target that the README names is one of the Makefile."""
    assert re.search(rf"^{target}:", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)


@pytest.mark.parametrize("command", sorted(set(re.findall(r"rolewise ([a-z][a-z-]+)(?= |`|$)", README))))
def test_a_command_is_there(command: str) -> None:
    """Every command that the README names is one of the command line."""
    assert command in typer.main.get_command(app).commands  # type: ignore[attr-defined]


def test_the_map_names_every_room() -> None:
    """Each folder of the package stands on the map, and nothing else does."""
    folders = {path.name for path in (ROOT / "rolewise").iterdir() if (path / "__init__.py").exists()}
    named = set(re.findall(r"^  ([a-z]+)/", MAP, re.MULTILINE))

    assert named == folders
