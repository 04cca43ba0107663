"""Like questions stand in one group, with an example and with what would help."""

from __future__ import annotations

import numpy as np
import pytest

from rolewise.core.embedding import EmbeddingUnavailable, SentenceEmbedding
from rolewise.core.knowledge import KnowledgeBase
from rolewise.review import likeness
from rolewise.review.grouping import group
from rolewise.review.proposing import advised
from rolewise.review.records import Gap, Group, Kind, Lacking, Turn, Unknown

BREAKS = (
    "how many tea breaks do they get",
    "do they get many tea breaks",
    "tea breaks per day?",
    "number of tea breaks they get in a day",
)
UNIFORMS = ("do they wear a uniform", "is a uniform worn", "must they wear uniforms at work")


@pytest.fixture(scope="module")
def embedding() -> SentenceEmbedding:
    """The real one."""
    try:
        return SentenceEmbedding.load()
    except EmbeddingUnavailable as reason:
        from needs import missing

        missing(str(reason))
        raise


def gap(kind: Kind, text: str, *, talk: str = "web-1", shape: str = "", intent: str = "", **told: object) -> Gap:
    """A gap of a text."""
    return Gap(kind, Turn("1", talk, 1.0, text=text, shape=shape or text, intent=intent, readings=(("ask_pay", 0.3),)), **told)  # type: ignore[arg-type]


def members(groups: list[Group]) -> list[set[str]]:
    """The texts of each group."""
    return [set(found.texts) for found in groups]


def test_questions_of_like_meaning_are_one_group(embedding: SentenceEmbedding) -> None:
    found = group([gap(Kind.NOT_UNDERSTOOD, text) for text in (*UNIFORMS, *BREAKS)], embedding)

    assert members(found) == [set(BREAKS), set(UNIFORMS)]
    assert found[0].example in BREAKS


def test_the_most_frequent_group_comes_first(embedding: SentenceEmbedding) -> None:
    uniforms = [gap(Kind.OUT_OF_SCOPE, UNIFORMS[0], talk=f"web-{number}") for number in range(3)]
    found = group([gap(Kind.OUT_OF_SCOPE, BREAKS[0]), *uniforms], embedding)

    assert [(each.example, each.count, len(each.conversations)) for each in found] == [(UNIFORMS[0], 3, 3), (BREAKS[0], 1, 1)]


def test_whom_it_is_about_does_not_part_questions_that_ask_the_same(embedding: SentenceEmbedding) -> None:
    texts = ("how fat is the wallet of a nurse", "how fat is the wallet of a site reliability engineer")
    found = group([gap(Kind.NOT_UNDERSTOOD, text, shape="how fat is the wallet of a worker") for text in texts], embedding)

    assert members(found) == [set(texts)]


def test_names_of_roles_are_grouped_by_name_and_not_by_meaning() -> None:
    names = ("data steward", "Data Steward", "data-steward", "data stewrad", "data curator")
    found = group([gap(Kind.UNKNOWN_ROLE, f"pay of a {name}", unknown=Unknown(name)) for name in names], None)

    assert [(each.example, each.count) for each in found] == [("data steward", 4), ("data curator", 1)]


def test_thumbs_of_two_questions_are_two_groups(embedding: SentenceEmbedding) -> None:
    found = group([gap(Kind.THUMBS_DOWN, "pay of a nurse", intent=intent) for intent in ("ask_pay", "ask_skills")], embedding)

    assert len(found) == 2


def test_without_an_embedding_equal_texts_are_grouped() -> None:
    found = group([gap(Kind.NOT_UNDERSTOOD, text) for text in ("Hm?", "hm", "what")], None)

    assert [each.count for each in found] == [2, 1]


def test_a_deleted_text_is_in_no_group_unless_a_figure_tells_the_rest(embedding: SentenceEmbedding) -> None:
    lacking = Lacking("pay", "wick-trader", "XB")
    found = group([gap(Kind.NOT_UNDERSTOOD, ""), gap(Kind.MISSING_FIGURE, "", lacking=lacking)], embedding)

    assert [(each.kind, each.count) for each in found] == [(Kind.MISSING_FIGURE, 1)]


def test_more_texts_than_are_compared_join_the_nearest_group(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(likeness, "COMPARED", 2)
    vectors = np.eye(3, dtype=np.float32)[[0, 1, 0, 2, 1]]

    assert likeness.alike(vectors) == [[0, 2], [1, 4], [3]]


def test_an_unknown_role_helps_as_a_role_or_as_a_name_of_the_nearest(small: KnowledgeBase) -> None:
    (found,) = group([gap(Kind.UNKNOWN_ROLE, "x", unknown=Unknown("wick steward", ("wick-trader",)))], None)

    advice = advised(found, small).advice

    assert advice.role == "wick-trader"
    assert "rolewise new-role 'Wick Steward'" in advice.text
    assert "Wick Trader" in advice.text


def test_a_strangers_name_cannot_become_a_command(small: KnowledgeBase) -> None:
    (found,) = group([gap(Kind.UNKNOWN_ROLE, "x", unknown=Unknown("$(reboot) `id`' manager"))], None)

    assert """'$(Reboot) `Id`'"'"' Manager'""" in advised(found, small).advice.text


def test_a_missing_figure_names_file_and_field(small: KnowledgeBase) -> None:
    (found,) = group([gap(Kind.MISSING_FIGURE, "x", lacking=Lacking("pay", "wick-trader", "XB"))], None)

    shown = advised(found, small)

    assert shown.example == "pay: Wick Trader, Wickland"
    assert shown.advice.text == "a row for Wickland in knowledge/roles/wick-trader.yml › pay"


def test_the_button_that_was_pressed_outweighs_the_readings(small: KnowledgeBase) -> None:
    (found,) = group([gap(Kind.NOT_UNDERSTOOD, "x", chosen="ask_skills")], None)

    assert advised(found, small).advice.intent == "ask_skills"


@pytest.mark.parametrize("kind", Kind)
def test_every_kind_has_advice(small: KnowledgeBase, kind: Kind) -> None:
    lacking = Lacking("pay", "", "XC") if kind is Kind.MISSING_FIGURE else None
    (found,) = group([gap(kind, "x", lacking=lacking, unknown=Unknown("wick steward"))], None)

    assert advised(found, small).advice.text
