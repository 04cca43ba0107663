"""`rolewise doctor`: exit codes, JSON, plain text and the list of settings."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable

import pytest

from rolewise.cli import main
from rolewise.doctor import FAULT, SOUND, WARNING, Finding
from rolewise.settings import register

Run = Callable[..., "tuple[int, str]"]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs `rolewise doctor`: exit code and stdout."""

    def run_now(*arguments: str) -> tuple[int, str]:
        monkeypatch.setattr(sys, "argv", ["rolewise", "doctor", *arguments])
        try:
            main()
            code = 0
        except SystemExit as left:
            code = int(left.code or 0)
        return code, capsys.readouterr().out

    return run_now


@pytest.fixture
def findings(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Has the command find this."""
    return lambda *found: monkeypatch.setattr("rolewise.doctor.examine", lambda _: list(found))


def test_warnings_are_no_failure_and_faults_are(run: Run, findings: Callable[..., None]) -> None:
    findings(Finding(WARNING, "secret", "not set", "set it"))
    assert run() == (0, "! secret       not set\n               → set it\n")

    findings(Finding(FAULT, "model", "none"), Finding(SOUND, "disk", "2 GB"))
    assert run() == (1, "✗ model        none\n✓ disk         2 GB\n")


def test_json_has_every_finding(run: Run, findings: Callable[..., None]) -> None:
    findings(Finding(FAULT, "model", "none", "train"))
    code, out = run("--json")

    assert (code, json.loads(out)) == (
        1,
        {"sound": False, "findings": [{"mark": "fault", "what": "model", "value": "none", "cure": "train"}]},
    )


def test_a_terminal_without_unicode_gets_ascii(run: Run, findings: Callable[..., None], monkeypatch: pytest.MonkeyPatch) -> None:
    findings(Finding(FAULT, "model", "„none“", "train"), Finding(SOUND, "disk", ""))
    monkeypatch.setattr("rolewise.cli.doctor._ascii", lambda: True)

    assert run()[1].isascii()


def test_every_setting_is_listed_and_no_secret_shown(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    for setting in register().values():
        monkeypatch.setenv(setting.name, "Zq7-value")
    code, out = run("--settings", "--json")
    listed = json.loads(out)

    assert code == 0
    assert [each["name"] for each in listed] == [setting.name for setting in register().values()]
    assert {each["state"] for each in listed} == {"set"}
    assert all("Zq7" not in each["value"] for each, setting in zip(listed, register().values(), strict=True) if setting.secret)


def test_the_real_installation_is_looked_at_without_rasa(run: Run) -> None:
    code, out = run("--json")
    found = json.loads(out)

    assert code == (0 if found["sound"] else 1)
    assert {"python", "rasa", "model", "knowledge", "database", "redis", "secret", "slack", "disk", "clock"} <= {
        each["what"] for each in found["findings"]
    }
