"""The doctor names what is broken and what helps, within seconds, and shows no secret."""

from __future__ import annotations

import dataclasses
import io
import json
import os
import socket
import sqlite3
import sys
import tarfile
import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest
from needs import missing

from rolewise.cli import main
from rolewise.operation.doctor import (
    FAULT,
    SOUND,
    WARNING,
    Finding,
    Place,
    content,
    examine,
    limits,
    machine,
    serving,
    slack,
    software,
    stores,
)
from rolewise.operation.doctor.examination import Listed
from rolewise.runtime.announcement import Announcement, announce
from rolewise.settings import ROOT, SETTINGS

SECRET = "0123456789abcdef" * 4


@pytest.fixture
def place(tmp_path: Path) -> Callable[..., Place]:
    """An installation in an empty folder, with these settings."""
    return lambda **environment: Place(tmp_path, environment)


def marks(findings: Iterator[Finding]) -> list[str]:
    return [finding.mark for finding in findings]


def only(findings: Iterator[Finding]) -> Finding:
    (found,) = findings
    return found


def closed_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


# Settings

@pytest.mark.parametrize(
    ("environment", "mark"),
    [
        ({}, WARNING),
        ({"ROLEWISE_REDIS_URL": "redis://h"}, FAULT),
        ({"ROLEWISE_SECRET": "short"}, FAULT),
        ({"ROLEWISE_SECRET": "x" * 64}, FAULT),
        ({"ROLEWISE_SECRET": SECRET}, SOUND),
    ],
)
def test_a_secret_is_wanted_and_must_be_long(place: Callable[..., Place], environment: dict[str, str], mark: str) -> None:
    found = only(limits.secret(place(**environment)))

    assert found.mark == mark
    assert environment.get("ROLEWISE_SECRET", "-") not in found.value
    assert (mark == SOUND) == (found.cure == "")


@pytest.mark.parametrize(
    ("origins", "mark"),
    [
        ("", SOUND),
        ("https://jobs.example.org, https://a.example.org:8443", SOUND),
        ("http://localhost:3000", SOUND),
        ("http://jobs.example.org", WARNING),
        ("*", FAULT),
        ("https://jobs.example.org/", FAULT),
        ("jobs.example.org", FAULT),
    ],
)
def test_origins_are_told_from_anything_else(place: Callable[..., Place], origins: str, mark: str) -> None:
    assert only(limits.origins(place(ROLEWISE_ORIGINS=origins))).mark == mark


@pytest.mark.parametrize(
    ("environment", "mark", "says"),
    [
        ({"ROLEWISE_PORT": "5005"}, SOUND, "1 of"),
        ({"ROLEWISE_PORT": "http"}, FAULT, "'http'"),
        ({"ROLEWISE_KEEP_DAYS": "0"}, FAULT, "'0'"),
        ({"ROLEWISE_ORIGIN": "x"}, WARNING, "no setting"),
        ({"ROLEWISE_HOST": "0.0.0.0"}, WARNING, "open to the network"),
        ({"ROLEWISE_HOST": "0.0.0.0", "ROLEWISE_PROXIES": "1"}, SOUND, "2 of"),
    ],
)
def test_settings_are_judged(place: Callable[..., Place], environment: dict[str, str], mark: str, says: str) -> None:
    found = only(limits.settings(place(**environment)))

    assert (found.mark, says in found.value) == (mark, True)


def test_a_misspelt_setting_is_put_right(place: Callable[..., Place]) -> None:
    assert only(limits.settings(place(ROLEWISE_ORIGIN="x"))).cure == "did you mean ROLEWISE_ORIGINS?"


@pytest.mark.parametrize(
    ("environment", "found"),
    [
        ({}, [SOUND]),
        ({"SLACK_SIGNING_SECRET": "0" * 32}, [FAULT]),
        ({"SLACK_BOT_TOKEN": "xoxb-1-2-abcdefghij"}, [FAULT]),
        ({"SLACK_BOT_TOKEN": "xoxb-1-2-abcdefghij", "SLACK_SIGNING_SECRET": "0" * 32}, [SOUND]),
        ({"SLACK_BOT_TOKEN": "xoxp-1-2-abcdefghij", "SLACK_SIGNING_SECRET": "Z"}, [FAULT, FAULT]),
        ({"SLACK_BOT_TOKEN": "xoxb-1-2-abcdefghij", "SLACK_APP_TOKEN": "xapp-1-A-1-abcdef"}, [SOUND]),
    ],
)
def test_slack_needs_a_token_and_a_proof(place: Callable[..., Place], environment: dict[str, str], found: list[str]) -> None:
    assert marks(slack.check(place(**environment))) == found


