"""`rolewise check`: whether the knowledge base is sound."""

from __future__ import annotations

from rolewise.cli import exits


def run() -> None:
    """Prints one line of counts, or ends with the report of every problem."""
    from rolewise.knowledge import KnowledgeError, load
    from rolewise.runtime.project import knowledge_folder

    try:
        found = load(knowledge_folder())
    except KnowledgeError as error:
        print(error)
        raise exits.Stop("the knowledge base has problems", exits.FAILED) from error
    print(
        f"knowledge is sound: {len(found.roles)} roles, {len(found.skills)} skills, {len(found.countries)} countries, "
        f"{len(found.sources)} sources, {len(found.comparisons)} written comparisons, {len(found.wording)} sentences"
    )
