"""Inputs that nobody sends by mistake: texts, bodies, requests, cards and knowledge files. The same seed, the same inputs."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any
from urllib.parse import quote, urlencode

from benchmarks._doors import signed
from benchmarks._tricks import HEADERS, METHODS, QUESTIONS, ROUTES, SLACK, TAILS, TRICKS, WEB
from benchmarks._wire import request

ROOT = Path(__file__).parents[1]
# Their bytes may say that more is to come than does.
UNFRAMED = frozenset({"content-length", "transfer-encoding", "transfer-encoding ", "expect", "upgrade"})


@dataclass(frozen=True)
class Sent:
    """The bytes of a request. `whole`: nothing is missing at its end, so that a response is due."""

    raw: bytes
    whole: bool = True


def text(random: Random) -> str:
    """A trick, a question with a trick in it, or characters of any kind."""
    kind = random.random()
    if kind < 0.25:
        return random.choice(TRICKS)
    if kind < 0.75:
        return _spliced(random, random.choice(QUESTIONS), random.choice(TRICKS)[:60])
    return "".join(map(chr, random.choices(range(1, 0x3000), k=random.randrange(1, 120))))


def value(random: Random, depth: int = 0) -> Any:
    """Any JSON value."""
    plain: tuple[Callable[[], Any], ...] = (
        lambda: text(random),
        lambda: random.choice([None, True, 0, -1, 10**30, 1.5e308, float("nan"), float("inf"), [], {}]),
    )
    nested: tuple[Callable[[], Any], ...] = (
        lambda: [value(random, depth + 1) for _ in range(random.randrange(4))],
        lambda: {text(random)[:20]: value(random, depth + 1) for _ in range(random.randrange(4))},
    )
    return random.choice(plain if depth > 3 else (*plain, *nested))()


def body(random: Random, good: dict[str, Any]) -> bytes:
    """A sound object with one thing wrong, or something else altogether."""
    kind = random.random()
    if kind < 0.6:
        made = {**good, random.choice([*good, "extra"]): value(random)}
        return json.dumps(made).encode()
    if kind < 0.7:
        return json.dumps(value(random)).encode()
    if kind < 0.8:
        return (b'{"a":' * 3000) + b"1" + b"}" * 3000 if random.random() < 0.5 else b"[" * 15_000
    return _torn(random, json.dumps(good).encode())


def web_request(random: Random, token: str) -> Sent:
    """A request to any address, with headers that nobody needs."""
    path = random.choice(ROUTES) + random.choice(TAILS)
    if random.random() < 0.3:
        path = f"{random.choice(ROUTES).rstrip('/')}/{quote(text(random), safe='', errors='surrogatepass')[:3000]}"
    told = {"Content-Type": "application/json", **({"Authorization": f"Bearer {token}"} if random.random() < 0.8 else {})}
    added = random.sample(HEADERS, random.randrange(4))
    content = body(random, {"text": "hello", "page": {"roles": ["nurse"], "country": "IN"}}) if random.random() < 0.6 else b""
    whole = not any(name.lower() in UNFRAMED for name, _ in added)
    return Sent(request(random.choice(METHODS[:7] * 3 + METHODS), path, {**told, **dict(added)}, content), whole)


def message_request(random: Random, token: str, said: str) -> Sent:
    """A well-formed message, as an object or as a stream of lines."""
    accept = random.choice(["application/json", "application/x-ndjson"])
    told = {"Authorization": f"Bearer {token}", "Content-Type": "application/json", "Accept": accept}
    return Sent(request("POST", f"{WEB}/message", told, json.dumps({"text": said}).encode()))


def torn_request(random: Random, token: str) -> Sent:
    """A sound request with some bytes changed, lost or doubled; it may ask for more than comes."""
    return Sent(_torn(random, message_request(random, token, "hello").raw), whole=False)


def slack_request(random: Random, home: str) -> Sent:
    """What Slack sends with something wrong in it; three of four are signed. Answers go to `home`."""
    event = {
        "type": random.choice(["message", "app_mention", "app_home_opened", "assistant_thread_started", "x"]),
        "channel": "D1",
        "user": "U1",
        "ts": "1.1",
        "text": text(random),
        "tab": "home",
    }
    events = {"type": "event_callback", "team_id": "T1", "event_id": str(random.random()), "event": event}
    press = {
        "type": "block_actions",
        "user": {"id": "U1"},
        "team": {"id": "T1"},
        "actions": [{"action_id": "ask_1", "value": "x"}],
        "channel": {"id": "C1"},
        "message": {"ts": "1.1"},
        "response_url": home,
    }
    command = {
        "command": "/roles",
        "text": text(random),
        "user_id": "U1",
        "team_id": "T1",
        "trigger_id": "1",
        "response_url": home,
    }
    kind = random.randrange(3)
    if kind == 0:
        inner = {**event, random.choice(list(event)): value(random)}
        content, form = body(random, events if random.random() < 0.5 else {**events, "event": inner}), "application/json"
    elif kind == 1:
        hostile = body(random, {key: item for key, item in press.items() if key != "response_url"})
        content, form = urlencode({"payload": hostile}).encode(), "application/x-www-form-urlencoded"
    else:
        content = urlencode(command, errors="replace").encode()
        form = random.choice(["application/x-www-form-urlencoded", "text/plain", ""])
    proof = signed(content) if random.random() < 0.75 else {}
    return Sent(request("POST", SLACK, {"Content-Type": form, **proof}, content))


def card(random: Random) -> dict[str, Any]:
    """A card of the right shape whose every text is a trick."""
    columns = random.randrange(1, 5)
    figures = [0, 1, 350_000, 350_001.5, 10**9, 10**15]

    def bar() -> dict[str, Any]:
        low, median, high = sorted(random.sample(figures, 3))
        return {
            "label": text(random),
            "low": low,
            "median": median,
            "high": high,
            "currency": random.choice(["INR", "USD"]),
            "text": text(random),
            "note": text(random),
        }

    return {
        "version": 1,
        "kind": text(random)[:10],
        "title": text(random),
        "text": text(random) or "x",
        "missed": None,
        "table": {
            "columns": [text(random) for _ in range(columns)],
            "rows": [[text(random) for _ in range(columns)] for _ in range(random.randrange(4))],
        }
        if random.random() < 0.6
        else None,
        "bars": [bar() for _ in range(random.randrange(4))],
        "sources": [
            {
                "id": text(random),
                "short": text(random),
                "name": text(random),
                "date": text(random),
                "url": text(random),
                "attribution": text(random),
            }
            for _ in range(random.randrange(3))
        ],
        "suggestions": [{"title": text(random) or "t", "text": text(random) or "t"} for _ in range(random.randrange(9))],
        "links": [{"title": text(random), "url": text(random)} for _ in range(random.randrange(3))],
    }


def knowledge_file(random: Random, sound: str) -> str:
    """A knowledge file with something in it that an editor, or an attacker, put there."""
    kind = random.random()
    if kind < 0.35:
        return _torn(random, sound.encode()).decode("utf-8", "replace")
    lines = sound.split("\n")
    place = random.randrange(len(lines))
    head, colon, _ = lines[place].partition(":")
    if kind < 0.75 and colon:
        lines[place] = f"{head}: {json.dumps(value(random))}"
    else:
        lines.insert(
            place,
            random.choice(
                [
                    "a: &a [*a]",
                    "b: !!python/object/apply:os.system [ls]",
                    "? [x]",
                    "---",
                    "'\x00'",
                    "\t- x",
                    "- - - -",
                    "z: " + "[" * 400,
                    "k: " + "9" * 5000,
                    'x: "\\e[2J"',
                    "<<: {a: 1}",
                    "!!binary aaaa",
                    "%TAG ! x",
                ]
            ),
        )
    return "\n".join(lines)


def described(count: int, token: str) -> Iterator[Sent]:
    """Requests that schemathesis makes of docs/web-api.yaml, sound and unsound ones."""
    import hypothesis
    import requests
    import schemathesis
    import yaml
    from schemathesis import GenerationMode

    schema = schemathesis.openapi.from_dict(yaml.safe_load((ROOT / "docs" / "web-api.yaml").read_text("utf-8")))
    strategies = [
        found.ok().as_strategy(generation_mode=mode) for found in schema.get_all_operations() for mode in GenerationMode
    ]
    made: list[Any] = []

    @hypothesis.seed(1)
    @hypothesis.settings(
        max_examples=max(count, 1),
        deadline=None,
        database=None,
        phases=[hypothesis.Phase.generate],
        suppress_health_check=list(hypothesis.HealthCheck),
    )
    @hypothesis.given(hypothesis.strategies.one_of(strategies))
    def collect(case: Any) -> None:
        made.append(case)

    collect()
    for case in made:
        kept = requests.Request(**case.as_transport_kwargs(base_url="http://jobs.example")).prepare()
        content = kept.body.encode() if isinstance(kept.body, str) else kept.body or b""
        told = {name: value for name, value in kept.headers.items() if name.lower() not in UNFRAMED | {"connection", "host"}}
        told = {name: item.decode("latin-1") if isinstance(item, bytes) else item for name, item in told.items()}
        yield Sent(request(str(kept.method), kept.path_url, {**told, "Authorization": f"Bearer {token}"}, content))


def _spliced(random: Random, sound: str, trick: str) -> str:
    place = random.randrange(len(sound) + 1)
    return sound[:place] + trick + sound[place + random.randrange(3) :]


def _torn(random: Random, sound: bytes) -> bytes:
    made = bytearray(sound)
    for _ in range(random.randrange(1, 5)):
        place = random.randrange(len(made) + 1)
        change = random.randrange(4)
        if change == 0:
            made[place:place] = random.choice([b"\x00", b"\xff", b"\r\n", b"\n", b'"', b"{", b":", b" ", b"\xed\xa0\x80"])
        elif change == 1:
            del made[place : place + random.randrange(1, 8)]
        elif change == 2:
            made[place:place] = made[place : place + random.randrange(1, 60)]
        elif place < len(made):
            made[place] ^= 1 << random.randrange(8)
    return bytes(made)
