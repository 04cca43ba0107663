"""Actions in Rasa's own process behave as an action server's would."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import pytest
from rasa.utils.endpoints import ClientResponseError
from rasa_sdk import Action
from rasa_sdk.executor import ActionExecutor
from rasa_sdk.interfaces import ActionExecutionRejection

from rolewise.rasa.action_endpoint import InProcessActions, executor_of

MODULE = """
from abc import ABC, abstractmethod
from rasa_sdk import Action

class Base(Action, ABC):
    @abstractmethod
    def say(self): ...

class One(Base):
    def name(self):
        return "action_one"

    async def run(self, dispatcher, tracker, domain):
        return []

    def say(self): ...
"""


class Answers(Action):
    """Says hello, and spoils what it was given."""

    def name(self) -> str:
        """Its name."""
        return "action_answers"

    def run(self, dispatcher: Any, tracker: Any, domain: Any) -> list[Any]:
        """Runs."""
        tracker.slots["memory"]["roles"].append("spoilt")
        dispatcher.utter_message(text="hello", json_message={"card": {}})
        return [{"event": "slot", "name": "memory", "value": {"roles": []}}]


class Rejects(Action):
    """Refuses to run."""

    def name(self) -> str:
        """Its name."""
        return "action_rejects"

    def run(self, dispatcher: Any, tracker: Any, domain: Any) -> list[Any]:
        """Runs."""
        raise ActionExecutionRejection(self.name(), "not now")


@pytest.fixture
def endpoint() -> InProcessActions:
    """An endpoint of the two."""
    executor = ActionExecutor()
    executor.register_action(Answers)
    executor.register_action(Rejects)
    return InProcessActions(executor)


def call(action: str) -> dict[str, Any]:
    """What Rasa sends for an action."""
    tracker = {
        "sender_id": "a",
        "slots": {"memory": {"roles": []}},
        "latest_message": {},
        "events": [],
        "paused": False,
        "followup_action": None,
        "active_loop": {},
        "latest_action_name": None,
    }
    return {"next_action": action, "sender_id": "a", "tracker": tracker}


def test_an_action_gives_its_events_and_messages(endpoint: InProcessActions, run: Any) -> None:
    result = run(endpoint.request(json=call("action_answers"), method="post", timeout=1, compress=False))

    assert result["events"] == [{"event": "slot", "name": "memory", "value": {"roles": []}}]
    assert [(each["text"], each["custom"]) for each in result["responses"]] == [("hello", {"card": {}})]


def test_an_action_cannot_change_the_tracker_that_called_it(endpoint: InProcessActions, run: Any) -> None:
    sent = call("action_answers")
    run(endpoint.request(json=sent))

    assert sent["tracker"]["slots"]["memory"] == {"roles": []}


def test_an_unknown_action_is_not_found(endpoint: InProcessActions, run: Any) -> None:
    with pytest.raises(ClientResponseError) as refused:
        run(endpoint.request(json=call("action_unknown")))
    assert refused.value.status == 404


def test_a_rejection_is_a_bad_request_that_names_the_action(endpoint: InProcessActions, run: Any) -> None:
    with pytest.raises(ClientResponseError) as refused:
        run(endpoint.request(json=call("action_rejects")))
    assert refused.value.status == 400
    assert json.loads(refused.value.text)["action_name"] == "action_rejects"


def test_only_the_actions_of_the_package_are_registered(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither abstract bases nor actions that other modules define, as this one does."""
    package = tmp_path / "some_actions"
    (package / "deeper").mkdir(parents=True)
    (package / "__init__.py").touch()
    (package / "deeper/__init__.py").touch()
    (package / "deeper/one.py").write_text(MODULE, "utf-8")
    monkeypatch.syspath_prepend(str(tmp_path))
    try:
        assert list(executor_of("some_actions").actions) == ["action_one"]
    finally:
        for name in [name for name in sys.modules if name.startswith("some_actions")]:
            del sys.modules[name]