# Stores

def test_a_database_that_is_not_there_is_made_later(place: Callable[..., Place], tmp_path: Path) -> None:
    found = only(stores.database(place(ROLEWISE_DATABASE_URL=f"sqlite:///{tmp_path}/new/conversations.db")))

    assert found.mark == SOUND
    assert not (tmp_path / "new").exists()


def test_a_sqlite_database_must_be_writable(place: Callable[..., Place], tmp_path: Path) -> None:
    file = tmp_path / "conversations.db"
    connection = sqlite3.connect(file, isolation_level=None)
    connection.execute("CREATE TABLE events (id INTEGER)")
    url = f"sqlite:///{file}"
    sound = only(stores.database(place(ROLEWISE_DATABASE_URL=url)))
    file.write_bytes(b"no database at all " * 100)
    broken = only(stores.database(place(ROLEWISE_DATABASE_URL=url)))

    assert (sound.mark, broken.mark) == (SOUND, FAULT)
    assert "writable" in sound.value


@pytest.mark.parametrize("url", ["not a url", "mysql://h/n", "postgresql://rolewise:hunter22@127.0.0.1:{closed}/n"])
def test_a_database_that_cannot_be_used_is_a_fault(place: Callable[..., Place], url: str) -> None:
    found = only(stores.database(place(ROLEWISE_DATABASE_URL=url.format(closed=closed_port()))))

    assert found.mark == FAULT
    assert found.cure
    assert "hunter22" not in found.value


def test_postgresql_is_reached(place: Callable[..., Place]) -> None:
    import psycopg2

    try:
        psycopg2.connect("host=127.0.0.1 user=postgres connect_timeout=2").close()
    except psycopg2.OperationalError:
        missing("no PostgreSQL on 127.0.0.1:5432")
    found = only(stores.database(place(ROLEWISE_DATABASE_URL="postgresql://postgres@127.0.0.1:5432/postgres")))

    assert (found.mark, "127.0.0.1:5432/postgres" in found.value) == (SOUND, True)


def test_redis_is_reached_or_missed(place: Callable[..., Place]) -> None:
    away = only(stores.redis(place(ROLEWISE_REDIS_URL=f"redis://:hunter22@127.0.0.1:{closed_port()}")))

    assert away.mark == FAULT
    assert "hunter22" not in away.value
    assert only(stores.redis(place())).mark == SOUND


def test_redis_answers(place: Callable[..., Place]) -> None:
    try:
        socket.create_connection(("127.0.0.1", 6379), 2).close()
    except OSError:
        missing("no Redis on 127.0.0.1:6379")

    assert only(stores.redis(place(ROLEWISE_REDIS_URL="redis://127.0.0.1:6379/0"))).mark == SOUND


def test_clocks_that_differ_are_told() -> None:
    assert not list(stores._skew("x", time.time()))
    assert only(stores._skew("x", time.time() - 120)).mark == WARNING


# The server

@pytest.fixture
def answering() -> Iterator[Callable[[int, dict], str]]:
    """A server that answers every request so; gives its URL."""
    servers: list[HTTPServer] = []

    def start(status: int, body: dict) -> str:
        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                self.send_response(status)
                self.end_headers()
                self.wfile.write(json.dumps(body).encode())

            def log_message(self, *_: object) -> None:
                return None

        servers.append(HTTPServer(("127.0.0.1", 0), Handler))
        threading.Thread(target=servers[-1].serve_forever, daemon=True).start()
        return f"http://127.0.0.1:{servers[-1].server_port}"

    yield start
    for server in servers:
        server.shutdown()
        server.server_close()


