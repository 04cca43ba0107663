"""The commands of the editors' loop, on a store and a knowledge base of the test's own."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
from collections.abc import Callable
from contextlib import redirect_stdout
from pathlib import Path

import pytest
from cli_fakes import Command

from rolewise.cli import learn, reviewing
from rolewise.core.knowledge import load
from rolewise.doors.slack import identity
from rolewise.doors.slack import slack_settings as settings
from rolewise.review import survey
from rolewise.review.survey import Places
from tests.review.kept_rows import DAY, NOW, Kept, unknown
from tests.small_world import write_world

LINES = """version: "3.1"
nlu:
  - intent: ask_pay
    examples: |
      - lamp pay
  - intent: out_of_scope
    examples: |
      - what is the weather
"""
STEWARD = "what does a wick steward earn"
RUN = """
import sys
from rolewise.cli import main
try:
    main()
except SystemExit as left:
    print(left.code or 0, file=sys.stderr)
slow = {"rasa", "rasa_sdk", "tensorflow", "sanic"} & set(sys.modules)
if sys.argv[1] in ("stats", "forget"):
    slow |= {"spacy", "onnxruntime", "sklearn", "scipy"} & set(sys.modules)
print(sorted(slow), file=sys.stderr)
"""


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Kept:
    """A store with gaps: an unknown role asked thrice, a phrase nobody understands, a missing figure, a thumb down."""
    url = f"sqlite:///{tmp_path}/kept.db"
    (tmp_path / "nlu.yml").write_text(LINES, "utf-8")
    places = Places(url, write_world(tmp_path / "knowledge"), tmp_path / "nlu.yml", tmp_path / ".state" / "review.json")
    monkeypatch.setenv("ROLEWISE_DATABASE_URL", url)
    monkeypatch.setenv("ROLEWISE_KNOWLEDGE", str(places.knowledge))
    monkeypatch.setattr(reviewing, "places", lambda: places)
    monkeypatch.setattr(survey, "now", lambda: NOW + DAY)
    made = Kept(url)
    for number in range(3):
        made.turn(STEWARD, f"web-{number}", missed="unknown_role", entities=(unknown(STEWARD, "wick steward", "wick-trader"),))
    made.turn(
        "how fat is the wallet",
        "slack-1",
        intent="nlu_fallback",
        missed="not_understood",
        channel="slack",
        readings=(("ask_pay", 0.3), ("ask_skills", 0.2)),
    )
    made.turn("pay of a wick trader in Wickland", "web-1", roles=("wick-trader",), country="XB")
    made.thumb(made.turn("lamp skills?", "web-2", intent="ask_skills", roles=("lamp-designer",)), "down", "web-2")
    return made


@pytest.fixture
def teach(kept: Kept) -> Callable[..., str]:
    """Runs `learn` with an editor's answers; what was printed. Every prompt must have an answer, and every answer a prompt."""

    def run(*typed: str, again: bool = False) -> str:
        answers = iter(typed)
        with redirect_stdout(io.StringIO()) as out:
            learn.run(30, again, lambda _: next(answers))
        assert list(answers) == []
        return out.getvalue()

    return run


def rows(out: str) -> list[dict[str, str]]:
    """The rows of a CSV output."""
    return list(csv.DictReader(io.StringIO(out)))


def test_unanswered_lists_the_most_frequent_first(kept: Kept, command: Command) -> None:
    ended = command("unanswered", "--csv", "-")

    assert [(row["kind"], row["questions"], row["conversations"], row["example"]) for row in rows(ended.out)] == [
        ("role not covered", "3", "3", "wick steward"),
        ("figure not held", "1", "1", "pay: Wick Trader, Wickland"),
        ("not understood", "1", "1", "how fat is the wallet"),
        ("thumbs down", "1", "1", "lamp skills?"),
    ]
    assert "rolewise new-role 'Wick Steward'" in rows(ended.out)[0]["what would help"]


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        (["--channel", "slack"], ["how fat is the wallet"]),
        (["--country", "Wickland"], ["pay: Wick Trader, Wickland"]),
        (["--kind", "thumbs down"], ["lamp skills?"]),
        (["--limit", "1"], ["wick steward"]),
    ],
)
def test_unanswered_can_be_narrowed(kept: Kept, command: Command, options: list[str], expected: list[str]) -> None:
    assert [row["example"] for row in rows(command("unanswered", "--csv", "-", *options).out)] == expected


