"""A conversation with a server: messages, numbers, slash commands, and what goes wrong."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from core_server import KEY, Core, Server, serving
from rich.console import Console

from rolewise.terminal.client import WebTalk
from rolewise.terminal.conversation import Conversation
from rolewise.terminal.names import Names
from rolewise.terminal.patience import Patience
from rolewise.terminal.said import Gone, Refused, Said
from rolewise.terminal.screen import TerminalScreen
from rolewise.terminal.slash import COMMANDS


class Recorded(TerminalScreen):
    """A terminal of 80 columns whose user gives the answers in `replies`."""

    def __init__(self, names: Names):
        self.out = io.StringIO()
        self.replies: list[bool] = []
        super().__init__(Console(file=self.out, width=80, highlight=False, markup=False, emoji=False), False, names.money)

    def confirm(self, question: str, default: bool) -> bool:
        """The next reply."""
        self.note(question)
        return self.replies.pop(0)

    def taken(self) -> str:
        """What was shown since the last time, its breaks aside."""
        text = self.out.getvalue()
        self.out.seek(0)
        self.out.truncate()
        return " ".join(text.split())


class Here:
    """The core in this process."""

    place = ""

    def __init__(self) -> None:
        self.core = Core()

    def renew(self) -> None:
        """Nothing: the tests use one."""

    def ask(self, text: str) -> Said:
        """The core's answer."""
        found = self.core(text, "here")
        return Said(found["text"], found["card"], found["about"])


@pytest.fixture
def core() -> Core:
    """What the server answers with."""
    return Core()


@pytest.fixture
def server(core: Core) -> Iterator[Server]:
    """A server of the core."""
    with serving(core) as found:
        yield found


@pytest.fixture
def screen(names: Names) -> Recorded:
    """Where the conversation is shown."""
    return Recorded(names)


@pytest.fixture
def here() -> Here:
    """The talk in this process."""
    return Here()


@pytest.fixture
def talk(server: Server, screen: Recorded, names: Names, here: Here) -> Conversation:
    """A conversation that may go on in this process."""
    conversation = Conversation(WebTalk(server.url, KEY), screen, names, lambda: here)
    conversation._patience = Patience(screen.note, lambda seconds: screen.note(f"waited {seconds}"))
    return conversation


def test_an_answer_has_text_bars_table_sources_and_numbered_steps(talk: Conversation, screen: Recorded) -> None:
    talk.take("what does a data analyst earn?")
    shown = screen.taken()

    assert "typically earns ₹3.5L–₹14L" in shown and "━━━" in shown
    assert "PrepnPlaced 2026" in shown and "Sources: OnJob career paths" in shown and "[1] " in shown


def test_a_number_sends_its_suggestion_and_shows_what_it_sends(talk: Conversation, screen: Recorded, core: Core) -> None:
    talk.take("what does a data analyst earn?")
    expected = talk.turns[-1].said.suggestions[1]["text"]
    screen.taken()
    talk.take(" 2 ")

    assert core.asked[-1] == expected
    assert screen.taken().startswith(f"› {expected}")


@pytest.mark.parametrize("typed", ["0", "9", "²", "1000000000000", "-1"])
def test_any_other_number_is_a_message(talk: Conversation, core: Core, typed: str) -> None:
    talk.take("what does a data analyst earn?")
    talk.take(typed)

    assert core.asked[-1] == typed


def test_blank_lines_are_passed_over(talk: Conversation, core: Core) -> None:
    talk.take("   ")

    assert core.asked == []


def test_an_attribution_is_shown_once_in_a_conversation(talk: Conversation, screen: Recorded) -> None:
    talk.take("data analyst vs nurse")
    first = screen.taken()
    talk.take("data analyst vs data scientist")

    assert "USDOL/ETA has not approved" in first
    assert "USDOL/ETA has not approved" not in screen.taken()


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


