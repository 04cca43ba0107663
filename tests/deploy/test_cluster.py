"""Three real instances behind the real proxy keep every conversation, also when one of them dies."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.deploy.cluster import Cluster, Visitor, cluster

VISITORS = 20


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    """The cluster."""
    with cluster(3, tmp_path_factory.mktemp("cluster")) as found:
        yield found


def test_conversations_keep_their_state_through_the_proxy_and_a_crash(running: Cluster) -> None:
    visitors = [Visitor(running.url) for _ in range(VISITORS)]
    with ThreadPoolExecutor(4) as pool:
        first = list(pool.map(lambda visitor: visitor.ask("What does a data analyst earn?"), visitors))
        for visitor in visitors:
            visitor.renew()
        running.instances[0].kill()
        second = list(pool.map(lambda visitor: visitor.ask("and in Germany?"), visitors))

    assert {tuple(answer["about"]["roles"]) for answer in (*first, *second)} == {("data-analyst",)}
    assert {answer["about"]["country"] for answer in second} == {"DE"}
    assert {len(visitor.history()) for visitor in visitors} == {2}


def test_what_was_asked_is_in_no_log(running: Cluster) -> None:
    Visitor(running.url).ask("What does Zephyrine of Quillmoor earn?")

    written = "".join(path.read_text("utf-8", "replace") for path in running.folder.glob("*.log"))
    assert "listens on" in written
    assert "Zephyrine" not in written
    assert "data analyst" not in written
