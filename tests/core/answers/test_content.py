"""Fields of roles that sentences are built around have the form that the sentence needs."""

from __future__ import annotations

import re

from rolewise.core.answers import Writer


def test_every_field_has_its_form(writer: Writer) -> None:
    """Summaries begin with a verb in -s, the focus with one in -ing, duties with a bare verb; points go on from "when"."""
    wrong = []
    for role in writer.knowledge.roles.values():
        wrong += [] if re.match(r"[A-Z][a-z]+s,? .*\.$", role.summary) else [f"{role.id}: summary {role.summary!r}"]
        wrong += [] if re.match(r"[a-z]+ing,? .*[^.]$", role.focus) else [f"{role.id}: focus {role.focus!r}"]
        wrong += [
            f"{role.id}: duty {duty!r}"
            for duty in role.responsibilities
            if re.match(r"[A-Z]?[a-z]+ing ", duty) or duty.endswith(".")
        ]
        wrong += [
            f"{role.id}: point {point!r}" for point in role.hire_when if point.endswith(".") or point.startswith(("when ", "to "))
        ]

    assert wrong == []
