"""The turn: utterance and memory -> answer and new memory. Rules decide, in the order of this file and of reading.py."""

from __future__ import annotations

from dataclasses import replace
from functools import reduce

from rolewise.core.answers import Answer, Question, Writer, answer
from rolewise.core.answers.talk import miss, other_language
from rolewise.core.dialogue.asked import RESTART, Asked
from rolewise.core.dialogue.clarification import (
    NOT_UNDERSTOOD,
    by_other_names,
    lacking,
    left_out,
    name_in_doubt,
    not_understood,
    out_of_bounds,
    too_many,
)
from rolewise.core.dialogue.context import Reply, Scene
from rolewise.core.dialogue.coreference import ORDINALS, Reference, refer
from rolewise.core.dialogue.figures_told import with_number_alone
from rolewise.core.dialogue.form import formed
from rolewise.core.dialogue.intent_in_context import understand
from rolewise.core.dialogue.joining import joined, prefixed
from rolewise.core.dialogue.likeliest import likeliest, still_offered, taken_for
from rolewise.core.dialogue.not_held import is_used, named
from rolewise.core.dialogue.own_facts import counting
from rolewise.core.dialogue.page_context import on_page
from rolewise.core.dialogue.picking import picks
from rolewise.core.dialogue.recall import AGAIN, RECALLED, recalled
from rolewise.core.dialogue.repetition import once, with_what_is_said_once
from rolewise.core.dialogue.small_talk import aside, restarted
from rolewise.core.dialogue.state import MOST_QUESTIONS, MOST_ROLES, Answered, Pending, State, Step, bounded
from rolewise.core.dialogue.state_update import FIND, noted, settled
from rolewise.core.dialogue.turn import Turn
from rolewise.core.facets import LEVELS, Facet, carried, of_kind
from rolewise.core.hindi import HINDI
from rolewise.core.intents import INTENTS, Kind, intent_of
from rolewise.core.matching.mentions import FIELD

# Below this a reading is not repeated by a country or role alone.
UNSURE = 0.4
MOST_COUNTRIES = 3
ASIDES = (Kind.SMALL_TALK, Kind.OFF_TOPIC)


def respond(writer: Writer, turn: Turn, memory: State, now: float) -> Reply:
    """Answer one utterance. `now` is in seconds since the epoch."""
    idle = bool(memory.at) and now - memory.at > writer.knowledge.site.idle_minutes * 60
    hint = writer.say("misses.idle") if idle and memory.roles else ""
    memory = replace(memory.forget_topic() if idle else memory, at=now)
    memory = on_page(memory, turn.page, writer.knowledge)
    turn = with_number_alone(settled(turn, memory, writer.knowledge), memory)
    asked = picks(writer, turn, memory, memory.country or writer.knowledge.site.default_country) or understand(turn, memory)
    off_topic = asked is not None and asked.intent == "out_of_scope"
    reply = _reply(Scene(writer, turn, memory if off_topic else noted(turn, memory)), asked)
    said, after = formed(reply.heard, reply.answer), _with_answered(reply, memory)
    if asked is None or asked.intent != AGAIN:
        said, after = once(writer, said, after)
    said = named(writer, reply.heard, said)
    said, after = with_what_is_said_once(writer, said, after)
    if turn.cut:
        said = prefixed(writer.say("misses.too_long", count=len(turn.typed or turn.text)), said)
    if turn.language == HINDI:
        said = prefixed(writer.say("hindi.answered"), said)
    after = replace(after, steps=tuple(Step(step.intent, step.roles) for step in said.suggestions))
    return replace(reply, answer=prefixed(hint, said), memory=bounded(after))


def _with_answered(reply: Reply, before: State) -> State:
    """What feedback will be about: this answer, unless the turn was only a word on the last one."""
    if not intent_of(reply.intent).rated:
        return replace(reply.memory, answered=before.answered)
    return replace(reply.memory, answered=Answered(reply.intent, reply.answer.roles))


