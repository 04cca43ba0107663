"""Forged tokens beyond those of tests/doors/web/test_sessions.py: edited, replayed, and with headers that choose the key."""

from __future__ import annotations

import base64
import json
import time
from collections.abc import Callable
from typing import Any

import jwt
import pytest

from benchmarks._doors import SECRET, Doors
from benchmarks._wire import Answered
from rolewise.doors.web.sessions import ALGORITHM, AUDIENCE

MINE = "web-" + "0" * 32
NOW = int(time.time())
CLAIMS: dict[str, Any] = {"sub": MINE, "aud": AUDIENCE, "iat": NOW, "exp": NOW + 600}
VALID = jwt.encode(CLAIMS, SECRET, ALGORITHM)


def part(content: Any) -> str:
    """A part of a token."""
    return base64.urlsafe_b64encode(json.dumps(content).encode()).rstrip(b"=").decode()


HEAD, BODY, PROOF = VALID.split(".")
OTHER = {**CLAIMS, "sub": "web-" + "1" * 32}
FORGED = {
    "another conversation, the old proof": f"{HEAD}.{part(OTHER)}.{PROOF}",
    "a longer time, the old proof": f"{HEAD}.{part({**CLAIMS, 'exp': NOW + 10**9})}.{PROOF}",
    "no proof": f"{HEAD}.{BODY}.",
    "no algorithm": f"{part({'alg': 'none'})}.{BODY}.",
    "no algorithm in capitals": f"{part({'alg': 'NONE'})}.{BODY}.{PROOF}",
    "another algorithm in the head": f"{part({'alg': 'HS512', 'typ': 'JWT'})}.{BODY}.{PROOF}",
    "a public key's algorithm": f"{part({'alg': 'RS256', 'typ': 'JWT'})}.{BODY}.{PROOF}",
    "a key id that is a path": jwt.encode(CLAIMS, "\0" * 32, ALGORITHM, headers={"kid": "../../../../dev/null"}),
    "a key id that is a query": jwt.encode(CLAIMS, "key", ALGORITHM, headers={"kid": "x' UNION SELECT 'key"}),
    "a key of its own": jwt.encode(CLAIMS, "k" * 40, ALGORITHM, headers={"jwk": {"kty": "oct", "k": part("k" * 40)}}),
    "an address of a key": jwt.encode(CLAIMS, "k" * 40, ALGORITHM, headers={"jku": "https://evil.example/keys"}),
    "an extension that must be understood": jwt.encode(CLAIMS, SECRET, ALGORITHM, headers={"crit": ["exp"], "b64": False}),
    "a name in a list": f"{HEAD}.{part({**CLAIMS, 'sub': [MINE]})}.{PROOF}",
    "an end that is no time": jwt.encode({**CLAIMS, "exp": "tomorrow"}, SECRET, ALGORITHM),
    "an end beyond all time": jwt.encode({**CLAIMS, "exp": 10**400}, SECRET, ALGORITHM)[:-1],
    "blanks": " ",
    "two": f"{VALID} {VALID}",
    "letters of no token": "\u0430.\u0431.\u0432",
    "half a character": "\udcff.\udcfe.x",
    "very long": "a" * 6000,
    "many points": "." * 500,
}


@pytest.mark.parametrize("kind", FORGED)
def test_a_forged_token_opens_nothing(say: Callable[..., Answered], doors: Doors, kind: str) -> None:
    answered = say(b'{"text": "hello"}', Authorization=f"Bearer {FORGED[kind]}")

    assert (answered.status, answered.json()["error"]["code"]) == (401, "unauthorized")
    assert doors.assistant.asked == []


def test_every_single_changed_character_of_a_token_counts(say: Callable[..., Answered]) -> None:
    """Of the proof the last one but one: the very last has bits that decode to nothing."""
    places = [len(HEAD) + 5, len(HEAD) + len(BODY) - 2, len(VALID) - 2]
    changed = [VALID[:place] + ("A" if VALID[place] != "A" else "B") + VALID[place + 1 :] for place in places]

    assert [say(b'{"text": "hello"}', Authorization=f"Bearer {token}").status for token in changed] == [401] * 3


def test_a_session_is_named_by_the_server_and_by_nobody_else(ask: Callable[..., Answered]) -> None:
    """So that none can be fixed beforehand: what a client proposes is refused, and no cookie is ever set."""
    proposed = ask("POST", "/webhooks/web/session", json.dumps({"token": VALID}).encode(), Content_Type="application/json")
    given = ask("POST", "/webhooks/web/session?token=x", b"{}", Content_Type="application/json", Cookie=f"token={VALID}")

    assert proposed.status == 422
    assert jwt.decode(given.json()["token"], SECRET, [ALGORITHM], audience=AUDIENCE)["sub"] != MINE
    assert "set-cookie" not in given.headers


def test_conversations_have_names_that_cannot_be_guessed(ask: Callable[..., Answered]) -> None:
    tokens = [ask("POST", "/webhooks/web/session", b"{}", Content_Type="application/json").json()["token"] for _ in range(50)]
    names = [jwt.decode(token, options={"verify_signature": False})["sub"] for token in tokens]

    assert len({name[4:12] for name in names}) == 50
    assert {len(name) for name in names} == {36}
