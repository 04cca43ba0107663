"""What is replaced in Rasa: as strict as stock, and bound to its version."""

from __future__ import annotations

from typing import Any

import jsonschema
import pytest
from rasa.core.actions.action import RemoteAction

from rolewise.rasa import patches

RIGHT: list[Any] = [
    {"events": [], "responses": []},
    {"events": [{"event": "slot", "name": "memory", "value": {"roles": ["a"]}}], "responses": [{"text": "hello"}]},
    {"events": [{"event": "followup", "name": "action_listen"}]},
]
WRONG: list[Any] = [
    {"events": {"event": "slot"}},
    {"events": [{"event": "slot", "value": 1}]},
    {"events": [{"event": "no such event"}]},
    {"events": [], "responses": "hello"},
    {"events": [], "responses": ["hello"]},
    [],
    None,
]


@pytest.fixture
def action() -> RemoteAction:
    """An action whose results are checked by us."""
    patches.install()
    return RemoteAction("action_answer", None)


@pytest.mark.parametrize("result", RIGHT)
def test_a_right_result_passes(action: RemoteAction, result: Any) -> None:
    assert action._validate_action_result(result)


@pytest.mark.parametrize("result", WRONG)
def test_a_wrong_result_is_refused_with_the_error_that_rasa_expects(action: RemoteAction, result: Any) -> None:
    with pytest.raises(jsonschema.ValidationError):
        action._validate_action_result(result)


@pytest.mark.parametrize("result", RIGHT + WRONG)
def test_both_validators_agree(action: RemoteAction, result: Any) -> None:
    stock = jsonschema.validators.validator_for(action.action_response_format_spec())

    assert _passes(action, result) == stock(action.action_response_format_spec()).is_valid(result)


@pytest.mark.parametrize("version", ["3.6.20", "3.6.22", "3.7.0"])
def test_another_version_of_rasa_is_refused(version: str) -> None:
    with pytest.raises(patches.WrongRasaVersion, match=version):
        patches.check_version(version)


def test_the_installed_version_is_the_pinned_one() -> None:
    patches.check_version()


def _passes(action: RemoteAction, result: Any) -> bool:
    try:
        return action._validate_action_result(result)
    except jsonschema.ValidationError:
        return False
