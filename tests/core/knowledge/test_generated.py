"""The benchmark's generated knowledge base is a sound one."""

from __future__ import annotations

from pathlib import Path

from benchmarks.knowledge_scale import ALIASES, generate
from rolewise.core.knowledge import load

KNOWLEDGE = Path(__file__).parents[3] / "knowledge"


def test_a_generated_knowledge_base_loads_with_all_its_names(tmp_path: Path) -> None:
    generate(KNOWLEDGE, tmp_path, 150)
    found = load(tmp_path)

    assert len(found.roles) == 150
    assert sum(len(role.aliases) for role in found.roles.values()) == 150 * ALIASES
