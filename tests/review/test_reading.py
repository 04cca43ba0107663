"""Rows of the store become turns, whatever state they are in."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from sqlalchemy import select

from rolewise.review.turns_from_events import read_turns
from rolewise.storage.database import EVENTS
from rolewise.storage.existing import StoreUnavailable
from rolewise.storage.retention import wordless
from tests.review.kept_rows import DAY, NOW, Kept, events, role, unknown


def test_a_turn_has_its_question_its_answer_and_its_thumb(kept: Kept) -> None:
    text = "what does a data analyst earn?"
    turn = kept.turn(text, roles=("data-analyst",), entities=(role(text, "data analyst", "data-analyst"),), offers=("More?",))
    kept.thumb(turn, "up")
    kept.thumb(turn, "down")

    (found,) = read_turns(kept.url, NOW - DAY)

    assert (found.id, found.text, found.shape) == (turn, text, "what does a worker earn?")
    assert (found.roles, found.country, found.intent, found.channel) == (("data-analyst",), "IN", "ask_pay", "web")
    assert (found.answered, found.thumb, found.offered) == (True, "down", ("More?",))
    assert found.seconds == pytest.approx(0.03)


def test_a_thumb_that_was_taken_back_counts_as_none(kept: Kept) -> None:
    turn = kept.turn("lamp pay")
    kept.thumb(turn, "down")
    kept.thumb(turn, "none")

    assert read_turns(kept.url, 0)[0].thumb == ""


def test_turns_of_talks_at_the_same_time_are_kept_apart(kept: Kept) -> None:
    first = events("first", "1", NOW, missed="no_role")
    second = events("second", "2", NOW)
    for kind, asked, answered in (("user", first[0], second[0]), ("bot", first[1], second[1])):
        kept.row("a", kind, NOW, asked)
        kept.row("b", kind, NOW, answered)

    assert [(turn.conversation, turn.text, turn.missed) for turn in read_turns(kept.url, 0)] == [
        ("a", "first", "no_role"),
        ("b", "second", ""),
    ]


def test_a_turn_that_broke_down_is_told_from_one_that_was_answered(kept: Kept) -> None:
    user, bot = events("first", "1", NOW)
    kept.row("a", "user", NOW, user)
    kept.row("a", "bot", NOW, {**bot, "text": "Sorry, something went wrong.", "data": {}})

    assert read_turns(kept.url, 0)[0].failed


def test_personal_data_never_leaves_the_store(kept: Kept) -> None:
    text = "salary of a ravi@example.com coordinator"
    kept.turn(text, entities=(unknown(text, "ravi@example.com coordinator"),))

    assert "ravi" not in str(read_turns(kept.url, 0))


def test_older_turns_are_left_out(kept: Kept) -> None:
    kept.turn("old", at=NOW - 10 * DAY)
    kept.turn("new")

    assert [turn.text for turn in read_turns(kept.url, NOW - DAY)] == ["new"]


@pytest.mark.parametrize(
    "data",
    [
        "",
        "no JSON",
        "[]",
        "null",
        '"text"',
        "{}",
        '{"text": null, "parse_data": null}',
        '{"text": 7, "message_id": {}}',
        "[" * 100_000,
        '{"text": "x", "parse_data": {"entities": [{"entity": "role", "start": 90, "end": 1}, 4],'
        ' "intent": 1, "intent_ranking": 3}}',
        '{"text": "hi", "parse_data": {"entities": [{"entity": "unknown_role", "start": true, "end": "x"}]}, "metadata": [1]}',
    ],
)
def test_a_row_of_any_content_is_read(kept: Kept, data: str) -> None:
    kept.row("odd", "user", NOW, data)
    kept.row("odd", "bot", NOW, data)
    kept.row("odd", "slot", NOW, data, "feedback")
    kept.row("odd", "something_new", NOW, data)
    kept.turn("sound", "even")

    assert [turn.text for turn in read_turns(kept.url, 0)][-1] == "sound"


def test_a_turn_whose_words_are_deleted_is_still_counted(kept: Kept) -> None:
    text = "what does a quince steward earn"
    kept.turn(
        text,
        missed="unknown_role",
        entities=(unknown(text, "quince steward", "teacher"),),
        roles=("teacher",),
        answer="We do not cover “quince steward” yet.",
        offers=("What does a quince do?",),
    )
    kept.turn("pay of a teacher", roles=("teacher",))
    with kept.engine.begin() as connection:
        for number, data in connection.execute(select(EVENTS.c.id, EVENTS.c.data).where(EVENTS.c.type_name != "slot")).all():
            connection.execute(EVENTS.update().where(EVENTS.c.id == number).values(data=wordless(data)))

    missed, answered = read_turns(kept.url, 0)

    assert "quince" not in str(missed)
    assert (missed.intent, missed.missed, missed.roles, missed.country) == ("ask_pay", "unknown_role", ("teacher",), "IN")
    assert (answered.answered, answered.roles, answered.channel) == (True, ("teacher",), "web")
    assert answered.seconds is not None


def test_missing_fields_cost_those_fields_alone(kept: Kept) -> None:
    kept.row("a", "user", NOW, json.dumps({"event": "user", "text": "hello there", "a_new_field": 1}))

    (turn,) = read_turns(kept.url, 0)

    assert (turn.text, turn.intent, turn.seconds, turn.roles) == ("hello there", "", None, ())


@pytest.mark.parametrize(
    "url",
    [
        "sqlite:////no/such/folder/x.db",
        "not a url",
        "oracle://user:hunter2@host/x",
        "postgresql://user:hunter2@127.0.0.1:1/x",
        "postgres://user:hunter2@127.0.0.1:1/x",
    ],
)
def test_a_store_out_of_reach_is_told_without_the_password(url: str) -> None:
    with pytest.raises(StoreUnavailable) as refused:
        read_turns(url, 0)

    assert "hunter2" not in str(refused.value)


def test_a_database_without_conversations_is_left_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "empty.db"
    path.touch()

    with pytest.raises(StoreUnavailable, match="no conversation is kept yet"):
        read_turns(f"sqlite:///{path}", 0)
    assert path.stat().st_size == 0
