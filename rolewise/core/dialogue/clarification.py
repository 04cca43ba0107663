"""Asking back. Each question of ours carries the user's question, so that a short answer resumes it."""

from __future__ import annotations

import logging
from dataclasses import replace

from rolewise.core.answers import Answer, Question, answer
from rolewise.core.answers.phrasing import and_list
from rolewise.core.answers.suggestions import ask, role_choices, starters
from rolewise.core.answers.talk import miss
from rolewise.core.answers.types import Suggestion
from rolewise.core.dialogue.asked import Asked
from rolewise.core.dialogue.context import Reply, Scene
from rolewise.core.dialogue.coreference import Reference, refer
from rolewise.core.dialogue.joining import prefixed
from rolewise.core.dialogue.state import MOST_ROLES, Pending, State
from rolewise.core.intents import Kind, intent_of
from rolewise.core.knowledge.model import Role
from rolewise.core.matching.mentions import AMBIGUOUS, UNKNOWN

FEWEST_MISSES_FOR_CONTACT = 2
MOST_NEAREST = 3
MOST_OFFERED = 2
LONGEST_NAME = 60
LONG_WORD = 5  # letters of a word that is no short form
NOT_UNDERSTOOD = "nlu_fallback"

unanswered_log = logging.getLogger("rolewise.unanswered")


def name_in_doubt(scene: Scene, asked: Asked, reference: Reference) -> Reply | None:
    """Ask which role an ambiguous name means; say which names we do not cover."""
    turn = scene.turn
    needed = intent_of(asked.intent).kind is Kind.ABOUT_ROLES or bool(intent_of(asked.intent).roles)
    if turn.of(AMBIGUOUS) and needed and not (reference.named and intent_of(asked.intent).directed and len(reference.focus) > 1):
        return _ambiguous(scene, asked, reference)
    if turn.of(UNKNOWN) and needed and not reference.named:
        return _unknown(scene, asked, reference)
    return None


def lacking(scene: Scene, asked: Asked, question: Question) -> Reply | None:
    """Ask for the roles that the question still needs."""
    intent, needed = asked.intent, intent_of(asked.intent).roles
    if len(question.roles) >= needed:
        return None
    if not question.roles:
        pair = needed > 1 or bool(scene.turn.cues & {"pays_more", "better"})
        before = scene.memory.pending
        known = before.roles if before and pair else ()  # a pair half resolved keeps its other half
        offered = before.candidates if before and (known or not pair) else ()
        choices = role_choices(scene.writer, intent, offered, known, scene.country) or _examples(scene, intent, pair)
        said = miss(scene.writer, "no_role_pair" if pair and not offered else "no_role", intent, scene.country, choices)
        waiting = scene.keeping(pending=Pending(intent, known, offered), misses=0, greeted=True)
        return Reply(said, waiting, asked.reported or intent)
    return _second_role(scene, asked, question.roles)


def too_many(scene: Scene, asked: Asked, reference: Reference) -> Reply:
    """More roles than stand side by side: fewer, please."""
    first = ask(scene.writer, asked.intent, reference.focus[:MOST_ROLES], scene.country)
    said = miss(scene.writer, "too_many", asked.intent, scene.country, (first, ask(scene.writer, "list_roles")), count=MOST_ROLES)
    return Reply(said, scene.keeping(misses=0, greeted=True), asked.reported or asked.intent)


def out_of_bounds(scene: Scene, asked: Asked, pool: tuple[str, ...]) -> Reply:
    """ "the third one" of two"""
    intent = asked.intent if intent_of(asked.intent).roles else "describe_role"
    known = scene.memory.pending.roles if asked.resumed and scene.memory.pending else ()
    choices = role_choices(scene.writer, intent, pool, known, scene.country)
    said = miss(scene.writer, "out_of_bounds", intent, scene.country, choices, count=len(pool))
    return Reply(said, scene.keeping(pending=Pending(intent, known, pool), misses=0), asked.reported or asked.intent)


def which(scene: Scene, pending: Pending) -> Reply:
    """A bare yes to a question that offered several: the question again."""
    writer, country = scene.writer, scene.country
    if pending.readings:
        choices = tuple(ask(writer, intent, pending.roles, country) for intent in pending.readings)
        return Reply(miss(writer, "not_understood", NOT_UNDERSTOOD, country, choices), scene.memory, "affirm")
    both = intent_of(pending.intent).roles > 1 and not (pending.roles or pending.candidates)
    way = "no_role_pair" if both else "no_role"
    choices = role_choices(writer, pending.intent, pending.candidates, pending.roles, country)
    said = miss(writer, way, pending.intent, country, choices or _examples(scene, pending.intent, both))
    return Reply(said, scene.memory, "affirm")


