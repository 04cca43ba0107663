"""The lists of fields in docs/editing.md, from the register."""

from __future__ import annotations

import re

from rolewise.core.knowledge import fields
from rolewise.core.knowledge.fields import Field

_PARTS: dict[str, tuple[Field, ...]] = {
    "role": fields.ROLE,
    "pay": fields.PAY,
    "credential": fields.CREDENTIAL,
    "duration": fields.DURATION,
    "import": fields.IMPORT,
    "experience": fields.EXPERIENCE,
    "education": fields.EDUCATION,
    "outlook": fields.OUTLOOK,
    "related": fields.RELATED,
    "role sources": fields.ROLE_SOURCES,
    "skill": fields.SKILL,
    "source": fields.SOURCE,
    "basis": fields.BASIS,
    "currency": fields.CURRENCY,
    "scale": fields.SCALE,
    "money unit": fields.MONEY_UNIT,
    "country": fields.COUNTRY,
    "comparison": fields.COMPARISON,
    "names": fields.NAMES,
    "site": fields.SITE,
}
_BETWEEN = re.compile(r"(<!-- fields: ([a-z ]+) -->\n).*?(<!-- end of fields -->)", re.DOTALL)


def field_lists() -> dict[str, str]:
    """Name of a list -> its Markdown table."""
    return {name: _table(part) for name, part in _PARTS.items()}


def with_lists(text: str) -> str:
    """The guide's text with each list between its marks as the register has it. Raises KeyError for an unknown list."""
    lists = field_lists()
    return _BETWEEN.sub(lambda match: f"{match[1]}{lists[match[2]]}\n{match[3]}", text)


def _table(part: tuple[Field, ...]) -> str:
    rows = [f"| `{field.name}` | {'yes' if field.required else ''} | {field.meaning} | {_example(field)} |" for field in part]
    return "\n".join(["| field | needed | what it means | example |", "| --- | --- | --- | --- |", *rows])


def _example(field: Field) -> str:
    return f"`{field.example}`" if field.example else ""
