"""Three hundred conversations with the real model: what it could not answer is found, mended, and answered."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import Coroutine, Iterator
from dataclasses import dataclass, replace
from itertools import cycle, islice
from pathlib import Path
from typing import Any

import pytest

from rolewise.cli import learn, reviewing
from rolewise.core.knowledge import load
from rolewise.rasa.quiet import be_quiet
from rolewise.review import survey
from rolewise.review.records import Group, Kind
from rolewise.review.statistics import statistics
from rolewise.review.survey import Places, Wanted
from rolewise.review.turns_from_events import read_turns
from rolewise.review.utterances import taught

be_quiet()

ROOT = Path(__file__).parents[2]
ORDINARY = (
    "what does a data analyst earn?",
    "skills of a web developer",
    "what is a scrum master?",
    "nurse vs teacher",
    "how do I become an actuary?",
    "what does a recruiter do all day?",
    "which roles do you cover?",
    "hello there",
    "is a technical writer future-proof?",
    "what is Docker?",
    "which roles pay best in India?",
    "how many years for a project manager?",
)
CRYOTHERAPY = (
    "what does a cryotherapy technician earn",
    "cryotherapy technician salary",
    "how do I become a cryotherapy technician?",
    "cryotherapy technician vs data analyst",
    "what are the skills of a cryotherapy technician",
)
FALCONRY = ("salary of a falconry instructor", "what does a falconry instructor do?", "falconry instructor or teacher?")
BRAZIL = ("nurse salary in Brazil", "what does a registered nurse earn in Brazil?", "pay of nurses in brazil")
TEA = (
    "how many chai breaks do coders get",
    "do coders get many tea breaks",
    "chai breaks per day for a coder?",
    "number of tea breaks coders get",
)
SOCKS = ("what colour socks does a nurse wear", "socks of a nurse, which colour?", "colour of the socks of a nurse")
LIKED_NOT = ("which skills does an actuary need?", "what skills do actuaries need", "actuary skills")


def played() -> list[tuple[str, str]]:
    """First question and thumb of each of 300 conversations, ordinary and not, mixed."""
    gaps = [
        *_of(CRYOTHERAPY, 40),
        *_of(TEA, 32),
        *_of(BRAZIL, 24),
        *_of(FALCONRY, 18),
        *_of(SOCKS, 12),
        *_of(LIKED_NOT, 9, "down"),
    ]
    ordinary = _of(ORDINARY, 300 - len(gaps), "up")
    return sorted([*gaps, *ordinary], key=lambda talk: sum(talk[0].encode()) % 7)


def _of(texts: tuple[str, ...], number: int, thumb: str = "") -> list[tuple[str, str]]:
    return [(text, thumb) for text in islice(cycle(texts), number)]


@dataclass(frozen=True)
class Played:
    """A copy of the project's files, the store that was filled, and the assistant that filled it."""

    places: Places
    assistant: Any
    loop: asyncio.AbstractEventLoop

    def run(self, coroutine: Coroutine[Any, Any, Any]) -> Any:
        """Awaits it."""
        return self.loop.run_until_complete(coroutine)

    def groups(self, *kinds: Kind) -> list[Group]:
        """What `rolewise unanswered` lists."""
        knowledge, wanted = load(self.places.knowledge), Wanted(30, kinds=kinds)
        turns = read_turns(self.places.database, wanted.since(survey.now()))
        return survey.groups(survey.open_gaps(turns, wanted, self.places, knowledge), knowledge)


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Played]:
    """Conversations played with the latest model on a copy of the knowledge base, kept by Rasa's own SQL store."""
    from rolewise.in_use import live_knowledge
    from rolewise.rasa.assistant import Assistant
    from rolewise.rasa.training import current_model, ensure_model, latest_model

    folder = tmp_path_factory.mktemp("project")
    shutil.copytree(ROOT / "knowledge", folder / "knowledge")
    shutil.copy(ROOT / "data" / "nlu.yml", folder / "nlu.yml")
    endpoints = folder / "endpoints.yml"
    endpoints.write_text(f"tracker_store: {{type: SQL, dialect: sqlite, db: {folder}/kept.db}}\n", "utf-8")
    places = Places(f"sqlite:///{folder}/kept.db", folder / "knowledge", folder / "nlu.yml", folder / "review.json")
    model, loop = current_model() or latest_model() or ensure_model(), asyncio.new_event_loop()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ROLEWISE_KNOWLEDGE", str(places.knowledge))
        live_knowledge.cache_clear()
        assistant = loop.run_until_complete(Assistant.load(model, endpoints))
        loop.run_until_complete(_play(assistant))
        yield Played(places, assistant, loop)
    live_knowledge.cache_clear()
    loop.close()


