"""How names are found, on an invented world of lamps."""

from __future__ import annotations

import pytest
from lamp_world import role, small_knowledge

from rolewise.core.matching import Matcher, delexicalised


def said(matcher: Matcher, text: str) -> list[tuple[str, str, str]]:
    """Kind, value and text of every mention."""
    return [(mention.kind, mention.value, mention.text) for mention in matcher.find(text).mentions]


@pytest.mark.parametrize(
    "text",
    [
        "Lamp Designer",
        "lamp designers",
        "LAMP-DESIGNER",
        "lamp/designer",
        "lampdesigner",
        "lamp dsgn",
        "lamp designer's",
        "lampmakers",
        "LD",
        "lamp desiner",
        "lmap designer",
    ],
)
def test_a_role_is_found_under_every_form_of_its_name(lamps: Matcher, text: str) -> None:
    """Case, plural, hyphen, slash, joining, short form, possessive, alias, abbreviation and typo."""
    assert [(kind, value) for kind, value, _ in said(lamps, text)] == [("role", "lamp-designer")]


def test_positions_are_those_of_the_text_as_typed(lamps: Matcher) -> None:
    """`text` is the slice from `start` to `end`."""
    text = "  Is a Lamp-Designer’s pay like a lamplighters' pay?"
    found = lamps.find(text)
    assert [text[m.start : m.end] for m in found.mentions] == ["Lamp-Designer", "lamplighters"]
    assert all(text[m.start : m.end] == m.text for m in found.mentions)


def test_a_name_does_not_go_on_across_a_full_stop(lamps: Matcher) -> None:
    """Two sentences hold no name together."""
    assert said(lamps, "I like my lamp. Designer clothes too") != [("role", "lamp-designer", "lamp. Designer")]


def test_two_names_with_one_head(lamps: Matcher) -> None:
    """The first part is found by the head it shares and keeps its own place."""
    assert said(lamps, "wick or lamp designer") == [
        ("role", "wick-designer", "wick"),
        ("role", "lamp-designer", "lamp designer"),
    ]
    assert said(lamps, "wick/lamp designer")[0] == ("role", "wick-designer", "wick")


def test_a_level_is_kept_apart_unless_the_alias_has_it(lamps: Matcher) -> None:
    """ "senior lamp designer" against "Oil Trade Lead"."""
    assert said(lamps, "senior lamp designer") == [
        ("seniority", "senior", "senior"),
        ("role", "lamp-designer", "lamp designer"),
    ]
    assert said(lamps, "oil trade lead") == [("role", "oil-trader", "oil trade lead")]
    assert said(lamps, "lead the way") == []


def test_never_phrases_hide_the_role_in_them(lamps: Matcher) -> None:
    """A role's name inside such a phrase means none."""
    assert said(lamps, "a beer at the Lamplighter Inn") == []


def test_ambiguous_names_count_only_as_jobs(lamps: Matcher) -> None:
    """A common word needs a word about jobs; a title does not, but not in "my designer"."""
    assert said(lamps, "oil job") == [("ambiguous_role", "oil", "oil")]
    assert said(lamps, "the chain needs oil again") == []
    assert said(lamps, "salary of a designer")[0][:2] == ("ambiguous_role", "designer")
    assert said(lamps, "my designer left") == []


def test_uncovered_titles(lamps: Matcher) -> None:
    """Listed ones and those made of words before a title's head."""
    assert said(lamps, "match sellers") == [("unknown_role", "match sellers", "match sellers")]
    assert lamps.find("match sellers").mentions[0].candidates == ("oil-trader",)
    found = lamps.find("is a shade warden good").mentions[0]
    assert (found.kind, found.value) == ("unknown_role", "shade warden")
    assert "oil-trader" in lamps.find("oil trade warden").mentions[0].candidates
    assert said(lamps, "the warden") == []


def test_a_field_that_is_a_skill_names_the_skill(lamps: Matcher) -> None:
    """One mention, the skill among its candidates."""
    mention = lamps.find("oil trading").mentions[0]
    assert (mention.kind, mention.value, mention.detail, mention.candidates) == (
        "role",
        "oil-trader",
        "field",
        ("oil-trading",),
    )


def test_places_money_and_families(lamps: Matcher) -> None:
    """Countries by name, adjective, city and currency."""
    assert [(m.value, m.detail) for m in lamps.find("wickford").mentions] == [("LU", "city")]
    assert said(lamps, "Lumenian lamps jobs")[0] == ("country", "LU", "Lumenian")
    assert said(lamps, "lamps & wicks") == [("family", "lamps", "lamps & wicks")]


def test_cues_are_heard_and_anchors_hold(lamps: Matcher) -> None:
    """ "^more$" is the whole message; lists of words are no cues."""
    assert lamps.find("How come?").cues == {"why"}
    assert lamps.find("more!").cues == {"more"}
    assert lamps.find("more oil").cues == frozenset()


def test_the_longest_name_wins() -> None:
    """Whatever the kind of the shorter one."""
    matcher = Matcher(small_knowledge(role("a", "Tin Smith"), role("b", "Blue Tin Smith Helper")))
    assert said(matcher, "blue tin smith helper") == [("role", "b", "blue tin smith helper")]


def test_a_glued_name_next_to_another_word(lamps: Matcher) -> None:
    """Half a glued word is no name."""
    assert said(lamps, "wickdesigners and lampdesign") == [
        ("role", "wick-designer", "wickdesigners"),
        ("role", "lamp-designer", "lampdesign"),
    ]


def test_hinglish_words_are_never_corrected(lamps: Matcher) -> None:
    """ "lampa" is listed and stays what it is."""
    assert said(lamps, "lampa") == []


@pytest.mark.parametrize(
    "text, expected",
    [
        ("Lamp designer vs WICK designer", "rolename vs secondrole"),
        ("lamp designer, wick designer, lamplighter, oil-trader", "rolename, secondrole, thirdrole, thirdrole"),
        ("Lamp designer or the lamp designer", "rolename or the rolename"),
        ("Senior lamplighter in Wickford", "senior rolename in cityname"),
        ("what is Oil Trading in Lumenia", "what is rolefield in countryname"),
        ("blowpipe", "skillname"),
        ("30 lakhs, OK?", "amountvalue, ok?"),
    ],
)
def test_delexicalised(lamps: Matcher, text: str, expected: str) -> None:
    """Names become placeholders, the rest small letters."""
    assert delexicalised(lamps.find(text)) == expected
