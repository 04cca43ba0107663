"""An occupation of the second tier -> the file of a hand-made role, with all its facts, to be improved."""

from __future__ import annotations

import json
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any

from rolewise.core.knowledge import KnowledgeBase, catalogue
from rolewise.core.knowledge.model import Role
from rolewise.editing.new_role import Refused

_HEAD = """# yaml-language-server: $schema=../schema/role.json
# Made of the imported occupation {id} by `rolewise promote`. Improve it: own words for summary and duties, skills that tell it
# apart, Indian figures. What stands here is said instead of the imported facts; what is deleted is filled in from them again.
"""
_LISTS = ("responsibilities", "skills")
# Left out of a row of pay where it has this value.
_USUAL = {"experience": "all", "period": "year", "rank": 1, "note": "", "covers": "", "occupation": "", "level": "", "lean": ""}


def write(folder: Path, knowledge: KnowledgeBase, occupation: str) -> Path:
    """Writes roles/ID.yml. Raises Refused for what is no occupation of the second tier, or is a role already."""
    path = folder / catalogue.ROLE.path / f"{occupation}.yml"
    if path.exists() or (occupation in knowledge.roles and occupation not in knowledge.occupations):
        raise Refused(f"{occupation} is a hand-made role already")
    if occupation not in knowledge.occupations:
        raise Refused(f"no occupation has the id {occupation!r}: `rolewise roles --json` lists them")
    path.write_text(content(knowledge, knowledge.roles[occupation]), "utf-8")
    return path


def content(knowledge: KnowledgeBase, role: Role) -> str:
    """The text of the file: valid YAML but for the skills that the vocabulary lacks, which stand as comments."""
    known = [skill for skill in role.skills if skill in set(knowledge.skills)]
    strange = [knowledge.skills[skill].label for skill in role.skills if skill not in known]
    lines = [_HEAD.format(id=role.id), f"title: {_shown(role.title)}\n", f"family: {role.family}\n"]
    lines.append("# One sentence that begins with a verb: what such a person does. This one is O*NET's, adapted.\n")
    lines.append(f"summary: {_shown(role.does[:1].upper() + role.does[1:200].rstrip('. ') + '.')}\n")
    lines.append(_list("responsibilities", [duty[:200] for duty in role.responsibilities[:10]] or ["Describe the main duty"]))
    if strange:
        lines.append(f"# Named by O*NET and not in vocabulary/skills.yml: {', '.join(strange)}\n")
    lines.append(_list("skills", known or ["communication"]))
    for name in ("experience", "education", "outlook"):
        if value := getattr(role, name):
            lines.append(_mapping(name, value))
    lines.append(_rows("pay", [_pay(row) for row in role.pay]))
    lines.append(_rows("credentials", [_plain(item) for item in role.credentials]))
    lines.append(_rows("durations", [_plain(item) for item in role.durations]))
    sources = {part: list(ids) for part, ids in role.sources.items() if ids and part != "related"}
    lines.append("sources:\n" + "".join(f"  {part}: {_shown(ids)}\n" for part, ids in sources.items()) if sources else "")
    return "".join(lines)


def _list(name: str, items: list[str]) -> str:
    return f"{name}:\n" + "".join(f"  - {_shown(item)}\n" for item in items)


def _mapping(name: str, value: Any) -> str:
    return f"{name}:\n" + "".join(f"  {key}: {_shown(cell)}\n" for key, cell in _plain(value).items())


def _rows(name: str, rows: list[dict[str, Any]]) -> str:
    if not rows:
        return ""
    parts = []
    for row in rows:
        lead = ["  - ", *["    "] * (len(row) - 1)]
        parts += [f"{start}{key}: {_shown(cell)}\n" for start, (key, cell) in zip(lead, row.items(), strict=True)]
    return f"{name}:\n" + "".join(parts)


def _pay(row: Any) -> dict[str, Any]:
    plain = _plain(row)
    return {key: cell for key, cell in plain.items() if key not in ("currency", "group_named") and _USUAL.get(key) != cell}


def _plain(value: Any) -> dict[str, Any]:
    assert is_dataclass(value)
    cells = ((part.name, getattr(value, part.name)) for part in fields(value))
    held = {name: cell for name, cell in cells if cell is not None and cell is not False and cell not in ("", ())}
    return {name: list(cell) if isinstance(cell, tuple) else cell for name, cell in held.items()}


def _shown(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)
