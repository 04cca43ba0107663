"""Neither a secret nor what a user wrote is left in a text for the log."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rolewise.operation.redaction import Redaction, masked, without_password


@pytest.mark.parametrize(
    ("text", "secret"),
    [
        ("posting with xoxb-123-456-abcDEF failed", "123-456"),
        ("app token xapp-1-A0-99-fedcba", "fedcba"),
        ("Authorization: Bearer abc.def-ghi", "abc.def"),
        ("authorization: basic cm9sZTp3aXNl", "cm9s"),
        ("token eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJ3ZWIi.c2lnbmF0dXJl", "c2lnb"),
        ("postgresql://rolewise:p@ss/w:rd@db:5432/x refused", "w:rd"),
        ("redis://:hunter22@cache:6379", "hunter22"),
        ("GET https://jobs.example.org/x?session=abc123 failed", "abc123"),
        ('{"access_token": "abc123", "b": 1}', "abc123"),
        ("password=abc123&user=me", "abc123"),
    ],
)
def test_secrets_are_known_by_their_shape(text: str, secret: str) -> None:
    assert secret not in Redaction({})(text)


def test_the_secrets_of_the_environment_are_known_by_value() -> None:
    redaction = Redaction({"ROLEWISE_SECRET": "correct horse battery staple"})

    assert redaction("signed with correct horse battery staple!") == "signed with …!"


def test_the_row_that_a_database_quotes_is_taken_out() -> None:
    said = "(psycopg2.errors.X) value too long [SQL: INSERT INTO events] [parameters: {'data': 'my\nsalary'}] (Background: …)"

    assert Redaction({})(said) == "(psycopg2.errors.X) value too long [SQL: INSERT INTO events] [parameters: …]"


@given(st.text(min_size=4).filter(lambda written: any(map(str.isalnum, written))))
def test_a_written_text_is_found_as_it_is_in_a_repr_and_in_json(written: str) -> None:
    forms = (written.strip(), repr(written.strip())[1:-1], json.dumps(written.strip())[1:-1])
    for form in forms:
        assert form not in Redaction({})(f"<{form}>", written)


def test_a_short_text_is_taken_out_as_a_word_only() -> None:
    assert Redaction({})("this failed: hi", "hi") == "this failed: …"


def test_what_is_shown_of_a_secret_is_its_length() -> None:
    assert (masked(""), masked("abc")) == ("", "•••• (3 characters)")


def test_a_url_is_shown_without_password_and_options() -> None:
    assert without_password("postgresql://a:b@h/n?password=c") == "postgresql://a:…@h/n"
    assert without_password("redis://h:6379/1") == "redis://h:6379/1"
