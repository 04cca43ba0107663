"""Texts never seen: processor time of a parse, side by side with an earlier build where ROLEWISE_BEFORE names its checkout.

Each text goes to both in turn, so that what else the machine does falls on both. The checkout needs its .venv; its model is
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


class Parser:
    """A process that parses one text at a time."""

    def __init__(self, checkout: Path, python: Path | str, model: Path):
        script = Path(__file__).with_name("_parser.py")
        self._process = subprocess.Popen(
            [python, script, model],
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
            raise RuntimeError("the parser ended; run its command to see why")
        return line


def main() -> None:
    """Prints mean, median and 95th percentile of each build, and the ratio of the means."""
    from rolewise.rasa.training import ensure_model

    parsers = {"now": Parser(ROOT, sys.executable, ensure_model())}
    if before := os.environ.get(BEFORE):
        checkout = Path(before)
        model = max((checkout / "models").glob("*.tar.gz"), key=lambda path: path.stat().st_mtime)
        parsers["before"] = Parser(checkout, checkout / ".venv/bin/python", model)
    times: dict[str, list[float]] = {name: [] for name in parsers}
    for text in _texts():
        for name, parser in parsers.items():
            times[name].append(parser.milliseconds(text))
    for parser in parsers.values():
        parser.close()
    kept = {name: found[WARMING:] for name, found in times.items()}
    for name, found in kept.items():
        print(
            f"{name:<7} mean {statistics.mean(found):5.1f} ms, median {statistics.median(found):5.1f}, "
            f"p95 {statistics.quantiles(found, n=20)[-1]:5.1f}"
        )
    if "before" in kept:
        print(f"ratio   {statistics.mean(kept['now']) / statistics.mean(kept['before']):.2f}")


def _texts() -> list[str]:
    """Each is said once, as people type; a number makes sure that none was ever parsed."""
    said = read_utterances(ROOT / "data" / "nlu.yml")
    step = len(said) // (TEXTS + WARMING)
    return [f"{item.text} {number}" for number, item in enumerate(said[::step][: TEXTS + WARMING])]


if __name__ == "__main__":
    main()
