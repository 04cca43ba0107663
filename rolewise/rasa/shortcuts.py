"""Shorter ways through a turn of Rasa: the same results, without the work that nobody uses.

Each replaces one function of the pinned version (`action_schema.check_version`), holds no state that two turns could
share, and is compared with the stock one in tests/rasa/test_shortcuts.py. Measured by `python -m benchmarks turns`.
"""

from __future__ import annotations

import functools
from graphlib import TopologicalSorter
from typing import Any

import rasa.core.policies.rule_policy
import rasa.core.processor
import rasa.shared.utils.common
from rasa.core.policies.rule_policy import RULES, RulePolicy
from rasa.engine.constants import PLACEHOLDER_MESSAGE, PLACEHOLDER_TRACKER
from rasa.engine.exceptions import GraphRunError
from rasa.engine.graph import GraphNode
from rasa.engine.runner.dask import DaskGraphRunner
from rasa.shared.core.constants import ACTION_LISTEN_NAME, PREVIOUS_ACTION, SHOULD_NOT_BE_SET, USER
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, Event
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.nlu.constants import ACTION_NAME, INTENT

PLANS = "_rolewise_plans"
EMPTY = "_rolewise_empty"

Plan = list[tuple[str, GraphNode, tuple[str, ...]]]


@functools.cache
def install() -> None:
    """Takes effect once a process. The caller has checked the version of Rasa."""
    _find_events_by_name()
    _run_graphs_in_order()
    _look_at_the_last_states()
    _log_without_copies()
    _look_at_a_domain_once()


def _find_events_by_name() -> None:
    """Stock walks all subclasses of Event for each event that is read: a seventh of a turn."""
    stock = Event.resolve_by_type
    found: dict[str, type[Event]] = {}

    @functools.wraps(stock)
    def resolve_by_type(type_name: str, default: type[Event] | None = None) -> type[Event] | None:
        if type_name in found:
            return found[type_name]
        resolved: type[Event] | None = stock(type_name, default)
        if resolved is not None and resolved.type_name == type_name:  # not the default of an unknown name
            found[type_name] = resolved
        return resolved

    Event.resolve_by_type = staticmethod(resolve_by_type)


def _run_graphs_in_order() -> None:
    """Stock builds and schedules a graph of dask for each prediction, three a turn; one thread runs it anyway."""
    stock = DaskGraphRunner.run

    @functools.wraps(stock)
    def run(self: DaskGraphRunner, inputs: dict[str, Any] | None = None, targets: list[str] | None = None) -> dict[str, Any]:
        # Training goes the stock way, which drops what it needs no longer.
        if not targets or not inputs or not inputs.keys() <= {PLACEHOLDER_MESSAGE, PLACEHOLDER_TRACKER}:
            return dict(stock(self, inputs, targets))
        outputs: dict[str, Any] = {name: (name, value) for name, value in inputs.items()}
        try:
            for name, node, needs in _plan(self, tuple(targets)):
                outputs[name] = node(*(outputs.get(need, need) for need in needs))
        except RuntimeError as error:
            raise GraphRunError("Error running runner.") from error
        return dict(outputs[target] for target in targets)

    DaskGraphRunner.run = run


def _plan(runner: DaskGraphRunner, targets: tuple[str, ...]) -> Plan:
    """The nodes that targets need, each after those that it needs. A runner's graph never changes."""
    plans: dict[tuple[str, ...], Plan] = runner.__dict__.setdefault(PLANS, {})
    if targets not in plans:
        nodes = runner._graph_schema.minimal_graph_schema(list(targets)).nodes
        order = TopologicalSorter({name: list(node.needs.values()) for name, node in nodes.items()}).static_order()
        plans[targets] = [
            (name, runner._instantiated_nodes[name], tuple(nodes[name].needs.values())) for name in order if name in nodes
        ]
    return plans[targets]


def _look_at_the_last_states() -> None:
    """Stock makes a state of each action of the whole tracker, up to three times a turn; a rule sees as many as it has."""
    stock = RulePolicy._find_action_from_rules

    @functools.wraps(stock)
    def find(self: RulePolicy, tracker: DialogueStateTracker, domain: Domain, use_text_for_last_user_input: bool) -> Any:
        if tracker.active_loop_name:
            return stock(self, tracker, domain, use_text_for_last_user_input)
        rules = self.lookup[RULES]
        nothing = (None, None, False)  # what comes of a text is looked at only if a rule was found
        if use_text_for_last_user_input and (
            tracker.latest_action_name != ACTION_LISTEN_NAME or all(_awaits_intent(self, key) for key in rules)
        ):
            return nothing
        recent = _LastStates(tracker, max((len(self._rule_key_to_state(key)) for key in rules), default=1))
        states = self._prediction_states(recent, domain, use_text_for_last_user_input)
        if found := self._get_possible_keys(rules, states):
            best = max(found, key=len)
            return rules.get(best), best, False
        return nothing if use_text_for_last_user_input else stock(self, tracker, domain, use_text_for_last_user_input)

    RulePolicy._find_action_from_rules = find


def _awaits_intent(policy: RulePolicy, rule: str) -> bool:
    """Whether the rule applies to no text: after an utterance it wants an intent, or it is about another action."""
    state = policy._rule_key_to_state(rule)[-1]
    if state.get(PREVIOUS_ACTION, {}).get(ACTION_NAME) != ACTION_LISTEN_NAME:
        return PREVIOUS_ACTION in state
    return state.get(USER, {}).get(INTENT) not in (None, "", SHOULD_NOT_BE_SET)


class _LastStates:
    """A tracker that tells its last states only, with what RulePolicy asks of it."""

    def __init__(self, tracker: DialogueStateTracker, most: int):
        self._tracker = tracker
        self._most = most

    def past_states(self, domain: Domain, omit_unset_slots: bool = False, ignore_rule_only_turns: bool = False,
                    rule_only_data: Any = None) -> list[Any]:
        """As DialogueStateTracker has it, which takes the other way for policies that learn."""
        if ignore_rule_only_turns:
            return list(self._tracker.past_states(domain, omit_unset_slots, ignore_rule_only_turns, rule_only_data))
        skipped = 1 - self._most + sum(isinstance(event, ActionExecuted) for event in self._tracker.applied_events())
        return [
            domain._clean_state(domain.get_active_state(earlier, omit_unset_slots))
            for place, (earlier, _) in enumerate(self._tracker.generate_all_prior_trackers())
            if place >= skipped
        ]


class _NoCopies:
    """Stands for the module `copy` where Rasa copies only what it hands to a log line of level debug."""

    @staticmethod
    def deepcopy(value: Any) -> Any:
        return value


def _log_without_copies() -> None:
    """Stock copies events, entities and states for debug lines, whether these are written or not."""
    for module in (rasa.core.processor, rasa.core.policies.rule_policy):
        module.copy = _NoCopies


def _look_at_a_domain_once() -> None:
    """Stock makes an empty domain at each message to see whether this one is empty, which no domain becomes."""
    stock = Domain.is_empty

    @functools.wraps(stock)
    def is_empty(self: Domain) -> bool:
        if EMPTY not in self.__dict__:
            self.__dict__[EMPTY] = stock(self)
        return bool(self.__dict__[EMPTY])

    Domain.is_empty = is_empty
