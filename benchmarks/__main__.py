"""Runs every benchmark but the long ones, or those that are named: `python -m benchmarks knowledge_scale`."""

from __future__ import annotations

import sys
from importlib import import_module
from pkgutil import iter_modules

import benchmarks

FIRST = "texts_never_seen"  # what visitors type
LONG = frozenset({"browser", "cluster", "fuzz", "overload", "soak"})  # some minutes each


def run(names: list[str]) -> None:
    """Prints the table of each benchmark under its name."""
    for name in names:
        module = import_module(f"benchmarks.{name}")
        if main := getattr(module, "main", None):
            print(f"\n{name}: {(module.__doc__ or '').splitlines()[0]}", flush=True)
            main()


if __name__ == "__main__":
    known = sorted(found.name for found in iter_modules(benchmarks.__path__) if not found.name.startswith("_"))
    wanted = sys.argv[1:] or [FIRST, *(name for name in known if name not in LONG and name != FIRST)]
    if unknown := sorted(set(wanted) - set(known)):
        sys.exit(f"no such benchmark: {', '.join(unknown)}; there are {', '.join(known)}")
    run(wanted)
