"""`rolewise ask` and `rolewise chat` with a running server, without one, and as real processes."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from cli_fakes import Command, Fake
from core_server import KEY, Core, Server, serving

from rolewise.storage.announcement import Announcement, announce

ROLEWISE = str(Path(sys.executable).with_name("rolewise"))
KEYS = ["session", "text", "intent", "confidence", "roles", "country", "facets", "answer", "card"]


@pytest.fixture
def server() -> Iterator[Server]:
    """A server of the core."""
    with serving(Core()) as found:
        yield found


@pytest.fixture
def announced(server: Server, no_server_is_announced: Path) -> Server:
    """The server, announced on this machine."""
    announce(Announcement(server.url, key=KEY), no_server_is_announced)
    return server


def run(*arguments: str, stdin: bytes = b"", **environment: str) -> subprocess.CompletedProcess[bytes]:
    """The command line as a process of its own."""
    return subprocess.run(
        [ROLEWISE, *arguments],
        input=stdin,
        capture_output=True,
        env={**os.environ, **environment},
        timeout=120,
    )


def test_an_announced_server_answers(command: Command, announced: Server) -> None:
    ended = command("ask", "what does a nurse earn?")

    assert (ended.code, ended.err) == (0, "")
    assert "registered nurse" in ended.out


def test_json_of_a_server_has_the_same_keys_and_the_confidence_of_its_debugging(command: Command, announced: Server) -> None:
    (found,) = command("ask", "--json", "what does a nurse earn?").objects

    assert list(found) == KEYS
    assert (found["session"], found["intent"], found["confidence"]) == ("ask", "ask_pay", 0.93)
    assert (found["roles"], found["country"], found["card"]["kind"]) == (["registered-nurse"], "IN", "pay")


def test_a_server_without_our_key_tells_no_confidence(command: Command, server: Server) -> None:
    (found,) = command("ask", "--json", "--url", server.url, "what does a nurse earn?").objects

    assert found["confidence"] is None


def test_local_passes_the_server_over(command: Command, announced: Server, assistant: Fake) -> None:
    assert command("ask", "--local", "what does a nurse earn?").out == "turn 1\n"


@pytest.mark.parametrize("arguments", [["ask", "--jsonl"], ["parse"]])
def test_lines_are_always_answered_in_this_process(
    command: Command, announced: Server, assistant: Fake, arguments: list[str]
) -> None:
    ended = command(*arguments, stdin=b'{"session": "a", "text": "hello"}\n')

    assert len(ended.objects) == 1
    assert announced.sessions == []


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"[]",
        b'{"url": 1, "pid": 1, "key": "x"}',
        b'{"url": "file:///etc/passwd", "pid": 1, "key": "x"}',
        b'{"url": "http://127.0.0.1:1", "pid": 99999999, "key": "x"}',
        b'{"url": "http://127.0.0.1:1", "pid": -1, "key": "x"}',
        b'{"url": "http://127.0.0.1:1", "pid": "1", "key": "x"}',
    ],
)
def test_an_announcement_that_is_not_true_is_passed_over(
    command: Command, no_server_is_announced: Path, assistant: Fake, content: bytes
) -> None:
    no_server_is_announced.mkdir()
    (no_server_is_announced / "1.json").write_bytes(content)

    assert command("ask", "hello").out == "turn 1\n"


def test_a_server_that_leaves_between_is_replaced_by_this_process(
    command: Command, announced: Server, assistant: Fake, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: Any) -> Any:
        raise SystemExit

    monkeypatch.setattr(announced, "ask", broken)
    ended = command("ask", "hello")

    assert (ended.code, ended.out) == (0, "turn 1\n")
    assert "does not answer" in ended.err


def test_chat_in_a_pipe_uses_the_server_and_goes_on_without(command: Command, announced: Server) -> None:
    ended = command("chat", stdin=b"what does a nurse earn?\n/quit\n")

    assert ended.code == 0 and "registered nurse" in ended.out


def test_a_turn_that_failed_is_1(command: Command, announced: Server, assistant: Fake, monkeypatch: pytest.MonkeyPatch) -> None:
    announced.streamed = [{"code": "internal", "message": "Sorry."}]
    ended = command("ask", "hello")

    assert (ended.code, ended.out) == (1, "")
    assert ended.err == "rolewise: The server says: Sorry.\n"


@pytest.mark.parametrize(
    "arguments",
    [
        ["ask", "x", "--url", "127.0.0.1:5005"],
        ["ask", "x", "--url", "http://127.0.0.1:99999999"],
        ["ask", "x", "--url", "http://127.0.0.1:1", "--local"],
        ["ask", "--jsonl", "--url", "http://127.0.0.1:1"],
        ["ask", "--jsonl", "--json"],
        ["chat", "--url", "http://127.0.0.1:1", "--local"],
    ],
)
def test_wrong_usage_is_2(arguments: list[str]) -> None:
    done = run(*arguments)

    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr.startswith(b"rolewise: ") and b"Traceback" not in done.stderr


@pytest.mark.parametrize("arguments", [["ask", "x"], ["chat"]])
def test_a_named_server_that_is_not_there_is_3(arguments: list[str]) -> None:
    done = run(*arguments, "--url", "http://127.0.0.1:1", stdin=b"x\n")

    assert (done.returncode, done.stdout) == (3, b"")
    assert b"rolewise serve" in done.stderr


def test_an_answer_is_0_and_alone_on_stdout(server: Server) -> None:
    done = run("ask", "--url", server.url, "what does a nurse earn?")

    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.startswith(b"In India")


@pytest.mark.parametrize("environment", [{"PYTHONIOENCODING": "ascii"}, {"LANG": "C", "LC_ALL": ""}])
@pytest.mark.parametrize("command_line", [["ask", "what does a nurse earn?"], ["chat"]])
def test_without_utf8_the_answer_is_in_ascii(server: Server, environment: dict[str, str], command_line: list[str]) -> None:
    done = run(*command_line, "--url", server.url, stdin=b"what does a nurse earn?\n", **environment)

    assert done.returncode == 0 and done.stdout.isascii()
    assert b"Rs.2.5L-Rs.10L" in done.stdout


def test_an_interrupt_is_130_without_a_traceback(server: Server) -> None:
    asked = threading.Event()
    released = threading.Event()

    def slow(text: str, session: str) -> Any:
        asked.set()
        released.wait(30)
        return Core()(text, session)

    server.ask = slow
    process = subprocess.Popen(
        [ROLEWISE, "ask", "--url", server.url, "hello"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert asked.wait(30)
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=30)
    released.set()

    assert (process.returncode, out) == (130, b"")
    assert b"Traceback" not in err


def test_with_a_server_nothing_heavy_is_imported(server: Server) -> None:
    script = (
        "import sys\nfrom rolewise.cli import main\nmain_error = None\n"
        "try:\n    main()\nexcept SystemExit:\n    pass\n"
        "heavy = {'rasa', 'rasa_sdk', 'sanic', 'spacy', 'numpy', 'sqlalchemy', 'onnxruntime', 'sklearn', 'requests', 'aiohttp'}\n"
        "print(sorted(heavy & set(sys.modules)), file=sys.stderr)\n"
    )
    done = subprocess.run([sys.executable, "-c", script, "chat", "--url", server.url], input=b"hello\n", capture_output=True)

    assert done.stderr.splitlines()[-1] == b"[]"


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_shells_complete_commands_and_roles(shell: str) -> None:
    line = "rolewise answer ask_pay data"
    words = {"COMP_WORDS": line, "COMP_CWORD": "3", "_TYPER_COMPLETE_ARGS": line}
    done = run(_ROLEWISE_COMPLETE=f"complete_{shell}", _TYPER_COMPLETE_FISH_ACTION="get-args", **words)

    assert b"data-analyst" in done.stdout and b"data-scientist" in done.stdout


def test_every_command_shows_an_example() -> None:
    import typer

    from rolewise.cli import app

    commands = typer.main.get_command(app).commands  # type: ignore[attr-defined]

    assert [name for name, command in commands.items() if f"rolewise {name}" not in (command.epilog or "")] == []
