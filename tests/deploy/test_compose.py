"""compose.yml: hardened services, nothing open to the network by accident, settings that exist."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path
from typing import Any

import pytest

INSTANCES = ("rolewise-1", "rolewise-2", "rolewise-3")


def test_every_service_is_hardened_and_bounded(compose: Any) -> None:
    for name, service in compose["services"].items():
        assert service["read_only"] is True, name
        assert service["cap_drop"] == ["ALL"], name
        assert service["security_opt"] == ["no-new-privileges:true"], name
        assert service["mem_limit"], name
        assert not service.get("privileged"), name


def test_every_image_is_pinned(compose: Any) -> None:
    for name, service in compose["services"].items():
        assert re.search(r":v?\d+\.\d+", service["image"]), name


def test_no_service_runs_as_root(compose: Any, deploy: Path) -> None:
    """Where the image itself names no other user."""
    own_user = {"proxy", *INSTANCES}  # nginx-unprivileged, and the USER of our Dockerfile
    for name, service in compose["services"].items():
        assert name in own_user or not service["user"].startswith("0"), name


def test_ports_are_published_on_the_loopback_address_only(compose: Any) -> None:
    published = [port for service in compose["services"].values() for port in service.get("ports", [])]

    assert published
    assert all(port.startswith("127.0.0.1:") for port in published)
    assert all("ports" not in compose["services"][name] for name in (*INSTANCES, "postgres", "redis"))


def test_stores_and_metrics_have_no_way_out(compose: Any) -> None:
    assert compose["networks"]["data"]["internal"] and compose["networks"]["monitoring"]["internal"]
    assert compose["services"]["postgres"]["networks"] == ["data"]
    assert compose["services"]["redis"]["networks"] == ["data"]


def test_settings_of_the_instances_exist_and_secrets_are_not_written_down(
    compose: Any, settings: set[str], secret_settings: set[str]
) -> None:
    for name in INSTANCES:
        service = compose["services"][name]
        assert set(service["environment"]) <= settings
        assert set(service["secrets"]) <= secret_settings
        for key in secret_settings & set(service["environment"]):
            assert re.fullmatch(r"\$\{\w+:-\}", service["environment"][key]), key


def test_every_secret_is_drawn_and_every_mounted_file_exists(compose: Any, deploy: Path) -> None:
    drawn = set(re.findall(r"^keep (\w+)", (deploy / "secrets.sh").read_text("utf-8"), re.MULTILINE))
    mounts = [mount for service in compose["services"].values() for mount in service.get("volumes", [])]
    files = [mount.split(":")[0] for mount in mounts if mount.startswith("./")]

    assert {Path(each["file"]).name for each in compose["secrets"].values()} == set(compose["secrets"]) == drawn
    assert files
    assert [name for name in files if not (deploy / name).exists()] == []
    assert all(mount.endswith(":ro") for mount in mounts if mount.startswith("./"))


def test_the_proxy_knows_each_instance_and_a_turn_may_end(compose: Any, deploy: Path) -> None:
    named = re.findall(r"^server (\S+):5005 ", (deploy / "nginx" / "instances.conf").read_text("utf-8"), re.MULTILINE)

    assert named == [name for name in compose["services"] if name.startswith("rolewise-")]
    assert all(int(compose["services"][name]["stop_grace_period"].rstrip("s")) > 25 for name in INSTANCES)


def test_conversations_outlive_the_containers(compose: Any) -> None:
    assert compose["services"]["postgres"]["volumes"] == ["postgres:/var/lib/postgresql/data"]


@pytest.mark.parametrize("name", ["entrypoint.sh", "secrets.sh"])
def test_scripts_are_sound_for_sh(deploy: Path, name: str) -> None:
    subprocess.run(["sh", "-n", deploy / name], check=True)


def test_secrets_are_never_committed(deploy: Path) -> None:
    assert "secrets/" in (deploy / ".gitignore").read_text("utf-8").splitlines()
