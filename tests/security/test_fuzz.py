"""Some of the inputs of `python -m benchmarks fuzz`, and others of hypothesis: none breaks, hangs or silences a door."""

from __future__ import annotations

import asyncio
import time
from pathlib import Path
from random import Random
from typing import Any

import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from benchmarks import fuzz
from benchmarks._bad_inputs import Sent
from benchmarks._doors import Doors
from benchmarks._tricks import METHODS, ROUTES
from benchmarks._wire import exchanged, request
from rolewise.core.knowledge.files import read
from rolewise.rasa.training import latest_model
from tests import needs

INPUTS = 600
SEED = 7  # another than that of the benchmark
OFTEN = {"derandomize": True, "database": None, "deadline": None, "suppress_health_check": list(HealthCheck)}
HEADER_NAMES = [
    "Accept",
    "Origin",
    "Host",
    "Authorization",
    "Cookie",
    "If-None-Match",
    "Accept-Encoding",
    "X-Forwarded-For",
    "X-Rolewise-Debug",
    "Content-Type",
    "Range",
    "Forwarded",
    "X-Slack-Signature",
    "X-Slack-Request-Timestamp",
]
PRINTABLE = st.text(st.characters(min_codepoint=32, max_codepoint=0x2FFF, blacklist_characters="\x7f"), max_size=60)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=30),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=10), inner, max_size=4),
    max_leaves=12,
)


def test_nothing_breaks_hangs_or_is_silent() -> None:
    """Through HTTP, to the renderers and to the loader."""
    findings = fuzz.fuzz(INPUTS, SEED, real=False)

    assert findings.examples == {}
    assert sum(findings.tried.values()) == INPUTS
    assert findings.statuses[200] > INPUTS / 10


def test_the_real_assistant_answers_any_text() -> None:
    if latest_model() is None:
        needs.missing("no model is trained")
    findings = fuzz.Findings()
    with fuzz.opened() as doors:
        fuzz._texts(doors, findings, Random(SEED), 150, real=True)

    assert findings.examples == {}


@given(
    st.sampled_from(METHODS[:7]),
    st.sampled_from(ROUTES),
    PRINTABLE,
    st.dictionaries(st.sampled_from(HEADER_NAMES), PRINTABLE, max_size=4),
    st.binary(max_size=300),
)
@settings(max_examples=500, **OFTEN)
def test_any_request_is_answered(_doors: Doors, method: str, path: str, query: str, headers: dict[str, str], body: bytes) -> None:
    findings = fuzz.Findings()
    whole = Sent(request(method, f"{path}?{query.replace(' ', '+')}", headers, body))
    answered = asyncio.run(exchanged(_doors.port, whole.raw, fuzz.HANGS))
    fuzz.judge(findings, whole, answered, 0)

    assert findings.examples == {}


@given(st.text(max_size=400) | VALUES.map(lambda value: yaml.safe_dump(value, allow_unicode=True)) | VALUES.map(yaml.dump))
@settings(max_examples=200, **OFTEN)
def test_any_file_is_read_or_told_about(tmp_path_factory: Any, text: str) -> None:
    path = _file(tmp_path_factory)
    path.write_text(text, "utf-8", errors="surrogatepass")
    begun = time.monotonic()
    content, problems = read(path, "any.yml")

    assert content is None or not problems
    assert time.monotonic() - begun < fuzz.HANGS


def _file(factory: Any, made: list[Path] = []) -> Path:  # noqa: B006 - one file for all examples
    if not made:
        made.append(factory.mktemp("any") / "any.yml")
    return made[0]
