"""A module with all that it imports, as one: one request instead of ten, one in a row instead of four, and a sixth smaller.

The sources stay as they are, one purpose a file, and work unbundled, too. They keep to a form: imports by name, one statement
each; exports where a name is declared.
"""

from __future__ import annotations

import re
from pathlib import Path

_IMPORT = re.compile(r"^import \{([^}]*)\} from '\./([\w-]+)\.js';\n", re.M)
_EXPORT = re.compile(r"^export ((?:const|class|function|async function)\*? (\w+))", re.M)


def bundled(entry: Path, stripped: dict[Path, str]) -> str:
    """The module at `entry`, which exports what it does; `stripped` has it and all that it imports, without comments.

    Raises KeyError where a module is not there.
    """
    ordered: dict[Path, None] = {}
    _visit(entry, stripped, ordered)
    return "".join(_wrapped(path, stripped[path], path == entry) for path in ordered)


def _visit(path: Path, stripped: dict[Path, str], ordered: dict[Path, None]) -> None:
    """What a module imports stands before it."""
    for _, name in _IMPORT.findall(stripped[path]):
        found = path.with_name(f"{name}.js")
        if found not in ordered:
            _visit(found, stripped, ordered)
    ordered[path] = None


def _wrapped(path: Path, script: str, entry: bool) -> str:
    """Each module keeps its own names."""
    names = ",".join(name for _, name in _EXPORT.findall(script))
    body = _EXPORT.sub(r"\1", _IMPORT.sub(_taken, script))
    return f"{'export const {' + names + '}' if entry else 'const $' + path.stem}=(()=>{{\n{body}return{{{names}}}}})();\n"


def _taken(found: re.Match[str]) -> str:
    names = found[1].replace(" as ", ":").strip().rstrip(",")
    return f"const {{{names}}}=${found[2]};\n"
