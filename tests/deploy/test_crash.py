"""One server with SQLite: what was acknowledged is there after it was killed."""

from __future__ import annotations

import secrets
import threading
import urllib.error
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPException
from pathlib import Path

from tests.deploy.cluster import Visitor, instance
from tests.deploy.services import wait_until

VISITORS = 4
LEAST = 5  # turns of each that are acknowledged before the crash


def test_acknowledged_turns_outlive_a_killed_server(tmp_path: Path) -> None:
    environment = {
        "ROLEWISE_SECRET": secrets.token_hex(32),
        "ROLEWISE_DATABASE_URL": f"sqlite:///{tmp_path / 'talks.db'}",
        "OMP_NUM_THREADS": "1",
    }
    with instance(tmp_path, environment) as server, ThreadPoolExecutor(VISITORS) as pool:
        server.wait()
        visitors = [Visitor(server.url) for _ in range(VISITORS)]
        told: list[list[str]] = [[] for _ in visitors]
        gone = threading.Event()
        talking = [pool.submit(_talk, visitor, ids, gone) for visitor, ids in zip(visitors, told, strict=True)]
        wait_until(lambda: min(map(len, told)) >= LEAST, lambda: "no turns were acknowledged")
        server.kill()
        gone.set()
        for each in talking:
            each.result()
        server.start()
        server.wait()

        for visitor, ids in zip(visitors, told, strict=True):
            kept = [turn["id"] for turn in visitor.history()]
            # The last one may have been kept just before its acknowledgement could leave.
            assert kept[: len(ids)] == ids
            assert len(kept) <= len(ids) + 1


def _talk(visitor: Visitor, acknowledged: list[str], gone: threading.Event) -> None:
    while not gone.is_set() and len(acknowledged) < 40:
        try:
            acknowledged.append(visitor.ask("What does a nurse earn?")["id"])
        except (urllib.error.URLError, OSError, HTTPException):
            return
