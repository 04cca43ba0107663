"""Hindi in Devanagari: how many of our lines are told right, by a model that has seen none of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import yaml

from rolewise.core.dialogue import Turn
from rolewise.core.live import InUse
from rolewise.core.matching.mentions import FIELD
from rolewise.core.understanding.intent_model import IntentModel
from rolewise.core.understanding.understander import Thresholds, Understander

LINES = Path(__file__).with_name("hindi.yml")


@dataclass(frozen=True)
class HindiLine:
    """What somebody may type, and what it is about."""

    text: str
    intent: str
    roles: frozenset[str]  # ids


@dataclass(frozen=True)
class HindiScores:
    """Shares from 0 to 1."""

    lines: int
    intents: float  # told right
    roles: float  # found, all of a line and no other, of the lines that name some


def hindi_lines() -> list[HindiLine]:
    """The lines, written before the lexicon and by the same hand."""
    return [HindiLine(text, intent, frozenset(roles)) for text, intent, roles in yaml.safe_load(LINES.read_text("utf-8"))]


def measure_hindi(model: IntentModel, in_use: InUse) -> HindiScores:
    """The lines, told by a model."""
    understander = Understander(model, Thresholds())
    lines = hindi_lines()
    return scores(lines, [understander.understand(in_use.matcher.find(line.text), in_use) for line in lines])


def scores(lines: Iterable[HindiLine], turns: Iterable[Turn]) -> HindiScores:
    """Of turns that were understood of the lines; what was not read as Hindi is told wrong."""
    told = [(line, turn, turn.language == "hi") for line, turn in zip(lines, turns, strict=True)]
    named = [read and line.roles == named_roles(turn) for line, turn, read in told if line.roles]
    intents = [read and turn.intent == line.intent for line, turn, read in told]
    return HindiScores(len(told), sum(intents) / len(told), sum(named) / len(named))


def named_roles(turn: Turn) -> set[str]:
    """Ids of the roles that a turn names."""
    return {mention.value for mention in turn.of("role") if mention.detail != FIELD}
