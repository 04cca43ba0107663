"""A server process of its own with the Slack channel: prints its port, and serves until its input ends."""

from __future__ import annotations

import sys

from tests.doors.slack.conftest import Agent, started
from tests.doors.slack.local_slack import LocalSlack


def main(api: str) -> None:
    """Serves; `api` is the address of the Slack that it calls."""
    workspace, stop = started(LocalSlack(), {}, Agent(), None, {"base_url": api})
    print(workspace.url, flush=True)
    sys.stdin.read()
    stop()


if __name__ == "__main__":
    main(sys.argv[1])
