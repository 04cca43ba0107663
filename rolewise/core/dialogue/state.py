"""What is kept of a talk. Every list has a bound, so that a talk of any length costs the same."""

from __future__ import annotations

from dataclasses import dataclass, replace

from rolewise.core.answers.types import CANDIDATE, Question
from rolewise.core.facets import Facet, kept

MOST_ROLES = 5
MOST_PREVIOUS = 2
MOST_SKILLS = 20
MOST_LISTED = 20
MOST_QUESTIONS = 3
MOST_STEPS = 6
MOST_FACTS = 8
MOST_FEEDBACK = 5
MOST_GIVEN = 12
MOST_FACETS = 6
MOST_TOLD = 8


@dataclass(frozen=True)
class Pending:
    """A question of ours that waits: the user's question that the answer resumes."""

    intent: str
    roles: tuple[str, ...] = ()  # already known
    candidates: tuple[str, ...] = ()  # offered
    readings: tuple[str, ...] = ()  # intents offered instead, where the question itself was in doubt
    facets: tuple[Facet, ...] = ()  # heard in the question
    of_name: bool = False  # the candidates are the meanings of one name


@dataclass(frozen=True)
class Step:
    """A question that a button asks, or that was asked: what is needed to ask it again."""

    intent: str
    roles: tuple[str, ...] = ()


@dataclass(frozen=True)
class Answered:
    """What the last answer was about, for feedback."""

    intent: str
    roles: tuple[str, ...] = ()


@dataclass(frozen=True)
class Feedback:
    """Praise or blame, with the answer that it is about. The words of the user are not kept."""

    good: bool
    intent: str
    roles: tuple[str, ...] = ()
    at: float = 0.0  # seconds since the epoch


@dataclass(frozen=True)
class State:
    """The talk so far. Ids are of the knowledge base; "" and () mean nothing is known."""

    roles: tuple[str, ...] = ()  # in play, in the order named
    focus: tuple[str, ...] = ()  # those of them that the last question was about
    previous: tuple[str, ...] = ()  # in play before a single role took their place, for "both" and "which pays more"
    recent: tuple[str, ...] = ()  # named one by one, in that order, for "the third one" and "of those"
    page: tuple[str, ...] = ()  # those of the page that the user wrote from last
    own_role: str = ""  # what the user said to be
    intent: str = ""  # last question about roles
    country: str = ""  # named by the user
    viewpoint: str = CANDIDATE
    skills: tuple[str, ...] = ()  # the user said to have
    listed: tuple[str, ...] = ()  # what was last listed; () once roles are named again
    last: tuple[Question, ...] = ()  # answered last, for "how do you know"
    pending: Pending | None = None
    steps: tuple[Step, ...] = ()  # the buttons shown last, for "2", "b" or their words
    offered: tuple[str, ...] = ()  # roles offered for a name of several meanings, one of which was taken
    facts: tuple[Facet, ...] = ()  # what the user told of themselves: years, degree, city, likes and dislikes
    opening: Step | None = None  # the first question
    answered: Answered | None = None
    feedback: tuple[Feedback, ...] = ()  # the newest last
    given: tuple[str, ...] = ()  # hashes of the long texts given, the newest last
    told: tuple[str, ...] = ()  # keys of the sentences that are said once a talk
    misses: int = 0  # in a row
    greeted: bool = False
    at: float = 0.0  # seconds since the epoch, of the last turn

    def forget_topic(self) -> State:
        """Only the country, the viewpoint and the feedback stay."""
        return State(
            country=self.country,
            viewpoint=self.viewpoint,
            feedback=self.feedback,
            given=self.given,
            told=self.told,
            greeted=self.greeted,
            at=self.at,
        )

    def shown(self, cues: frozenset[str]) -> tuple[str, ...]:
        """The roles that "them" or "of those" means, where some were listed or offered since roles were named."""
        offered = self.pending.candidates if self.pending and "of_those" in cues else ()
        if self.listed and cues & {"pair_back", "of_those"}:
            return self.listed
        one_by_one = self.one_by_one if cues & {"of_those", "each"} and len(self.focus) < 2 else ()
        return offered if len(offered) > 1 else one_by_one

    @property
    def in_order(self) -> tuple[str, ...]:
        """The roles that "the third one" counts: those listed, those last asked about together, those named one by one."""
        if self.listed or len(self.focus) > 1:
            return self.listed or self.together
        return self.one_by_one or self.together

    @property
    def one_by_one(self) -> tuple[str, ...]:
        """The roles named one by one, where they are more than "both" would mean; else ()."""
        more = len(self.recent) > len(self.together) and set(self.together) <= set(self.recent)
        return self.recent if more else ()

    @property
    def together(self) -> tuple[str, ...]:
        """The roles that "both" means: those in play; a single one after those that were in play before."""
        if len(self.roles) != 1:
            return self.roles
        return tuple(dict.fromkeys([*(role for role in self.previous if role not in self.roles), *self.roles]))


def bounded(memory: State) -> State:
    """The same with its lists cut to what is kept."""
    return replace(
        memory,
        roles=memory.roles[:MOST_ROLES],
        focus=memory.focus[:MOST_ROLES],
        previous=memory.previous[-MOST_PREVIOUS:],
        recent=memory.recent[-MOST_ROLES:],
        page=memory.page[:MOST_ROLES],
        skills=memory.skills[-MOST_SKILLS:],
        listed=memory.listed[:MOST_LISTED],
        last=tuple(_question(question) for question in memory.last[:MOST_QUESTIONS]),
        pending=_pending(memory.pending) if memory.pending else None,
        steps=tuple(_step(step) for step in memory.steps[:MOST_STEPS]),
        offered=memory.offered[:MOST_ROLES],
        facts=kept(memory.facts[-MOST_FACTS:]),
        opening=_step(memory.opening) if memory.opening else None,
        answered=replace(memory.answered, roles=memory.answered.roles[:MOST_ROLES]) if memory.answered else None,
        feedback=memory.feedback[-MOST_FEEDBACK:],
        given=memory.given[-MOST_GIVEN:],
        told=memory.told[-MOST_TOLD:],
    )


def _step(step: Step) -> Step:
    return replace(step, roles=step.roles[:MOST_ROLES])


def _pending(pending: Pending) -> Pending:
    return replace(
        pending,
        roles=pending.roles[:MOST_ROLES],
        candidates=pending.candidates[:MOST_LISTED],
        facets=kept(pending.facets[:MOST_FACETS]),
    )


def _question(question: Question) -> Question:
    return replace(
        question,
        roles=question.roles[:MOST_ROLES],
        skills=question.skills[-MOST_SKILLS:],
        facets=kept(question.facets[:MOST_FACETS]),
    )
