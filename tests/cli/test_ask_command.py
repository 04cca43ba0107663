"""`rolewise ask`."""

import json
from typing import Any

import pytest
from cli_fakes import Command, Fake

KEYS = ["session", "text", "intent", "confidence", "roles", "country", "facets", "answer", "card"]
BAD: list[tuple[bytes, str]] = [
    (b"", "empty"),
    (b"   ", "empty"),
    (b"{bad", "not JSON"),
    (b'{"session": "a", "text": "x"', "not JSON"),
    (b"[1]", "needs an object"),
    (b"null", "needs an object"),
    (b'"hello"', "needs an object"),
    (b"NaN", "needs an object"),
    (b"{}", "both strings"),
    (b'{"session": "a"}', "both strings"),
    (b'{"session": 1, "text": "x"}', "both strings"),
    (b'{"session": "a", "text": ["x"]}', "both strings"),
    (b'{"session": "a", "text": null}', "both strings"),
    (b'\xff\xfe{"session": "a", "text": "x"}', "not UTF-8"),
    (b'{"session": "a", "text": "caf\xe9"}', "not UTF-8"),
    (b"x" * 100_000, "too long"),
    (b'{"session": "a", "text": "' + b"x" * 100_000 + b'"}', "too long"),
    (b"[" * 15_000, "too deeply"),
]


def line(session: Any, text: Any) -> bytes:
    """A line of JSON."""
    return json.dumps({"session": session, "text": text}).encode() + b"\n"


def test_a_question_prints_the_answer_alone(command: Command, assistant: Fake) -> None:
    ended = command("ask", "what does a data analyst earn?")

    assert (ended.code, ended.out) == (0, "turn 1\n")


def test_json_prints_one_object_with_the_fixed_keys(command: Command, assistant: Fake) -> None:
    (found,) = command("ask", "hello", "--json").objects

    assert list(found) == KEYS
    assert (found["text"], found["roles"], found["country"], found["answer"]) == (
        "hello",
        ["data-analyst"],
        "IN",
        "turn 1",
    )


def test_lines_of_one_session_are_one_conversation_answered_in_order(command: Command, assistant: Fake) -> None:
    ended = command("ask", "--jsonl", stdin=line("a", "x") + line("b", "x") + line("a", "y"))

    assert [(found["session"], found["answer"]) for found in ended.objects] == [
        ("a", "turn 1"),
        ("b", "turn 1"),
        ("a", "turn 2"),
    ]
    assert all(list(found) == KEYS for found in ended.objects)


@pytest.mark.parametrize(("raw", "reason"), BAD, ids=range(len(BAD)))
def test_a_bad_line_gets_a_message_in_its_place_and_the_run_goes_on(
    command: Command, assistant: Fake, raw: bytes, reason: str
) -> None:
    ended = command("ask", "--jsonl", stdin=line("a", "x") + raw + b"\n" + line("a", "y"))
    first, refused, last = ended.objects

    assert (ended.code, first["answer"], last["answer"]) == (0, "turn 1", "turn 2")
    assert reason in refused["answer"] and refused["error"]
    assert list(refused) == [*KEYS, "error"]


def test_a_blank_text_gets_a_message_and_its_session(command: Command, assistant: Fake) -> None:
    (found,) = command("ask", "--jsonl", stdin=line("a", "   ")).objects

    assert (found["session"], found["answer"], found["intent"]) == ("a", "Type something.", None)
    assert found["error"]


def test_a_text_above_the_limit_is_answered_and_flagged(command: Command, assistant: Fake) -> None:
    (found,) = command("ask", "--jsonl", stdin=line("a", "x" * 5_000)).objects

    assert (found["answer"], found["cut"]) == ("turn 1", True)


def test_half_a_surrogate_pair_can_be_printed(command: Command, assistant: Fake) -> None:
    (found,) = command("ask", "--jsonl", stdin=b'{"session": "a", "text": "x\\ud800"}\n').objects

    assert found["answer"] == "turn 1"


def test_the_last_line_needs_no_end_and_windows_ends_are_understood(command: Command, assistant: Fake) -> None:
    ended = command("ask", "--jsonl", stdin=line("a", "x").replace(b"\n", b"\r\n") + line("a", "y").strip())

    assert [found["answer"] for found in ended.objects] == ["turn 1", "turn 2"]


def test_no_line_is_no_output(command: Command, assistant: Fake) -> None:
    ended = command("ask", "--jsonl")

    assert (ended.code, ended.out) == (0, "")
