"""Turns that fail for every reason: the log tells where, and nothing of what the visitor wrote."""

from __future__ import annotations

import asyncio
import io
import json
import logging
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy.exc import DataError

from rolewise.operation.logs import about, handler
from rolewise.rasa.assistant import Assistant, Reply
from rolewise.rasa.parses import Parses
from rolewise.rasa.quiet import be_quiet
from rolewise.rasa.training import current_model, latest_model

be_quiet()

WRITTEN = "What does Zephyrine of Quillmoor earn as a data analyst?"


@pytest.fixture(scope="module")
def loop() -> Iterator[asyncio.AbstractEventLoop]:
    """The loop that the assistant's locks belong to."""
    found = asyncio.new_event_loop()
    yield found
    found.close()


@pytest.fixture(scope="module")
def assistant(loop: asyncio.AbstractEventLoop, tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    """The trained model, with conversations in memory."""
    model = current_model() or latest_model()
    assert model is not None, "run `rolewise train` first"
    (endpoints := tmp_path_factory.mktemp("endpoints") / "endpoints.yml").touch()
    return loop.run_until_complete(Assistant.load(model, Path(endpoints)))


Ask = Callable[[], "tuple[Reply, list[Any]]"]


@pytest.fixture
def ask(assistant: Assistant, loop: asyncio.AbstractEventLoop) -> Iterator[Ask]:
    """Takes one turn: the reply, and the records of the log."""
    stream = io.StringIO()
    ours = handler(stream, as_json=True)
    logging.getLogger().addHandler(ours)

    def ask_now() -> tuple[Reply, list[Any]]:
        with about("web-failing", WRITTEN):
            reply = loop.run_until_complete(assistant.ask(WRITTEN, "web-failing"))
        assert not {"Zephyrine", "zephyrine", "Quillmoor"} & set(stream.getvalue().replace("'", " ").split())
        assert "ephyrine" not in stream.getvalue()
        return reply, [json.loads(line) for line in stream.getvalue().splitlines()]

    yield ask_now
    logging.getLogger().removeHandler(ours)


def raising(error: Exception) -> Callable[..., Any]:
    def fail(*_: Any, **__: Any) -> Any:
        raise error

    return fail


def test_an_answered_turn_logs_nothing(ask: Ask) -> None:
    reply, records = ask()

    assert (reply.error, records) == ("", [])


@pytest.mark.parametrize("error", [KeyError(WRITTEN), ValueError(f"cannot read {WRITTEN!r}"), RuntimeError(WRITTEN.upper())])
def test_a_failing_action_names_its_error_and_place(ask: Ask, monkeypatch: pytest.MonkeyPatch, error: Exception) -> None:
    monkeypatch.setattr("actions.answer.respond", raising(error))

    _, records = ask()

    assert [record["error"]["type"] for record in records] == [type(error).__name__]
    assert any("actions/answer.py" in place for place in records[0]["error"]["at"])
    assert records[0]["conversation"]


def test_a_failing_parse_is_apologised_for(ask: Ask, assistant: Assistant, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(assistant, "_parses", Parses())
    monkeypatch.setattr(assistant._agent.processor, "parse_message", raising(ValueError(WRITTEN)))

    reply, records = ask()

    assert reply.error
    assert records


def test_a_store_that_refuses_a_row_does_not_quote_it(ask: Ask, assistant: Assistant, monkeypatch: pytest.MonkeyPatch) -> None:
    row = {"data": json.dumps({"event": "user", "text": WRITTEN})}
    refused = DataError("INSERT INTO events (data) VALUES (%(data)s)", row, ValueError(f"value too long: {WRITTEN}"))
    store = assistant._agent.tracker_store
    monkeypatch.setattr(getattr(store, "_tracker_store", store), "save", raising(refused))

    _, records = ask()

    assert any("parameters: …" in record["event"] or record["level"] == "error" for record in records)
