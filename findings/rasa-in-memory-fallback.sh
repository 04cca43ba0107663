#!/bin/sh
# Rasa 3.6.21 keeps conversations in memory where the tracker store of endpoints.yml cannot be imported.
#   Version: rasa 3.6.21, CPython 3.10.
#   Belief: a store that is named in endpoints.yml and whose driver is not installed stops the start, as a SQL dialect without its
#   driver does (ModuleNotFoundError), or the missing driver is at least named.
#   Behaviour: the store's class is looked for, its ImportError is caught, a UserWarning says that the store was "not found", and
#   InMemoryTrackerStore is used: the server starts, and all conversations end with it.
#   Seen: "type: my_store.MyStore -> InMemoryTrackerStore", "warned: ... not found. Using `InMemoryTrackerStore` instead.",
#   "named the missing driver: False", "type: sql, dialect: mysql -> ModuleNotFoundError".
# Exits with 0 while that is so, with 1 once it is not, with 2 where it cannot be tried. Installs 2 GB; takes minutes.
set -eu
PLACE=$(mktemp -d)
trap 'rm -rf "$PLACE"' EXIT
PYTHON=$(command -v python3.10) || { echo "it needs Python 3.10" >&2; exit 2; }
{
    "$PYTHON" -m venv "$PLACE/venv"
    "$PLACE/venv/bin/python" -m pip install --quiet uv==0.13.9
    "$PLACE/venv/bin/uv" pip install --quiet --python "$PLACE/venv/bin/python" rasa==3.6.21 'setuptools<81'
} >"$PLACE/log" 2>&1 || {
    tail -n 3 "$PLACE/log" >&2
    exit 2
}

cat >"$PLACE/my_store.py" <<'PYTHON'
import a_driver_that_is_not_installed
from rasa.core.tracker_store import InMemoryTrackerStore


class MyStore(InMemoryTrackerStore):
    pass
PYTHON

cd "$PLACE"
venv/bin/python - <<'PYTHON' 2>stderr
import sys
import warnings

sys.path.insert(0, ".")
warnings.simplefilter("ignore")
from rasa.core.tracker_store import TrackerStore
from rasa.shared.core.domain import Domain
from rasa.utils.endpoints import EndpointConfig


def made(**options):
    with warnings.catch_warnings(record=True) as warned:
        warnings.simplefilter("always")
        try:
            store = TrackerStore.create(EndpointConfig(**options), Domain.empty())
        except Exception as error:
            return type(error).__name__, []
    return type(store).__name__, [str(each.message) for each in warned if "InMemoryTrackerStore" in str(each.message)]


own, warned = made(type="my_store.MyStore")
sql, _ = made(type="sql", dialect="mysql", url="127.0.0.1", db="x")
named = any("a_driver_that_is_not_installed" in line for line in warned)
print("type: my_store.MyStore ->", own)
print("warned:", *(warned or ["nothing"]))
print("named the missing driver:", named)
print("type: sql, dialect: mysql ->", sql)
sys.exit(not (own == "InMemoryTrackerStore" and sql == "ModuleNotFoundError" and not named))
PYTHON