@pytest.mark.parametrize(
    ("status", "body", "mark", "says"),
    [
        (200, {"status": "ready"}, SOUND, "is ready"),
        (503, {"status": "not_ready", "reason": "the database is down"}, FAULT, "the database is down"),
        (404, {}, FAULT, "status 404"),
    ],
)
def test_the_announced_server_is_asked(
    place: Callable[..., Place], answering: Callable, status: int, body: dict, mark: str, says: str
) -> None:
    here = place()
    announce(Announcement(answering(status, body)), here.root / ".state" / "server.json")

    found = only(serving.server(here))

    assert (found.mark, says in found.value) == (mark, True)


def test_a_server_that_ended_or_never_was_is_no_fault(place: Callable[..., Place]) -> None:
    here = place()
    never = only(serving.server(here))
    announce(Announcement("http://127.0.0.1:1", pid=2**22 - 1), here.root / ".state" / "server.json")

    assert (never.mark, only(serving.server(here)).mark) == (WARNING, WARNING)


def test_a_server_that_does_not_answer_is_a_fault(place: Callable[..., Place]) -> None:
    here = place()
    announce(Announcement(f"http://127.0.0.1:{closed_port()}", pid=os.getpid()), here.root / ".state" / "server.json")

    assert only(serving.server(here)).mark == FAULT


@pytest.mark.parametrize(
    ("port", "mark"), [("", SOUND), ("9464", SOUND), ("x", FAULT), ("5005", FAULT), ("0.0.0.0:9464", WARNING)]
)
def test_the_port_of_the_metrics_is_judged(place: Callable[..., Place], port: str, mark: str) -> None:
    assert only(serving.metrics(place(ROLEWISE_METRICS_PORT=port))).mark == mark


# What it answers from

def test_a_damaged_embedding_is_found(place: Callable[..., Place]) -> None:
    here = place()
    assert only(content.embedding(here)).mark == WARNING

    (folder := here.root / ".cache" / "embedding").mkdir(parents=True)
    stamp = {"weights": "", "model": "", "tokenizer": "", "converter": "", "onnxruntime": "", "size_bytes": 3}
    (folder / "stamp.json").write_text(json.dumps({**stamp, "cosine_mean": 1.0, "cosine_least": 1.0}))
    (folder / "tokenizer.json").touch()
    (folder / "model.onnx").write_bytes(b"12")
    assert only(content.embedding(here)).mark == FAULT

    (folder / "model.onnx").write_bytes(b"123")
    assert only(content.embedding(here)).mark == SOUND


def model_file(here: Place, name: str, version: str) -> None:
    (here.root / "models").mkdir(exist_ok=True)
    written = json.dumps({"rasa_open_source_version": version}).encode()
    with tarfile.open(here.root / "models" / name, "w:gz") as archive:
        (member := tarfile.TarInfo("/metadata.json")).size = len(written)
        archive.addfile(member, io.BytesIO(written))


def test_a_missing_a_stale_and_a_foreign_model_are_told_apart(place: Callable[..., Place]) -> None:
    from rolewise.runtime.model import fingerprint

    here = place()
    assert only(content.model(here)).value == "none is trained"

    model_file(here, "rolewise-0.tar.gz", "3.6.21")
    assert only(content.model(here)).mark == WARNING

    model_file(here, f"rolewise-{fingerprint(here.root)}.tar.gz", "3.6.21")
    assert only(content.model(here)).mark == SOUND

    model_file(here, f"rolewise-{fingerprint(here.root)}.tar.gz", "3.5.0")
    assert "Rasa 3.5.0" in only(content.model(here)).value

    (here.root / "models" / f"rolewise-{fingerprint(here.root)}.tar.gz").write_bytes(b"\x1f\x8bgarbage")
    assert "cannot be read" in only(content.model(here)).value


def test_a_broken_knowledge_base_is_a_fault(place: Callable[..., Place], tmp_path: Path) -> None:
    assert only(content.knowledge(place(ROLEWISE_KNOWLEDGE=str(tmp_path / "nothing")))).mark == FAULT
    assert only(content.knowledge(Place(ROOT, {}))).mark in (SOUND, WARNING)


