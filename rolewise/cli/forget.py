"""`rolewise forget`: conversations, or the texts in old ones, are deleted."""

from __future__ import annotations

import sys
from collections.abc import Sequence

import typer

from rolewise.cli import exits, reviewing


def run(conversations: Sequence[str], places: Sequence[str], older_than: int | None, everything: bool, yes: bool) -> None:
    """Deletes what is named, after a question; ends the command where nothing of it is kept."""
    if (bool(conversations or places) + (older_than is not None) + everything) != 1:
        raise exits.Stop("give either conversations, --older-than DAYS or --everything", exits.USAGE)
    conversations = [*conversations, *map(_at, places)]
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


def _at(place: str) -> str:
    """The id of the conversation at a place of a channel, CHANNEL:PLACE."""
    from rolewise.doors.channel import NoPlace, NoSecret
    from rolewise.doors.channels import channel

    name, _, where = place.partition(":")
    found = channel(name)
    if found is None or found.conversation is None:
        raise exits.Stop(f"{place!r} names no place; write it as {' or '.join(places_of_channels())}", exits.USAGE)
    try:
        return found.conversation(where)
    except NoPlace as error:
        raise exits.Stop(str(error), exits.USAGE) from error
    except NoSecret as error:
        raise exits.Stop(str(error), exits.UNAVAILABLE) from error


def places_of_channels() -> list[str]:
    """How places are written, of each channel that knows them."""
    from rolewise.doors.channels import CHANNELS

    return [f"{channel.name}:{channel.place}" for channel in CHANNELS if channel.place]


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
