"""Texts never seen: processor time of a parse, a turn and its names, beside an earlier build, whose checkout ROLEWISE_BEFORE is.

Some texts go to one, then the same to the other, so that what else the machine does falls on both, and a text finds the
processor's caches as the one before it left them. The checkout needs its .venv; its model is
the newest that stands in its folder `models`.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
from pathlib import Path

from rolewise.paths import ROOT
from rolewise.reports.utterances import read_utterances

BEFORE = "ROLEWISE_BEFORE"
TEXTS, WARMING = 300, 20
BLOCK = 20
KINDS = ("parse", "turn", "names")


class OneByOne:
    """A process that takes one text at a time."""

    def __init__(self, checkout: Path, python: Path | str, model: Path, kind: str):
        script = Path(__file__).with_name("_one_by_one.py")
        self._process = subprocess.Popen(
            [python, script, model, kind],
            cwd=checkout,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            bufsize=1,
        )
        while self._read().strip() != "ready":
            pass

    def milliseconds(self, text: str) -> float:
        """Of processor time for this text."""
        assert self._process.stdin
        self._process.stdin.write(text + "\n")
        return float(self._read())

    def close(self) -> None:
        """Ends the process."""
        self._process.communicate()

    def _read(self) -> str:
        assert self._process.stdout
        line = self._process.stdout.readline()
        if not line:
            raise RuntimeError("the process ended; run its command to see why")
        return line


def main() -> None:
    """Prints mean, median and 95th percentile of each build and kind, and the ratios of the means and of the medians."""
    for kind in KINDS:
        found = _measured(kind)
        for name, times in found.items():
            print(
                f"{kind:<6}{name:<7} mean {statistics.mean(times):5.1f} ms, median {statistics.median(times):5.1f}, "
                f"p95 {statistics.quantiles(times, n=20)[-1]:5.1f}"
            )
        if "before" in found:
            means, medians = (_ratio(found, by) for by in (statistics.mean, statistics.median))
            print(f"{kind:<6}ratio   mean {means:.2f}, median {medians:.2f}")


def _measured(kind: str) -> dict[str, list[float]]:
    """Milliseconds of each text, by build."""
    from rolewise.rasa.training import ensure_model

    builds = {"now": OneByOne(ROOT, sys.executable, ensure_model(), kind)}
    if before := earlier():
        model = max((before / "models").glob("*.tar.gz"), key=lambda path: path.stat().st_mtime)
        builds["before"] = OneByOne(before, before / ".venv/bin/python", model, kind)
    times: dict[str, list[float]] = {name: [] for name in builds}
    texts = _texts()
    for first in range(0, len(texts), BLOCK):
        for name, build in builds.items():
            times[name] += [build.milliseconds(text) for text in texts[first : first + BLOCK]]
    for build in builds.values():
        build.close()
    return {name: found[WARMING:] for name, found in times.items()}


def earlier() -> Path | None:
    """The checkout of the earlier build."""
    named = os.environ.get(BEFORE)
    return Path(named) if named else None


def _ratio(found: dict[str, list[float]], by: object) -> float:
    return float(by(found["now"]) / by(found["before"]))  # type: ignore[operator]


def _texts() -> list[str]:
    """Each is said once, as people type; a number makes sure that none was ever parsed."""
    said = read_utterances(ROOT / "data" / "nlu.yml")
    step = len(said) // (TEXTS + WARMING)
    return [f"{item.text} {number}" for number, item in enumerate(said[::step][: TEXTS + WARMING])]


if __name__ == "__main__":
    main()
