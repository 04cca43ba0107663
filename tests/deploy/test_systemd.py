"""The systemd unit runs an unprivileged, confined instance with settings that exist."""

from __future__ import annotations

import configparser
from pathlib import Path

import pytest

from rolewise.doors.turns import SECONDS


@pytest.fixture(scope="module")
def service(deploy: Path) -> configparser.SectionProxy:
    """The section [Service]; of keys that stand twice, the last."""
    parser = configparser.ConfigParser(strict=False, interpolation=None)
    parser.optionxform = str  # type: ignore[assignment,method-assign]
    parser.read(deploy / "systemd" / "rolewise.service", "utf-8")
    return parser["Service"]


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("ProtectSystem", "strict"),
        ("NoNewPrivileges", "true"),
        ("CapabilityBoundingSet", ""),
        ("PrivateTmp", "true"),
        ("RestrictNamespaces", "true"),
        ("User", "rolewise"),
        ("Type", "notify"),
        ("NotifyAccess", "main"),
        ("Restart", "on-failure"),
    ],
)
def test_the_service_is_confined(service: configparser.SectionProxy, key: str, value: str) -> None:
    assert service[key] == value


def test_conversations_are_kept_where_the_server_looks(service: configparser.SectionProxy) -> None:
    assert service["BindPaths"] == f"/var/lib/{service['StateDirectory']}:{service['WorkingDirectory']}/.state"
    assert service["ExecStart"] == f"{service['WorkingDirectory']}/.venv/bin/rolewise serve"


def test_turns_may_end(service: configparser.SectionProxy) -> None:
    assert int(service["TimeoutStopSec"]) > SECONDS + 10


def test_settings_of_the_example_exist_and_its_secrets_are_empty(
    deploy: Path, settings: set[str], secret_settings: set[str]
) -> None:
    lines = (deploy / "systemd" / "environment.example").read_text("utf-8").splitlines()
    values = dict(line.split("=", 1) for line in lines if line and not line.startswith("#"))

    assert set(values) <= settings
    assert {values[name] for name in secret_settings & set(values)} == {""}
