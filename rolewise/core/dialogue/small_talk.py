"""Small talk, help and feedback: answered without losing the topic."""

from __future__ import annotations

import logging
from dataclasses import replace

from rolewise.core.answers import Answer, Question, answer
from rolewise.core.answers.suggestions import starters
from rolewise.core.answers.talk import AGAIN
from rolewise.core.dialogue.clarification import which
from rolewise.core.dialogue.context import Reply, Scene
from rolewise.core.dialogue.state import Answered, Feedback, State
from rolewise.core.dialogue.turn import THUMBS_UP
from rolewise.core.facets import of_kind
from rolewise.core.intents import intent_of

feedback_log = logging.getLogger("rolewise.feedback")


def aside(scene: Scene, intent: str) -> Reply:
    """Answers small talk and what is out of scope."""
    memory = scene.memory
    if intent == "affirm" and memory.pending:
        return which(scene, memory.pending)
    if intent == "deny":
        memory = replace(memory, pending=None)
    if intent == "give_feedback" or (intent == "thank" and scene.turn.cues & {"praise", "blame"} and memory.answered):
        memory = _with_feedback(scene, intent)
    said = answer(scene.writer, _question(scene, intent))
    if not said.suggestions and intent != "goodbye":
        said = replace(said, suggestions=starters(scene.writer))
    return Reply(said, replace(memory, misses=0, greeted=True), intent)


def restarted(scene: Scene) -> Reply:
    """Everything is forgotten but the time and the feedback."""
    said = Answer(
        "talk",
        "deny",
        scene.writer.say("small.restart"),
        country=scene.writer.knowledge.site.default_country,
        suggestions=starters(scene.writer),
    )
    return Reply(said, State(at=scene.memory.at, greeted=True, feedback=scene.memory.feedback), scene.turn.intent or "deny")


def is_good(scene: Scene, intent: str) -> bool:
    """Praise rather than blame."""
    turn = scene.turn
    if turn.thumbs:
        return turn.thumbs == THUMBS_UP
    return "blame" not in turn.cues and ("praise" in turn.cues or intent == "thank")


def _question(scene: Scene, intent: str) -> Question:
    first = intent == "greet" and not scene.memory.greeted
    matter = of_kind(scene.turn.facets, "matter")
    topic = () if first or (intent_of(intent).ignores_roles and not matter) else scene.memory.focus or scene.memory.roles
    if matter and scene.turn.of("role"):
        topic = scene.turn.values("role")
    blamed = sum(not feedback.good for feedback in scene.memory.feedback) > 0
    aspects = frozenset({"praise"}) if is_good(scene, intent) else frozenset({AGAIN} if blamed else ())
    return Question(
        intent,
        scene.country,
        roles=topic,
        aspects=aspects,
        before=scene.memory.last,
        viewpoint=scene.memory.viewpoint,
        country_named=bool(scene.memory.country),
        facets=matter,
    )


def _with_feedback(scene: Scene, intent: str) -> State:
    """Noted beside the answer that it is about. The log has ids alone: what was typed may be private."""
    about = scene.memory.answered or Answered("")
    good = is_good(scene, intent)
    roles = ",".join(about.roles) or "-"
    feedback_log.info("feedback=%s intent=%s roles=%s", "good" if good else "bad", about.intent or "-", roles)
    noted = Feedback(good, about.intent, about.roles, scene.memory.at)
    return scene.keeping(feedback=(*scene.memory.feedback, noted))
