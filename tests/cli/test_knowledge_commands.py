"""`rolewise check` and `rolewise roles`, on the knowledge base of this project."""

import json

from cli_fakes import Command


def test_a_sound_knowledge_base_is_one_line(command: Command) -> None:
    ended = command("check")

    assert (ended.code, ended.out.count("\n")) == (0, 1)


def test_roles_as_json_have_id_title_and_other_names(command: Command) -> None:
    found = json.loads(command("roles", "--json").out)

    assert all(list(role)[:5] == ["id", "title", "tier", "family", "aliases"] for role in found)
    assert {role["id"]: role["tier"] for role in found}.items() >= {"data-analyst": 1, "pharmacist": 2}.items()
    assert "Data Analysts" in next(role["aliases"] for role in found if role["id"] == "data-analyst")


def test_a_role_is_not_its_own_alias(command: Command) -> None:
    found = json.loads(command("roles", "--json").out)

    assert not [role["id"] for role in found if role["title"] in role["aliases"]]


def test_roles_are_listed_by_title(command: Command) -> None:
    titles = command("roles").out.splitlines()

    assert "Data Scientist" in titles
    hand_made = titles[: titles.index("Web Developer") + 1]
    assert hand_made == sorted(hand_made, key=str.casefold)
    assert "Pharmacist" in titles[len(hand_made) :]
