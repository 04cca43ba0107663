#!/bin/sh
# Runs the tests of rolewise/core with the newest Python at hand and today's newest libraries, in an environment where Rasa
# is not installed. `core.sh 3.12` takes that Python. The environment stays in .cache/core-VERSION for the next time.
set -eu

ROOT=$(cd "$(dirname "$0")/.." && pwd)
UV=$ROOT/.tools/uv/bin/uv
NEWEST=${1:-$(for python in 3.14 3.13 3.12 3.11 3.10; do
    if "$UV" python find --no-python-downloads "$python" >/dev/null 2>&1; then echo "$python"; break; fi
done)}
PLACE=$ROOT/.cache/core-$NEWEST

cd "$ROOT"
unset VIRTUAL_ENV PYTHONPATH || true
"$UV" venv --quiet --allow-existing --no-python-downloads --python "$NEWEST" "$PLACE"
"$UV" pip install --quiet --python "$PLACE/bin/python" --group core
echo "Python $("$PLACE/bin/python" -c 'import platform; print(platform.python_version())'), without Rasa" >&2
exec "$PLACE/bin/python" -m pytest --quiet -m "not slow" tests/core
