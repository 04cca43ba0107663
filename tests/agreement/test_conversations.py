"""Every intent is spoken in some conversation."""

import re
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[2]
INTENTS = [
    next(iter(item)) if isinstance(item, dict) else item
    for item in yaml.safe_load((ROOT / "domain.yml").read_text(encoding="utf-8"))["intents"]
]
SPOKEN = set(
    re.findall(
        r"intent: ([a-z_]+)",
        "".join(path.read_text(encoding="utf-8") for path in (ROOT / "tests" / "conversations").glob("*.yml")),
    )
)


@pytest.mark.parametrize("intent", INTENTS)
def test_an_intent_has_a_conversation(intent: str) -> None:
    """At least one turn of tests/conversations is understood as it."""
    assert intent in SPOKEN
