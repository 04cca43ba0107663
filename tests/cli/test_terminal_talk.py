"""`rolewise chat` as a user meets it: in a terminal, by keys."""

from __future__ import annotations

import stat
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from core_server import Core, Server, serving
from rich.cells import cell_len
from tmux_screen import Screen, terminal

ROLEWISE = str(Path(sys.executable).with_name("rolewise"))


@pytest.fixture
def server() -> Iterator[Server]:
    """A server of the core."""
    with serving(Core()) as found:
        yield found


def chat(server: Server, *options: str) -> list[str]:
    """The command line."""
    return [ROLEWISE, "chat", "--url", server.url, *options]


def prompt_is_back(text: str) -> bool:
    """Whether the last line is an empty prompt."""
    return last_line(text).strip() in {"›", ">"}


def last_line(text: str) -> str:
    """The lowest line with anything on it."""
    return (text.splitlines() or [""])[-1]


def ask(screen: Screen, line: str) -> str:
    """Sends a line; what is shown when it is answered and the next prompt has come."""
    before = prompts(screen.shown())
    screen.send(line)
    return screen.wait(lambda text: prompts(text) > before and prompt_is_back(text))


def prompts(text: str) -> int:
    """How many lines begin as a prompt."""
    return sum(line.startswith(("›", ">")) for line in text.splitlines())


@pytest.mark.parametrize("columns", [60, 80, 120])
def test_a_talk(server: Server, tmp_path: Path, columns: int) -> None:
    """Questions, a number, Tab, arrow up, commands and the way out, none wider than the terminal."""
    with terminal(chat(server), columns, tmp_path) as screen:
        screen.wait(prompt_is_back)
        shown = ask(screen, "data analyst vs data scientist")
        assert "They share three skills" in shown and "[1] Which pays more?" in shown
        shown = ask(screen, "1")
        assert "› Which pays more, a data analyst or a data scientist?" in " ".join(shown.split())
        assert {cell_len(line) for line in shown.splitlines() if "━━" in line} == {columns}
        shown = ask(screen, "in the US")
        assert "$199.1k" in shown

        screen.type("what does a mach")
        screen.keys("Tab")
        screen.wait("what does a Machine Learning Engineer")
        screen.type(" earn?")
        screen.keys("Enter")
        screen.wait(lambda text: "Machine Learning Engineer in the US" in " ".join(text.split()) or "machine learning" in text)
        screen.wait(prompt_is_back)

        screen.keys("Up", "Up")
        screen.wait(lambda text: last_line(text).startswith("› in the US"))
        screen.keys("C-c")
        screen.wait(lambda text: "Ctrl-C again leaves" in text)
        assert "Debugging is on" in ask(screen, "/debug")
        assert "confidence not told by this server" in ask(screen, "nurse pay")
        assert "did you mean /country?" in ask(screen, "/cuntry")
        shown = screen.shown()
        screen.keys("C-d")
        screen.wait("left with 0")

    assert max(cell_len(line) for line in shown.splitlines()) <= columns
    assert len(server.sessions) == 1


def test_what_was_typed_is_found_again_by_the_next_chat_and_by_its_user_alone(server: Server, tmp_path: Path) -> None:
    with terminal(chat(server), 80, tmp_path) as screen:
        screen.wait(prompt_is_back)
        ask(screen, "nurse pay in the US")
        screen.keys("C-d")
        screen.wait("left with 0")
    history = tmp_path / "state" / "rolewise" / "history"
    with terminal(chat(server), 80, tmp_path) as screen:
        screen.wait(prompt_is_back)
        screen.keys("C-r")
        screen.type("nurse")
        screen.wait("reverse-i-search")
        screen.keys("Enter")
        screen.wait(lambda text: last_line(text).startswith("› nurse pay in the US"))

    assert stat.S_IMODE(history.stat().st_mode) == 0o600
    assert "nurse pay in the US" in history.read_text("utf-8")


def test_without_history_nothing_is_kept(server: Server, tmp_path: Path) -> None:
    with terminal(chat(server, "--no-history"), 80, tmp_path) as screen:
        screen.wait(prompt_is_back)
        ask(screen, "nurse pay")
        screen.keys("C-d")
        screen.wait("left with 0")

    assert not (tmp_path / "state").exists()


def test_ctrl_c_twice_leaves_with_130_and_typing_between_keeps_it(server: Server, tmp_path: Path) -> None:
    with terminal(chat(server), 80, tmp_path) as screen:
        screen.wait(prompt_is_back)
        screen.keys("C-c")
        screen.wait("Ctrl-C again leaves")
        screen.type("nurse")
        screen.wait(lambda text: "Ctrl-C again leaves" not in text)
        screen.keys("C-c")
        screen.wait("Ctrl-C again leaves")
        screen.keys("C-c")
        shown = screen.wait("left with 130")

    assert "Traceback" not in shown


def test_several_pasted_lines_are_one_message(server: Server, tmp_path: Path) -> None:
    core = server.ask
    assert isinstance(core, Core)
    with terminal(chat(server), 80, tmp_path) as screen:
        screen.wait(prompt_is_back)
        screen.run("set-buffer", "nurse pay\nin the US\n")
        screen.run("paste-buffer", "-p")
        screen.wait("in the US")
        screen.keys("Enter")
        screen.wait("$68.9k")

    assert [text.split() for text in core.asked] == [["nurse", "pay", "in", "the", "US"]]


def test_a_server_that_stops_leaves_what_was_typed(server: Server, tmp_path: Path) -> None:
    with terminal(chat(server), 80, tmp_path) as screen:
        screen.wait(prompt_is_back)
        ask(screen, "nurse pay")
        server.stop()
        screen.send("in the US")
        screen.wait("Go on without it, in this process? [Y/n]")
        screen.send("n")
        shown = screen.wait(lambda text: last_line(text).startswith("› in the US"))

    assert "The message was not sent" in shown


@pytest.mark.parametrize(
    "environment", [{"LANG": "C"}, {"PYTHONIOENCODING": "ascii"}, {"TERM": "dumb", "LANG": "C"}], ids=["c", "ascii", "dumb"]
)
def test_a_plain_terminal_gets_plain_characters(server: Server, tmp_path: Path, environment: dict[str, str]) -> None:
    with terminal(chat(server), 80, tmp_path, environment) as screen:
        screen.wait(prompt_is_back)
        screen.send("data analyst vs nurse")
        shown = screen.wait(lambda text: "[1]" in text and prompt_is_back(text))

    assert shown.isascii()
    assert "Rs.3.5L" in shown and "###" in shown and "+---" in shown