def _reply(scene: Scene, asked: Asked | None) -> Reply:
    turn = scene.turn
    if not turn.text.strip():
        return Reply(miss(scene.writer, "empty", NOT_UNDERSTOOD, scene.country), scene.memory, NOT_UNDERSTOOD)
    if not turn.is_read:
        return Reply(other_language(scene.writer, turn.language, scene.country), scene.keeping(misses=0), "out_of_scope")
    if asked is not None and asked.intent in RECALLED:
        return recalled(scene, asked.intent)
    if asked is None or asked.intent not in {*INTENTS, RESTART}:
        return not_understood(scene)
    if asked.intent == RESTART:
        return restarted(scene)
    if intent_of(asked.intent).kind in ASIDES:
        return aside(scene, asked.intent)
    return _about(scene, asked)


def _about(scene: Scene, asked: Asked) -> Reply:
    """A question about roles, skills or countries."""
    if halves := scene.turn.halves():
        return _both(scene, asked, *halves)
    reference = _with_pending(refer(scene.turn, scene.memory, asked), scene, asked)
    if reference.out_of_bounds:
        return out_of_bounds(scene, asked, _pool(scene, asked))
    if doubt := name_in_doubt(scene, asked, reference):
        return _waiting(doubt, _facets(scene, asked))
    if len(reference.focus) > MOST_ROLES:
        return too_many(scene, asked, reference)
    heard = _facets(scene, asked)
    unsettled = likeliest(scene, asked, reference)
    reference = unsettled or reference
    question = _question(scene, asked.intent, reference, (*heard, *counting(scene.memory, asked.intent, heard)))
    if back := lacking(scene, asked, question):
        return replace(_waiting(back, heard), heard=heard)
    said = by_other_names(scene, _assumed(scene, left_out(scene, _said(scene, question)), reference, asked))
    if unsettled:
        said = taken_for(scene, asked.intent, reference.focus, said)
    after = _after(scene, asked, reference, question, said)
    after = still_offered(scene, after) if unsettled else after
    for further in _further(scene, asked):
        said, after = _second(scene, further, said, after, reference)
    return Reply(said, after, asked.reported or asked.intent, heard)


def _further(scene: Scene, asked: Asked) -> tuple[str, ...]:
    """The questions to answer besides the first: those of the message, or of the one that is asked again."""
    if asked.also:
        return asked.also
    last = scene.memory.last
    if asked.again and len(last) > 1 and all(question.roles == last[0].roles for question in last):
        return tuple(question.intent for question in last[1:] if question.intent != asked.intent)
    second = scene.turn.second
    return (second,) if second and second != asked.intent and not asked.again and asked.picked is None else ()


def _waiting(reply: Reply, facets: tuple[Facet, ...]) -> Reply:
    """Our question back keeps what was heard in the user's."""
    pending = reply.memory.pending
    return replace(reply, memory=replace(reply.memory, pending=replace(pending, facets=facets))) if pending else reply


def _said(scene: Scene, question: Question) -> Answer:
    """The answer; where several countries are named, for each."""
    countries = scene.turn.values("country")[-MOST_COUNTRIES:]
    if len(countries) < 2 or not intent_of(question.intent).both_countries:
        return answer(scene.writer, question)
    together = answer(scene.writer, question)
    if all(f"country:{code}" in together.used for code in countries):
        return together
    each = [answer(scene.writer, replace(question, country=country)) for country in countries]
    return replace(reduce(joined, each), country=countries[-1], bars=())


def _with_pending(reference: Reference, scene: Scene, asked: Asked) -> Reference:
    """An answer to our own question joins the roles that were known then."""
    pending = scene.memory.pending
    if not asked.resumed or pending is None:
        return reference
    chosen = reference.focus if scene.turn.of("role") else _chosen(scene.turn, pending.candidates)
    if chosen is None:
        return replace(reference, out_of_bounds=True)
    roles = tuple(dict.fromkeys([*pending.roles, *chosen]))
    return Reference(roles, roles, named=bool(roles)) if roles else Reference()