def not_understood(scene: Scene) -> Reply:
    """The two best readings as buttons that keep roles and country; the second time, examples and a person."""
    writer, country, misses = scene.writer, scene.country, scene.memory.misses + 1
    memory = scene.keeping(misses=misses, pending=None, greeted=True)
    if misses >= FEWEST_MISSES_FOR_CONTACT:
        return Reply(_not_understood_again(scene), memory, NOT_UNDERSTOOD)
    reference = refer(scene.turn, scene.memory, Asked(scene.turn.intent))
    roles = reference.focus[:MOST_ROLES]
    offered = _offered(scene, roles)
    if scene.turn.intent == "out_of_scope" or not offered:
        return Reply(miss(writer, "out_of_scope", NOT_UNDERSTOOD, country), memory, NOT_UNDERSTOOD)
    choices = tuple(ask(writer, intent, roles, country) for intent in offered)
    said = miss(writer, "not_understood", NOT_UNDERSTOOD, country, choices)
    return Reply(replace(said, roles=roles), replace(memory, pending=Pending("", roles, readings=offered)), NOT_UNDERSTOOD)


def by_other_names(scene: Scene, said: Answer) -> Answer:
    """A name of a role that tells another specialty than its title is said to be one of its names."""
    writer = scene.writer
    told = []
    for mention in scene.turn.of("role"):
        role = writer.knowledge.roles[mention.value]
        if role.id in said.roles and _is_told(scene, mention.text.lower(), role):
            names = and_list([f"“{mention.text[:LONGEST_NAME]}”", f"“{role.title}”"])
            told.append(writer.say("misses.same_role", names=names, a_role=writer.a(role)))
    return prefixed(" ".join(dict.fromkeys(told)), said)


def _is_told(scene: Scene, name: str, role: Role) -> bool:
    """Whether a name is said to be one: it tells another specialty, or names the role in play anew by other words."""
    title = role.title.lower()
    anew = scene.memory.focus == (role.id,)
    return _is_another(name.split(), title.split()) or (anew and _differs(name, title))


def _differs(name: str, title: str) -> bool:
    """ "manual tester" and "QA engineer"; neither an abbreviation nor a plural"""
    return " " in name and not {word[:4] for word in name.split()} & {word[:4] for word in title.split()}


def _is_another(name: list[str], title: list[str]) -> bool:
    """ "platform engineer" for a DevOps engineer; not "react dev" for a React developer"""
    same_head = len(name) > 1 and name[-1].rstrip("s") == title[-1]
    return same_head and any(len(word) >= LONG_WORD and not any(word[:4] == other[:4] for other in title) for word in name[:-1])


def left_out(scene: Scene, said: Answer) -> Answer:
    """Next to known roles, a name that we do not cover is said to be left out."""
    names = _names(scene)
    if not names or not said.roles:
        return said
    _note_unanswered(scene)
    return prefixed(scene.writer.say("misses.unknown_partly", names=names), said)


def _ambiguous(scene: Scene, asked: Asked, reference: Reference) -> Reply:
    doubtful = scene.turn.of(AMBIGUOUS)[0]
    intent = _worth_asking(asked.intent, scene.memory)
    pending = scene.memory.pending
    known = reference.focus if reference.named else pending.roles if asked.resumed and pending else ()
    if not reference.named and intent_of(intent).roles > 1 and scene.memory.focus:
        known = scene.memory.focus
    choices = role_choices(scene.writer, intent, doubtful.candidates, known, scene.country)
    said = miss(scene.writer, "ambiguous", intent, scene.country, choices, name=doubtful.text[:LONGEST_NAME])
    waiting = scene.keeping(pending=Pending(intent, known, doubtful.candidates, of_name=True), misses=0, greeted=True)
    return Reply(replace(said, roles=known), waiting, asked.reported or asked.intent)


