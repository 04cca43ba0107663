"""Slash commands: what each does, and the nearest to one that there is not."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from core_server import Core, Server
from talking import Recorded

from rolewise.terminal.client import WebTalk
from rolewise.terminal.conversation import Conversation
from rolewise.terminal.names import Names
from rolewise.terminal.slash import COMMANDS


def test_help_lists_every_command(talk: Conversation, screen: Recorded) -> None:
    talk.take("/help")
    shown = screen.taken()

    assert all(name in shown and command.help in shown for name, command in COMMANDS.items())


def test_country_asks_for_the_talk_to_be_about_it(talk: Conversation, screen: Recorded, core: Core) -> None:
    talk.take("what does a data analyst earn?")
    talk.take("/country us")

    assert core.asked[-1] == "in the US"
    assert "$67.2k" in screen.taken()
    talk.take("/country")
    assert screen.taken() == "The country is the US."


def test_country_without_any_tells_the_sites_own(talk: Conversation, screen: Recorded) -> None:
    talk.take("/country")

    assert screen.taken().endswith("without one it is India.")


def test_a_country_that_is_not_known_is_asked_as_typed(talk: Conversation, core: Core) -> None:
    talk.take("/country Atlantis")

    assert core.asked == ["in Atlantis"]


def test_roles_lists_those_with_the_word(talk: Conversation, screen: Recorded, names: Names) -> None:
    talk.take("/roles data")
    shown = screen.taken()
    talk.take("/roles")

    assert "Data Analyst" in shown and "Data Scientist" in shown and "Nurse" not in shown
    assert names.knowledge
    everything = screen.taken()
    assert all(role.title in everything for role in names.knowledge.roles.values())


def test_roles_finds_other_names_and_slips(talk: Conversation, screen: Recorded) -> None:
    talk.take("/roles MLE")
    assert "Machine Learning Engineer" in screen.taken()
    talk.take("/roles acturay")
    assert "Actuary" in screen.taken()
    talk.take("/roles zzzzzz")
    assert "No covered role" in screen.taken()


def test_why_tells_how_it_was_understood_and_the_sources(talk: Conversation, screen: Recorded) -> None:
    talk.take("what does a data analyst earn?")
    screen.taken()
    talk.take("/why")
    shown = screen.taken()

    assert "Understood as: ask_pay (confidence 0.93)" in shown
    assert "Recognised: role data-analyst" in shown
    assert "OnJob, undated page" in shown


@pytest.mark.parametrize("command", ["/why", "/json", "/save x"])
def test_before_the_first_answer_there_is_nothing_to_show(talk: Conversation, screen: Recorded, command: str) -> None:
    talk.take(command)

    assert screen.taken() == "Nothing has been answered yet."


def test_json_is_the_last_card(talk: Conversation, screen: Recorded) -> None:
    talk.take("what does a data analyst earn?")
    screen.taken()
    talk.take("/json")

    assert json.loads(screen.taken()) == json.loads(json.dumps(talk.turns[-1].said.card))


def test_debug_adds_a_line_until_it_is_off(talk: Conversation, screen: Recorded) -> None:
    for line in ("/debug", "nurse pay"):
        talk.take(line)
    shown = screen.taken()
    for line in ("/debug", "nurse pay"):
        talk.take(line)

    assert "ask_pay | confidence 0.93 | role registered-nurse | 4 ms | state {" in shown
    assert "confidence" not in screen.taken()


def test_without_the_key_the_server_tells_no_confidence(server: Server, screen: Recorded, names: Names) -> None:
    conversation = Conversation(WebTalk(server.url), screen, names)
    conversation.take("nurse pay")
    conversation.take("/why")

    assert "not told by this server" in screen.taken()


def test_save_writes_markdown_and_asks_before_it_overwrites(talk: Conversation, screen: Recorded, tmp_path: Path) -> None:
    talk.take("data analyst vs nurse")
    place = tmp_path / "my talk.md"
    talk.take(f"/save {place}")
    written = place.read_text("utf-8")
    screen.replies = [False, True]
    place.write_text("mine", "utf-8")
    talk.take(f"/save {place}")
    kept = place.read_text("utf-8")
    talk.take(f"/save {place}")

    assert written.startswith("# Conversation with Rolewise\n\n## data analyst vs nurse\n")
    assert "| Point | Data Analyst | Registered Nurse |" in written and "USDOL/ETA" in written
    assert (kept, place.read_text("utf-8")) == ("mine", written)


@pytest.mark.parametrize("path", ["/no/such/folder/x.md", "~nobody-of-this-name/x.md", "a\0b", ".", "x" * 300])
def test_a_bad_path_is_told(talk: Conversation, screen: Recorded, path: str) -> None:
    talk.take("nurse pay")
    screen.taken()
    screen.replies = [True]
    talk.take(f"/save {path}")

    assert "cannot be written" in screen.taken()


def test_clear_begins_a_new_conversation(talk: Conversation, server: Server, screen: Recorded) -> None:
    talk.take("what does a data analyst earn?")
    talk.take("/clear")
    talk.take("/why")

    assert len(server.sessions) == 2
    assert "Nothing has been answered yet." in screen.taken()


@pytest.mark.parametrize("line", ["/quit", "/q", "/exit"])
def test_quit_ends_it(talk: Conversation, line: str) -> None:
    talk.take(line)

    assert talk.over


@pytest.mark.parametrize(("typed", "near"), [("/cuntry IN", "/country"), ("/exxit", "/"), ("/helpp", "/help"), ("/restart", "/")])
def test_an_unknown_command_is_told_with_the_nearest(
    talk: Conversation, screen: Recorded, core: Core, typed: str, near: str
) -> None:
    talk.take(typed)

    assert f"did you mean {near}" in screen.taken()
    assert core.asked == []
