"""The turn: utterance and memory -> answer and new memory. Rules decide, in the order of this file."""

from __future__ import annotations

from dataclasses import dataclass, replace

from rolewise.answers import ANSWERS, ROLES_NEEDED, Answer, Question, Writer, answer
from rolewise.answers.model import EMPLOYER, Amount
from rolewise.answers.phrasing import and_list
from rolewise.answers.suggestions import ask, role_choices, starters
from rolewise.answers.talk import miss
from rolewise.dialogue.combine import joined, prefixed
from rolewise.dialogue.memory import MOST_ROLES, Memory, Pending, bounded
from rolewise.dialogue.reading import ABOUT_ROLES, intent_of, is_sure
from rolewise.dialogue.reference import Reference, refer
from rolewise.dialogue.turn import ENGLISH, Turn

# Intents that a reading below the threshold is never offered as.
NEVER_OFFERED = frozenset({"out_of_scope", "greet", "goodbye", "thank", "affirm", "deny", "give_feedback", "bot_challenge",
                           "set_country", "mention_role", "ask_source"})
SMALL_TALK = frozenset({"greet", "goodbye", "thank", "affirm", "deny", "ask_help", "bot_challenge", "give_feedback"})
FEWEST_MISSES_FOR_CONTACT = 2


@dataclass(frozen=True)
class Reply:
    """What a turn gives: the answer, what to remember, and the intent that was answered."""

    answer: Answer
    memory: Memory
    intent: str


def respond(writer: Writer, turn: Turn, memory: Memory, now: float) -> Reply:
    """Answer one utterance. `now` is in seconds since the epoch."""
    idle = bool(memory.at) and now - memory.at > writer.knowledge.site.idle_minutes * 60
    hint = writer.say("misses.idle") if idle and memory.roles else ""
    memory = replace(memory.forget_topic() if idle else memory, at=now)
    reply = _reply(writer, turn, _noted(turn, memory))
    said = reply.answer
    if turn.cut:
        said = prefixed(writer.say("misses.too_long", count=len(turn.text)), said)
    return Reply(prefixed(hint, said), bounded(reply.memory), reply.intent)


def _noted(turn: Turn, memory: Memory) -> Memory:
    """Country, viewpoint, skills and own role that the utterance tells, whatever it asks."""
    countries = turn.values("country")
    if countries:
        memory = replace(memory, country=countries[-1])
    if "employer" in turn.cues or turn.intent == "hire_role":
        memory = replace(memory, viewpoint=EMPLOYER)
    elif "candidate" in turn.cues and turn.of("role"):
        memory = replace(memory, viewpoint="candidate")
    if turn.intent == "find_roles_by_skill":
        memory = replace(memory, skills=tuple(dict.fromkeys([*memory.skills, *turn.values("skill")])))
    if turn.intent == "mention_role" and "switch_from" in turn.cues and turn.of("role"):
        memory = replace(memory, own_role=turn.of("role")[0].value)
    return memory


def _reply(writer: Writer, turn: Turn, memory: Memory) -> Reply:
    country = memory.country or writer.knowledge.site.default_country
    if not turn.text.strip():
        return Reply(miss(writer, "empty", "nlu_fallback", country), memory, "nlu_fallback")
    if turn.language != ENGLISH:
        return Reply(miss(writer, "language", "out_of_scope", country), replace(memory, misses=0), "out_of_scope")
    if not is_sure(turn, memory):
        return _unsure(writer, turn, memory, country)
    intent = intent_of(turn, memory)
    if intent == "restart":
        fresh = Memory(at=memory.at, greeted=True)
        return Reply(Answer("talk", "deny", writer.say("small.restart"), suggestions=starters(writer)), fresh, turn.intent)
    if intent in SMALL_TALK or intent == "out_of_scope":
        return _aside(writer, turn, memory, intent, country)
    return _about(writer, turn, memory, intent, country)