def test_what_is_installed_is_compared_with_the_lock(place: Callable[..., Place]) -> None:
    here = place()
    (here.root / "requirements.lock").write_text("rasa==3.5.0 \\\n    --hash=sha256:00\nrich==0.1 ; python_version > '3'\n")

    _, rasa, packages = software.check(here)

    assert (rasa.mark, rasa.value) == (FAULT, "3.6.21 instead of 3.5.0")
    assert (packages.mark, "rasa, rich" in packages.value) == (WARNING, True)


# The machine and the whole

def test_a_clock_behind_the_files_is_found(place: Callable[..., Place]) -> None:
    here = place()
    (file := here.root / "pyproject.toml").touch()
    sound = only(machine.clock(here)).mark
    os.utime(file, (time.time() + 900, time.time() + 900))

    assert (sound, only(machine.clock(here)).mark) == (SOUND, FAULT)


def test_a_full_disk_is_a_fault(place: Callable[..., Place], monkeypatch: pytest.MonkeyPatch) -> None:
    usage = lambda free: dataclasses.make_dataclass("Usage", ["free"])(free)  # noqa: E731
    found = []
    for free in (50e6, 500e6, 5e9):
        monkeypatch.setattr(machine.shutil, "disk_usage", lambda _, free=free: usage(free))
        found.append(only(machine.disk(place())).mark)

    assert found == [FAULT, WARNING, SOUND]


def test_a_check_that_hangs_or_breaks_holds_up_no_other(place: Callable[..., Place]) -> None:
    def breaks(_: Place) -> list[Finding]:
        raise RuntimeError("xoxb-secret")

    def hangs(_: Place) -> list[Finding]:
        threading.Event().wait()
        return []

    def works(_: Place) -> list[Finding]:
        return [Finding(SOUND, "works", "")]

    found = examine(place(), [Listed("breaks", breaks), Listed("hangs", hangs, 0.05), Listed("works", works)])

    assert [(each.what, each.mark) for each in found] == [("breaks", FAULT), ("hangs", FAULT), ("works", SOUND)]
    assert "xoxb" not in found[0].value


# The command

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
    return lambda *found: monkeypatch.setattr("rolewise.operation.doctor.examine", lambda _: list(found))


def test_warnings_are_no_failure_and_faults_are(run: Run, findings: Callable[..., None]) -> None:
    findings(Finding(WARNING, "secret", "not set", "set it"))
    assert run() == (0, "! secret       not set\n               → set it\n")

    findings(Finding(FAULT, "model", "none"), Finding(SOUND, "disk", "2 GB"))
    assert run() == (1, "✗ model        none\n✓ disk         2 GB\n")


def test_json_has_every_finding(run: Run, findings: Callable[..., None]) -> None:
    findings(Finding(FAULT, "model", "none", "train"))
    code, out = run("--json")

    assert (code, json.loads(out)) == (
        1, {"sound": False, "findings": [{"mark": "fault", "what": "model", "value": "none", "cure": "train"}]}
    )


def test_a_terminal_without_unicode_gets_ascii(run: Run, findings: Callable[..., None], monkeypatch: pytest.MonkeyPatch) -> None:
    findings(Finding(FAULT, "model", "„none“", "train"), Finding(SOUND, "disk", ""))
    monkeypatch.setattr("rolewise.cli.doctor._ascii", lambda: True)

    assert run()[1].isascii()


def test_every_setting_is_listed_and_no_secret_shown(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    for setting in SETTINGS:
        monkeypatch.setenv(setting.name, "Zq7-value")
    code, out = run("--settings", "--json")
    listed = json.loads(out)

    assert code == 0
    assert [each["name"] for each in listed] == [setting.name for setting in SETTINGS]
    assert {each["state"] for each in listed} == {"set"}
    assert all("Zq7" not in each["value"] for each, setting in zip(listed, SETTINGS, strict=True) if setting.secret)


def test_the_real_installation_is_looked_at_without_rasa(run: Run) -> None:
    code, out = run("--json")
    found = json.loads(out)

    assert code == (0 if found["sound"] else 1)
    assert {"python", "rasa", "model", "knowledge", "database", "redis", "secret", "slack", "disk", "clock"} <= {
        each["what"] for each in found["findings"]
    }
