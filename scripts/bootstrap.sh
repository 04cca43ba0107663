#!/bin/sh
# Makes .venv from requirements.lock, or does nothing when it is there and current. All it needs is some Python >= 3.8:
# that one brings uv into .tools/, and uv finds Python 3.10 or fetches it. `bootstrap.sh uv` brings uv alone; `bootstrap.sh serve`
# makes the environment of a server: a third of the size, without TensorFlow and the tools of development.
#
# A stamp, written last, holds what the environment was made of: an interrupted run leaves no stamp, so the next one goes on.
set -eu

UV_VERSION=0.13.9
PYTHON_VERSION=3.10
ROOT=$(cd "$(dirname "$0")/.." && pwd)
UV=$ROOT/.tools/uv/bin/uv
PYTHON=$ROOT/.venv/bin/python
STAMP=$ROOT/.venv/.ready
LOG=$ROOT/.cache/setup.log
NO_PYTHON=3
KIND=${1-}

# What a developer's shell has set for another project would lead pip and uv astray.
unset VIRTUAL_ENV CONDA_PREFIX PYTHONPATH PYTHONHOME PIP_TARGET PIP_USER PIP_PREFIX PIP_REQUIRE_HASHES || true
unset UV_REQUIRE_HASHES UV_PYTHON UV_PROJECT_ENVIRONMENT UV_TARGET UV_PREFIX || true
export PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_INPUT=1

say() { printf '%s\n' "$*" >&2; }

# Runs a step with its output in the log; a failure shows the end of it.
quietly() {
    if "$@" >>"$LOG" 2>&1; then return 0; fi
    tail -n 20 "$LOG" >&2
    say "Setup failed: the lines above are the end of .cache/setup.log. Run the same command again once the cause is gone."
    exit 1
}