def _aside(writer: Writer, turn: Turn, memory: Memory, intent: str, country: str) -> Reply:
    """Small talk and what is out of scope: answered, the topic kept."""
    if intent == "deny" and memory.pending:
        memory = replace(memory, pending=None)
    topic = memory.roles if intent in ("ask_help", "give_feedback") or (intent == "greet" and memory.greeted) else ()
    question = Question(intent, country, roles=topic, aspects=turn.cues, before=memory.last, viewpoint=memory.viewpoint)
    said = answer(writer, question)
    if not said.suggestions and intent != "goodbye":
        said = replace(said, suggestions=starters(writer))
    return Reply(said, replace(memory, misses=0, greeted=True), intent)


def _about(writer: Writer, turn: Turn, memory: Memory, intent: str, country: str) -> Reply:
    intent = "describe_role" if intent == "more" else intent
    pending = memory.pending if memory.pending and intent == memory.pending.intent else None
    reference = _with_pending(refer(turn, memory, intent), pending, turn, memory)
    if reference.out_of_bounds:
        return _out_of_bounds(writer, memory, country)
    again = turn.intent == "mention_role" and intent != "mention_role" and not pending
    if again:
        reference = _asked_again(memory, intent, reference)
    if doubt := _name_in_doubt(writer, turn, memory, intent, reference, country):
        return doubt
    if len(reference.focus) > MOST_ROLES:
        return Reply(miss(writer, "too_many", intent, country, count=MOST_ROLES), memory, intent)
    question = _question(turn, memory, intent, reference, country)
    if lacking := _lacking(writer, question, memory):
        return lacking
    said = _assumed(writer, answer(writer, question), reference, again, memory)
    said = _unknown_said(writer, turn, said)
    after = _after(memory, reference, question, said)
    if turn.second and turn.second != intent:
        said, after = _second(writer, turn, said, after, reference, country)
    return Reply(said, after, turn.intent if again else intent)


def _with_pending(reference: Reference, pending: Pending | None, turn: Turn, memory: Memory) -> Reference:
    """An answer to our own question joins the roles that were known then."""
    if pending is None:
        return reference
    chosen = reference.focus if turn.of("role") else ()
    if not chosen and pending.candidates:
        chosen = _chosen(turn, pending)
    roles = tuple(dict.fromkeys([*pending.roles, *chosen]))
    return Reference(roles, roles, named=True) if roles else reference


def _chosen(turn: Turn, pending: Pending) -> tuple[str, ...]:
    places = {"first": 0, "second": 1, "third": 2, "last_one": len(pending.candidates) - 1}
    place = next((place for cue, place in places.items() if cue in turn.cues), 0)
    return pending.candidates[place:place + 1]


def _asked_again(memory: Memory, intent: str, reference: Reference) -> Reference:
    """The last question for another role: beside a pair it is compared, otherwise it replaces."""
    if not reference.named or reference.added or reference.dropped:
        return reference
    joins = intent in ("compare_roles", "choose_role", "summarize_comparison") and len(memory.roles) > 1 and len(reference.focus) == 1
    if joins and reference.focus[0] not in memory.roles and len(memory.roles) < 3:
        roles = (*memory.roles, *reference.focus)
        return Reference(roles, roles, named=True, added=True)
    return reference


def _name_in_doubt(writer: Writer, turn: Turn, memory: Memory, intent: str, reference: Reference, country: str) -> Reply | None:
    """Ask which role an ambiguous name means; say which names we do not cover."""
    doubtful = turn.of("ambiguous_role")
    needs = intent in ABOUT_ROLES or intent == "mention_role"
    if doubtful and needs and not (reference.named and intent == "switch_role"):
        asked = _worth_asking(intent, memory)
        known = reference.focus if reference.named else ()
        name, candidates = doubtful[0].text, doubtful[0].candidates
        said = miss(writer, "ambiguous", asked, country, role_choices(writer, asked, candidates, known, country), name=name)
        waiting = replace(memory, pending=Pending(asked, known, candidates), misses=0)
        return Reply(replace(said, roles=known), waiting, turn.intent)
    unknown = turn.of("unknown_role")
    if unknown and needs and not reference.named:
        return _unknown(writer, turn, memory, intent, country)
    return None