async def _play(assistant: Any) -> None:
    for number, (text, thumb) in enumerate(played()):
        session = f"web-{number:032x}"
        reply = await assistant.ask(text, session, channel="web")
        if thumb:
            assert await assistant.rate(session, reply.id, thumb)


def test_the_gaps_are_found_and_ranked(project: Played) -> None:
    found = project.groups()
    ranked = [(group.kind, group.count, len(group.conversations)) for group in found[:6]]

    names = [group.example for group in found if group.kind is Kind.UNKNOWN_ROLE]
    assert names == ["cryotherapy technician", "falconry instructor"]
    assert ranked[0] == (Kind.UNKNOWN_ROLE, 40, 40)
    assert any(group.example in TEA for group in found[:6])
    assert (Kind.MISSING_FIGURE, 24, 24) in ranked
    assert (Kind.UNKNOWN_ROLE, 18, 18) in ranked
    assert any(group.example in SOCKS for group in found[:6])
    assert [set(group.texts) <= set(LIKED_NOT) for group in found if group.kind is Kind.THUMBS_DOWN] == [True]


def test_what_was_answered_is_no_gap(project: Played) -> None:
    listed = {text for group in project.groups() for text in group.texts}

    assert not listed & set(ORDINARY)


def test_the_missing_figure_is_named_with_its_file(project: Played) -> None:
    (brazil,) = (group for group in project.groups(Kind.MISSING_FIGURE) if group.count == 24)

    assert brazil.example == "pay: Registered Nurse, Brazil"
    assert brazil.advice.text == "a row for Brazil in knowledge/roles/registered-nurse.yml › pay"


def test_figures_agree_with_what_was_played(project: Played) -> None:
    found = statistics(read_turns(project.places.database, 0))

    assert (found.all.questions, found.conversations, found.all.down) == (300, 300, 9)
    assert found.all.up == 300 - 40 - 32 - 24 - 18 - 12 - 9
    assert found.timed == 300


def test_another_name_that_is_learned_is_answered_at_once(project: Played, monkeypatch: pytest.MonkeyPatch) -> None:
    from rolewise.in_use import live_knowledge

    monkeypatch.setattr(reviewing, "places", lambda: project.places)
    answers = iter(["a", "registered nurse", "", "y", "q"])

    learn.run(30, again=False, ask=lambda _: next(answers))
    live_knowledge().refresh()
    reply = project.run(project.assistant.ask("what does a cryotherapy technician earn", "web-after", channel="web"))

    assert reply.roles == ["registered-nurse"]
    assert reply.card["missed"] is None
    assert [group.example for group in project.groups(Kind.UNKNOWN_ROLE)] == ["falconry instructor"]


def test_training_lines_that_are_learned_close_their_group(project: Played, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reviewing, "places", lambda: project.places)
    monkeypatch.setattr(learn, "LEARNABLE", (Kind.OUT_OF_SCOPE, Kind.NOT_UNDERSTOOD))
    tea = next(group for group in project.groups(*learn.LEARNABLE) if set(group.texts) & set(TEA))
    answers = iter(["t", "ask_responsibilities", "1-2", "y", "q"])

    learn.run(30, again=False, ask=lambda _: next(answers))

    lines = taught(project.places.utterances.read_text("utf-8"))
    assert sum(lines.get(text.lower().rstrip("?")) == "ask_responsibilities" for text in tea.texts) == 2
    assert not any(set(group.texts) & set(tea.texts) for group in project.groups())


def test_a_deleted_text_is_counted_and_not_listed(project: Played, tmp_path: Path) -> None:
    from rolewise.storage.database import Database
    from rolewise.storage.retention import expire

    copy = tmp_path / "kept.db"
    shutil.copy(project.places.database.removeprefix("sqlite:///"), copy)
    places = replace(project.places, database=f"sqlite:///{copy}")

    assert expire(0, Database(places.database))[0] >= 600

    turns = read_turns(places.database, 0)
    assert statistics(turns).all.questions >= 300
    assert not any(turn.text or any(unknown.name for unknown in turn.unknown) for turn in turns)
