"""Messages of users: which are answered, where, and in which conversation."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.doors.slack.local_slack import BOT, BOT_ID
from tests.doors.slack.workspace import CHANNEL, DIRECT, USER, Workspace


def test_a_mention_is_answered_in_its_thread(workspace: Workspace) -> None:
    """One message with blocks and a complete text; links are not unfurled."""
    event = workspace.mention("which pays more?")
    assert workspace.event(event).status_code == 200

    (post,) = workspace.posts()
    assert (post.body["channel"], post.body["thread_ts"]) == (CHANNEL, event["ts"])
    assert post.text.startswith("You said: which pays more?")
    assert post.kinds == ["header", "section", "table", "context", "actions", "context_actions"]
    assert (post.body["unfurl_links"], post.token) == (False, "xoxb-of-the-tests")
    assert workspace.assistant.asked[0][2] == "slack"


def test_a_mention_comes_as_two_events_and_is_answered_once(workspace: Workspace) -> None:
    """app_mention and message share the message's ts, in either order."""
    for first, second in (("app_mention", "message"), ("message", "app_mention")):
        said = workspace.message(f"<@{BOT}> hello")
        for kind in (first, second):
            workspace.event({**said, "type": kind})

    workspace.slack.wait(2, "chat.postMessage")
    workspace.settle()
    assert len(workspace.answers()) == 2


def test_a_direct_message_is_answered_without_a_thread(workspace: Workspace) -> None:
    """As people answer each other."""
    workspace.event(workspace.message("hello", DIRECT))

    (post,) = workspace.posts()
    assert post.body["channel"] == DIRECT
    assert "thread_ts" not in post.body


def test_a_thread_of_a_direct_message_is_answered_in_it(workspace: Workspace) -> None:
    """Slack's assistant pane is such a thread. It is the same conversation."""
    workspace.event(workspace.message("hello", DIRECT))
    workspace.event(workspace.message("and now?", DIRECT, thread_ts="1700000000.000100"))

    assert workspace.posts(2)[1].body["thread_ts"] == "1700000000.000100"
    assert len({conversation for _, conversation, _ in workspace.assistant.asked}) == 1


def test_a_follow_up_in_a_thread_needs_no_mention(workspace: Workspace) -> None:
    """The bot takes part in it; it is the same conversation, whoever writes."""
    first = workspace.mention("hello")
    workspace.event(first)
    workspace.posts(1)
    workspace.event(workspace.message("and in Germany?", thread_ts=first["ts"], user="U00000002"))

    assert workspace.posts(2)[1].body["thread_ts"] == first["ts"]
    assert len({conversation for _, conversation, _ in workspace.assistant.asked}) == 1


def test_a_thread_is_remembered_by_another_process(workspace: Workspace, serve: Callable[..., Workspace]) -> None:
    """The store of conversations knows it, so a restart changes nothing."""
    first = workspace.mention("hello")
    workspace.event(first)
    workspace.posts(1)
    other = serve(agent=workspace.app.ctx.agent)
    other.event(other.message("and in Germany?", thread_ts=first["ts"]))

    other.posts(2)
    assert other.assistant.asked[0][1] == workspace.assistant.asked[0][1]


def test_a_thread_without_the_bot_is_left_alone(workspace: Workspace) -> None:
    """It reads along only where it was asked."""
    workspace.event(workspace.message("and in Germany?", thread_ts="1700000000.000100"))

    workspace.settle()
    assert workspace.answers() == []


def test_a_follow_up_that_is_addressed_to_somebody_else_is_left_alone(workspace: Workspace) -> None:
    """People talk to each other in the thread, too."""
    first = workspace.mention("hello")
    workspace.event(first)
    workspace.posts(1)
    workspace.event(workspace.message("<@U00000002> what do you think?", thread_ts=first["ts"]))

    workspace.settle()
    assert len(workspace.answers()) == 1


def test_a_mention_in_a_foreign_thread_is_answered_there(workspace: Workspace) -> None:
    """And the bot takes part from then on."""
    workspace.event(workspace.mention("hello", thread_ts="1700000000.000100"))
    workspace.posts(1)
    workspace.event(workspace.message("and in Germany?", thread_ts="1700000000.000100"))

    assert [post.body["thread_ts"] for post in workspace.posts(2)] == ["1700000000.000100"] * 2


def test_a_bare_mention_asks_for_help(workspace: Workspace) -> None:
    """As a turn, so that the thread is known."""
    workspace.event(workspace.mention(""))

    workspace.posts(1)
    assert workspace.assistant.asked[0][0] == "What can you do?"