def _worth_asking(intent: str, memory: Memory) -> str:
    return intent if intent != "mention_role" else memory.intent or "describe_role"


def _unknown(writer: Writer, turn: Turn, memory: Memory, intent: str, country: str) -> Reply:
    mentions = turn.of("unknown_role")
    asked = _worth_asking(intent, memory)
    names = and_list([f"“{mention.text}”" for mention in mentions])
    nearest = tuple(dict.fromkeys(role for mention in mentions for role in mention.candidates))[:3]
    points_back = memory.focus and ("that_role" in turn.cues or "pair_back" in turn.cues)
    if points_back and ROLES_NEEDED.get(intent, 0) > 1:
        question = Question("describe_role", country, roles=memory.focus[:1])
        said = prefixed(writer.say("misses.unknown_partly", names=names), answer(writer, question))
        return Reply(replace(said, intent=intent), _after(memory, Reference(memory.roles, memory.focus), question, said), intent)
    said = miss(writer, "unknown_role", asked, country, role_choices(writer, asked, nearest, (), country), names=names)
    if nearest:
        more = writer.say("misses.unknown_nearest", roles=and_list([writer.knowledge.roles[role].title for role in nearest], "or"))
        said = replace(said, text=f"{said.text} {more}")
    return Reply(said, replace(memory, pending=Pending(asked, (), nearest), misses=0), turn.intent)


def _unknown_said(writer: Writer, turn: Turn, said: Answer) -> Answer:
    """Next to known roles, a name we do not cover is said to be left out."""
    names = [f"“{mention.text}”" for mention in turn.of("unknown_role")]
    if not names or not said.roles:
        return said
    return prefixed(writer.say("misses.unknown_partly", names=and_list(names)), said)


def _question(turn: Turn, memory: Memory, intent: str, reference: Reference, country: str) -> Question:
    amounts = turn.of("amount")
    places = [mention.text for mention in turn.of("country") if mention.detail == "city"]
    named_skills = turn.values("skill")
    own = memory.skills if intent in ("switch_role", "choose_role") else ()
    aspects = turn.cues | ({"conversion"} if any(m.detail == "currency" for m in turn.of("country")) else set())
    return Question(
        intent=intent,
        country=country,
        roles=reference.focus,
        skills=tuple(dict.fromkeys([*named_skills, *own])) if intent != "find_roles_by_skill" else memory.skills or named_skills,
        family=next(iter(turn.values("family")), ""),
        unknown=tuple(mention.text for mention in turn.of("unknown_role")),
        topic=next((mention.text for mention in turn.of("role") if mention.detail == "field"), ""),
        amount=Amount(int(amounts[0].value), amounts[0].detail) if amounts and amounts[0].value.isdigit() else None,
        limit=next((int(mention.value) for mention in turn.of("limit") if mention.value.isdigit()), None),
        place=places[0].title() if places else "",
        aspects=frozenset(aspects),
        viewpoint=memory.viewpoint,
        country_named=bool(memory.country),
        before=memory.last if intent == "ask_source" else (),
    )


def _lacking(writer: Writer, question: Question, memory: Memory) -> Reply | None:
    """Ask for the roles that the question still needs."""
    intent, needed = question.intent, ROLES_NEEDED.get(question.intent, 0)
    if len(question.roles) >= needed:
        return None
    if not question.roles:
        way = "no_role_pair" if needed > 1 else "no_role"
        said = miss(writer, way, intent, question.country, _examples(writer, intent, question.country))
        return Reply(said, replace(memory, pending=Pending(intent)), intent)
    role = writer.knowledge.roles[question.roles[0]]
    near = tuple(item.role for item in role.related[:4])
    choices = role_choices(writer, intent, near, question.roles, question.country)
    said = replace(miss(writer, "second_role", intent, question.country, choices, a_role=writer.a(role)), roles=question.roles)
    waiting = replace(memory, roles=question.roles, focus=question.roles, pending=Pending(intent, question.roles, near))
    return Reply(said, waiting, intent)


