"""What is counted, and who can read it."""

from __future__ import annotations

import socket
import urllib.error
import urllib.request

import pytest

from rolewise.doors.channels import NAMES
from rolewise.operation import metrics

metrics.know_channels(NAMES)


def value(name: str, **labels: str) -> float:
    found = metrics.REGISTRY.get_sample_value(name, labels)
    assert found is not None, (name, labels)
    return found


def test_a_turn_is_counted_by_channel_and_outcome_and_timed() -> None:
    before = value("rolewise_turns_total", channel="web", outcome="answered")
    sum_before = value("rolewise_turn_seconds_sum", channel="web")

    metrics.observe_turn("web", "answered", 0.25)

    assert value("rolewise_turns_total", channel="web", outcome="answered") == before + 1
    assert value("rolewise_turn_seconds_sum", channel="web") == pytest.approx(sum_before + 0.25)


def test_turns_in_flight_are_let_go_however_they_end() -> None:
    before = value("rolewise_turns_in_flight")
    with pytest.raises(KeyError), metrics.in_flight():
        assert value("rolewise_turns_in_flight") == before + 1
        raise KeyError

    assert value("rolewise_turns_in_flight") == before


def test_values_from_outside_make_no_new_series() -> None:
    count = lambda: len(list(metrics.REGISTRY.collect()))  # noqa: E731
    metrics.observe_turn("web\n", "?", 1.0)
    families = count()
    for number in range(50):
        metrics.observe_turn(f"channel {number}", f"outcome {number}", 1.0)
        metrics.count_refusal("web", f"reason {number}")

    assert count() == families
    assert value("rolewise_turns_total", channel="other", outcome="other") >= 50
    assert metrics.REGISTRY.get_sample_value("rolewise_refused_total", {"channel": "web", "reason": "reason 1"}) is None


def test_counters_are_there_before_the_first_event() -> None:
    """A rate over a counter that appears with its first error would not see that error."""
    value("rolewise_store_errors_total", store="database", operation="write")
    value("rolewise_slack_posts_total", outcome="failed")
    value("rolewise_refused_total", channel="slack", reason="busy")
    value("rolewise_knowledge_reloads_total", outcome="refused")


@pytest.mark.parametrize(
    ("parts", "outcome"),
    [
        (({"missed": None}, "ask_pay"), "answered"),
        (({"missed": "unknown_role"}, "ask_pay"), "missed"),
        (({"missed": "unclear"}, "nlu_fallback"), "fallback"),
        (({}, "ask_pay"), "error"),
        (({"missed": None}, "ask_pay", "the turn failed"), "error"),
    ],
)
def test_the_outcome_of_a_reply(parts: tuple, outcome: str) -> None:
    assert metrics.outcome_of(*parts) == outcome


def test_a_new_model_takes_the_place_of_the_old() -> None:
    metrics.note_model("rolewise-1", "0.1.0")
    metrics.note_model("rolewise-2", "0.1.0")

    assert value("rolewise_model_info", model="rolewise-2", version="0.1.0") == 1
    assert metrics.REGISTRY.get_sample_value("rolewise_model_info", {"model": "rolewise-1", "version": "0.1.0"}) is None


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def test_metrics_are_served_until_stopped() -> None:
    port = free_port()
    metrics.count_store_error("redis", "read")
    stop = metrics.start(str(port))
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/metrics", timeout=5) as answer:
        body = answer.read().decode()
    stop()

    assert 'rolewise_store_errors_total{operation="read",store="redis"}' in body
    assert "process_resident_memory_bytes" in body
    with pytest.raises(urllib.error.URLError):
        urllib.request.urlopen(f"http://127.0.0.1:{port}/metrics", timeout=5)


def test_without_a_port_nothing_is_served() -> None:
    metrics.start("")()


@pytest.mark.parametrize("wrong", ["http", "1.2.3.4", "99999", "-1", "localhost:"])
def test_a_wrong_port_is_refused(wrong: str) -> None:
    with pytest.raises(ValueError, match="ROLEWISE_METRICS_PORT"):
        metrics.address(wrong)
