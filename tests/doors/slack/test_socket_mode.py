"""Socket Mode: the same requests through a connection that the server opens."""

from __future__ import annotations

from collections.abc import Callable

from tests.doors.slack.local_slack import BOT, TEAM
from tests.doors.slack.workspace import DIRECT, USER, Workspace

SOCKET = {"SLACK_SIGNING_SECRET": "", "SLACK_APP_TOKEN": "xapp-of-the-tests"}


def payload(workspace: Workspace, text: str) -> dict[str, object]:
    """An event as a socket carries it."""
    event = workspace.message(text, DIRECT)
    return {
        "team_id": TEAM,
        "api_app_id": "A1",
        "type": "event_callback",
        "event_id": f"Ev{event['ts']}",
        "event": event,
        "authorizations": [{"team_id": TEAM, "user_id": BOT, "is_bot": True}],
    }


def test_requests_of_the_socket_are_acknowledged_and_answered(serve: Callable[..., Workspace]) -> None:
    """Events and commands; no signing secret is needed, and no address is there."""
    workspace = serve(environment=SOCKET)
    workspace.slack.send("events_api", payload(workspace, "hello"), "envelope1")
    assert workspace.posts()[0].text.startswith("You said: hello")

    command = {
        "command": "/roles",
        "text": "help",
        "user_id": USER,
        "team_id": TEAM,
        "trigger_id": "1",
        "channel_id": "C1",
        "response_url": workspace.slack.response_url(),
    }
    workspace.slack.send("slash_commands", command, "envelope2")
    assert workspace.replies()[0].body["response_type"] == "ephemeral"

    workspace.slack.until(lambda: len(workspace.slack.acknowledged) == 2, "two acknowledgements")
    assert [each["envelope_id"] for each in workspace.slack.acknowledged] == ["envelope1", "envelope2"]
    assert workspace.post("{}").status_code == 404
