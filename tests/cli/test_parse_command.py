"""`rolewise parse`."""

from cli_fakes import Command, Fake

KEYS = ["text", "intent", "confidence", "roles", "fields", "skills", "country", "facets"]


def test_each_line_gives_one_object_with_the_fixed_keys(command: Command, assistant: Fake) -> None:
    ended = command("parse", stdin=b"one\ntwo\n")

    assert [found["text"] for found in ended.objects] == ["one", "two"]
    assert all(list(found) == KEYS for found in ended.objects)


def test_an_empty_line_has_no_intent(command: Command, assistant: Fake) -> None:
    ended = command("parse", stdin=b"one\n\n  \ntwo\n")

    assert [found["intent"] for found in ended.objects] == ["ask_pay", None, None, "ask_pay"]


def test_broken_utf_8_is_read_as_far_as_it_goes(command: Command, assistant: Fake) -> None:
    (found,) = command("parse", stdin=b"caf\xe9 pay\n").objects

    assert (found["text"], found["intent"]) == ("caf\ufffd pay", "ask_pay")


def test_a_very_long_line_gets_a_message_in_its_place(command: Command, assistant: Fake) -> None:
    first, long, last = command("parse", stdin=b"one\n" + b"x" * 1_000_000 + b"\ntwo\n").objects

    assert (first["text"], last["text"]) == ("one", "two")
    assert long["intent"] is None and "too long" in long["error"]


def test_no_turn_is_taken(command: Command, assistant: Fake) -> None:
    command("parse", stdin=b"one\n")

    assert assistant.turns == {}