def test_unanswered_shows_the_ids_that_forget_takes(kept: Kept, command: Command) -> None:
    assert "slack-1" not in command("unanswered").out
    assert "slack-1" in command("unanswered", "--ids").out

    ended = command("forget", "slack-1", "--yes")

    assert (ended.code, ended.out) == (0, "1 conversation deleted\n")
    assert "slack-1" not in command("unanswered", "--ids").out


def test_unanswered_writes_a_page(kept: Kept, command: Command, tmp_path: Path) -> None:
    ended = command("unanswered", "--html", str(tmp_path / "page.html"))

    assert (ended.code, ended.out) == (0, "")
    assert "wick steward" in (tmp_path / "page.html").read_text("utf-8")


def test_what_was_typed_is_no_markup_of_the_terminal(kept: Kept, command: Command) -> None:
    kept.turn("[bold]odd[/bold] \x1b[31mwords", intent="nlu_fallback", missed="not_understood")

    assert "[bold]odd[/bold]" in command("unanswered").out.replace("\n", " ")
    assert "\x1b" not in command("unanswered").out


def test_stats_counts(kept: Kept, command: Command) -> None:
    found = json.loads(command("stats", "--json").out)

    assert (found["questions"], found["answered"], found["down"], found["conversations"]) == (6, 2, 1, 4)
    assert found["response_ms"]["turns"] == 6
    assert "6 questions of 4 conversations" in command("stats").out


def test_stats_writes_a_page(kept: Kept, command: Command, tmp_path: Path) -> None:
    ended = command("stats", "--html", str(tmp_path / "page.html"))

    assert (ended.code, ended.out) == (0, "")
    assert "<svg" in (tmp_path / "page.html").read_text("utf-8")


@pytest.mark.parametrize(
    "arguments", [["unanswered"], ["stats"], ["forget", "web-1", "--yes"], ["forget", "--everything", "--yes"]]
)
def test_without_a_store_a_command_says_so(
    command: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str]
) -> None:
    monkeypatch.setenv("ROLEWISE_DATABASE_URL", f"sqlite:///{tmp_path}/none.db")

    ended = command(*arguments)

    assert (ended.code, ended.out) == (3, "")
    assert "no conversation is kept yet" in ended.err
    assert not (tmp_path / "none.db").exists()


def test_a_page_that_cannot_be_written_is_told(kept: Kept, command: Command, tmp_path: Path) -> None:
    assert command("stats", "--html", str(tmp_path / "no" / "page.html")).code == 3


def test_forget_tells_what_is_not_kept(kept: Kept, command: Command) -> None:
    ended = command("forget", "web-1", "web-9", "--yes")

    assert (ended.code, ended.out) == (1, "1 conversation deleted\n")
    assert "not kept: web-9" in ended.err