def _unknown(scene: Scene, asked: Asked, reference: Reference) -> Reply:
    _note_unanswered(scene)
    writer, memory = scene.writer, scene.memory
    intent = _worth_asking(asked.intent, memory)
    if memory.focus and (scene.turn.cues & {"that_role", "pair_back", "add"} or intent_of(intent).roles > 1):
        return _known_part(scene, asked, intent)
    nearest = tuple(
        dict.fromkeys(role for mention in scene.turn.of(UNKNOWN) for role in mention.candidates if role in writer.knowledge.roles)
    )[:MOST_NEAREST]
    choices = role_choices(writer, intent, nearest, (), scene.country)
    said = miss(writer, "unknown_role", intent, scene.country, choices, names=_names(scene))
    if nearest:
        more = writer.say("misses.unknown_nearest", roles=and_list([role.title for role in writer.roles(nearest)], "or"))
        said = replace(said, text=f"{said.text} {more}")
    waiting = scene.keeping(pending=Pending(intent, (), nearest), misses=0, greeted=True)
    return Reply(said, waiting, asked.reported or asked.intent)


def _known_part(scene: Scene, asked: Asked, intent: str) -> Reply:
    """ "compare it with <unknown>": what we hold on the role in play."""
    focus = scene.memory.focus
    enough = len(focus) >= intent_of(intent).roles
    question = Question(
        intent if enough else "describe_role",
        scene.country,
        roles=focus if enough else focus[:1],
        viewpoint=scene.memory.viewpoint,
        country_named=bool(scene.memory.country),
    )
    said = prefixed(scene.writer.say("misses.unknown_partly", names=_names(scene)), answer(scene.writer, question))
    return Reply(said, scene.keeping(pending=None, misses=0, greeted=True, last=(question,)), asked.reported or asked.intent)


def _worth_asking(intent: str, memory: State) -> str:
    """The question that a name waits for; a name alone waits for the last one."""
    return intent if intent != "mention_role" else memory.intent or "describe_role"


def _second_role(scene: Scene, asked: Asked, roles: tuple[str, ...]) -> Reply:
    role = scene.writer.knowledge.roles[roles[0]]
    near = tuple(item.role for item in role.related[:4])
    choices = role_choices(scene.writer, asked.intent, near, roles, scene.country)
    said = miss(scene.writer, "second_role", asked.intent, scene.country, choices, a_role=scene.writer.a(role))
    if names := _names(scene):
        _note_unanswered(scene)
        said = prefixed(scene.writer.say("misses.unknown_role", names=names), said)
    elif len(typed := _typed(scene, role)) > 1:
        said = prefixed(scene.writer.say("misses.same_role", names=and_list(typed), a_role=scene.writer.a(role)), said)
    waiting = scene.keeping(roles=roles, focus=roles, pending=Pending(asked.intent, roles, near), misses=0, greeted=True)
    return Reply(replace(said, roles=roles), waiting, asked.reported or asked.intent)


def _typed(scene: Scene, role: Role) -> list[str]:
    """The different names that the turn has for one role, as typed."""
    named = {mention.text.lower(): mention.text for mention in scene.turn.of("role") if mention.value == role.id}
    return [f"“{name}”" for name in named.values()]


def _examples(scene: Scene, intent: str, as_pair: bool) -> tuple[Suggestion, ...]:
    writer = scene.writer
    pair = tuple(role for key in ("first", "second") if (role := writer.phrase(f"examples.{key}")) in writer.knowledge.roles)
    every = ask(writer, "list_roles")
    if as_pair:
        return (ask(writer, intent, pair, scene.country), every) if len(pair) > 1 else (every,)
    return (*role_choices(writer, intent, pair, (), scene.country), every)


def _not_understood_again(scene: Scene) -> Answer:
    said = miss(scene.writer, "not_understood_again", NOT_UNDERSTOOD, scene.country, starters(scene.writer))
    contact = scene.writer.knowledge.site.contact
    return replace(said, text=f"{said.text} {scene.writer.say('misses.contact', contact=contact)}") if contact else said


def _offered(scene: Scene, roles: tuple[str, ...]) -> tuple[str, ...]:
    """The best readings that would make sense as a button."""
    read = [intent_of(name) for name in dict.fromkeys(reading.intent for reading in scene.turn.readings)]
    return tuple(
        intent.name
        for intent in read
        if intent.offered and not intent.needs_skill and len(roles) >= max(intent.roles, intent.offered_with)
    )[:MOST_OFFERED]


def _names(scene: Scene) -> str:
    return and_list([f"“{mention.text[:LONGEST_NAME]}”" for mention in scene.turn.of(UNKNOWN)][:MOST_NEAREST])


def _note_unanswered(scene: Scene) -> None:
    """For the editors: the name alone, nothing else of the message."""
    for mention in scene.turn.of(UNKNOWN)[:MOST_NEAREST]:
        unanswered_log.info("unknown role: %s", " ".join(mention.text[:LONGEST_NAME].split()))