def _chosen(turn: Turn, candidates: tuple[str, ...]) -> tuple[str, ...] | None:
    """Those of the offered roles that are pointed at; None for "the third one" of two."""
    if not candidates or turn.names_roles:
        return ()
    if "both" in turn.cues:
        return candidates[:MOST_ROLES]
    default = len(candidates) - 1 if "last_one" in turn.cues else 0
    place = next((place for cue, place in ORDINALS.items() if cue in turn.cues), default)
    return candidates[place : place + 1] or None


def _pool(scene: Scene, asked: Asked) -> tuple[str, ...]:
    pending = scene.memory.pending
    if asked.resumed and pending and pending.candidates:
        return pending.candidates
    return scene.memory.in_order


def _facets(scene: Scene, asked: Asked) -> tuple[Facet, ...]:
    """Those of the turn; with those of the question that waited for it, or that it asks again, of kinds it does not name."""
    fresh, memory = scene.turn.facets, scene.memory
    if asked.resumed and memory.pending:
        return (*fresh, *(facet for facet in memory.pending.facets if facet.kind not in {new.kind for new in fresh}))
    return (*fresh, *carried(memory.last[0].facets, fresh)) if asked.again and memory.last else fresh


def _question(scene: Scene, intent: str, reference: Reference, facets: tuple[Facet, ...]) -> Question:
    turn, memory = scene.turn, scene.memory
    countries = turn.of("country")
    amounts = [facet.amount for facet in facets if facet.amount]
    told = {"candidate"} if intent == "mention_role" and "own" in turn.cues else set()
    return Question(
        intent=intent,
        country=_country(scene, intent),
        roles=() if intent_of(intent).ignores_roles and not reference.named else reference.focus,
        skills=_skills(turn, memory, intent),
        family=next(iter(turn.values("family")), ""),
        unknown=tuple(mention.text for mention in turn.of("unknown_role")),
        topic=next((mention.text for mention in turn.of("role") if mention.detail == FIELD), ""),
        amount=amounts[0] if amounts else None,
        limit=turn.limit or None,
        place=next((facet.value for facet in facets if facet.kind == "city"), ""),
        aspects=turn.cues | told | _aspects(facets),
        viewpoint=memory.viewpoint,
        country_named=bool(countries) if intent == "set_country" else bool(memory.country or countries),
        before=memory.last if intent == "ask_source" else (),
        facets=facets,
    )


def _aspects(facets: tuple[Facet, ...]) -> frozenset[str]:
    """Facets that answers know as aspects: beginners, a period, another currency."""
    told = {facet.value for facet in of_kind(facets, "level", "reckoning") if not facet.negated}
    return frozenset(told | ({"conversion"} if of_kind(facets, "currency") else set()))


def _country(scene: Scene, intent: str) -> str:
    """The country in play; a ranking above a sum of rupees is one of India, whatever was in play before."""
    named = scene.turn.values("country")
    if len(named) > 1:
        return scene.memory.country if scene.memory.country in named else named[-1]
    currency = next((facet.amount.currency for facet in scene.turn.facets if facet.amount), "")
    if intent != "rank_roles_by_pay" or not currency or scene.turn.of("country"):
        return scene.country
    paid_there = [code for code, country in scene.writer.knowledge.countries.items() if country.currency == currency]
    return scene.country if scene.country in paid_there else next(iter(paid_there), scene.country)


def _skills(turn: Turn, memory: State, intent: str) -> tuple[str, ...]:
    """The skills meant: those named, and where one's own count, those told before."""
    named = turn.values("skill")
    if intent == "find_roles_by_skill":
        return memory.skills or named
    return tuple(dict.fromkeys([*named, *(memory.skills if intent_of(intent).own_skills else ())]))


