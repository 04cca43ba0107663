"""An agent's graphs run in order by one thread, by Rasa's own interface of runners; no code of Rasa is replaced.

Rasa's runner has dask build and schedule a graph for each prediction, three a turn, and run it in one thread. Which runner
a model is loaded with no setting says, so an agent is given ours once it is loaded. Without it all works, more slowly.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping
from graphlib import TopologicalSorter
from typing import TYPE_CHECKING, Any

from rasa.core.policies.rule_policy import RulePolicy
from rasa.engine.exceptions import GraphRunError
from rasa.engine.graph import ExecutionContext, GraphNode, GraphNodeHook, GraphSchema
from rasa.engine.runner.dask import DaskGraphRunner
from rasa.engine.runner.interface import GraphRunner
from rasa.engine.storage.storage import ModelStorage

from rolewise.rasa.plain_rules import NotPlain, PlainRules

if TYPE_CHECKING:
    from rasa.core.agent import Agent

Node = Callable[..., tuple[str, Any]]
Step = tuple[str, Node, tuple[str, ...]]


def lighten(agent: Agent) -> None:
    """Makes a loaded agent's turns cheaper, with the same results. Any agent will do; twice does no harm."""
    if not getattr(agent, "processor", None):
        return
    if isinstance(agent.processor.graph_runner, DaskGraphRunner):
        agent.processor.graph_runner = InOrder.of(agent.processor.graph_runner)
    # Rasa makes an empty domain at each message and compares; a domain in use does not change.
    domain = agent.processor.domain
    domain.is_empty = functools.partial(bool, domain.is_empty())


class InOrder(GraphRunner):
    """Runs each node after those that it needs."""

    def __init__(self, schema: GraphSchema, nodes: Mapping[str, GraphNode]):
        self._schema = schema
        self._nodes = {name: _quickest(node) for name, node in nodes.items()}
        self._plans: dict[tuple[str, ...], list[Step]] = {}

    @classmethod
    def create(
        cls,
        graph_schema: GraphSchema,
        model_storage: ModelStorage,
        execution_context: ExecutionContext,
        hooks: list[GraphNodeHook] | None = None,
    ) -> InOrder:
        """Makes the nodes, too (see the base class)."""
        return cls.of(DaskGraphRunner.create(graph_schema, model_storage, execution_context, hooks))

    @classmethod
    def of(cls, runner: DaskGraphRunner) -> InOrder:
        """A runner of the same nodes."""
        return cls(runner._graph_schema, runner._instantiated_nodes)

    def run(self, inputs: dict[str, Any] | None = None, targets: list[str] | None = None) -> dict[str, Any]:
        """Runs what the targets need (see the base class)."""
        wanted = tuple(targets or self._schema.target_names)
        if wanted not in self._plans:
            self._plans[wanted] = self._plan(wanted)
        # A node wants what it needs under the name of what gave it.
        outputs: dict[str, Any] = {name: (name, value) for name, value in (inputs or {}).items()}
        try:
            for name, node, needs in self._plans[wanted]:
                outputs[name] = node(*(outputs.get(need, need) for need in needs))
        except RuntimeError as error:
            raise GraphRunError("Error running runner.") from error
        return dict(outputs[target] for target in wanted)

    def _plan(self, targets: tuple[str, ...]) -> list[Step]:
        nodes = self._schema.minimal_graph_schema(list(targets)).nodes
        order = TopologicalSorter({name: list(node.needs.values()) for name, node in nodes.items()}).static_order()
        return [(name, self._nodes[name], tuple(nodes[name].needs.values())) for name in order if name in nodes]


def _quickest(node: GraphNode) -> Node:
    """The node, or what gives the same as it in less time."""
    policy = node._component
    if type(policy) is not RulePolicy:
        return node  # type: ignore[no-any-return]
    try:
        return PlainRules(node, policy)
    except NotPlain:
        return node  # type: ignore[no-any-return]
