#!/bin/sh
# The wheel of sanic 21.12.2 holds a module and a package of one name.
#   Version: sanic 21.12.2 (the wheel), CPython 3.
#   Belief: sanic/server.py, with its HttpProtocol and serve(), is what `import sanic.server` runs; so one reads and debugs it.
#   Behaviour: the wheel has sanic/server.py (37,364 bytes, left from before it was made a package) and sanic/server/; Python
#   takes the package, so the file is never run, and what one reads or changes in it has no effect.
#   Seen: "sanic/server.py: in the wheel", "sanic.server is sanic/server/__init__.py".
# Exits with 0 while that is so, with 1 once it is not, with 2 where it cannot be tried.
set -eu
PLACE=$(mktemp -d)
trap 'rm -rf "$PLACE"' EXIT
{
    python3 -m venv "$PLACE/venv"
    "$PLACE/venv/bin/python" -m pip install --quiet --no-deps --only-binary :all: sanic==21.12.2
} >"$PLACE/log" 2>&1 || {
    tail -n 3 "$PLACE/log" >&2
    exit 2
}

"$PLACE/venv/bin/python" - <<'PYTHON'
import sys
from importlib.machinery import PathFinder
from importlib.metadata import files
from pathlib import Path

held = {str(file) for file in files("sanic")}
folder = Path(next(file for file in files("sanic") if str(file) == "sanic/server.py").locate()) if "sanic/server.py" in held else None
found = PathFinder.find_spec("server", [str(folder.parent)]) if folder else None
print("sanic/server.py:", "in the wheel" if folder else "not in the wheel")
print("sanic.server is", Path(found.origin).relative_to(folder.parents[1]) if found else "something else")
sys.exit(not (folder and found and found.origin.endswith("sanic/server/__init__.py")))
PYTHON
