"""The schemas for editors' programs say what the check says."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema_rs

from rolewise.core.knowledge import catalogue
from rolewise.core.knowledge.files import read
from rolewise.core.knowledge.shapes import REFERS_TO
from rolewise.editing import schema
from rolewise.editing.contents import role_files

KNOWLEDGE = Path(__file__).parents[2] / "knowledge"


def parsed(folder: Path, name: str) -> Any:
    """One schema of a folder."""
    return json.loads(schema.schemas(folder)[name])


def test_the_committed_schemas_are_current() -> None:
    """Where this fails: run `rolewise schema` and commit what it writes."""
    committed = {path.name: path.read_text("utf-8") for path in (KNOWLEDGE / schema.FOLDER).glob("*.json")}

    assert committed == schema.schemas(KNOWLEDGE)


def test_every_kind_of_file_has_a_schema(folder: Path) -> None:
    kinds = {f"{kind.name}.json" for kind in (*catalogue.FOLDERS, *catalogue.SINGLE_FILES)}

    assert set(schema.schemas(folder)) == kinds


def test_references_become_today_s_ids(folder: Path) -> None:
    found = parsed(folder, "role.json")

    assert found["definitions"]["skills"] == {"enum": ["drawing", "glass", "haggling"]}
    assert found["properties"]["skills"]["items"]["allOf"] == [{"$ref": "#/definitions/skills"}]
    assert REFERS_TO not in json.dumps(found)


def test_every_field_is_explained_in_the_schema(folder: Path) -> None:
    assert all(field.get("description") for field in parsed(folder, "role.json")["properties"].values())


def test_the_files_of_roles_are_valid_by_their_schema() -> None:
    validator = jsonschema_rs.validator_for(parsed(KNOWLEDGE, "role.json"))
    invalid = [path.name for path in role_files(KNOWLEDGE) if not validator.is_valid(read(path, path.name)[0])]

    assert invalid == []


def test_an_unknown_id_is_invalid_by_the_schema(folder: Path) -> None:
    validator = jsonschema_rs.validator_for(parsed(folder, "role.json"))
    content, _ = read(folder / "roles" / "wick-trader.yml", "wick-trader.yml")

    assert validator.is_valid(content)
    assert not validator.is_valid({**content, "skills": ["drawin"]})


def test_every_file_names_its_schema() -> None:
    """So that an editor's program finds it without being told."""
    unnamed = [
        path.name for path in KNOWLEDGE.rglob("*.yml") if "yaml-language-server: $schema=" not in path.read_text("utf-8")[:200]
    ]

    assert unnamed == []


def test_schemas_are_made_while_a_file_is_broken(folder: Path) -> None:
    (folder / "roles" / "wick-trader.yml").write_text("title: [", "utf-8")

    assert "wick-trader" in parsed(folder, "role.json")["definitions"]["roles"]["enum"]


def test_writing_twice_changes_nothing(folder: Path) -> None:
    written = schema.write(folder)

    assert len(written) == len(schema.schemas(folder))
    assert schema.write(folder) == []
