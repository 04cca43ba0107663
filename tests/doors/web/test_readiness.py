"""Ready means that a question is really answered; being alive means no more than that."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from rolewise.doors.web import readiness


def test_a_server_that_answers_is_ready(serve: Callable[..., Any]) -> None:
    said = serve().stranger().call("GET", "/ready")

    assert (said.status_code, said.json()) == (200, {"status": "ready"})


@pytest.mark.parametrize(
    ("outcome", "reason"),
    [
        ([], "a question was not answered"),
        (None, "a question was not answered"),
        ([{"custom": {}}], "a question was not answered"),
        (RuntimeError("a secret detail"), "answering fails (RuntimeError)"),
    ],
)
def test_a_server_that_does_not_answer_says_why(serve: Callable[..., Any], pipeline: Any, outcome: Any, reason: str) -> None:
    server = serve()
    server.app.ctx.agent.processor = pipeline(outcome)
    said = server.stranger().call("GET", "/ready")

    assert (said.status_code, said.json()) == (503, {"status": "not_ready", "reason": reason})
    assert server.stranger().call("GET", "/live").json() == {"status": "live"}


def test_the_probe_has_a_store_of_its_own(serve: Callable[..., Any]) -> None:
    server = serve()
    server.stranger().call("GET", "/ready")

    assert server.app.ctx.agent.processor.stores != ["the real one"]
    assert list(server.run(server.app.ctx.agent.tracker_store.keys())) == []


def test_without_a_model_it_is_not_ready(serve: Callable[..., Any]) -> None:
    server = serve()
    server.app.ctx.agent._ready = False

    for path in ("/ready", "/serving"):
        assert server.stranger().call("GET", path).json() == {"status": "not_ready", "reason": "the model is not loaded"}


def test_a_store_that_fails_makes_it_not_ready_and_history_not_kept(
    serve: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    async def fail(*_: Any) -> None:
        raise OSError("a secret detail")

    server = serve()
    for name in ("retrieve", "retrieve_full_tracker", "save", "forget"):
        monkeypatch.setattr(server.app.ctx.agent.tracker_store, name, fail)
    client = server.client()
    answers = [client.call("GET", "/history"), client.call("DELETE", "/history")]

    assert client.call("GET", "/ready").json() == {"status": "not_ready", "reason": "the store of conversations fails (OSError)"}
    assert client.call("GET", "/serving").json() == {"status": "ready"}
    assert [(answer.status_code, answer.json()["error"]["code"]) for answer in answers] == [(503, "not_kept")] * 2
    assert not any("secret" in answer.text for answer in answers)


def test_a_pipeline_that_hangs_is_not_ready(serve: Callable[..., Any], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(readiness, "SECONDS", 0.05)
    server = serve()
    server.app.ctx.agent.processor = type("Hanging", (), {"handle_message": _hang, "tracker_store": None})()

    assert server.stranger().call("GET", "/ready").json()["reason"] == "a question was not answered in time"


async def _hang(*_: Any) -> None:
    import asyncio

    await asyncio.Event().wait()


def test_the_outcome_is_kept_for_a_while(serve: Callable[..., Any]) -> None:
    server = serve()
    stranger = server.stranger()
    for _ in range(20):
        stranger.call("GET", "/ready")

    assert len(server.app.ctx.agent.processor.stores) == 1
