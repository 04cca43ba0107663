"""Bytes as they are sent: as they are and compressed, with the tag that tells whether they changed."""

from __future__ import annotations

import gzip
import hashlib
import re
from collections.abc import Collection
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from rolewise.doors.pages.site.bundle import bundled

TYPES = {
    ".js": "text/javascript; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".map": "application/json",
    ".svg": "image/svg+xml",
    ".txt": "text/plain; charset=utf-8",
}
HTML = "text/html; charset=utf-8"
# Modules that are sent with all that they import.
BUNDLES = frozenset({"chat.js"})
# Folders beside the files that are served, which hold what only developers use.
PRIVATE = frozenset({"node_modules", "test", "tests"})


@dataclass(frozen=True)
class File:
    """Something to send; `tag` is a weak ETag, the same for both forms."""

    content: bytes
    compressed: bytes
    tag: str
    type: str  # MIME type with its charset


def file(content: bytes, mime: str) -> File:
    """The content, compressed and tagged."""
    digest = hashlib.sha256(content).hexdigest()[:20]
    return File(content, gzip.compress(content, 9, mtime=0), f'W/"{digest}"', mime)


def static_files(folder: Path, suffixes: Collection[str]) -> dict[str, Path]:
    """The files of a folder that may be served, by their path in it. What is not listed here is never opened."""
    found = {path.relative_to(folder): path for path in sorted(folder.rglob("*")) if path.suffix in suffixes and path.is_file()}
    return {name.as_posix(): path for name, path in found.items() if _is_public(name)}


def _is_public(name: Path) -> bool:
    hidden = any(part.startswith(".") or part in PRIVATE for part in name.parts)
    return not hidden and not name.name.endswith((".test.js", ".config.js"))


def read(path: Path) -> File:
    """The file as it is now; read and compressed again only when it changed. Raises OSError where it is gone."""
    parts = tuple(sorted(path.parent.glob("*.js"))) if path.name in BUNDLES else (path,)
    return _read(path, tuple((part, stat.st_mtime_ns, stat.st_size) for part in parts for stat in [part.stat()]))


@lru_cache(maxsize=128)
def _read(path: Path, parts: tuple[tuple[Path, int, int], ...]) -> File:
    if path.name in BUNDLES:
        scripts = {part: without_comments(part.read_bytes()).decode() for part, *_ in parts}
        return file(bundled(path, scripts).encode(), TYPES[path.suffix])
    content = path.read_bytes()
    return file(without_comments(content) if path.suffix == ".js" else content, TYPES[path.suffix])


def without_comments(script: bytes) -> bytes:
    r"""A script without /** comments */, without // comments that end a line, and without indentation.

    >>> without_comments(b"/** Why. */\nif (a) {\n  // so\n  b(/** @type {C} */ (c));\n}\n")
    b'if (a) {\nb((c));\n}\n'
    """
    bare = re.sub(rb"/\*\*.*?\*/ ?", b"", script, flags=re.S)
    bare = re.sub(rb"([;,{])[ \t]+// [^'\"`\n]*$", rb"\1", bare, flags=re.M)
    return re.sub(rb"^[ \t\n]*(?://[^\n]*\n[ \t]*)*", b"", bare, flags=re.M)
