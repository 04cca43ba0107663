"""The file of a new role, made from the register: what is needed stands empty, the rest as comments."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from rapidfuzz import fuzz, process

from rolewise.core.knowledge import catalogue, fields
from rolewise.core.knowledge.fields import Field
from rolewise.editing.contents import role_names

# Names this much alike (0 to 100) may well be the same role.
NEAR = 85
_HEAD = """# yaml-language-server: $schema=../schema/role.json
# Fill in what has no value yet. Take the "# " away before what you want to use, and delete the rest.
# `rolewise check` says what is missing or wrong; docs/editing.md explains each field.
"""
_PARTS = {
    "experience": fields.EXPERIENCE,
    "education": fields.EDUCATION,
    "outlook": fields.OUTLOOK,
    "related": fields.RELATED,
    "pay": fields.PAY,
    "sources": fields.ROLE_SOURCES,
}
_LISTS = ("related", "pay")


class Refused(Exception):
    """The file is not written; the message says why and what to do."""


@dataclass(frozen=True)
class Written:
    """The new file; `near` names an existing role that may be the same one: (name, id), or None."""

    path: Path
    near: tuple[str, str] | None


def write(folder: Path, title: str) -> Written:
    """Writes the file of a role. Raises Refused where the title is no name, or one that is taken."""
    title = " ".join(title.split())
    path = folder / catalogue.ROLE.path / f"{role_id(title)}.yml"
    if path.exists():
        raise Refused(f"{path.name} is there already, and is left as it is")
    names = list(role_names(folder))
    if owner := next((role for name, role in names if name.casefold() == title.casefold()), None):
        raise Refused(f"{title!r} is a name of the role {owner} already: see roles/{owner}.yml")
    path.write_text(content(title), "utf-8")
    return Written(path, _nearest(title, names))


def role_id(title: str) -> str:
    """The id that a title gives, which is the file's name.

    >>> role_id("Data Steward"), role_id("C++ Developer"), role_id("Café  Manager")
    ('data-steward', 'c-plus-plus-developer', 'cafe-manager')
    """
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    plain = plain.replace("+", " plus ").replace("#", " sharp ").replace("&", " and ")
    found = "-".join(re.findall(r"[a-z0-9]+", plain))
    if not found:
        raise Refused('give the role a title in letters, as in: rolewise new-role "Data Steward"')
    return found


def content(title: str) -> str:
    """The text of the file: valid YAML whose check names each field that is to be filled in."""
    return _HEAD + "".join(_field(field, title) for field in fields.ROLE)


def _nearest(title: str, names: Iterable[tuple[str, str]]) -> tuple[str, str] | None:
    known = dict(names)
    match = process.extractOne(
        title.lower(), {name: name.lower() for name in known}, scorer=fuzz.token_sort_ratio, score_cutoff=NEAR
    )
    return (match[2], known[match[2]]) if match else None


def _field(field: Field, title: str) -> str:
    need = " (needed)" if field.required else ""
    head = f"\n# {field.meaning[0].upper()}{field.meaning[1:]}{need}.\n"
    if field.name in _PARTS:
        return head + _part(field)
    if field.required:
        value = f" {json.dumps(title, ensure_ascii=False)}" if field.name == "title" else ""
        example = "" if value or not field.example else f"# For example: {field.example}\n"
        return f"{head}{example}{field.name}:{value}\n"
    return f"{head}# {field.name}: {field.example}\n"


def _part(field: Field) -> str:
    parts = _PARTS[field.name]
    width = max(len(f"{part.name}: {part.example}") for part in parts)
    lines = [f"# {field.name}:"]
    for number, part in enumerate(parts):
        mark = ("- " if number == 0 else "  ") if field.name in _LISTS else ""
        need = " (needed)" if part.required else ""
        entry = f"{part.name}: {part.example}"
        lines.append(f"#   {mark}{entry:<{width}}  # {part.meaning}{need}")
    return "\n".join(lines) + "\n"
