"""The Kubernetes manifests agree with one another and with the server, and fit the restricted pod standard."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from rolewise.doors.turns import SECONDS
from rolewise.rasa.server import PORT
from rolewise.settings import ROOT


@pytest.fixture(scope="module")
def pod(manifests: dict[str, Any]) -> Any:
    """The pod's specification."""
    return manifests["Deployment"]["spec"]["template"]["spec"]


@pytest.fixture(scope="module")
def container(pod: Any) -> Any:
    """Its only container."""
    (found,) = pod["containers"]
    return found


def test_every_manifest_but_the_templates_is_applied(deploy: Path, manifests: dict[str, Any]) -> None:
    files = {path.name for path in (deploy / "kubernetes").glob("*.yaml")}

    assert set(manifests["Kustomization"]["resources"]) == files - {"kustomization.yaml", "secret.template.yaml"}


def test_the_pod_is_neither_root_nor_writable(pod: Any, container: Any) -> None:
    assert pod["securityContext"]["runAsNonRoot"] is True
    assert pod["securityContext"]["runAsUser"] > 0
    assert pod["securityContext"]["seccompProfile"] == {"type": "RuntimeDefault"}
    assert pod["automountServiceAccountToken"] is False
    assert container["securityContext"] == {
        "allowPrivilegeEscalation": False,
        "readOnlyRootFilesystem": True,
        "capabilities": {"drop": ["ALL"]},
    }
    assert {mount["mountPath"] for mount in container["volumeMounts"]} == {"/tmp", "/opt/rolewise/.state"}
    assert {mount["name"] for mount in container["volumeMounts"]} == {volume["name"] for volume in pod["volumes"]}


def test_the_user_is_that_of_the_image(pod: Any, deploy: Path) -> None:
    user = re.search(r"^USER (\d+):(\d+)$", (deploy / "Dockerfile").read_text("utf-8"), re.MULTILINE)

    assert user and (int(user[1]), int(user[2])) == (pod["securityContext"]["runAsUser"], pod["securityContext"]["runAsGroup"])


def test_probes_ask_routes_that_exist(container: Any) -> None:
    routes = {f"/webhooks/web{path}" for path in yaml.safe_load((ROOT / "docs" / "web-api.yaml").read_text("utf-8"))["paths"]}
    probes = {name: container[name]["httpGet"] for name in ("startupProbe", "livenessProbe", "readinessProbe")}

    assert {probe["path"] for probe in probes.values()} <= routes
    # The database is all pods' own: not ready with it, none would be left to say so.
    assert probes["readinessProbe"]["path"].endswith("/serving")
    assert {probe["port"] for probe in probes.values()} == {"http"}


def test_a_turn_may_end_before_the_pod_does(pod: Any, container: Any) -> None:
    drained = int(container["lifecycle"]["preStop"]["exec"]["command"][1])

    assert pod["terminationGracePeriodSeconds"] > drained + SECONDS + 10


def test_the_image_is_pinned_and_resources_are_bounded(manifests: dict[str, Any], container: Any) -> None:
    (image,) = manifests["Kustomization"]["images"]

    assert image["name"] == container["image"]
    assert re.fullmatch(r"\d+\.\d+\.\d+", image["newTag"])
    assert container["resources"]["limits"]["memory"] and container["resources"]["requests"]["cpu"]


def test_settings_exist_and_secrets_stand_in_the_secret_alone(
    manifests: dict[str, Any], settings: set[str], secret_settings: set[str]
) -> None:
    assert set(manifests["ConfigMap"]["data"]) <= settings - secret_settings
    assert set(manifests["Secret"]["stringData"]) <= secret_settings
    assert set(manifests["Secret"]["stringData"].values()) == {""}
    assert all(isinstance(value, str) for value in manifests["ConfigMap"]["data"].values())


def test_everything_selects_the_same_pods(manifests: dict[str, Any]) -> None:
    labels = manifests["Deployment"]["spec"]["template"]["metadata"]["labels"]

    assert manifests["Deployment"]["spec"]["selector"]["matchLabels"] == labels
    assert manifests["Service"]["spec"]["selector"] == labels
    assert manifests["PodDisruptionBudget"]["spec"]["selector"]["matchLabels"] == labels
    assert manifests["NetworkPolicy"]["spec"]["podSelector"]["matchLabels"] == labels
    assert manifests["HorizontalPodAutoscaler"]["spec"]["scaleTargetRef"]["name"] == manifests["Deployment"]["metadata"]["name"]


def test_a_disruption_leaves_instances_and_never_stops_a_drain(manifests: dict[str, Any]) -> None:
    least = manifests["HorizontalPodAutoscaler"]["spec"]["minReplicas"]

    assert 1 <= manifests["PodDisruptionBudget"]["spec"]["minAvailable"] < least


def test_ports_agree(manifests: dict[str, Any], container: Any) -> None:
    ports = {port["name"]: port["containerPort"] for port in container["ports"]}
    allowed = [port["port"] for rule in manifests["NetworkPolicy"]["spec"]["ingress"] for port in rule["ports"]]

    assert ports["http"] == PORT
    assert str(ports["metrics"]) == manifests["ConfigMap"]["data"]["ROLEWISE_METRICS_PORT"].rpartition(":")[2]
    assert sorted(allowed) == sorted(ports.values())
    assert manifests["Service"]["spec"]["ports"][0]["targetPort"] == "http"


def test_the_route_opens_the_public_paths_only(manifests: dict[str, Any]) -> None:
    (rule,) = manifests["HTTPRoute"]["spec"]["rules"]
    (backend,) = rule["backendRefs"]
    (port,) = manifests["Service"]["spec"]["ports"]

    assert {match["path"]["value"] for match in rule["matches"]} == {"/webhooks/web", "/webhooks/slack", "/widget"}
    assert (backend["name"], backend["port"]) == (manifests["Service"]["metadata"]["name"], port["port"])
    assert all(int(seconds.removesuffix("s")) > SECONDS for seconds in rule["timeouts"].values())


def test_each_manifest_is_plain_yaml(deploy: Path) -> None:
    for path in deploy.rglob("*.y*ml"):
        assert yaml.safe_load(path.read_text("utf-8")), path
