"""What config.yml sets of the intent model."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from rolewise.core.understanding.intent_model import TEMPERATURE

_CLASSIFIER = "RolewiseIntentClassifier"
_FALLBACK = "FallbackClassifier"
# From here on a setting differs so much from the recommended one that answers change.
TEMPERATURE_APART = 0.1
THRESHOLD_APART = 0.1


@dataclass(frozen=True)
class Settings:
    """The two numbers that decide whether an intent counts as understood."""

    temperature: float  # divides the scores before they become probabilities
    threshold: float  # the least confidence, 0 to 1

    def differ_much(self, other: Settings) -> bool:
        """True where one of the numbers is far from the other's."""
        return (
            abs(self.temperature - other.temperature) > TEMPERATURE_APART
            or abs(self.threshold - other.threshold) > THRESHOLD_APART
        )


def settings_in_use(config: Path) -> Settings:
    """The settings of a config.yml; our default temperature, and a threshold of 0, where it is silent. Raises OSError,
    or ValueError for a file that is no pipeline."""
    try:
        components: list[dict[str, Any]] = yaml.safe_load(config.read_text("utf-8"))["pipeline"]
        named = {component["name"].rsplit(".", 1)[-1]: component for component in components}
    except (yaml.YAMLError, KeyError, TypeError) as error:
        raise ValueError(f"{config.name} has no pipeline that can be read: {error}") from error
    return Settings(
        float(named.get(_CLASSIFIER, {}).get("temperature", TEMPERATURE)), float(named.get(_FALLBACK, {}).get("threshold", 0.0))
    )
