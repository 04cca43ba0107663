"""Every kind of page is sound HTML by html-validate, where `npm ci` in widget/ brought it."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

from needs import missing, program

from tests.doors.pages.site.conftest import Server

PROGRAM = Path(__file__).parents[4] / "widget" / "node_modules" / ".bin" / "html-validate"
PATHS = (
    "/", "/roles/data-analyst", "/roles/pharmacist", "/compare/data-scientist-vs-machine-learning-engineer",
    "/compare/data-analyst-vs-pharmacist?country=US", "/compare/data-analyst-vs-data-engineer-vs-data-scientist",
    "/search?q=anlyst", "/families/law", "/nowhere",
)  # fmt: skip


def test_html_validate_finds_nothing(site: Server, tmp_path: Path) -> None:
    program("node")
    if not PROGRAM.exists():
        missing("html-validate needs `npm ci` in widget/")
    (tmp_path / ".htmlvalidate.json").write_text(json.dumps({"root": True, "extends": ["html-validate:recommended"]}))
    for number, path in enumerate(PATHS):
        (tmp_path / f"{number}.html").write_bytes(site.get(path, accept="text/html").body)
    done = subprocess.run(
        [PROGRAM, "--formatter", "text", *sorted(tmp_path.glob("*.html"))], capture_output=True, text=True, cwd=tmp_path
    )

    assert done.returncode == 0, done.stdout[-4000:]
