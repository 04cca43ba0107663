"""Memory of one instance over many turns through HTTP: mixed talks, many sessions, thumbs and deletions."""

from __future__ import annotations

import asyncio
import itertools
import os
import random
import sys
import time
from collections.abc import Iterator

import aiohttp

from benchmarks._load import UTTERANCES
from benchmarks._servers import Running, ours
from benchmarks.stores import FORMS

TURNS = int(os.environ.get("SOAK_TURNS", "50000"))
POINTS = 10
TALKS = 8  # at once
LENGTHS = (1, 40)  # turns of a talk
RATED = 0.1  # of the turns
DELETED = 0.2  # of the talks
MOST = 1.05  # memory at the end against that after the first tenth, which fills the caches
MB = 1024 * 1024


class _Visitors:
    """Talk after talk until enough is said."""

    def __init__(self, http: aiohttp.ClientSession, url: str, titles: list[str]):
        self.turns = self.talks = self.rated = self.deleted = 0
        self._http = http
        self._url = f"{url}/webhooks/web"
        self._chosen = random.Random(1)
        self._titles = titles

    async def until(self, turns: int) -> None:
        """Returns once so many turns were taken since the beginning."""
        await asyncio.gather(*(self._keep_talking(turns) for _ in range(TALKS)))

    async def _keep_talking(self, turns: int) -> None:
        while self.turns < turns:
            await self._talk(turns)

    async def _talk(self, turns: int) -> None:
        token = (await self._called("POST", "/session", "", {}))["token"]
        self.talks += 1
        for text in itertools.islice(self._said(), self._chosen.randint(*LENGTHS)):
            if self.turns >= turns:
                return
            self.turns += 1
            answer = await self._called("POST", "/message", token, {"text": text})
            if self._chosen.random() < RATED:
                await self._called("POST", "/feedback", token, {"turn": answer["id"], "thumb": "up"})
                self.rated += 1
        await self._called("GET", "/history", token)
        if self._chosen.random() < DELETED:
            await self._called("DELETE", "/history", token)
            self.deleted += 1

    def _said(self) -> Iterator[str]:
        while True:
            if self._chosen.random() < 0.5:
                yield self._chosen.choice(FORMS).format(*self._chosen.sample(self._titles, 2))
            else:
                yield self._chosen.choice(UTTERANCES)

    async def _called(self, method: str, path: str, token: str, body: object = None) -> dict[str, str]:
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        async with self._http.request(method, self._url + path, json=body, headers=headers) as answer:
            answer.raise_for_status()
            return await answer.json() if answer.status == 200 else {}


def main() -> None:
    """Prints the resident memory ten times; ends with an error if it grew by more than 5 % after the first."""
    with ours() as running:
        asyncio.run(_soak(running))


async def _soak(running: Running) -> None:
    from rolewise.in_use import live_knowledge

    titles = [role.title for role in live_knowledge().current().knowledge.roles.values()]
    found, began = [], time.monotonic()
    print(f"ready after {running.ready_after:.1f} s with {running.memory() / MB:.0f} MB")
    async with aiohttp.ClientSession() as http:
        visitors = _Visitors(http, running.url, titles)
        for point in range(1, POINTS + 1):
            await visitors.until(TURNS * point // POINTS)
            found.append(running.memory())
            rate = visitors.turns / (time.monotonic() - began)
            print(
                f"{visitors.turns:>7} turns {found[-1] / MB:7.1f} MB   {rate:4.0f} turns/s   load {os.getloadavg()[0]:.1f}",
                flush=True,
            )
    growth = found[-1] / found[0]
    print(
        f"{visitors.talks} talks, {visitors.rated} thumbs, {visitors.deleted} deleted; "
        f"{(growth - 1) * 100:+.1f} % since the first tenth (at most {(MOST - 1) * 100:+.0f} %)"
    )
    if growth > MOST:
        sys.exit("memory grows")


if __name__ == "__main__":
    main()
