"""`rolewise evaluate`: cross-validation of the intent model."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING, Any

from rolewise.cli import exits
from rolewise.paths import ROOT

if TYPE_CHECKING:
    from rolewise.reports.pipeline_config import Settings
    from rolewise.reports.utterances import Utterance

UTTERANCES = ROOT / "data" / "nlu.yml"
CONFIG = ROOT / "config.yml"
REPORTS = ROOT / "reports"


def run(off_topic: float, variants: bool, strict: bool) -> None:
    """Measures, writes reports/nlu.json and reports/nlu.html, and prints a summary."""
    from rolewise.reports.figures import report
    from rolewise.reports.html_report import difference, summary
    from rolewise.reports.measuring import measure
    from rolewise.reports.pipeline_config import Settings

    utterances, in_use = _inputs()
    with _progress() as stage:
        measured = measure(utterances, _knowledge(), stage, variants)
    content = report(measured, in_use, off_topic)
    content["names"] = _names_held_out()
    content["titles"] = _titles()
    _write(content)
    print(summary(content))
    print(_of_names(content["names"]))
    print(_of_titles(content["titles"]))
    print(f"details: {(REPORTS / 'nlu.html').relative_to(ROOT)}")
    advised = content["recommended"]
    if in_use.differ_much(Settings(advised["temperature"], advised["threshold"])):
        if strict:
            raise exits.Stop(difference(content), exits.FAILED)
        print(difference(content))


def _names_held_out() -> dict[str, Any]:
    """How titles end that the index does not hold, and titles that it holds: counts by outcome."""
    from rolewise.reports.names import measure_names

    scores = measure_names(_knowledge().knowledge)
    return {"held_out": scores.held_out, "known": scores.known, "wrong": scores.wrong}


def _titles() -> dict[str, dict[str, int]]:
    """How the titles of our own list end: counts by outcome, of its halves and of its classes."""
    from rolewise.reports.titles import measure_titles, read_titles

    try:
        return {group: dict(counts) for group, counts in measure_titles(_knowledge().knowledge, read_titles()).items()}
    except (OSError, ValueError) as error:
        raise exits.Stop(str(error), exits.FAILED) from error


def _of_titles(titles: dict[str, dict[str, int]]) -> str:
    from rolewise.reports.titles import BLIND, WORKED_ON

    halves = {f"titles, {half}": titles[half] for half in (WORKED_ON, BLIND) if half in titles}
    classes = {f"titles of {group}": counts for group, counts in titles.items() if group not in (WORKED_ON, BLIND)}
    return "\n".join(_shares(name, counts) for name, counts in {**halves, **classes}.items())


def _shares(name: str, counts: dict[str, int]) -> str:
    every = max(1, sum(counts.values()))
    ranked = sorted(counts.items(), key=lambda count: -count[1])
    return f"{name} ({every:,}): " + ", ".join(f"{outcome} {number / every:.1%}" for outcome, number in ranked)


def _of_names(names: dict[str, Any]) -> str:
    shown = (("names held out of the index", names["held_out"]), ("names in the index", names["known"]))
    return "\n".join(_shares(name, counts) for name, counts in shown)


def _inputs() -> tuple[list[Utterance], Settings]:
    from rolewise.reports.pipeline_config import settings_in_use
    from rolewise.reports.utterances import read_utterances

    try:
        return read_utterances(UTTERANCES), settings_in_use(CONFIG)
    except (OSError, ValueError) as error:
        raise exits.Stop(str(error), exits.FAILED) from error


def _knowledge() -> Any:
    from rolewise.core.knowledge import KnowledgeError
    from rolewise.in_use import live_knowledge

    try:
        return live_knowledge().current()
    except KnowledgeError as error:
        raise exits.Stop(f"the knowledge base has problems\n{error}", exits.FAILED) from error


def _write(content: dict[str, Any]) -> None:
    from rolewise.reports.html_report import page

    REPORTS.mkdir(exist_ok=True)
    (REPORTS / "nlu.json").write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", "utf-8")
    (REPORTS / "nlu.html").write_text(page(content), "utf-8")


def _progress() -> AbstractContextManager[Callable[[str, int], Callable[[int], None]]]:
    from rolewise.progress import stages

    return stages()
