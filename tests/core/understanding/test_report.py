"""The report of `rolewise evaluate`: its figures, its page and its exit code."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from rolewise.cli import evaluate, exits
from rolewise.core.understanding.evaluation import Evaluation
from rolewise.reports import measuring
from rolewise.reports.figures import report
from rolewise.reports.hindi import HindiScores
from rolewise.reports.html_report import page, summary
from rolewise.reports.measuring import Measured
from rolewise.reports.pipeline_config import Settings
from rolewise.reports.speed import STEPS, Spread
from rolewise.reports.utterances import Utterance

INTENTS = ("ask_pay", "greet", "out_of_scope")


@pytest.fixture
def measured() -> Measured:
    """Four utterances, the second told wrong and surely so."""
    probabilities = np.array([[0.8, 0.1, 0.1], [0.05, 0.9, 0.05], [0.1, 0.8, 0.1], [0.3, 0.2, 0.5]])
    evaluation = Evaluation(INTENTS, np.array([0, 0, 1, 2]), np.log(probabilities), temperature=1.0)
    said = [
        Utterance(text, intent, line)
        for line, (text, intent) in enumerate(
            (("pay", "ask_pay"), ("<b>pay</b>", "ask_pay"), ("hi", "greet"), ("rain?", "out_of_scope")), 5
        )
    ]
    variants = {"full": evaluation, "first opinion alone": evaluation}
    return Measured(
        said,
        evaluation,
        variants,
        True,
        True,
        {step: Spread(1.0, 2.0) for step in STEPS},
        3.0,
        1_500_000,
        HindiScores(101, 0.95, 0.933),
    )


@pytest.fixture
def content(measured: Measured) -> dict[str, Any]:
    """The report."""
    return report(measured, Settings(1.0, 0.35), off_topic=0.02)


def test_precision_recall_and_confusions_of_an_intent(content: dict[str, Any]) -> None:
    pay, greet, _ = content["intents"]

    assert (pay["precision"], pay["recall"], pay["confused_with"]) == (1.0, 0.5, [("greet", 1)])
    assert (greet["precision"], greet["recall"], greet["f1"]) == (0.5, 1.0, pytest.approx(2 / 3))


def test_errors_are_listed_with_their_lines(content: dict[str, Any]) -> None:
    assert content["errors"] == [{"line": 6, "text": "<b>pay</b>", "intent": "ask_pay", "told": "greet", "confidence": 0.9}]


def test_the_page_asks_for_nothing_else_and_shows_utterances_as_typed(content: dict[str, Any]) -> None:
    html = page(content)

    assert not re.search(r"https?://|src=|@import|url\(", html)
    assert "&lt;b&gt;pay&lt;/b&gt;" in html
    assert html.count("<svg") == 3


def test_the_page_tells_of_names_and_hindi(content: dict[str, Any]) -> None:
    html = page({**content, "names": {"held_out": {"declined": 7, "right": 1}, "known": {"right": 8}, "wrong": []}})

    assert "Hindi: intents of 101 lines 95.0%, roles 93.3%" in html
    assert "declined 7, right 1" in html and "right 8" in html
    assert "Names of occupations" not in page(content)


def test_the_summary_names_both_settings(content: dict[str, Any]) -> None:
    said = summary(content)

    assert "75.0% of 4 utterances" in said
    assert "the first one alone tells 75.0% of them right, and 75.0% of all 4" in said
    assert "config.yml:  temperature 1.00, threshold 0.35" in said
    assert "Hindi: intents of 101 lines 95.0%, roles 93.3%" in said
    assert "speed: 1.0 ms of processor time a message (p95 2.0 ms): names 1.0, language 1.0, intent 1.0" in said


def test_a_missing_second_opinion_is_said(measured: Measured) -> None:
    said = summary(report(replace(measured, opinion=False), Settings(1.0, 0.35), off_topic=0.02))

    assert "There is no second opinion" in said
    assert "python -m rolewise.tuning" in said


@pytest.fixture
def project(monkeypatch: pytest.MonkeyPatch, measured: Measured, tmp_path: Path) -> Path:
    """A project folder in which measuring takes no time."""
    (tmp_path / "nlu.yml").write_text("nlu:\n- intent: greet\n  examples: |\n    - hi\n", "utf-8")
    (tmp_path / "config.yml").write_text("pipeline:\n- name: FallbackClassifier\n  threshold: 0.9\n", "utf-8")
    for name, path in (("ROOT", ""), ("UTTERANCES", "nlu.yml"), ("CONFIG", "config.yml"), ("REPORTS", "reports")):
        monkeypatch.setattr(evaluate, name, tmp_path / path)
    monkeypatch.setattr(evaluate, "_knowledge", lambda: None)
    monkeypatch.setattr(evaluate, "_names_held_out", lambda: {"held_out": {}, "known": {}, "wrong": []})
    monkeypatch.setattr(evaluate, "_titles", dict)
    monkeypatch.setattr(measuring, "measure", lambda *_: measured)
    return tmp_path


def test_the_command_writes_both_files_and_prints_the_summary(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    evaluate.run(off_topic=0.02, variants=False, strict=False)
    written = json.loads((project / "reports" / "nlu.json").read_text("utf-8"))

    assert written["utterances"] == 4
    assert (project / "reports" / "nlu.html").exists()
    assert "cross-validation recommends" in capsys.readouterr().out


def test_strict_fails_where_the_settings_differ_much(project: Path) -> None:
    with pytest.raises(exits.Stop, match=r"config\.yml has temperature 0\.39 and threshold 0\.90") as stopped:
        evaluate.run(off_topic=0.02, variants=False, strict=True)

    assert stopped.value.code == exits.FAILED


def test_training_data_that_cannot_be_read_is_said(project: Path) -> None:
    (project / "nlu.yml").unlink()

    with pytest.raises(exits.Stop, match=r"nlu\.yml"):
        evaluate.run(off_topic=0.02, variants=False, strict=False)
