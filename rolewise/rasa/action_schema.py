"""The check of action results, compiled once.

Stock Rasa calls `jsonschema.validate`, which checks the schema itself again at every action: about three quarters of a
turn. The replacement applies the same schema and raises the same error. It relies on a private method of Rasa, so it
refuses to work with any version but the one it was written against.
"""

from __future__ import annotations

from typing import Any

import jsonschema_rs
import rasa
from jsonschema import ValidationError
from rasa.core.actions.action import RemoteAction

RASA_VERSION = "3.6.21"


class WrongRasaVersion(RuntimeError):
    """Another version of Rasa is installed than the seams were written for."""


def check_version(version: str = rasa.__version__) -> None:
    """Raises WrongRasaVersion unless `version` is the pinned one."""
    if version != RASA_VERSION:
        raise WrongRasaVersion(
            f"Rasa {version} is installed, but rolewise/runtime was written for {RASA_VERSION}: run `make setup`, "
            "or review rolewise/rasa/action_schema.py, actions_in_process.py and seams.py for the new version"
        )


def install() -> None:
    """Makes every action result be checked by the compiled schema."""
    check_version()
    validator = jsonschema_rs.validator_for(RemoteAction.action_response_format_spec())

    def validate(self: RemoteAction, result: Any) -> bool:
        error = next(validator.iter_errors(result), None)
        if error is not None:
            raise ValidationError(f"Action {self.name()!r} returned what Rasa cannot read: {error.message}")
        return True

    RemoteAction._validate_action_result = validate
