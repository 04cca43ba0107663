"""JSON Schemas of the YAML files, from the register of fields, for programs that complete and check as one types."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from rolewise.core.knowledge import catalogue
from rolewise.core.knowledge.catalogue import Kind
from rolewise.core.knowledge.contract import OPEN, contract
from rolewise.core.knowledge.shapes import REFERS_TO, Shape
from rolewise.editing.contents import ids

FOLDER = "schema"
_DIALECT = "http://json-schema.org/draft-07/schema#"
_TITLES = {
    "role": "One job role",
    "comparison": "What a person wrote about one pair of roles",
    "import": "How a folder of CSV files is taken in",
}


def schemas(folder: Path) -> dict[str, str]:
    """File name ("role.json") -> the schema's text, references turned into today's ids of that knowledge folder."""
    known = ids(folder)
    return {f"{kind.name}.json": _text(kind, known) for kind in (*catalogue.FOLDERS, *catalogue.SINGLE_FILES)}


def write(folder: Path) -> list[Path]:
    """Writes the schemas to `schema/` of the folder; the files whose content is new."""
    place = folder / FOLDER
    place.mkdir(exist_ok=True)
    changed = []
    for name, text in schemas(folder).items():
        path = place / name
        if not path.is_file() or path.read_text("utf-8") != text:
            path.write_text(text, "utf-8")
            changed.append(path)
    return changed


def _text(kind: Kind, known: dict[str, list[str]]) -> str:
    used: dict[str, Shape] = {}
    shape = _with_ids(_contracted(kind) if kind.contracted else kind.shape, known, used)
    title = _TITLES.get(kind.name, kind.path)
    content = {"$schema": _DIALECT, "title": title, **shape, **({"definitions": used} if used else {})}
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"


def _contracted(kind: Kind) -> Shape:
    """The keys that the code asks for, nested as in the file, each with its placeholders."""
    is_list = "additionalProperties" in kind.shape
    top = _nested(open_to_more=False)
    for key, names in contract()[kind.name].items():
        inner, prefix = top, ""
        *path, last = key.split(".")
        for part in path:
            prefix += f"{part}."
            inner = inner["properties"].setdefault(part, _nested(prefix in OPEN))
        inner["properties"][last] = {"$ref": "#/definitions/list"} if is_list else _sentence(names)
    return {**top, "definitions": {"list": kind.shape["additionalProperties"]}} if is_list else top


def _nested(open_to_more: bool) -> Shape:
    more = {"type": "string"} if open_to_more else False
    return {"type": "object", "properties": {}, "additionalProperties": more}


def _sentence(names: str) -> Shape:
    listed = ", ".join(f"{{{name}}}" for name in names.split())
    return {"type": "string", "minLength": 1, "description": f"Placeholders: {listed}" if listed else "No placeholders"}


def _with_ids(shape: Any, known: dict[str, list[str]], used: dict[str, Shape]) -> Any:
    if isinstance(shape, list):
        return [_with_ids(item, known, used) for item in shape]
    if not isinstance(shape, dict):
        return shape
    inner = {key: _with_ids(value, known, used) for key, value in shape.items() if key != REFERS_TO}
    if vocabulary := shape.get(REFERS_TO):
        used[vocabulary] = {"enum": known[vocabulary]}
        # A description may stand beside allOf; in this dialect it may not beside $ref.
        inner["allOf"] = [{"$ref": f"#/definitions/{vocabulary}"}]
    return inner
