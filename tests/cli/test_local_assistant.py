"""The assistant of the terminal, on an engine that understands and answers as it is told."""

from __future__ import annotations

from typing import Any

import pytest

from rolewise.cli.local import LocalAssistant
from rolewise.core.dialogue import Reading, State, Turn
from rolewise.core.engine import Engine
from rolewise.core.matching import Mention
from rolewise.core.understanding.understander import Thresholds
from rolewise.in_use import live_knowledge

MENTIONS = (
    Mention("role", "data-scientist", 0, 1, "data science", detail="field"),
    Mention("role", "data-analyst", 2, 3, "data analyst", detail="title"),
    Mention("country", "IN", 4, 5, "india"),
)


class Told(Engine):
    """Takes every text for the same turn."""

    def __init__(self, sure: bool = True) -> None:
        class Understands:
            thresholds = Thresholds(sure=0.35)

        super().__init__(live_knowledge(), Understands())  # type: ignore[arg-type]
        self.sure = sure

    def understand(self, text: str, *_: Any) -> Turn:
        readings = (Reading("ask_pay", 0.5), Reading("greet", 0.25))
        return Turn(text.strip(), readings, self.sure, () if text.isspace() else MENTIONS)


def test_a_role_named_by_its_field_is_told_apart() -> None:
    found = LocalAssistant(Told()).parse("pay in data science and of a data analyst in India")

    assert (found["intent"], found["confidence"]) == ("ask_pay", 0.5)
    assert (found["roles"], found["fields"], found["country"]) == (["data-analyst"], ["data-scientist"], "IN")


def test_what_is_not_sure_is_told_as_rasa_tells_it() -> None:
    found = LocalAssistant(Told(sure=False)).parse("hm")

    assert (found["intent"], found["confidence"]) == ("nlu_fallback", 0.35)


@pytest.mark.parametrize("text", ["", "  ", "/", "\x00"])
def test_nothing_typed_takes_no_turn(text: str) -> None:
    said = LocalAssistant(Told()).ask(text, "a")

    assert (said.error, said.state) == ("the text is empty", {})


def test_talks_are_kept_apart_and_remembered() -> None:
    assistant = LocalAssistant(Told())
    first, other = assistant.ask("pay", "a"), assistant.ask("pay", "b")
    again = assistant.ask("pay", "a")

    assert first.text == other.text
    assert again.state["roles"] == first.state["roles"]
    assert assistant.parse("  ")["intent"] is None


def test_a_turn_that_fails_is_apologised_for_and_the_talk_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    assistant = LocalAssistant(Told())
    assistant.ask("pay", "a")

    def failing(*_: Any) -> State:
        raise KeyError("secret")

    with monkeypatch.context() as broken:
        broken.setattr(Told, "answer", failing)
        said = assistant.ask("pay", "a")
    assert said.error and "{id}" not in said.text and "secret" not in said.text
    assert assistant.ask("pay", "a").state["at"]