@pytest.mark.parametrize("code", ["busy", "rate_limited"])
def test_a_busy_server_is_asked_again(talk: Conversation, server: Server, screen: Recorded, code: str) -> None:
    server.errors = [{"status": 503, "code": code, "message": "m", "retry_after": 2}]
    talk.take("nurse pay")
    shown = screen.taken()

    assert "Trying again in 2 s. waited 2.0" in shown and "registered nurse" in shown


def test_what_stays_refused_is_told_and_offered_again(talk: Conversation, server: Server, screen: Recorded) -> None:
    server.errors = [{"status": 503, "code": "busy", "message": "m", "retry_after": 1}] * 3
    talk.take("nurse pay")

    assert screen.taken().endswith("The server is busy. Try again in 1 s.")
    assert (talk.unsent, talk.turns) == ("nurse pay", [])


def test_a_long_wait_is_left_to_the_user(talk: Conversation, server: Server, screen: Recorded) -> None:
    server.errors = [{"status": 429, "code": "rate_limited", "message": "m", "retry_after": 120}]
    talk.take("nurse pay")

    assert screen.taken() == "That was too many messages for the server. Try again in 120 s."


@pytest.mark.parametrize(
    ("code", "told"),
    [
        ("not_kept", "cannot keep conversations"),
        ("timeout", "took too long"),
        ("internal", "The server says: Sorry."),
        ("of the future", "The server says: Sorry."),
    ],
)
def test_other_refusals_are_told_in_plain_sentences(
    talk: Conversation, server: Server, screen: Recorded, code: str, told: str
) -> None:
    server.streamed = [{"code": code, "message": "Sorry."}]
    talk.take("nurse pay")

    assert told in screen.taken()
    assert talk.unsent == "nurse pay"


def test_a_session_that_ended_is_renewed_and_the_message_sent(talk: Conversation, server: Server, screen: Recorded) -> None:
    server.errors = [{"status": 401, "code": "session_expired", "message": "m"}]
    talk.take("nurse pay")
    shown = screen.taken()

    assert "A new one has begun." in shown and "registered nurse" in shown
    assert len(server.sessions) == 2


def test_a_server_that_goes_away_is_left_for_this_process(
    talk: Conversation, server: Server, screen: Recorded, here: Here
) -> None:
    """With the topic, since the last messages are asked again, and with what was typed last."""
    talk.take("what does a data analyst earn?")
    server.stop()
    screen.taken()
    screen.replies = [True]
    talk.take("in the US")
    shown = screen.taken()

    assert "does not answer. Go on without it, in this process?" in shown and "$67.2k" in shown
    assert here.core.asked == ["what does a data analyst earn?", "in the US"]


def test_whoever_stays_loses_nothing_typed(talk: Conversation, server: Server, screen: Recorded) -> None:
    server.stop()
    screen.replies = [False]
    talk.take("nurse pay")

    assert "Enter sends it" in screen.taken()
    assert talk.unsent == "nurse pay"


def test_a_server_that_breaks_off_counts_as_gone(core: Core, server: Server, screen: Recorded, names: Names) -> None:
    conversation = Conversation(WebTalk(server.url), screen, names)

    def broken(*_: Any) -> Any:
        raise SystemExit

    server.ask = broken
    with pytest.raises(Gone):
        conversation.take("nurse pay")
    assert conversation.unsent == "nurse pay"


def test_a_long_message_is_cut_as_in_this_process(talk: Conversation, core: Core, screen: Recorded) -> None:
    talk.take("nurse pay " + "x" * 600)

    assert len(core.asked[0]) == 500
    assert "Only the beginning" in screen.taken()


def test_an_address_without_a_server_is_gone() -> None:
    with pytest.raises(Gone):
        WebTalk("http://127.0.0.1:1")


def test_an_error_of_any_shape_is_no_traceback(server: Server, screen: Recorded, names: Names) -> None:
    server.errors = [{"status": 500}]

    with pytest.raises((Gone, Refused)):
        WebTalk(server.url).ask("hello")
