"""One register reads the environment, and nothing that it holds is used unchecked or told in full."""

from __future__ import annotations

import ast
import io
import logging
import sys
import threading

import pytest

from rolewise.operation.logs import log_as_server
from rolewise.rasa.server import ServerUnavailable, refuse_wrong_settings
from rolewise.settings import ROOT, faults, register
from rolewise.storage.urls import WrongUrl, database_url

SECRET = "hunter2-of-the-tests"
# Beside the register: what belongs to the terminal, to child processes, and to the core, which knows no settings.
READ_ENVIRONMENT = {
    "rolewise/settings.py",
    "rolewise/operation/redaction.py",
    "rolewise/cli/doctor.py",
    "rolewise/terminal/look.py",
    "rolewise/terminal/prompt.py",
    "rolewise/rasa/training.py",
    "rolewise/rasa/quiet.py",
    "rolewise/rasa/systemd.py",  # what systemd tells a service, no setting
    "rolewise/core/embedding/session.py",
    "rolewise/tuning/__main__.py",  # sets what jax reads
}


def test_what_is_right_is_taken() -> None:
    environment = {
        "ROLEWISE_DATABASE_URL": "postgres://u:p@db/name?sslmode=require",
        "ROLEWISE_REDIS_URL": "rediss://:p@h:6380/1",
        "ROLEWISE_ORIGINS": "https://a.example, http://localhost:3000/",
        "ROLEWISE_KEEP_DAYS": "7",
        "ROLEWISE_SECRET": "x" * 32,
        "ROLEWISE_METRICS_PORT": "0.0.0.0:9464",
        "ROLEWISE_PAGE_URL": "https://jobs.example/{first}-vs-{second}",
        "ROLEWISE_ROLE_URL": "https://jobs.example/roles/{role}",
    }

    assert list(faults({})) == list(faults(environment)) == []


@pytest.mark.parametrize(
    ("name", "value"),
    [
        *(("ROLEWISE_KEEP_DAYS", value) for value in ("thirty", "30 days", "nan", "1e400", "-5", "0", "36501", "3.5", "٣")),
        *(("ROLEWISE_DATABASE_URL", value) for value in (
            f"postgresql//root:{SECRET}@db/x", f"mysql://u:{SECRET}@db/x", f"postgresql+asyncpg://u:{SECRET}@db/x",
            "127.0.0.1:5432/db",
            f"postgresql://u:{SECRET}@db:none/x", "conversations.db")),
        *(("ROLEWISE_REDIS_URL", value) for value in (
            f"redis//:{SECRET}@h", "127.0.0.1:6379", f"http://:{SECRET}@h", f"redis://:{SECRET}@h:none", f"redis://:{SECRET}@h/x")),
        *(("ROLEWISE_ORIGINS", value) for value in ("*", "jobs.example", "https://a.example/path")),
        *(("ROLEWISE_PROXIES", value) for value in ("one", "-1", "1.5", "10")),
        *(("ROLEWISE_PORT", value) for value in ("http", "0", "65536")),
        ("ROLEWISE_HOST", "http://127.0.0.1"),
        ("ROLEWISE_METRICS_PORT", "metrics"),
        ("ROLEWISE_PAGE_URL", "jobs.example"),
        ("ROLEWISE_ROLE_URL", "jobs.example"),
        ("ROLEWISE_KNOWLEDGE", "/nowhere"),
        ("ROLEWISE_SECRET", SECRET),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_by_its_name_and_no_secret(name: str, value: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert [found for found, _ in faults({name: value})] == [name]
    monkeypatch.setenv(name, value)
    with pytest.raises(ServerUnavailable) as refused:
        refuse_wrong_settings()

    said = str(refused.value)
    assert said.startswith(f"{name} ") and "\n" not in said
    assert SECRET not in said


def test_postgres_is_postgresql() -> None:
    assert database_url("postgres://u:p@db/name").drivername == "postgresql"
    with pytest.raises(WrongUrl):
        database_url("postgres//u:p@db/name")


def test_nothing_else_reads_the_environment() -> None:
    readers = {
        str(path.relative_to(ROOT))
        for path in (ROOT / "rolewise").rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Attribute)
        and node.attr in ("environ", "getenv")
        and isinstance(node.value, ast.Name)
        and node.value.id == "os"
    }

    assert readers <= READ_ENVIRONMENT


def test_every_secret_setting_is_marked() -> None:
    secret = {name for name, setting in register().items() if setting.secret}

    assert secret == {name for name in register() if any(part in name for part in ("SECRET", "TOKEN", "DATABASE", "REDIS"))}


def test_what_nobody_catches_goes_to_the_log_in_its_form(monkeypatch: pytest.MonkeyPatch) -> None:
    stream = io.StringIO()
    root = logging.getLogger()
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    monkeypatch.setattr(threading, "excepthook", threading.excepthook)
    monkeypatch.setattr(logging, "lastResort", logging.lastResort)
    monkeypatch.setattr(logging, "raiseExceptions", True)
    handlers = root.handlers[:]
    log_as_server(stream)
    try:
        thread = threading.Thread(target=lambda: int(f"the password is {SECRET}"), name="worker")
        thread.start()
        thread.join()
        sys.excepthook(ValueError, ValueError(SECRET), None)
    finally:
        root.handlers[:] = handlers
    lines = stream.getvalue().splitlines()

    assert len(lines) == 2 and "the thread worker ends by an error" in lines[0] and "ValueError" in lines[1]
    assert SECRET not in stream.getvalue() and "Traceback" not in stream.getvalue()
