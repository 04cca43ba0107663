"""What tests of the doctor have in common."""

from __future__ import annotations

import socket
from collections.abc import Iterator

from rolewise.doctor import Finding

SECRET = "0123456789abcdef" * 4


def marks(findings: Iterator[Finding]) -> list[str]:
    return [finding.mark for finding in findings]


def only(findings: Iterator[Finding]) -> Finding:
    (found,) = findings
    return found


def closed_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
