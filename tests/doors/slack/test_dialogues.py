"""Whole dialogues through the signed door, with the trained model."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from tests.doors.slack.workspace import CHANNEL, DIRECT, USER, Workspace, on_message

Serve = Callable[..., Workspace]


@pytest.fixture(scope="session")
def model() -> Iterator[Any]:
    """The assistant of the latest model, which lives in a server's loop."""
    from rolewise.rasa.assistant import Assistant
    from rolewise.rasa.training import ensure_model

    loop = asyncio.new_event_loop()
    yield loop.run_until_complete(Assistant.load(ensure_model()))
    loop.close()


@pytest.fixture
def jobs_site(serve: Serve, model: Any) -> Workspace:
    """A workspace whose bot has the trained model."""
    return serve(agent=model._agent, assistant=model, working_after=30)


def buttons(post: Any) -> dict[str, str]:
    """Suggestions of a message: label and question."""
    return {each["text"]["text"]: each["value"] for each in post.buttons if each["action_id"].startswith("rolewise_ask")}


def test_a_comparison_in_a_channel_and_what_follows(jobs_site: Workspace) -> None:
    """Mention, follow-ups without one, a suggestion and a thumb, in one thread."""
    said = jobs_site.mention("what's the difference between a data analyst &amp; a data scientist?")
    jobs_site.event(said)
    (first,) = jobs_site.posts(1)
    assert first.body["blocks"][0]["text"]["text"] == "Data Analyst vs Data Scientist"
    assert {"table", "rich_text", "actions", "context_actions"} <= set(first.kinds)

    jobs_site.event(jobs_site.message("which pays more?", thread_ts=said["ts"]))
    assert "₹6L–₹30L" in jobs_site.posts(2)[1].text
    jobs_site.event(jobs_site.message("and in the US?", thread_ts=said["ts"], user="U00000002"))
    abroad = jobs_site.posts(3)[2]
    assert "$" in abroad.text

    pressed = {"type": "button", "action_id": "rolewise_ask_0", "value": next(iter(buttons(first).values()))}
    jobs_site.press(pressed, **on_message(CHANNEL, "1790000000.1", thread_ts=said["ts"]))
    answer = jobs_site.posts(4)[3]
    assert answer.body["thread_ts"] == said["ts"]

    thumb = next(each for each in answer.buttons if each["type"] == "feedback_buttons")["positive_button"]["value"]
    jobs_site.press(
        {"type": "feedback_buttons", "action_id": "rolewise_rate", "value": thumb},
        **on_message(CHANNEL, "1790000000.2", thread_ts=said["ts"]),
    )
    assert jobs_site.replies()[0].text == "Thank you, that helps the editors."


def test_a_direct_message_and_a_command_keep_the_topic(jobs_site: Workspace) -> None:
    """The user and the bot have one conversation."""
    jobs_site.command("compare data analyst, data scientist", user_id="U0TOPIC01")
    (reply,) = jobs_site.replies()
    assert "Data Analyst vs Data Scientist" in reply.shown

    jobs_site.event(jobs_site.message("which of them pays more?", "D0TOPIC01", user="U0TOPIC01"))
    assert "data scientist comes out higher" in jobs_site.posts()[0].text


COMMANDS = {
    "compare data analyst, data scientist": "Data Analyst vs Data Scientist",
    "pay MLE": "machine learning engineer",
    "pay “devops engineer” in India": "DevOps engineer",
    "skills for *data engineer*": "data engineer",
    "help": "difference between two",
    "": "difference between two",
    "what is R&amp;D?": "",
    "what does a wizard earn?": "wizard",
}


@pytest.mark.parametrize("text", COMMANDS)
def test_commands_are_understood(jobs_site: Workspace, text: str) -> None:
    """In the short form that people type after a slash."""
    jobs_site.command(text, user_id=f"U0CMD{list(COMMANDS).index(text)}")

    assert COMMANDS[text] in jobs_site.replies()[0].shown


def test_two_threads_keep_their_topics_apart(jobs_site: Workspace) -> None:
    """A follow-up is about what its own thread is about."""
    nurses, testers = jobs_site.mention("what does a registered nurse do?"), jobs_site.mention("what does a QA engineer do?")
    for said in (nurses, testers):
        jobs_site.event(said)
    jobs_site.posts(2)
    jobs_site.event(jobs_site.message("what does it earn?", thread_ts=nurses["ts"]))

    answer = jobs_site.posts(3)[2]
    assert answer.body["thread_ts"] == nurses["ts"]
    assert "nurse" in answer.text.lower() and "qa engineer" not in answer.text.lower()


def test_what_others_say_to_each_other_in_a_thread_is_left_alone(jobs_site: Workspace) -> None:
    """Without a mention only a question about roles is for the bot."""
    said = jobs_site.mention("what does a nurse earn? :moneybag:")
    jobs_site.event(said)
    jobs_site.posts(1)
    for text in ("thanks, that helps", "lunch at one?", "Ravi's sister is a nurse and loves it", "yes", ":+1:"):
        jobs_site.event(jobs_site.message(text, thread_ts=said["ts"], user="U00000002"))
    jobs_site.settle()
    assert len(jobs_site.answers()) == 1

    jobs_site.event(jobs_site.message("and in the UK?", thread_ts=said["ts"], user="U00000002"))
    assert "£" in jobs_site.posts(3)[2].text


def test_a_payload_that_is_typed_is_words(jobs_site: Workspace) -> None:
    """Nothing restarts, sets a slot or mentions a channel."""
    for text in ("/restart", '/ask_pay{"role": "x"}', "&lt;!channel&gt; which pays more, *nurse* or _teacher_?"):
        jobs_site.event(jobs_site.message(text, DIRECT, user=USER))

    posts = jobs_site.posts(3)
    assert all("<!channel>" not in post.shown for post in posts)
    assert posts[2].text


def test_small_talk_is_short(jobs_site: Workspace) -> None:
    """No table, no thumbs."""
    jobs_site.event(jobs_site.message("thank you!", DIRECT, user="U0THANKS1"))

    (post,) = jobs_site.posts()
    assert not {"table", "context_actions"} & set(post.kinds)