def _examples(writer: Writer, intent: str, country: str) -> tuple:  # type: ignore[type-arg]
    first, second = writer.phrase("examples.first"), writer.phrase("examples.second")
    if ROLES_NEEDED.get(intent, 0) > 1:
        return (ask(writer, intent, (first, second), country), ask(writer, "list_roles"))
    return (ask(writer, intent, (first,), country), ask(writer, intent, (second,), country), ask(writer, "list_roles"))


def _assumed(writer: Writer, said: Answer, reference: Reference, again: bool, memory: Memory) -> Answer:
    """Say what was taken for granted when a bare role or a drop was understood from the talk."""
    roles = writer.titles(writer.roles(reference.focus))
    if reference.dropped:
        return prefixed(writer.say("assumed.dropped", roles=writer.titles(writer.roles(reference.dropped))), said)
    if reference.added and len(reference.focus) > 2:
        return prefixed(writer.say("assumed.compared", roles=roles), said)
    if again and memory.intent and len(memory.roles) > 1:
        return prefixed(writer.say("assumed.replaced", roles=roles), said)
    return said


def _after(memory: Memory, reference: Reference, question: Question, said: Answer) -> Memory:
    """What to keep of an answered question."""
    intent = question.intent
    roles = reference.roles or memory.roles
    kept = replace(memory, pending=None, misses=0, greeted=True, listed=said.listed or memory.listed)
    if intent == "ask_source":
        return kept
    if said.listed and not reference.named and intent not in ABOUT_ROLES:
        kept = replace(kept, listed=said.listed)
    topic = intent if intent in ABOUT_ROLES or intent in ("rank_roles_by_pay",) else memory.intent
    return replace(kept, roles=roles, focus=reference.focus or memory.focus, intent=topic,
                   last=(replace(question, before=()),))


def _second(writer: Writer, turn: Turn, said: Answer, memory: Memory, reference: Reference, country: str) -> tuple[Answer, Memory]:
    """The second question of the same message, answered after the first."""
    if turn.second not in ANSWERS or turn.second in SMALL_TALK or len(reference.focus) < ROLES_NEEDED.get(turn.second, 0):
        return said, memory
    question = replace(_question(turn, memory, turn.second, reference, country), intent=turn.second)
    other = answer(writer, question)
    return joined(said, other), replace(memory, last=(*memory.last[:1], replace(question, before=())))


def _unsure(writer: Writer, turn: Turn, memory: Memory, country: str) -> Reply:
    """The two best readings as buttons that keep roles and country; the second time, examples and a person."""
    misses = memory.misses + 1
    if misses >= FEWEST_MISSES_FOR_CONTACT:
        said = miss(writer, "not_understood_again", "nlu_fallback", country, starters(writer))
        contact = writer.knowledge.site.contact
        if contact:
            said = replace(said, text=f"{said.text} {writer.say('misses.contact', contact=contact)}")
        return Reply(said, replace(memory, misses=misses), "nlu_fallback")
    reference = refer(turn, memory, turn.intent)
    offered = [reading.intent for reading in turn.readings if reading.intent not in NEVER_OFFERED][:2]
    choices = tuple(ask(writer, intent, reference.focus, country) for intent in offered
                    if len(reference.focus) >= _least(intent))
    if turn.intent == "out_of_scope" or not choices:
        return Reply(miss(writer, "out_of_scope", "nlu_fallback", country), replace(memory, misses=misses), "nlu_fallback")
    return Reply(miss(writer, "not_understood", "nlu_fallback", country, choices), replace(memory, misses=misses), "nlu_fallback")


def _least(intent: str) -> int:
    """Roles without which the button of an intent would make no sense."""
    return ROLES_NEEDED.get(intent, 1 if intent in ("hire_role", "find_jobs", "explain_skill") else 0)


def _out_of_bounds(writer: Writer, memory: Memory, country: str) -> Reply:
    pool = memory.listed if memory.listed and not memory.roles else memory.roles
    intent = memory.intent or "describe_role"
    said = miss(writer, "out_of_bounds", intent, country, role_choices(writer, intent, pool, (), country),
                count=len(pool))
    return Reply(said, replace(memory, pending=Pending(intent, (), pool)), intent)
