"""`rolewise learn`: goes through what was not answered, and writes what an editor decides into the files."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Sequence

from rolewise.cli import exits, loading, names, reviewing
from rolewise.core.knowledge import KnowledgeBase, KnowledgeError, load
from rolewise.core.matching import Matcher
from rolewise.core.matching.mentions import ROLE
from rolewise.review import changes, survey, utterances
from rolewise.review.changes import Change
from rolewise.review.decisions import CLOSED, SKIPPED, Decisions
from rolewise.review.proposing import OUT_OF_SCOPE
from rolewise.review.records import Group, Kind
from rolewise.review.statistics import day
from rolewise.review.survey import Places, Wanted
from rolewise.review.turns_from_events import read_turns

# What names and training lines can mend.
LEARNABLE = (Kind.UNKNOWN_ROLE, Kind.NOT_UNDERSTOOD, Kind.OUT_OF_SCOPE, Kind.GIVEN_UP, Kind.THUMBS_DOWN)
MOST_SHOWN = 10
CHOICES = "[a] another name of a role  [t] training lines  [o] out of scope  [s] skip  [q] quit"

Ask = Callable[[str], str]


class Quit(Exception):
    """The editor has had enough."""


def run(days: int, again: bool, ask: Ask | None = None) -> None:
    """Asks about each group until all are done. `ask` gives the answer to a prompt, by default of the terminal."""
    if ask is None and not sys.stdin.isatty():
        raise exits.Stop(
            "learn asks what to do with each question: run it in a terminal; `rolewise unanswered --csv -` lists the same",
            exits.USAGE,
        )
    places = reviewing.places()
    with reviewing.store():
        wanted = Wanted(days, kinds=LEARNABLE)
        turns = read_turns(places.database, wanted.since(survey.now()))
    knowledge, decisions = loading.knowledge(), Decisions(places.decisions)
    gaps = [gap for gap in survey.open_gaps(turns, wanted, places, knowledge) if again or not decisions.skipped(gap)]
    groups = survey.groups(gaps, knowledge)
    if not groups:
        print("nothing to learn: every question was answered, decided or skipped (--again asks about skipped ones)")
        return
    Session(places, knowledge, decisions, ask or input).go_through(groups)


class Session:
    """An editor's decisions, one group after the other."""

    def __init__(self, places: Places, knowledge: KnowledgeBase, decisions: Decisions, ask: Ask):
        self._places = places
        self._knowledge = knowledge
        self._decisions = decisions
        self._ask = ask
        self._trained = False  # lines were added that no model knows yet

    def go_through(self, groups: Sequence[Group]) -> None:
        """Shows each group and does what is decided; ends early when the editor quits."""
        try:
            for number, group in enumerate(groups, 1):
                _show(group, number, len(groups))
                self._decide(group)
        except (Quit, EOFError):
            print("the rest is asked next time")
        if self._trained:
            print("training lines count after `rolewise train`; `rolewise evaluate` tells what they changed")

    def _decide(self, group: Group) -> None:
        ways: dict[str, Callable[[Group], bool]] = {
            "a": self._alias,
            "t": self._lines,
            "o": lambda found: self._lines(found, OUT_OF_SCOPE),
            "s": self._skip,
        }
        while True:
            typed = self._ask(f"{CHOICES}\n> ").strip().lower()
            if typed == "q":
                raise Quit
            try:
                if typed in ways and ways[typed](group):
                    return
            except (exits.Stop, utterances.NotTaught) as refused:
                print(f"no: {refused}")

    def _alias(self, group: Group) -> bool:
        proposed = self._knowledge.roles[group.advice.role].title if group.advice.role else ""
        role = names.role(self._knowledge, self._answer("another name of which role", proposed))
        name = self._answer("the name", group.example if group.kind is Kind.UNKNOWN_ROLE else "")
        if not self._made(changes.alias(self._places.knowledge, role, " ".join(name.split())), self._check):
            return False
        if role not in {mention.value for mention in Matcher(self._knowledge).find(name).of(ROLE)}:
            print("it is in the file, but not found yet: the name may stand in another one, too: in vocabulary/titles.yml")
            print("or vocabulary/names.yml (other_roles, never_roles)")
            return True
        print("a running server answers to it within seconds")
        self._decisions.keep(group.gaps, CLOSED, survey.now())
        return True

    def _lines(self, group: Group, intent: str = "") -> bool:
        content = self._places.utterances.read_text("utf-8")
        intents = {name: name for name in utterances.intents(content)}
        intent = intent or names.one_of("intent", self._answer("lines of which intent", group.advice.intent), intents)
        texts = self._chosen(group, intent, utterances.taught(content))
        if not texts or not self._made(changes.lines(self._places.utterances, intent, texts), self._check):
            return False
        self._trained = True
        self._decisions.keep(group.gaps, CLOSED, survey.now())
        return True

    def _skip(self, group: Group) -> bool:
        self._decisions.keep(group.gaps, SKIPPED, survey.now())
        return True

    def _chosen(self, group: Group, intent: str, known: dict[str, str]) -> list[str]:
        usable = []
        for text in list(group.texts)[:MOST_SHOWN]:
            if reason := utterances.refusal(text, intent, known):
                print(f"  left out: {text} ({reason})")
            else:
                usable.append(text)
                print(f"  {len(usable)}  {text}")
        if not usable:
            print("no line is left to take")
            return []
        return [usable[place] for place in _places_of(self._answer("which lines", "all"), len(usable))]

    def _made(self, change: Change, check: Callable[[], None]) -> bool:
        print(change.diff())
        if self._ask("write it? [y/n] ").strip().lower() not in ("y", "yes"):
            return False
        try:
            changes.make(change, check)
        except KnowledgeError as error:
            print(f"taken back, since the check fails:\n{error}")
            return False
        return True

    def _check(self) -> None:
        self._knowledge = load(self._places.knowledge)

    def _answer(self, question: str, proposed: str) -> str:
        return self._ask(f"{question} [{proposed}]: " if proposed else f"{question}: ").strip() or proposed


def _show(group: Group, number: int, of: int) -> None:
    asked = f"questions: {group.count}, conversations: {len(group.conversations)}, last: {day(group.last)}"
    print(f"\n{number}/{of}  {group.kind.value}: {group.example}\n  {asked}")
    for text, count in list(group.texts.items())[:MOST_SHOWN]:
        print(f"  - {text}" + (f" ({count})" if count > 1 else ""))
    print(f"  would help: {group.advice.text}")


def _places_of(typed: str, of: int) -> list[int]:
    """ "1,3-5" or "all" -> places from 0, each once.

    >>> _places_of("1, 3-4", 5), _places_of("all", 2)
    ([0, 2, 3], [0, 1])
    """
    if typed.strip().lower() == "all":
        return list(range(of))
    found: list[int] = []
    for part in re.split(r"[\s,]+", typed.strip()):
        ends = re.fullmatch(r"(\d{1,4})(?:-(\d{1,4}))?", part)
        first, last = (int(ends.group(1)), int(ends.group(2) or ends.group(1))) if ends else (0, 0)
        if not 1 <= first <= last <= of:
            raise exits.Stop(f"{part!r} is none of the lines 1 to {of}", exits.USAGE)
        found += range(first - 1, last)
    return list(dict.fromkeys(found))