def test_a_reply_that_is_also_sent_to_the_channel_counts(workspace: Workspace) -> None:
    """thread_broadcast is a user's own message."""
    first = workspace.mention("hello")
    workspace.event(first)
    workspace.posts(1)
    workspace.event(workspace.message("and in Germany?", thread_ts=first["ts"], subtype="thread_broadcast"))

    assert len(workspace.posts(2)) == 2


def test_what_is_written_beside_a_file_is_answered(workspace: Workspace) -> None:
    """The file is not read; a file alone asks nothing."""
    shared = {"subtype": "file_share", "files": [{"id": "F1", "name": "cv.pdf"}]}
    workspace.event(workspace.message("", DIRECT, **shared))
    workspace.event(workspace.message("could I switch?", DIRECT, **shared))

    workspace.settle()
    assert [text for text, *_ in workspace.assistant.asked] == ["could I switch?", "the last one"]


IGNORED = {
    "an edit": {"subtype": "message_changed", "hidden": True, "message": {"text": "x", "user": USER}},
    "a deletion": {"subtype": "message_deleted", "hidden": True, "deleted_ts": "1.2"},
    "a join": {"subtype": "channel_join"},
    "a topic": {"subtype": "channel_topic", "topic": "jobs"},
    "a bot": {"subtype": "bot_message", "bot_id": "B2"},
    "a bot without a subtype": {"bot_id": BOT_ID},
    "itself": {"user": BOT},
    "Slackbot": {"user": "USLACKBOT"},
    "a mention put in later": {"edited": {"user": USER, "ts": "1.2"}},
    "nobody": {"user": None},
}


@pytest.mark.parametrize("kind", IGNORED)
def test_what_no_user_just_wrote_is_not_answered(workspace: Workspace, kind: str) -> None:
    """In a direct message and in a mention alike."""
    for event in (workspace.message("hello", DIRECT), workspace.mention("hello")):
        assert workspace.event({**event, **IGNORED[kind]}).status_code == 200

    workspace.settle()
    assert workspace.answers() == []


def test_a_message_of_a_channel_without_a_mention_is_not_answered(workspace: Workspace) -> None:
    """Nor one to everybody or to another user."""
    for text in ("which pays more?", "<!here> hello", "<@U00000002> hello"):
        workspace.event(workspace.message(text))

    workspace.settle()
    assert workspace.answers() == []


def test_what_slack_encodes_is_decoded(workspace: Workspace) -> None:
    """Entities, links, channels, users, groups and curly quotes; the mention anywhere."""
    raw = "is “R&amp;D” &gt; <https://jobs.example/a?b=1&amp;c|this job> in <#C2|india-jobs>, <@U2|anna>? "
    workspace.event(workspace.mention(f"{raw}<!subteam^S1|@hr> <!here> *now* <@{BOT}>"))

    workspace.posts(1)
    assert workspace.assistant.asked[0][0] == 'is "R&D" > this job in #india-jobs, anna? @hr now'


def test_conversations_are_apart_and_their_names_tell_nothing(workspace: Workspace) -> None:
    """Each thread and each user has one of its own; nothing of Slack's ids is in the name."""
    workspace.event(workspace.mention("hello"))
    workspace.event(workspace.mention("hello"))
    workspace.event(workspace.message("hello", DIRECT))
    workspace.event(workspace.message("hello", "D00000002", user="U00000002"))

    workspace.posts(4)
    names = {conversation for _, conversation, _ in workspace.assistant.asked}
    assert len(names) == 4
    assert all(name.startswith("slack-") and len(name) == 38 and not {"C", "D", "U"} & set(name[6:]) for name in names)


def test_a_shared_channel_is_one_conversation_whichever_company_writes(workspace: Workspace) -> None:
    """Slack Connect: events name the other company's workspace."""
    first = workspace.mention("hello")
    workspace.event(first)
    workspace.posts(1)
    theirs = workspace.message("and in Germany?", thread_ts=first["ts"], user="U0000THEM", team="T0000THEM")
    workspace.event(theirs, team_id="T0000THEM", context_team_id="T0000THEM", is_ext_shared_channel=True)

    workspace.posts(2)
    assert len({conversation for _, conversation, _ in workspace.assistant.asked}) == 1


def test_answers_of_a_channel_come_in_the_order_of_the_questions(workspace: Workspace) -> None:
    """Also where the first takes longer."""
    workspace.event(workspace.message("wait for it", DIRECT))
    for text in ("one", "two", "three"):
        workspace.event(workspace.message(text, DIRECT))
    workspace.assistant.go_on.set()

    assert [post.text.split("\n")[0] for post in workspace.posts(4)] == [
        f"You said: {text}" for text in ("wait for it", "one", "two", "three")
    ]
