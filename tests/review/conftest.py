"""Stores of conversations: SQLite in a folder of the test, PostgreSQL in a schema of its own."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest
from needs import missing
from sqlalchemy import create_engine, text
from sqlalchemy.exc import SQLAlchemyError

from rolewise.core.knowledge import KnowledgeBase, load
from rolewise.review.survey import Places
from tests.review.kept_rows import Kept
from tests.small_world import write_world

POSTGRESQL = "postgresql://postgres@127.0.0.1:5432/test"
LINES = """version: "3.1"
# Utterances by intent.

nlu:
  - intent: ask_pay
    examples: |
      - What does a lamp designer earn?
      - lamp pay

  # who someone is
  - intent: describe_role
    examples: |
      - what is a wick trader
  - intent: out_of_scope
    examples: |
      - what is the weather
"""


@pytest.fixture(scope="session")
def schema() -> Iterator[str]:
    """The URL of an empty PostgreSQL schema."""
    name = f"review_{uuid.uuid4().hex[:12]}"
    engine = create_engine(POSTGRESQL, connect_args={"connect_timeout": 3})
    try:
        with engine.begin() as connection:
            connection.execute(text(f"CREATE SCHEMA {name}"))
    except SQLAlchemyError:
        missing("no PostgreSQL answers on 127.0.0.1:5432 with a database test")
    yield f"{POSTGRESQL}?options=-csearch_path%3D{name}"
    with engine.begin() as connection:
        connection.execute(text(f"DROP SCHEMA {name} CASCADE"))
    engine.dispose()


@pytest.fixture(params=["sqlite", "postgresql"])
def kept(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Kept]:
    """An empty store of either kind."""
    url = f"sqlite:///{tmp_path}/kept.db" if request.param == "sqlite" else request.getfixturevalue("schema")
    made = Kept(url)
    yield made
    made.drop()


@pytest.fixture
def small(tmp_path: Path) -> KnowledgeBase:
    """The invented knowledge base about lamps."""
    return load(write_world(tmp_path / "knowledge"))


@pytest.fixture
def places(tmp_path: Path, small: KnowledgeBase) -> Places:
    """A project of its own: knowledge, utterances, a SQLite store and decisions."""
    utterances = tmp_path / "nlu.yml"
    utterances.write_text(LINES, "utf-8")
    return Places(f"sqlite:///{tmp_path}/kept.db", tmp_path / "knowledge", utterances, tmp_path / ".state" / "review.json")
