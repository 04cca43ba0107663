"""Rules of one turn, looked up by the intent and the last action instead of compared with each state of a talk.

RulePolicy makes a state of every action so far, up to three times a turn, and holds each rule against each. Where all rules
are as ours are ("this intent: that action, then listen"), two dictionaries give the same prediction; a test compares them.
"""

from __future__ import annotations

import json
from typing import Any

from rasa.core.policies.policy import PolicyPrediction
from rasa.core.policies.rule_policy import DEFAULT_ACTION_MAPPINGS, RULES, RulePolicy
from rasa.engine.graph import GraphNode
from rasa.shared.core.constants import ACTION_LISTEN_NAME, PREVIOUS_ACTION, USER
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, BotUttered, DefinePrevUserUtteredFeaturization, SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.nlu.constants import ACTION_NAME, INTENT

# Between an utterance and the action behind it; what else may stand there is left to RulePolicy.
WITHOUT_EFFECT = (BotUttered, SlotSet, DefinePrevUserUtteredFeaturization)

Rule = tuple[str, str]  # its key and what it predicts


class NotPlain(ValueError):
    """A rule of more than one turn, or with a condition."""


class PlainRules:
    """Stands for the node of a loaded RulePolicy: predicts as it does, and leaves to it what is not plain."""

    def __init__(self, node: GraphNode, policy: RulePolicy):
        """Raises NotPlain where a rule is not."""
        self._node = node
        self._policy = policy
        self._of_intent: dict[str, Rule] = {}
        self._after: dict[tuple[str, str], Rule] = {}  # an intent and the action that answered it
        self._after_any: dict[str, Rule] = {}
        for key, action in policy.lookup[RULES].items():
            self._add(key, json.loads(key), action)

    def __call__(self, *inputs: tuple[str, Any]) -> tuple[str, Any]:
        """As the node has it: the results of the nodes before by their names -> its own name and result."""
        given = dict(item for item in inputs if isinstance(item, tuple))
        tracker, domain = (given.get(self._node._inputs[name]) for name in ("tracker", "domain"))
        rule = self._rule(tracker) if tracker and domain else None
        return (self._node._node_name, self._prediction(rule, tracker, domain)) if rule else self._node(*inputs)

    def _prediction(self, rule: Rule, tracker: DialogueStateTracker, domain: Domain) -> PolicyPrediction:
        key, action = rule
        return self._policy._rule_prediction(self._policy._prediction_result(action, tracker, domain), key)

    def _rule(self, tracker: DialogueStateTracker) -> Rule | None:
        said, last = tracker.latest_message, tracker.latest_action_name
        if not (said and said.intent_name) or said.use_text_for_featurization or tracker.active_loop_name:
            return None
        if last == ACTION_LISTEN_NAME:
            return None if said.intent_name in DEFAULT_ACTION_MAPPINGS else self._of_intent.get(said.intent_name)
        if last and _has_answered_alone(tracker):
            return self._after.get((said.intent_name, last)) or self._after_any.get(last)
        return None

    def _add(self, key: str, states: list[dict[str, Any]], action: str) -> None:
        last = states[-1]
        done, said = last.get(PREVIOUS_ACTION, {}).get(ACTION_NAME), last.get(USER, {}).get(INTENT)
        heard = {PREVIOUS_ACTION: {ACTION_NAME: ACTION_LISTEN_NAME}, USER: {INTENT: said}}
        if states == [heard] and said:
            self._of_intent[said] = key, action
        elif (
            states == [heard, {PREVIOUS_ACTION: {ACTION_NAME: done}, USER: {INTENT: said}}]
            and said
            and done != ACTION_LISTEN_NAME
        ):
            self._after[said, done] = key, action
        elif states == [{PREVIOUS_ACTION: {ACTION_NAME: done}}] and done not in (None, ACTION_LISTEN_NAME):
            self._after_any[done] = key, action
        else:
            raise NotPlain(key)


def _has_answered_alone(tracker: DialogueStateTracker) -> bool:
    """Whether the last events are: listened, heard, acted once."""
    wanted = [ActionExecuted, UserUttered, ActionExecuted]  # backwards
    for event in reversed(tracker.events):
        if isinstance(event, WITHOUT_EFFECT):
            continue
        if type(event) is not wanted.pop(0):
            return False
        if not wanted:
            return bool(event.action_name == ACTION_LISTEN_NAME)
    return False
