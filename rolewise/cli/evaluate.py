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
    _write(content)
    print(summary(content))
    print(_of_names(content["names"]))
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


def _of_names(names: dict[str, Any]) -> str:
    parts = []
    for title, counts in (("names held out of the index", names["held_out"]), ("names in the index", names["known"])):
        every = max(1, sum(counts.values()))
        shown = ", ".join(f"{outcome} {number / every:.1%}" for outcome, number in sorted(counts.items()))
        parts.append(f"{title} ({every:,}): {shown}")
    return "\n".join(parts)


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
