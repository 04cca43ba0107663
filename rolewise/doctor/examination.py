"""Runs the checks side by side, so that what does not answer holds up no other."""

from __future__ import annotations

import threading
import time
from collections.abc import Sequence
from typing import NamedTuple

from rolewise.doctor import content, limits, machine, serving, software, stores
from rolewise.doctor.channels import channel_checks
from rolewise.operation.finding import FAULT, SECONDS, Check, Finding, Place


class Listed(NamedTuple):
    """A check of the list below."""

    what: str
    check: Check
    seconds: float = 3 * SECONDS  # after which it is given up; a store is asked up to three times


READING = 60.0  # seconds; a knowledge base of 10,000 roles takes 9
CHECKS = (
    Listed("software", software.check, READING),
    Listed("embedding", content.embedding),
    Listed("model", content.model, READING),
    Listed("knowledge", content.knowledge, READING),
    Listed("settings", limits.settings),
    Listed("server", serving.server),
    Listed("state", serving.state),
    Listed("database", stores.database),
    Listed("retention", stores.old_texts),
    Listed("tracker store", stores.tracker_store),
    Listed("redis", stores.redis),
    Listed("secret", limits.secret),
    Listed("origins", limits.origins),
    *(Listed("channels", check) for check in channel_checks("check")),
    Listed("metrics", serving.metrics),
    Listed("disk", machine.disk),
    Listed("clock", machine.clock),
)


def examine(place: Place, checks: Sequence[Listed] = CHECKS) -> list[Finding]:
    """The findings in the order of the checks."""
    runs = [_Run(place, listed) for listed in checks]
    return [finding for run in runs for finding in run.result()]


class _Run:
    """One check in a thread of its own, which must not keep the process alive when it hangs."""

    def __init__(self, place: Place, listed: Listed):
        self._listed = listed
        self._found: list[Finding] | None = None
        self._deadline = time.monotonic() + listed.seconds
        self._thread = threading.Thread(target=self._run, args=(place,), daemon=True)
        self._thread.start()

    def _run(self, place: Place) -> None:
        try:
            self._found = list(self._listed.check(place))
        except Exception as error:  # a check must not hide what the others found
            self._found = [Finding(FAULT, self._listed.what, f"could not be looked at: {type(error).__name__}")]

    def result(self) -> list[Finding]:
        self._thread.join(max(self._deadline - time.monotonic(), 0.0))
        if self._found is None:
            return [Finding(FAULT, self._listed.what, "no answer in time", "see whether its machine can be reached")]
        return self._found
