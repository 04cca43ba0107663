"""`rolewise forget`: conversations, or the texts in old ones, are deleted."""

from __future__ import annotations

import sys
from collections.abc import Sequence

import typer

from rolewise.cli import exits, reviewing


def run(conversations: Sequence[str], slack: Sequence[str], older_than: int | None, everything: bool, yes: bool) -> None:
    """Deletes what is named, after a question; ends the command where nothing of it is kept."""
    if (bool(conversations or slack) + (older_than is not None) + everything) != 1:
        raise exits.Stop("give either conversations, --older-than DAYS or --everything", exits.USAGE)
    conversations = [*conversations, *map(_of_slack, slack)]
    url = reviewing.places().database
    with reviewing.store():
        if everything:
            _everything(url, yes)
        elif older_than is not None:
            _texts(url, older_than, yes)
        else:
            _named(url, conversations, yes)


def _named(url: str, conversations: Sequence[str], yes: bool) -> None:
    from rolewise.review import deleting

    found = deleting.known(url, conversations)
    lacking = [name for name in dict.fromkeys(conversations) if name not in found]
    if found:
        _sure(f"Delete {_count(len(found))}?", yes)
        deleting.delete(url, found)
        print(f"{_count(len(found))} deleted")
    if lacking:
        raise exits.Stop(f"not kept: {', '.join(lacking)}", exits.FAILED)


def _of_slack(place: str) -> str:
    """The id of the conversation at a place of Slack; it is hashed with the secret of the server."""
    from rolewise.doors.slack import identity
    from rolewise.doors.slack import slack_settings as settings

    parts = place.split(":")
    if len(parts) not in (2, 3) or not all(parts):
        raise exits.Stop(f"{place!r} is neither WORKSPACE:USER nor WORKSPACE:CHANNEL:THREAD", exits.USAGE)
    key = settings.read().key
    if not key:
        raise exits.Stop("set ROLEWISE_SECRET or SLACK_SIGNING_SECRET as the server has it", exits.UNAVAILABLE)
    return identity.conversation(key, *parts)


def _everything(url: str, yes: bool) -> None:
    from rolewise.review import deleting

    count = deleting.kept(url)
    _sure(f"Delete all that is kept, {_count(count)}?", yes)
    deleting.delete_all(url)
    print(f"{_count(count)} deleted")


def _texts(url: str, days: int, yes: bool) -> None:
    from sqlalchemy.exc import SQLAlchemyError

    from rolewise.review import deleting, survey
    from rolewise.storage.database import Database
    from rolewise.storage.retention import expire

    deleting.kept(url)  # ends the command where there is no store, before one is made
    _sure(f"Delete the texts of messages older than {days} days?", yes)
    try:
        texts, events = expire(days, Database(url), survey.now())
    except (SQLAlchemyError, OSError) as error:
        raise exits.Stop(f"not all was deleted ({type(error).__name__}): try again", exits.UNAVAILABLE) from error
    print(f"the texts of {texts:,} messages and answers deleted, and {events:,} events that were too old for figures")


def _sure(question: str, yes: bool) -> None:
    if yes:
        return
    if not sys.stdin.isatty():
        raise exits.Stop("nothing is deleted without --yes where nobody can be asked", exits.USAGE)
    if not typer.confirm(question):
        raise exits.Stop("nothing was deleted", exits.FAILED)


def _count(number: int) -> str:
    return f"{number:,} conversation{'' if number == 1 else 's'}"
