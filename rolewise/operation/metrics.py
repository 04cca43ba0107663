"""What is counted for Prometheus, on a port of its own.

Each function is called from an event loop at every turn or less often and takes a few microseconds. Label values come from
closed lists: a value from outside would let anyone grow the number of time series.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cache
from typing import Any

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, disable_created_metrics, start_http_server
from prometheus_client.gc_collector import GCCollector
from prometheus_client.platform_collector import PlatformCollector
from prometheus_client.process_collector import ProcessCollector

LOOPBACK = "127.0.0.1"
_channels: list[str] = []  # those of the register, once one of them is served; any other is "other"
OUTCOMES = ("answered", "missed", "fallback", "error")
REFUSALS = ("busy", "rate_limited")
STORES = ("database", "redis")
OPERATIONS = ("read", "write")
POSTS = ("sent", "unconfirmed", "failed")
RELOADS = ("taken", "refused")
RETENTIONS = ("done", "doubted", "failed")
OTHER = "other"
# Seconds; a turn takes about 15 ms, one that waits for the database or for a full server up to a second.
BUCKETS = (0.001, 0.0025, 0.005, 0.01, 0.015, 0.02, 0.03, 0.05, 0.075, 0.1, 0.15, 0.25, 0.5, 1.0, 2.5, 5.0, 20.0)

disable_created_metrics()  # type: ignore[no-untyped-call]  # half of all lines, which nobody reads
REGISTRY = CollectorRegistry()
_turns = Counter("rolewise_turns", "Turns taken.", ("channel", "outcome"), registry=REGISTRY)
_seconds = Histogram("rolewise_turn_seconds", "How long a turn took.", ("channel",), registry=REGISTRY, buckets=BUCKETS)
_in_flight = Gauge("rolewise_turns_in_flight", "Turns that are being taken.", registry=REGISTRY)
_refused = Counter("rolewise_refused", "Messages that were refused unanswered.", ("channel", "reason"), registry=REGISTRY)
_store_errors = Counter("rolewise_store_errors", "Failures of a store.", ("store", "operation"), registry=REGISTRY)
_slack_posts = Counter("rolewise_slack_posts", "Messages sent to Slack.", ("outcome",), registry=REGISTRY)
_reloads = Counter("rolewise_knowledge_reloads", "Changes of the knowledge files.", ("outcome",), registry=REGISTRY)
_roles = Gauge("rolewise_knowledge_roles", "Roles of the knowledge base in use.", registry=REGISTRY)
_taken_up = Gauge("rolewise_knowledge_taken_up_seconds", "When it was taken up, as epoch time.", registry=REGISTRY)
_retentions = Counter("rolewise_retention_runs", "Runs that delete old texts.", ("outcome",), registry=REGISTRY)
_retained = Gauge("rolewise_retention_done_seconds", "When old texts were last deleted, as epoch time.", registry=REGISTRY)
_model = Gauge("rolewise_model_info", "The model in use; always 1.", ("model", "version"), registry=REGISTRY)
for collector in (ProcessCollector, PlatformCollector, GCCollector):
    collector(registry=REGISTRY)

logger = logging.getLogger(__name__)


def observe_turn(channel: str, outcome: str, seconds: float) -> None:
    """Counts one turn; `outcome` is one of OUTCOMES."""
    known = _known(channel, _channels)
    _child(_turns, known, _known(outcome, OUTCOMES)).inc()
    _child(_seconds, known).observe(seconds)


def outcome_of(card: Mapping[str, Any], intent: str | None, error: str = "") -> str:
    """The outcome of a reply, by its parts; an apology has no card.

    >>> outcome_of({"missed": None}, "ask_pay"), outcome_of({"missed": "unclear"}, "nlu_fallback")
    ('answered', 'fallback')
    >>> outcome_of({"missed": "unknown_role"}, "ask_pay"), outcome_of({}, "ask_pay")
    ('missed', 'error')
    """
    if error or not card:
        return "error"
    if intent in (None, "nlu_fallback"):
        return "fallback"
    return "missed" if card.get("missed") else "answered"


@contextmanager
def in_flight() -> Iterator[None]:
    """Counts a turn as under way while the block runs."""
    _in_flight.inc()
    try:
        yield
    finally:
        _in_flight.dec()


def count_refusal(channel: str, reason: str) -> None:
    """Counts a message that was refused; `reason` is one of REFUSALS."""
    _child(_refused, _known(channel, _channels), _known(reason, REFUSALS)).inc()


def count_store_error(store: str, operation: str) -> None:
    """Counts a failure of one of STORES in one of OPERATIONS."""
    _child(_store_errors, _known(store, STORES), _known(operation, OPERATIONS)).inc()


def count_slack_post(outcome: str) -> None:
    """Counts a message to Slack; `outcome` is one of POSTS."""
    _child(_slack_posts, _known(outcome, POSTS)).inc()


def note_knowledge(roles: int, epoch: float) -> None:
    """The knowledge base in use: how many roles it has, and since when it is in use."""
    _roles.set(roles)
    _taken_up.set(epoch)


def count_reload(outcome: str) -> None:
    """Counts changed knowledge files; `outcome` is one of RELOADS."""
    _child(_reloads, _known(outcome, RELOADS)).inc()


def count_retention(outcome: str) -> None:
    """Counts a run that deletes old texts; `outcome` is one of RETENTIONS."""
    _child(_retentions, _known(outcome, RETENTIONS)).inc()


def note_retention(epoch: float) -> None:
    """When this instance last deleted all that was old; of several, any may be the one that does."""
    _retained.set(epoch)


def note_model(name: str, version: str) -> None:
    """The model in use and the version of Rolewise; replaces what was noted before."""
    _model.clear()
    _model.labels(name, version).set(1)


def start(where: str) -> Callable[[], None]:
    """Serves the metrics at "port", of the loopback address, or "address:port"; nowhere for "". Returns what stops it.

    Raises ValueError for anything else and OSError where the port is taken.
    """
    if not where:
        return lambda: None
    host, port = address(where)
    server, thread = start_http_server(port, host, registry=REGISTRY)
    logger.info("metrics at http://%s:%d/metrics", host, server.server_port)

    def stop() -> None:
        server.shutdown()
        server.server_close()
        thread.join()

    return stop


def address(where: str) -> tuple[str, int]:
    """Host and port of ROLEWISE_METRICS_PORT. Raises ValueError where it names no port.

    >>> address("9464"), address("0.0.0.0:9464")
    (('127.0.0.1', 9464), ('0.0.0.0', 9464))
    """
    host, _, port = where.rpartition(":")
    if not port.isascii() or not port.isdigit() or not 0 <= int(port) <= 65535:
        raise ValueError(f"ROLEWISE_METRICS_PORT must be a port or address:port, not {where!r}")
    return host.strip("[]") or LOOPBACK, int(port)


def _known(value: str, values: Sequence[str]) -> str:
    return value if value in values else OTHER


@cache
def _child(metric: Any, *labels: str) -> Any:
    # `labels` takes a lock and costs as much as the count itself.
    return metric.labels(*labels)


def know_channels(names: Sequence[str]) -> None:
    """Names the channels that are counted apart, and begins their counters."""
    # A rate over a counter that appears with its first error would not see that error.
    _channels[:] = names
    for channel in names:
        _child(_seconds, channel)
        for outcome in OUTCOMES:
            _child(_turns, channel, outcome)
        for reason in REFUSALS:
            _child(_refused, channel, reason)


def _begin_at_zero() -> None:
    for store in STORES:
        for operation in OPERATIONS:
            _child(_store_errors, store, operation)
    for outcome in POSTS:
        _child(_slack_posts, outcome)
    for outcome in RELOADS:
        _child(_reloads, outcome)
    for outcome in RETENTIONS:
        _child(_retentions, outcome)


_begin_at_zero()
