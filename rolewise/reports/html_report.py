"""The report of the intent model as one page that asks for nothing else, and as a few lines of text."""

from __future__ import annotations

from typing import Any

from markupsafe import Markup

from rolewise.core.embedding import TUNE
from rolewise.core.rendering.templates import environment
from rolewise.reports.crossvalidation import FIRST, WITHOUT_EMBEDDING
from rolewise.reports.plots import heat_map, lines

_TEMPLATE = "nlu.html.j2"


def page(report: dict[str, Any]) -> str:
    """HTML of a report of `rolewise.reports.figures`."""
    made = environment("rolewise.reports")
    made.filters["share"] = _share
    names = [row["name"] for row in report["intents"]]
    # Our own drawings, of numbers and names that they escape themselves.
    drawn = {
        "threshold_plot": _threshold_plot(report),
        "calibration_plot": _calibration_plot(report),
        "heat_map": heat_map(names, report["confusion"]),
    }
    markup = {name: Markup(text) for name, text in drawn.items()}  # noqa: S704
    return made.get_template(_TEMPLATE).render(report=report, summary=quality(report), hindi=hindi(report), **markup)


def quality(report: dict[str, Any]) -> str:
    """How good the model is, in a few sentences."""
    lost = next((row for row in report["variants"] if row["name"] == WITHOUT_EMBEDDING.name), None)
    without = f"; without the sentence embedding {_share(lost['accuracy'])}" if lost else ""
    return (
        f"{_share(report['accuracy'])} of {report['judged']:,} utterances are told right by a model that was trained "
        f"without them{without}. {_opinion(report)} Confidence is off by {_share(report['calibration_error'])} on average."
    )


def _opinion(report: dict[str, Any]) -> str:
    everything = f"{_share(report['first_opinion']['accuracy'])} of all {report['utterances']:,}"
    if not report["opinion"]:
        return f"There is no second opinion: the first one tells {everything} right; make it by {TUNE}."
    alone = next(row for row in report["variants"] if row["name"] == FIRST.name)
    return (
        f"The second opinion was tuned without these; the first one alone tells {_share(alone['accuracy'])} of them right, "
        f"and {everything}."
    )


def summary(report: dict[str, Any]) -> str:
    """What the command prints."""
    weakest = sorted(report["intents"], key=lambda row: row["f1"])[:5]
    speed = report["speed"]["all"]
    return "\n".join(
        (
            quality(report),
            _setting("recommended", report["recommended"]),
            _setting("config.yml", report["in_use"]),
            _trade_off(report),
            "weakest: " + ", ".join(f"{row['name']} F1 {_share(row['f1'])}" for row in weakest),
            hindi(report),
            f"speed: {speed['p50']} ms of processor time a message (p95 {speed['p95']} ms): {_steps(report['speed'])}",
            f"model: {report['model_bytes'] / 1e6:.1f} MB",
        )
    )


def hindi(report: dict[str, Any]) -> str:
    """How well Hindi in Devanagari is told."""
    found = report["hindi"]
    return f"Hindi: intents of {found['lines']} lines {_share(found['intents'])}, roles {_share(found['roles'])}"


def _steps(speed: dict[str, Any]) -> str:
    return ", ".join(f"{step} {spread['p50']}" for step, spread in speed.items() if step != "all")


def difference(report: dict[str, Any]) -> str:
    """The sentence for settings that differ much."""
    advised, used = report["recommended"], report["in_use"]
    return (
        f"config.yml has temperature {used['temperature']:.2f} and threshold {used['threshold']:.2f}; cross-validation "
        f"recommends {advised['temperature']:.2f} and {advised['threshold']:.2f}"
    )


def _setting(name: str, row: dict[str, Any]) -> str:
    return (
        f"{name + ':':13}temperature {row['temperature']:.2f}, threshold {row['threshold']:.2f}: "
        f"{_share(row['right'])} right, {_share(row['rejected'])} rejected, "
        f"{_share(row['accepted'])} of off topic taken for a question about roles"
    )


def _trade_off(report: dict[str, Any]) -> str:
    points = [point for point in report["curve"][::10] if point["threshold"] > 0.15]
    given = (f"{point['threshold']:.1f} {point['right']:.0%}/{point['accepted']:.1%}" for point in points)
    return f"threshold, right/off topic accepted: {', '.join(given)}"


def _threshold_plot(report: dict[str, Any]) -> str:
    curve = report["curve"][::5]
    series = [
        (name, [(point["threshold"], point[key]) for point in curve])
        for name, key in (("right", "right"), ("off topic accepted", "accepted"), ("rejected", "rejected"))
    ]
    marks = (("recommended", report["recommended"]["threshold"]), ("config.yml", report["in_use"]["threshold"]))
    return lines(series, "threshold", marks)


def _calibration_plot(report: dict[str, Any]) -> str:
    found = [(row["confidence"], row["right"]) for row in report["calibration"]]
    return lines([("told right", found), ("perfectly calibrated", [(0.0, 0.0), (1.0, 1.0)])], "confidence")


def _share(value: float) -> str:
    return f"{value:.1%}"
