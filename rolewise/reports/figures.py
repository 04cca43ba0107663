"""What was measured of the intent model -> the report's content, as plain data for JSON and for the page."""

from __future__ import annotations

import os
import platform
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict, replace
from datetime import datetime, timezone
from typing import Any

import numpy as np

from rolewise.core.understanding.evaluation import Evaluation
from rolewise.reports.measuring import Measured
from rolewise.reports.pipeline_config import Settings

VERSION = 1
MOST_ERRORS = 150
MOST_CONFUSED = 3


def recommended(evaluation: Evaluation, off_topic: float) -> Settings:
    """The best calibrated temperature, and the smallest threshold that keeps off-topic acceptance at the wanted share."""
    return Settings(evaluation.temperature, evaluation.least_threshold(off_topic).threshold)


def report(measured: Measured, in_use: Settings, off_topic: float) -> dict[str, Any]:
    """Everything that the report says; shares are from 0 to 1."""
    full = measured.full
    advised = recommended(full, off_topic)
    as_configured = replace(full, temperature=in_use.temperature)
    return {
        "version": VERSION,
        "made": datetime.now(timezone.utc).isoformat(timespec="seconds"),
        "machine": {"processors": os.cpu_count(), "system": platform.system(), "python": platform.python_version()},
        "utterances": len(measured.utterances),
        "judged": len(full.labels),
        "embedding": measured.embedding,
        "opinion": measured.opinion,
        "first_opinion": _quality(measured.first),
        "off_topic_wanted": off_topic,
        **_quality(full),
        "recommended": {**asdict(advised), **asdict(full.point(advised.threshold))},
        "in_use": {
            **asdict(in_use),
            **asdict(as_configured.point(in_use.threshold)),
            "calibration_error": as_configured.expected_calibration_error(),
        },
        "intents": list(_intents(full)),
        "confusion": full.confusion().tolist(),
        "calibration": [dict(zip(("confidence", "right", "utterances"), row, strict=True)) for row in full.calibration()],
        "curve": [asdict(point) for point in full.curve()],
        "variants": [
            {"name": name, **_quality(found), **asdict(found.least_threshold(off_topic))}
            for name, found in measured.variants.items()
        ],
        "speed": {step: asdict(spread) for step, spread in measured.speed.items()},
        "training_seconds": round(measured.training_seconds, 1),
        "model_bytes": measured.model_bytes,
        "hindi": asdict(measured.hindi),
        "errors": errors(measured)[:MOST_ERRORS],
    }


def errors(measured: Measured) -> list[dict[str, Any]]:
    """The utterances that the first opinion tells wrong, the most confident first: it was tried on all of them."""
    first = measured.first
    told, confidence = first.scores.argmax(1), first.probabilities.max(1)
    wrong = sorted(np.flatnonzero(told != first.labels), key=lambda place: -confidence[place])
    return [
        {
            "line": measured.utterances[place].line,
            "text": measured.utterances[place].text,
            "intent": first.intents[first.labels[place]],
            "told": first.intents[told[place]],
            "confidence": round(float(confidence[place]), 3),
        }
        for place in wrong
    ]


def _quality(evaluation: Evaluation) -> dict[str, float]:
    return {
        "accuracy": evaluation.accuracy,
        "calibration_error": evaluation.expected_calibration_error(),
        "temperature": evaluation.temperature,
    }


def _intents(evaluation: Evaluation) -> Iterator[dict[str, Any]]:
    table = evaluation.confusion()
    for place, name in enumerate(evaluation.intents):
        right = int(table[place, place])
        precision, recall = _share(right, table[:, place].sum()), _share(right, table[place].sum())
        told = zip(evaluation.intents, map(int, table[place]), strict=True)
        others = Counter({other: count for other, count in told if other != name and count})
        yield {
            "name": name,
            "utterances": int(table[place].sum()),
            "precision": precision,
            "recall": recall,
            "f1": _share(2 * precision * recall, precision + recall),
            "confused_with": others.most_common(MOST_CONFUSED),
        }


def _share(part: float, whole: float) -> float:
    return float(part / whole) if whole else 0.0
