"""A session is a signed token; it alone says which conversation is meant."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import jwt
import pytest
from rasa.shared.exceptions import InvalidConfigException

from rolewise.doors.web.sessions import ALGORITHM, AUDIENCE, LEEWAY, LONGEST, SECONDS

SECRET = "a secret of the tests, long enough to sign with"
MINE = "web-" + "0" * 32


def token(secret: str = SECRET, algorithm: str = ALGORITHM, **claims: Any) -> str:
    """A token with some claims other than ours; None leaves one out."""
    now = int(time.time())
    all_claims = {"sub": MINE, "aud": AUDIENCE, "iat": now, "exp": now + 3600, **claims}
    return jwt.encode({name: value for name, value in all_claims.items() if value is not None}, secret, algorithm=algorithm)


def test_a_session_lasts_a_day(server: Any) -> None:
    given = server.stranger().call("POST", "/session", json={})

    assert given.status_code == 200
    assert given.json().keys() == {"token", "expires"}
    assert 0 <= given.json()["expires"] - time.time() - SECONDS + 60 <= 61


def test_every_new_session_is_a_conversation_of_its_own(server: Any) -> None:
    for _ in range(2):
        server.client().say("hello")

    first, second = (conversation for _, conversation, _, _ in server.assistant.asked)
    assert first != second
    assert first.startswith("web-") and len(first) == 36


def test_renewing_keeps_the_conversation(server: Any) -> None:
    client = server.client()
    client.say("one")
    client.token = client.call("POST", "/session", json={}).json()["token"]
    client.say("two")

    assert len({conversation for _, conversation, _, _ in server.assistant.asked}) == 1


def test_nothing_but_the_token_chooses_the_conversation(server: Any) -> None:
    client = server.client()
    names = ("sender", "sender_id", "session", "metadata")
    refused = [client.call("POST", "/message", json={"text": "hi", name: MINE}) for name in names]
    others: Any = {"headers": {"X-Sender": MINE}, "cookies": {"sender": MINE}}
    client.call("POST", "/message?sender=web-1&token=x", json={"text": "hi"}, **others)

    assert [found.status_code for found in refused] == [422] * 4
    assert [conversation for _, conversation, _, _ in server.assistant.asked] == [
        jwt.decode(client.token, SECRET, [ALGORITHM], audience=AUDIENCE)["sub"]
    ]


@pytest.mark.parametrize(
    "forged",
    {
        "": "",
        "no token": "Bearer",
        "rubbish": "Bearer a.b.c",
        "another scheme": "Basic YTpi",
        "another key": f"Bearer {token('another secret that is long enough to sign')}",
        "unsigned": f"Bearer {token('', 'none')}",
        "another algorithm": f"Bearer {token(SECRET * 2, 'HS512')}",
        "same key, another algorithm": f"Bearer {token(SECRET, 'HS384')}",
        "another purpose": f"Bearer {token(aud='unsubscribe')}",
        "no purpose": f"Bearer {token(aud=None)}",
        "no end": f"Bearer {token(exp=None)}",
        "no beginning": f"Bearer {token(iat=None)}",
        "of another channel": f"Bearer {token(sub='slack-' + '0' * 32)}",
        "any name": f"Bearer {token(sub='default')}",
        "a longer name": f"Bearer {token(sub=MINE + chr(10))}",
        "no name": f"Bearer {token(sub=None)}",
        "no number": f"Bearer {token(auth_time='long ago')}",
    }.items(),
    ids=lambda case: case[0] or "nothing",
)
def test_a_token_that_is_not_ours_opens_nothing(server: Any, forged: tuple[str, str]) -> None:
    client = server.stranger(Authorization=forged[1])
    answers = [
        client.say("hello"),
        client.call("GET", "/history"),
        client.call("DELETE", "/history"),
        client.call("POST", "/feedback", json={"turn": "turn-1", "thumb": "up"}),
        client.call("POST", "/session", json={}),
    ]

    assert [(answer.status_code, answer.json()["error"]["code"]) for answer in answers] == [(401, "unauthorized")] * 5
    assert all(answer.headers["WWW-Authenticate"] == "Bearer" for answer in answers)
    assert server.assistant.asked == []


def test_an_ended_session_is_called_so(server: Any) -> None:
    now = int(time.time())
    ended = server.stranger(Authorization=f"Bearer {token(iat=now - SECONDS - 60, exp=now - LEEWAY - 5)}").say("hello")

    assert (ended.status_code, ended.json()["error"]["code"]) == (401, "session_expired")


def test_clocks_that_went_back_or_differ_end_no_session(server: Any) -> None:
    now = int(time.time())
    ahead = server.stranger(Authorization=f"Bearer {token(iat=now + 7_200, auth_time=now + 7_200, exp=now + 90_000)}")

    assert ahead.say("hello").status_code == 200


def test_a_session_is_not_renewed_for_ever(server: Any) -> None:
    """A stolen token would never end."""
    now = int(time.time())
    old = server.stranger(Authorization=f"Bearer {token(auth_time=now - LONGEST + 600)}")
    renewed = old.call("POST", "/session", json={}).json()

    assert renewed["expires"] == now - LONGEST + 600 + LONGEST
    claims = jwt.decode(renewed["token"], SECRET, [ALGORITHM], audience=AUDIENCE)
    assert claims["auth_time"] == now - LONGEST + 600


def test_deleting_the_conversation_ends_its_tokens(server: Any) -> None:
    client = server.client()
    assert client.call("DELETE", "/history").status_code == 200
    answers = [
        client.say("hello"),
        client.call("GET", "/history"),
        client.call("DELETE", "/history"),
        client.call("POST", "/feedback", json={"turn": "turn-1", "thumb": "up"}),
        client.call("POST", "/session", json={}),
    ]

    assert [(answer.status_code, answer.json()["error"]["code"]) for answer in answers] == [(401, "session_expired")] * 5


def test_a_short_secret_is_refused_with_the_cure(serve: Callable[..., Any]) -> None:
    with pytest.raises(InvalidConfigException, match="openssl rand -hex 32"):
        serve(ROLEWISE_SECRET="short")


def test_without_a_secret_sessions_work_and_one_line_is_logged(
    serve: Callable[..., Any], caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("WARNING", logger="rolewise")
    server = serve(ROLEWISE_SECRET="")

    assert server.client().say("hello").status_code == 200
    assert [record.getMessage().split(":")[0] for record in caplog.records] == ["ROLEWISE_SECRET is not set"]