def _assumed(scene: Scene, said: Answer, reference: Reference, asked: Asked) -> Answer:
    """Say what was taken for granted when a bare role or a drop was understood from the talk."""
    writer, before = scene.writer, scene.memory
    roles = writer.titles(writer.roles(reference.focus))
    if reference.dropped and reference.focus:
        return prefixed(writer.say("assumed.dropped", roles=writer.titles(writer.roles(reference.dropped))), said)
    if reference.added and len(reference.focus) > 2:
        key = "assumed.compared" if asked.intent == "compare_roles" else "assumed.replaced"
        return prefixed(writer.say(key, roles=roles), said)
    if asked.again and reference.named and len(before.roles) > 1:
        return prefixed(writer.say("assumed.replaced", roles=roles), said)
    return said


def _after(scene: Scene, asked: Asked, reference: Reference, question: Question, said: Answer) -> State:
    """What to keep of an answered question."""
    memory, intent = scene.memory, asked.intent
    offered = memory.pending.candidates if asked.resumed and memory.pending else memory.offered if asked.again else ()
    kept = replace(memory, pending=None, misses=0, greeted=True, offered=offered)
    if intent == "ask_source":
        return kept
    kept = replace(kept, opening=kept.opening or Step(intent, reference.focus))
    if intent == FIND and not question.skills and not said.listed:
        kept = replace(kept, pending=Pending(FIND))
    kept = replace(kept, last=(_answered(question, said),), listed=said.listed or (() if reference.named else memory.listed))
    topic = memory.intent if not intent_of(intent).repeated_by or _by_accident(scene, asked) else intent
    if intent_of(intent).ignores_roles:
        return replace(kept, intent=topic)
    if intent == "mention_role" and "own" in scene.turn.cues and memory.roles:
        return kept
    roles = reference.roles or memory.roles
    kept = replace(kept, previous=_previous(memory, roles), recent=_recent(memory, reference))
    return replace(kept, roles=roles, focus=reference.focus or memory.focus, intent=topic)


def _answered(question: Question, said: Answer) -> Question:
    """As it is kept: with the facets that were answered, and years that another role may have figures for."""
    kept = (facet for facet in question.facets if facet.kind in LEVELS or is_used(facet, question.intent, said))
    return replace(question, before=(), facets=tuple(kept))


def _by_accident(scene: Scene, asked: Asked) -> bool:
    """A reading so unsure that nothing later should repeat it, where there is a surer one."""
    told = asked.again or asked.resumed or asked.reported or asked.also or asked.picked or asked.intent != scene.turn.intent
    return not told and bool(scene.memory.intent) and scene.turn.confidence < UNSURE


def _previous(memory: State, roles: tuple[str, ...]) -> tuple[str, ...]:
    """Those in play before, where a single role takes their place."""
    if roles == memory.roles or len(roles) != 1:
        return memory.previous if roles == memory.roles else ()
    return tuple(role for role in memory.roles if role not in roles)


def _recent(memory: State, reference: Reference) -> tuple[str, ...]:
    """Those named one by one; several named at once begin anew."""
    if not reference.named or not reference.focus:
        return memory.recent
    if len(reference.focus) > 1:
        return ()
    return (*(role for role in memory.recent or memory.roles if role not in reference.focus), *reference.focus)


def _both(scene: Scene, asked: Asked, first: Turn, second: Turn) -> Reply:
    """Two questions of one message, each about roles of its own."""
    one = _about(replace(scene, turn=first), asked)
    other = _about(Scene(scene.writer, second, one.memory), Asked(scene.turn.second))
    roles = tuple(dict.fromkeys([*one.memory.roles, *other.memory.roles]))[:MOST_ROLES]
    memory = replace(other.memory, roles=roles, last=(*one.memory.last[:1], *other.memory.last[:1]))
    return Reply(joined(one.answer, other.answer), memory, one.intent, (*one.heard, *other.heard))


def _second(scene: Scene, intent: str, said: Answer, after: State, reference: Reference) -> tuple[Answer, State]:
    """A further question of the same message, answered after the first."""
    if not intent_of(intent).second or len(reference.focus) < intent_of(intent).roles:
        return said, after
    question = _question(scene, intent, reference, scene.turn.facets)
    last = (*after.last[: MOST_QUESTIONS - 1], replace(question, before=()))
    return joined(said, answer(scene.writer, question)), replace(after, last=last)
