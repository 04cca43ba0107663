"""Conversations that prove by their answers that state and order are kept, whatever fails meanwhile.

A turn that was acknowledged is never sent again. One that was not is tried again, as a visitor would: if it had been kept
nevertheless, the history holds it twice, which is counted apart.
"""

from __future__ import annotations

import asyncio
import itertools
import random
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import aiohttp

BOUND = 35.0  # seconds in which every request has to end: nginx gives an instance 30
MOST_TURNS = 44  # the history tells of 50
ROLES = (
    "data-analyst",
    "data-scientist",
    "product-manager",
    "registered-nurse",
    "software-engineer",
    "accountant",
    "devops-engineer",
    "ux-designer",
    "business-analyst",
    "machine-learning-engineer",
    "qa-engineer",
)
PLACES = {"US": "the US", "DE": "Germany"}
NEVER_KEPT = ("busy", "rate_limited")  # codes of turns that were not begun


@dataclass(frozen=True)
class Line:
    """What a visitor says, and what the answer has to be about."""

    text: str
    roles: frozenset[str]
    country: str = ""  # "" where it is not looked at


@dataclass(frozen=True)
class Attempt:
    """One request, in seconds of time.monotonic(); `status` 0: the connection failed; `code`: of the error object."""

    began: float
    ended: float
    status: int
    code: str = ""

    @property
    def name(self) -> str:
        """What happened, in short."""
        return self.code or (str(self.status) if self.status else "no connection")


def lines(seed: int) -> Iterator[Line]:
    """Endless rounds of four: a role, a country, another role, and which of both pays more."""
    chosen = random.Random(seed)
    for number in itertools.count(seed):
        first, second = chosen.sample(ROLES, 2)
        country, place = list(PLACES.items())[number % len(PLACES)]
        yield Line(f"What does a {_title(first)} earn?", frozenset({first}))
        yield Line(f"and in {place}?", frozenset({first}), country)
        yield Line(f"and a {_title(second)}?", frozenset({second}))
        yield Line("which pays more?", frozenset({first, second}))


@dataclass
class Talk:
    """One visitor."""

    seed: int
    http: aiohttp.ClientSession
    url: str
    pause: float  # mean seconds between two turns
    token: str = ""
    acknowledged: list[str] = field(default_factory=list)  # ids of turns, in their order
    uncertain: Counter[str] = field(default_factory=Counter)  # texts whose fate a failed attempt left open
    wrong: list[str] = field(default_factory=list)
    attempts: list[Attempt] = field(default_factory=list)

    async def go_on(self, until: asyncio.Event) -> None:
        """Talks in whole rounds until told to stop, or until the history would not tell all."""
        said = lines(self.seed)
        chosen = random.Random(self.seed)
        await asyncio.sleep(chosen.uniform(0, self.pause))
        self.token = (await self._called("POST", "/session", {}))["token"]
        while not until.is_set() and len(self.acknowledged) < MOST_TURNS:
            for line in itertools.islice(said, 4):
                self._check(line, await self._called("POST", "/message", {"text": line.text}))
                await asyncio.sleep(chosen.uniform(0, 2 * self.pause))

    async def history(self) -> list[Any]:
        """The turns that the server tells of, oldest first."""
        return list((await self._called("GET", "/history"))["turns"])

    def _check(self, line: Line, answer: Any) -> None:
        self.acknowledged.append(answer["id"])
        about = answer["about"]
        if set(about["roles"]) != line.roles or line.country not in ("", about["country"]):
            self.wrong.append(f"{line.text!r} was answered about {about}")

    async def _called(self, method: str, path: str, body: Any = None) -> Any:
        """The answer, however often it takes."""
        while True:
            attempt, answer = await self._tried(method, path, body)
            self.attempts.append(attempt)
            if attempt.status == 200:
                return answer
            if attempt.code not in NEVER_KEPT and body:
                self.uncertain[body["text"]] += 1
            await asyncio.sleep(_patience(answer))

    async def _tried(self, method: str, path: str, body: Any) -> tuple[Attempt, Any]:
        headers = {"Accept": "application/json", **({"Authorization": f"Bearer {self.token}"} if self.token else {})}
        began = time.monotonic()
        try:
            async with self.http.request(method, f"{self.url}/webhooks/web{path}", json=body, headers=headers) as response:
                answer = await response.json() if response.content_type == "application/json" else {}
                code = answer.get("error", {}).get("code", "") if response.status != 200 else ""
                return Attempt(began, time.monotonic(), response.status, code), answer
        except (aiohttp.ClientError, asyncio.TimeoutError, OSError):
            return Attempt(began, time.monotonic(), 0), {}


@dataclass(frozen=True)
class Verdict:
    """What became of the acknowledged turns of all talks."""

    turns: int
    lost: int
    doubled: int
    misplaced: int  # talks whose order is another
    wrong: tuple[str, ...]
    repeated: int  # turns that were kept without being acknowledged, and came again
    unexplained: int  # turns of the history that nobody can have sent
    longest: float  # seconds that a request took

    @property
    def faults(self) -> tuple[object, ...]:
        """Whatever must not be."""
        return tuple(filter(None, (self.lost, self.doubled, self.misplaced, self.wrong[:3], self.unexplained)))


def opened() -> aiohttp.ClientSession:
    """What talks share."""
    return aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=BOUND + 5), connector=aiohttp.TCPConnector(limit=0))


async def judged(talks: Sequence[Talk]) -> Verdict:
    """Compares each history with what was acknowledged."""
    histories = [await talk.history() for talk in talks]
    told = [Counter(turn["id"] for turn in history) for history in histories]
    pairs = list(zip(talks, told, strict=True))
    return Verdict(
        turns=sum(len(talk.acknowledged) for talk in talks),
        lost=sum(len(set(talk.acknowledged) - set(ids)) for talk, ids in pairs),
        doubled=sum(count - 1 for ids in told for count in ids.values()),
        misplaced=sum([each for each in ids if each in set(talk.acknowledged)] != talk.acknowledged for talk, ids in pairs),
        wrong=tuple(told for talk in talks for told in talk.wrong),
        repeated=sum(len(set(ids) - set(talk.acknowledged)) for talk, ids in pairs),
        unexplained=sum(_unexplained(talk, history) for talk, history in zip(talks, histories, strict=True)),
        longest=max(attempt.ended - attempt.began for talk in talks for attempt in talk.attempts),
    )


def _unexplained(talk: Talk, history: Sequence[Any]) -> int:
    extra = Counter(turn["text"] for turn in history if turn["id"] not in set(talk.acknowledged))
    return (extra - talk.uncertain).total()


def _patience(answer: Any) -> float:
    return float(answer.get("error", {}).get("retry_after", 0.5))


def _title(role: str) -> str:
    return role.replace("-", " ")
