"""Makes `contract_entries.py` anew from the shipped files, after code has come to use other sentences or cues."""

from __future__ import annotations

import importlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from rolewise.core.knowledge import catalogue, contract
from rolewise.core.knowledge.files import read
from rolewise.core.knowledge.problems import KnowledgeError, Problem, shown

COMMAND = "make schema"
FILE = Path(contract.__file__).with_name("contract_entries.py")
_HEAD = f'"""Made by `{COMMAND}` from `knowledge/`, and not edited by hand: see `contract.py`."""'


@dataclass(frozen=True)
class Change:
    """A key of one kind of file, with its placeholders before and after; None where it was or is not asked for."""

    kind: str
    key: str
    before: str | None
    after: str | None

    def __str__(self) -> str:
        mark = "+" if self.before is None else "-" if self.after is None else "~"
        names = self.after if self.after is not None else self.before
        return f"{mark} {self.kind} {self.key} {' '.join(f'{{{name}}}' for name in str(names).split())}".rstrip()


def source(folder: Path) -> str:
    """The module's text for a knowledge folder. Raises KnowledgeError for a file that is not one of sentences or lists."""
    lines = [_HEAD, "", "ENTRIES = {"]
    for kind, keys in _entries(folder).items():
        lines += [f'    "{kind}": {{', *(f'        "{key}": "{names}",' for key, names in keys.items()), "    },"]
    return "\n".join([*lines, "}", ""])


def write(folder: Path) -> list[Change]:
    """Writes the contract that the folder keeps, and says what became different."""
    before, after = _committed(), _entries(folder)
    FILE.write_text(source(folder), "utf-8")
    return [
        Change(kind, key, old.get(key), new.get(key))
        for kind, new in after.items()
        for old in [before.get(kind, {})]
        for key in sorted({*old, *new})
        if old.get(key) != new.get(key)
    ]


def _committed() -> contract.Entries:
    """What stands there; nothing where a merge has left it broken."""
    try:
        return contract.contract()
    except (ImportError, SyntaxError):
        importlib.invalidate_caches()
        return {}


def _entries(folder: Path) -> dict[str, Mapping[str, str]]:
    return {kind.name: _of_file(folder / kind.path, kind.path) for kind in catalogue.SINGLE_FILES if kind.contracted}


def _of_file(path: Path, name: str) -> dict[str, str]:
    content, problems = read(path, name)
    if problems or not isinstance(content, dict):
        raise KnowledgeError(problems or [Problem(name, (), "fields with values", shown(content))])
    try:
        return dict(sorted(contract.entries_of(content).items()))
    except ValueError as error:
        raise KnowledgeError([Problem(name, (), "words and {placeholders} only", shown(str(error)))]) from error