def test_forget_finds_a_talk_in_slack_by_its_parts(kept: Kept, command: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ROLEWISE_SECRET", "s3cret" * 8)
    kept.turn("hello", identity.conversation(settings.read().key, "T1", "C2", "17.5"))

    assert command("forget", "--slack", "T1:C2:17.5", "--yes").out == "1 conversation deleted\n"
    assert command("forget", "--slack", "T1:U9", "--yes").code == 1


@pytest.mark.parametrize(("place", "code"), [("T1", 2), ("T1:", 2), ("T1:U1", 3)])
def test_forget_needs_the_parts_and_the_secret(
    kept: Kept, command: Command, monkeypatch: pytest.MonkeyPatch, place: str, code: int
) -> None:
    for name in ("ROLEWISE_SECRET", "SLACK_SIGNING_SECRET", "SLACK_APP_TOKEN"):
        monkeypatch.delenv(name, raising=False)

    assert command("forget", "--slack", place, "--yes").code == code


def test_forget_deletes_the_texts_of_old_messages(kept: Kept, command: Command) -> None:
    kept.turn("an old quince", at=NOW - 60 * DAY)

    assert command("forget", "--older-than", "30", "--yes").out.startswith("the texts of 2 messages and answers")
    assert json.loads(command("stats", "--json", "--days", "90").out)["questions"] == 7


def test_forget_deletes_everything(kept: Kept, command: Command) -> None:
    assert command("forget", "--everything", "--yes").out == "4 conversations deleted\n"
    assert json.loads(command("stats", "--json").out)["questions"] == 0


@pytest.mark.parametrize(
    "arguments",
    [[], ["web-1", "--everything"], ["--everything", "--older-than", "3"], ["--everything"], ["web-1"], ["--older-than", "30"]],
)
def test_forget_deletes_nothing_that_is_not_plainly_wanted(kept: Kept, command: Command, arguments: list[str]) -> None:
    assert command("forget", *arguments).code == 2
    assert json.loads(command("stats", "--json").out)["questions"] == 6


def test_learn_needs_somebody_to_ask(kept: Kept, command: Command) -> None:
    ended = command("learn")

    assert (ended.code, ended.out) == (2, "")
    assert "run it in a terminal" in ended.err


def test_learn_gives_a_role_another_name(teach: Callable[..., str], command: Command, tmp_path: Path) -> None:
    out = teach("a", "", "", "y", "q")

    assert "+aliases: [wick steward]" in out
    assert load(tmp_path / "knowledge").roles["wick-trader"].aliases == ("wick steward",)
    assert "wick steward" not in command("unanswered").out


def test_learn_writes_nothing_that_was_not_agreed_to(teach: Callable[..., str], tmp_path: Path) -> None:
    teach("a", "", "", "n", "q")

    assert load(tmp_path / "knowledge").roles["wick-trader"].aliases == ()


def test_learn_takes_back_what_the_check_refuses(teach: Callable[..., str], tmp_path: Path) -> None:
    out = teach("a", "lamp designer", "shiner", "y", "q")

    assert "taken back, since the check fails" in out
    assert "shiner" not in load(tmp_path / "knowledge").roles["lamp-designer"].aliases


def test_learn_adds_the_chosen_training_lines(teach: Callable[..., str], command: Command, tmp_path: Path) -> None:
    out = teach("s", "t", "", "all", "y", "s")

    assert "rolewise train" in out
    assert "      - lamp pay\n      - how fat is the wallet\n  - intent" in (tmp_path / "nlu.yml").read_text("utf-8")
    assert "wallet" not in command("unanswered").out


def test_learn_adds_lines_out_of_scope(teach: Callable[..., str], tmp_path: Path) -> None:
    teach("s", "o", "1", "y", "q")

    assert (tmp_path / "nlu.yml").read_text("utf-8").endswith("- what is the weather\n      - how fat is the wallet\n")


def test_learn_asks_once_about_what_is_skipped(teach: Callable[..., str], command: Command) -> None:
    teach("s", "s", "s")

    assert "nothing to learn" in teach()
    assert "1/3" in teach("q", again=True)
    assert "wick steward" in command("unanswered").out


@pytest.mark.parametrize("typed", ["x", "", "1", "skip it"])
def test_learn_asks_again_for_an_answer_it_does_not_know(teach: Callable[..., str], typed: str) -> None:
    teach(typed, "q")


def test_learn_names_the_nearest_role_for_one_that_it_does_not_know(teach: Callable[..., str]) -> None:
    assert "no role 'lmap'" in teach("a", "lmap", "q")


def test_learn_offers_no_line_with_personal_data(teach: Callable[..., str], kept: Kept, tmp_path: Path) -> None:
    for _ in range(5):
        kept.turn("mail ravi@example.com the moon phase", intent="nlu_fallback", missed="not_understood")

    out = teach("t", "out_of_scope", "q")

    assert "left out: mail [e-mail] the moon phase (it held personal data)" in out
    assert "ravi" not in out


@pytest.mark.parametrize(
    "arguments", [["unanswered", "--csv", "-"], ["stats", "--json"], ["forget", "web-1", "--yes"], ["learn"]]
)
def test_no_command_of_the_review_waits_for_rasa(kept: Kept, arguments: list[str]) -> None:
    done = subprocess.run([sys.executable, "-c", RUN, *arguments], capture_output=True, text=True, env=dict(os.environ))

    assert done.stderr.splitlines()[-1] == "[]"
