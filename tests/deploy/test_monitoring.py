"""The dashboard and the alerts use the metrics that are served, and every one of them."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from rolewise.doors.channels import NAMES
from rolewise.operation.metrics import OTHER, REGISTRY, know_channels, note_model
from rolewise.settings import ROOT

NAME = re.compile(r"\b(?:rolewise|process|python)_[a-z_]+\b")


@pytest.fixture(scope="module")
def served() -> dict[str, str]:
    """Names of samples, each with the name of its family."""
    know_channels(NAMES)
    note_model("rolewise-0", "0")
    families = list(REGISTRY.collect())
    return {sample.name: family.name for family in families for sample in family.samples if not sample.name.endswith("_created")}


@pytest.fixture(scope="module")
def dashboard(deploy: Path) -> Any:
    """As Grafana reads it."""
    return json.loads((deploy / "grafana" / "dashboard.json").read_text("utf-8"))


@pytest.fixture(scope="module")
def alerts(deploy: Path) -> list[Any]:
    """The rules."""
    groups = yaml.safe_load((deploy / "alerts.yml").read_text("utf-8"))["groups"]
    return [rule for group in groups for rule in group["rules"]]


def expressions(dashboard: Any) -> list[str]:
    return [target["expr"] for panel in dashboard["panels"] for target in panel["targets"]]


def test_the_dashboard_shows_metrics_that_are_served_and_all_of_ours(dashboard: Any, served: dict[str, str]) -> None:
    shown = {name for expression in expressions(dashboard) for name in NAME.findall(expression)}
    ours = {family for family in served.values() if family.startswith("rolewise_")}

    assert shown - set(served) == set()
    assert ours - {served[name] for name in shown} == set()


def test_panels_do_not_overlap_and_have_ids_of_their_own(dashboard: Any) -> None:
    cells = [
        (x, y)
        for panel in dashboard["panels"]
        for place in [panel["gridPos"]]
        for x in range(place["x"], place["x"] + place["w"])
        for y in range(place["y"], place["y"] + place["h"])
    ]

    assert len(cells) == len(set(cells))
    assert len({panel["id"] for panel in dashboard["panels"]}) == len(dashboard["panels"])
    assert max(x for x, _ in cells) < 24


def test_the_dashboard_names_the_data_source_that_is_provisioned(dashboard: Any, deploy: Path) -> None:
    (source,) = yaml.safe_load((deploy / "grafana" / "datasources.yml").read_text("utf-8"))["datasources"]

    assert {panel["datasource"]["uid"] for panel in dashboard["panels"]} == {source["uid"]}


def test_alerts_use_metrics_and_label_values_that_are_served(alerts: list[Any], served: dict[str, str]) -> None:
    samples = [sample for family in REGISTRY.collect() for sample in family.samples]
    values = {value for sample in samples for value in sample.labels.values()} | {OTHER, *NAMES}
    for rule in alerts:
        assert set(NAME.findall(rule["expr"])) <= set(served), rule["alert"]
        named = re.findall(r'(?:outcome|reason|store|operation|channel)=~?"([^"]+)"', rule["expr"])
        assert {each for value in named for each in value.split("|")} <= values, rule["alert"]


def test_parentheses_of_expressions_are_closed(alerts: list[Any], dashboard: Any) -> None:
    for expression in [*(rule["expr"] for rule in alerts), *expressions(dashboard)]:
        for opening, closing in ("()", "[]", "{}"):
            assert expression.count(opening) == expression.count(closing), expression


def test_each_alert_has_its_chapter_in_the_manual(alerts: list[Any]) -> None:
    manual = (ROOT / "docs" / "operation.md").read_text("utf-8")

    assert [rule["alert"] for rule in alerts if rule["alert"] not in manual] == []


def test_prometheus_asks_every_instance_of_the_compose_file(deploy: Path, compose: Any) -> None:
    content = yaml.safe_load((deploy / "prometheus.yml").read_text("utf-8"))
    targets = content["scrape_configs"][0]["static_configs"][0]["targets"]
    port = compose["services"]["rolewise-1"]["environment"]["ROLEWISE_METRICS_PORT"].rpartition(":")[2]

    assert targets == [f"{name}:{port}" for name in compose["services"] if name.startswith("rolewise-")]
    assert content["rule_files"] == ["alerts.yml"]