# Names and paths under which a Python may be had. A version manager's own folders are named too, since its shims refuse
# when .python-version asks for a version that it does not have.
candidates() {
    for name in python3 python python3.13 python3.12 python3.11 python3.10 python3.9 python3.8; do echo "$name"; done
    for folder in "${PYENV_ROOT:-${HOME:-}/.pyenv}/versions" "${HOME:-}/.asdf/installs/python" \
        "${HOME:-}/.local/share/mise/installs/python"; do
        for python in "$folder"/*/bin/python3; do
            if [ -x "$python" ]; then echo "$python"; fi
        done
    done
    for name in /usr/bin/python3 /usr/local/bin/python3 /opt/homebrew/bin/python3; do echo "$name"; done
}

# The real path of a candidate that runs and is new enough. Asked from /, where no .python-version speaks.
real_python() {
    (cd / && PYENV_VERSION="${2-}" "$1" -c '
import sys
print(sys.executable if sys.version_info >= (3, 8) else "")' 2>/dev/null) || true
}

works() { [ "$("$UV" --version 2>/dev/null | cut -d " " -f 2)" = "$UV_VERSION" ]; }

pip_of_venv() { "$ROOT/.tools/uv/bin/python" -m pip install --quiet "$@"; }

bring_uv_by_venv() {
    rm -rf "$ROOT/.tools/uv"
    "$1" -m venv "$ROOT/.tools/uv" || return 1
    # The pip that came with an early Python 3.8 knows no wheel of uv.
    pip_of_venv "uv==$UV_VERSION" || { pip_of_venv --upgrade pip && pip_of_venv "uv==$UV_VERSION"; }
}

bring_uv_by_target() {
    rm -rf "$ROOT/.tools/uv"
    "$1" -m pip install --quiet --target "$ROOT/.tools/uv" "uv==$UV_VERSION"
}

bring_uv() {
    if works; then return 0; fi
    say "Bringing uv into .tools …"
    mkdir -p "$ROOT/.tools"
    tried=" "
    for candidate in $(candidates); do
        for version in "" system; do
            python=$(real_python "$candidate" "$version")
            case "$tried" in *" $python "*) continue ;; esac
            tried="$tried$python "
            if [ -z "$python" ]; then continue; fi
            for way in bring_uv_by_venv bring_uv_by_target; do
                if $way "$python" >>"$LOG" 2>&1 && works; then return 0; fi
            done
        done
    done
    rm -rf "$ROOT/.tools/uv"
    if [ "$tried" = " " ] || [ "$tried" = "  " ]; then
        say "No Python 3.8 or newer was found: install one (with pip or venv) and run this again."
        exit $NO_PYTHON
    fi
    tail -n 5 "$LOG" >&2
    say "uv $UV_VERSION could not be installed by any Python found ($(echo $tried)): install pip or venv for one of them, check the way to the package registry, and run this again."
    exit $NO_PYTHON
}

# Whether every user can read what lies there: a service runs as another one, and homes are closed to it.
is_open() {
    folder=$1
    while [ "$folder" != / ]; do
        case "$(ls -Lld "$folder" 2>/dev/null)" in d????????[xt]* | -????????x*) ;; *) return 1 ;; esac
        folder=$(dirname "$folder")
    done
}

# A Python that root finds in its own home is of no use to a service. One of the installation's own is fetched instead.
choose_python() {
    export UV_PYTHON_INSTALL_DIR="$ROOT/.tools/python"
    if [ "$KIND" != serve ]; then return 0; fi
    found=$("$UV" python find --no-project "$PYTHON_VERSION" 2>>"$LOG") || return 0
    if is_open "$(readlink -f "$found")"; then return 0; fi
    if "$UV" python install --quiet "$PYTHON_VERSION" >>"$LOG" 2>&1; then
        export UV_PYTHON_PREFERENCE=only-managed
        return 0
    fi
    say "Python 3.10 was found at $found, which other users cannot reach, and none could be fetched: a service of another user will not start. Install it from the system's packages, or below /opt, and run this again."
    exit $NO_PYTHON
}

make_venv() {
    if [ -x "$PYTHON" ] && "$PYTHON" -c 'import sys; sys.exit(sys.version_info[:2] != (3, 10))' 2>/dev/null; then return 0; fi
    rm -rf "$ROOT/.venv"
    choose_python
    if "$UV" venv --quiet --no-project --python "$PYTHON_VERSION" "$ROOT/.venv" >>"$LOG" 2>&1; then return 0; fi
    tail -n 5 "$LOG" >&2
    say "Python 3.10, which Rasa needs, was neither found nor could it be fetched: install it (from the system's packages, or with \`pyenv install 3.10\`) and run this again."
    exit $NO_PYTHON
}

wanted() {
    printf '%s %s %s\n' "$KIND" "$ROOT" \
        "$(cat requirements.lock pyproject.toml scripts/bootstrap.sh rolewise/core/embedding/*.py rolewise/core/embedding/opinion/* 2>/dev/null | cksum)"
}

install() {
    say "Installing the packages of requirements.lock …"
    quietly "$UV" pip sync --quiet --python "$PYTHON" --require-hashes --compile-bytecode requirements.lock
    quietly "$UV" pip install --quiet --python "$PYTHON" --no-deps --no-build-isolation --editable .
    say "Preparing the sentence embedding …"
    quietly "$PYTHON" -m rolewise.core.embedding.convert --optional
    if [ "$KIND" = serve ]; then train_and_leave_out; fi
}

# What trains and what makes the embedding is not needed to serve.
train_and_leave_out() {
    say "Training the assistant …"
    quietly "$ROOT/.venv/bin/rolewise" train
    say "Leaving out what no server loads …"
    awk -f scripts/leave_out.awk scripts/left-out.txt requirements.lock >.cache/serve.lock
    quietly "$UV" pip sync --quiet --python "$PYTHON" --require-hashes --compile-bytecode .cache/serve.lock
    quietly "$UV" pip install --quiet --python "$PYTHON" --no-deps --no-build-isolation --editable .
    : >"$ROOT/.venv/.serve"
}

cd "$ROOT"
mkdir -p "$ROOT/.cache"
if [ "$KIND" = uv ]; then
    : >"$LOG"
    bring_uv
    exit 0
fi
if [ "$(cat "$STAMP" 2>/dev/null)" = "$(wanted)" ] && [ -x "$PYTHON" ]; then exit 0; fi
: >"$LOG"
rm -f "$STAMP"
# Without a home folder that can be written to, uv keeps its cache with the project.
if [ ! -w "${HOME:-/nonexistent}" ]; then export UV_CACHE_DIR="${UV_CACHE_DIR:-$ROOT/.cache/uv}"; fi
bring_uv
make_venv
install
wanted >"$STAMP"
