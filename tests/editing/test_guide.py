"""docs/editing.md lists the fields as the register has them."""

from __future__ import annotations

from pathlib import Path

from rolewise.editing.guide import field_lists, with_lists

GUIDE = Path(__file__).parents[2] / "docs" / "editing.md"


def test_the_lists_of_fields_are_current() -> None:
    """Where this fails: run `rolewise schema`, which writes them anew."""
    text = GUIDE.read_text("utf-8")

    assert with_lists(text) == text


def test_a_changed_list_is_replaced_and_the_rest_kept() -> None:
    text = "before\n<!-- fields: role -->\nold\n<!-- end of fields -->\nafter\n"

    assert with_lists(text) == f"before\n<!-- fields: role -->\n{field_lists()['role']}\n<!-- end of fields -->\nafter\n"
