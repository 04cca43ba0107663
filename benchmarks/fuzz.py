"""Bad inputs at every door (FUZZ_INPUTS of them): what broke, hung, stayed silent or left a traceback in the log.

HTTP of every route, Slack included, on the real Sanic app; texts through the same app to the real assistant; cards to the
renderers; knowledge files to the loader. The inputs follow from FUZZ_SEED alone.
"""

from __future__ import annotations

import asyncio
import json
import logging
import os
import sys
import time
import traceback
from collections.abc import Callable, Iterator
from random import Random
from typing import Any

from benchmarks import _bad_inputs as bad
from benchmarks._doors import Doors, opened
from benchmarks._findings import HANGS, Findings
from benchmarks._offline import cards, files
from benchmarks._tricks import WEB
from benchmarks._wire import Answered, exchanged

COUNT = 100_000
SHARES = {"requests": 0.56, "texts": 0.08, "cards": 0.16, "files": 0.20}
DESCRIBED = 0.05  # of the requests, by schemathesis: each takes it milliseconds to make up
PATIENCE = 0.3  # seconds for a response to a request that is not whole
AT_ONCE = 24
TALK = 12  # texts in a row of one conversation
FORESEEN = frozenset({503, 504})


class Log(logging.Handler):
    """Counts records with a traceback."""

    def __init__(self, findings: Findings):
        super().__init__(logging.WARNING)
        self._findings = findings

    def emit(self, record: logging.LogRecord) -> None:
        """See logging."""
        if record.exc_info or "Traceback" in record.getMessage():
            said = "".join(traceback.format_exception(*record.exc_info)[-6:]) if record.exc_info else record.getMessage()
            self._findings.fault(f"traceback in the log ({record.name})", said)


def main() -> None:
    """Prints the figures; exits with 1 if anything went wrong."""
    count, seed = int(os.environ.get("FUZZ_INPUTS") or COUNT), int(os.environ.get("FUZZ_SEED") or 1)
    begun = time.monotonic()
    findings = fuzz(count, seed)
    print(
        f"{sum(findings.tried.values()):,} inputs in {time.monotonic() - begun:.0f} s, seed {seed}: "
        + ", ".join(f"{number:,} {kind}" for kind, number in findings.tried.items())
    )
    print("statuses: " + ", ".join(f"{status or 'none'} {number:,}" for status, number in sorted(findings.statuses.items())))
    print(f"slowest answer {findings.slowest * 1000:.0f} ms; faults: {sum(findings.faults.values())}")
    for kind, number in findings.faults.most_common():
        print(f"  {number:>6} {kind}\n         first: {findings.examples[kind]}")
    if findings.faults:
        sys.exit(1)


def fuzz(count: int, seed: int = 1, *, real: bool = True) -> Findings:
    """Throws so many inputs; `real` False: texts go to an assistant that repeats them, which needs no model."""
    findings, random = Findings(), Random(seed)
    numbers = {kind: round(share * count) for kind, share in SHARES.items()}
    handler = Log(findings)
    logging.getLogger().addHandler(handler)
    try:
        with opened() as doors:
            _requests(doors, findings, random, numbers["requests"])
            _texts(doors, findings, random, numbers["texts"], real)
        cards(findings, random, numbers["cards"])
        files(findings, random, numbers["files"])
    finally:
        logging.getLogger().removeHandler(handler)
    return findings


def _requests(doors: Doors, findings: Findings, random: Random, count: int) -> None:
    token, home = doors.token(), f"{doors.url}/slack-of-the-doors/response"
    makers: tuple[Callable[[], bad.Sent], ...] = (
        *[lambda: bad.web_request(random, token)] * 6,
        lambda: bad.message_request(random, token, bad.text(random)),
        *[lambda: bad.torn_request(random, token)] * 2,
        *[lambda: bad.slack_request(random, home)] * 3,
    )

    def made() -> Iterator[bad.Sent]:
        known = round(DESCRIBED * count)
        yield from bad.described(known, token)
        for _ in range(count - known):
            yield random.choice(makers)()

    asyncio.run(_all(doors, findings, made()))
    findings.tried["requests"] += count


def _texts(doors: Doors, findings: Findings, random: Random, count: int, real: bool) -> None:
    if real:
        doors.app.ctx.turns = asyncio.run_coroutine_threadsafe(_real_turns(), doors.loop).result()

    def made() -> Iterator[bad.Sent]:
        for number in range(count):
            if number % TALK == 0:
                token = doors.token()
            yield bad.message_request(random, token, bad.text(random))

    asyncio.run(_all(doors, findings, made(), at_once=3))
    findings.tried["texts"] += count


async def _real_turns() -> Any:
    from rolewise.doors.turns import Turns
    from rolewise.rasa.assistant import Assistant
    from rolewise.rasa.training import current_model, latest_model

    model = current_model() or latest_model()
    if model is None:
        sys.exit("no model: run `rolewise train` first")
    return Turns(await Assistant.load(model))


async def _all(doors: Doors, findings: Findings, requests: Iterator[bad.Sent], at_once: int = AT_ONCE) -> None:
    async def worker() -> None:
        for sent in requests:
            begun = time.monotonic()
            try:
                answered = await exchanged(doors.port, sent.raw, HANGS if sent.whole else PATIENCE)
            except OSError as error:
                findings.fault("the server takes no connection", error)
                return
            judge(findings, sent, answered, time.monotonic() - begun)

    await asyncio.gather(*(worker() for _ in range(at_once)))


def judge(findings: Findings, sent: bad.Sent, answered: Answered, seconds: float) -> None:
    """Finds fault with a response."""
    findings.statuses[answered.status] += 1
    example = f"{sent.raw[:300]!r} -> {answered.status} {answered.body[:120]!r}"
    if not sent.whole:
        if answered.status >= 500 and answered.status not in FORESEEN:
            findings.fault("5xx", example)
        return
    findings.slowest = max(findings.slowest, seconds if answered.status else 0)
    if answered.late:
        findings.fault("hangs", example)
    elif not answered.status:
        findings.fault("closed without a response", example)
    elif answered.status >= 500 and answered.status not in FORESEEN:
        findings.fault("5xx", example)
    elif answered.status == 200 and f"POST {WEB}/message ".encode() in sent.raw[:60] and not _is_an_answer(answered):
        findings.fault("empty answer", example)


def _is_an_answer(answered: Answered) -> bool:
    try:
        lines = [json.loads(line) for line in answered.body.splitlines()]
    except ValueError:
        return False
    if len(lines) == 1:
        return bool(lines[0]["text"].strip())
    kinds = [line["type"] for line in lines]
    return (
        kinds[0] == "started" and kinds[-1] == "end" and all(line["text"].strip() for line in lines if line["type"] == "answer")
    )


if __name__ == "__main__":
    main()
