"""The core can be imported where neither Rasa nor a server is installed."""

from __future__ import annotations

import subprocess
import sys

from rolewise.paths import ROOT

BLOCKED = ("rasa", "rasa_sdk", "sanic", "tensorflow", "structlog", "slack_bolt", "slack_sdk", "actions")
RUN = """
import importlib, sys
for name in {blocked}:
    sys.modules[name] = None
for name in {modules}:
    importlib.import_module(name)
print(sorted(name for name in sys.modules if name.startswith("rolewise.") and not name.startswith("rolewise.core")))
"""


def test_every_module_of_the_core_is_imported_without_them() -> None:
    paths = sorted((ROOT / "rolewise" / "core").rglob("*.py"))
    modules = [".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__") for path in paths]
    code = RUN.format(blocked=BLOCKED, modules=modules)
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True)

    assert len(modules) > 60
    assert (done.returncode, done.stderr, done.stdout) == (0, "", "[]\n")
