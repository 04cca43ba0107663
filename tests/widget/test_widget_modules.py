"""The widget's modules without a browser: their own tests, their types, their size, and what they never use."""

from __future__ import annotations

import gzip
import re
import subprocess
from pathlib import Path

from needs import missing, program

HERE = Path(__file__).parent
WIDGET = HERE.parents[1] / "widget"
MODULES = sorted(WIDGET.glob("*.js"))
BUDGET = 24 * 1024  # bytes, gzipped, of all files that a browser loads
UNSAFE = (
    r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\b|new Function|DOMParser|createContextualFragment"
    r"|setAttribute\('(?:style|on)"
)


def test_the_modules_pass_their_own_tests() -> None:
    files = [str(file) for file in sorted(HERE.glob("*.test.js"))]
    done = subprocess.run([program("node"), "--test", *files], capture_output=True, text=True)

    assert done.returncode == 0, done.stdout[-4000:]


def test_the_types_are_sound() -> None:
    program("node")
    compiler = WIDGET / "node_modules" / ".bin" / "tsc"
    if not compiler.exists():
        missing("the types need `npm ci` in widget/")
    done = subprocess.run([str(compiler), "--project", str(WIDGET / "jsconfig.json")], capture_output=True, text=True)

    assert done.returncode == 0, done.stdout


def test_all_that_a_browser_loads_is_within_24_kilobytes_gzipped() -> None:
    assert sum(len(gzip.compress(file.read_bytes(), 9)) for file in MODULES) <= BUDGET


def test_text_never_becomes_markup_or_code() -> None:
    assert not [(file.name, found) for file in MODULES for found in re.findall(UNSAFE, file.read_text())]


def test_nothing_is_loaded_from_elsewhere() -> None:
    for file in MODULES:
        text = file.read_text().replace("http://www.w3.org/2000/svg", "")

        assert not re.search(r"https?://|@import url|url\(", text)
        assert all(name.startswith("./") for name in re.findall(r"from '([^']+)'", text))


def test_the_lock_file_names_no_registry() -> None:
    assert "resolved" not in (WIDGET / "package-lock.json").read_text()
