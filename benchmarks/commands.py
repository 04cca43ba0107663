"""Commands that need no server: seconds of the processor, beside an earlier build (ROLEWISE_BEFORE)."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

from benchmarks.texts_never_seen import earlier
from rolewise.paths import ROOT

COMMANDS = {
    "rolewise check": ("check",),
    "rolewise answer": ("answer", "ask_pay", "data-analyst", "--country", "IN"),
    "rolewise roles": ("roles",),
}
RUNS = 3


def main() -> None:
    """Prints the quickest of some runs of each command, builds taking turns."""
    builds = {"now": ROOT} | ({"before": before} if (before := earlier()) else {})
    for name, arguments in COMMANDS.items():
        found = {build: min(_run(checkout, arguments) for _ in range(RUNS)) for build, checkout in builds.items()}
        print(f"{name:<18}" + "   ".join(f"{build} {worked:5.2f} s of processor" for build, worked in found.items()))


def _run(checkout: Path, arguments: tuple[str, ...]) -> float:
    """Seconds of the processor."""
    command = [checkout / ".venv" / "bin" / "rolewise", *arguments]
    process = subprocess.Popen(command, cwd=checkout, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, used = os.wait4(process.pid, 0)
    if status:
        raise SystemExit(f"{command} failed")
    return used.ru_utime + used.ru_stime


if __name__ == "__main__":
    main()
