"""What reaches the user when Slack or the assistant are slow, busy or broken: once, and never nothing."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

import pytest

from rolewise.doors.jobs import Jobs
from tests.doors.slack.local_slack import DEADLINE, Trouble
from tests.doors.slack.workspace import CHANNEL, DIRECT, Workspace


def test_a_slow_answer_is_announced_and_then_takes_its_place(workspace: Workspace) -> None:
    """One message in the end."""
    workspace.event(workspace.mention("wait"))
    (working,) = workspace.posts()
    workspace.assistant.go_on.set()
    (update,) = workspace.slack.wait(1, "chat.update")

    assert working.text == "Working on it …"
    assert update.body["channel"] == CHANNEL
    assert update.text.startswith("You said: wait")
    assert "table" in update.kinds
    assert len(workspace.answers()) == 1


def test_an_update_is_repeated_where_its_fate_is_unknown(workspace: Workspace) -> None:
    """It can be, unlike a post."""
    workspace.slack.trouble("chat.update", Trouble(drop=True), Trouble(status=500))
    workspace.event(workspace.mention("wait"))
    workspace.posts()
    workspace.assistant.go_on.set()

    assert workspace.slack.wait(1, "chat.update")[0].text.startswith("You said: wait")


def test_a_workspace_without_the_newer_blocks_gets_older_ones(workspace: Workspace) -> None:
    """Table as fields, thumbs as buttons."""
    workspace.slack.refused_kinds = {"table", "context_actions"}
    workspace.event(workspace.mention("hello"))

    (post,) = workspace.posts()
    assert post.kinds == ["header", "section", "section", "context", "actions", "actions"]


def test_a_workspace_that_refuses_all_blocks_gets_the_text(workspace: Workspace) -> None:
    """Which is complete."""
    workspace.slack.trouble("chat.postMessage", Trouble(error="invalid_blocks"), Trouble(error="invalid_blocks"))
    workspace.event(workspace.mention("hello"))

    (post,) = workspace.posts()
    assert post.kinds == []
    assert post.text == "You said: hello\nSources: Almanac (2026)"


def test_a_rate_limit_is_waited_for(workspace: Workspace) -> None:
    """And the answer comes, once, in the order of the questions."""
    workspace.slack.trouble("chat.postMessage", Trouble(status=429, error="ratelimited", retry_after=1))
    for text in ("one", "two"):
        workspace.event(workspace.message(text, DIRECT))

    posts = workspace.posts(2)
    assert [post.text.split("\n")[0] for post in posts] == ["You said: one", "You said: two"]
    refused = workspace.slack.of("chat.postMessage", taken=False)[0]
    assert posts[0].at - refused.at >= 1


@pytest.mark.parametrize(
    "trouble",
    [
        Trouble(drop=True, takes_it=True),
        Trouble(drop=True),
        Trouble(status=500),
        Trouble(status=503, takes_it=True),
        Trouble(error="internal_error"),
        Trouble(error="fatal_error"),
    ],
)
def test_an_answer_whose_fate_is_unknown_is_not_posted_twice(workspace: Workspace, trouble: Trouble) -> None:
    """The user is told to look, and to ask again if need be."""
    workspace.slack.trouble("chat.postMessage", trouble)
    workspace.event(workspace.mention("hello"))

    workspace.slack.until(lambda: len(workspace.slack.calls) >= 3, "a call and another")
    tried = workspace.slack.of("chat.postMessage", taken=False)
    assert [call.text.split("\n")[0] for call in tried] == [
        "You said: hello",
        "Slack did not confirm my answer. If you do not see it, please send your question again.",
    ]


def test_an_answer_that_slack_refuses_is_apologised_for(workspace: Workspace) -> None:
    """The refusal may lie in the answer."""
    workspace.slack.trouble("chat.postMessage", Trouble(error="msg_too_long"))
    workspace.event(workspace.mention("hello"))

    assert workspace.posts()[0].text.startswith("Something went wrong on my side")


def test_a_slack_that_refuses_everything_does_not_stop_the_next_answer(workspace: Workspace) -> None:
    """The log has it."""
    workspace.slack.trouble("chat.postMessage", *[Trouble(error="not_authed")] * 2)
    workspace.event(workspace.message("one", DIRECT))
    workspace.event(workspace.message("two", DIRECT))

    assert workspace.posts()[0].text.startswith("You said: two")


def test_an_assistant_that_fails_is_apologised_for(workspace: Workspace) -> None:
    """In the thread, without details."""
    said = workspace.mention("fail")
    workspace.event(said)

    (post,) = workspace.posts()
    assert post.body["thread_ts"] == said["ts"]
    assert post.text == "Something went wrong on my side, so I could not answer. Please send it again."


def test_a_turn_that_takes_too_long_is_given_up(serve: Callable[..., Workspace]) -> None:
    """And the user told."""
    workspace = serve(turns={"seconds": 0.2})
    workspace.event(workspace.mention("never"))

    assert workspace.posts()[0].text == "That took too long, so I gave it up. Please send it again."


def test_a_busy_server_says_so(serve: Callable[..., Workspace]) -> None:
    """Instead of piling up work."""
    workspace = serve(turns={"most": 1}, working_after=30)
    workspace.event(workspace.mention("wait"))
    assert workspace.assistant.waiting.wait(DEADLINE)
    workspace.event(workspace.mention("hello", "C00000002"))

    assert workspace.posts()[0].text.startswith("Many people ask at this moment")
    workspace.assistant.go_on.set()
    workspace.posts(2)


def test_a_flood_in_one_channel_is_bounded(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    """What waits behind others is bounded; who mentioned the bot is told."""
    monkeypatch.setattr(Jobs, "full", property(lambda jobs: len(jobs._tasks) >= 3))
    for _ in range(5):
        workspace.event(workspace.mention("wait"))
    workspace.assistant.go_on.set()

    workspace.slack.until(lambda: len(workspace.answers()) == 5, "five answers")
    busy = [post for post in workspace.answers() if post.text.startswith("Many people ask")]
    assert 1 <= len(busy) <= 3


def test_a_stopping_server_finishes_what_it_took_on() -> None:
    """Jobs under way are waited for; new requests go elsewhere."""
    done: list[str] = []

    async def scene() -> None:
        jobs, go_on = Jobs(), asyncio.Event()

        async def work() -> None:
            await go_on.wait()
            done.append("work")

        jobs.start("C1", work)
        stopping = asyncio.ensure_future(jobs.stop())
        await asyncio.sleep(0)
        assert jobs.stopping and not stopping.done()
        go_on.set()
        await stopping

    asyncio.run(scene())
    assert done == ["work"]
