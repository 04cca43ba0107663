"""Hindi in Devanagari becomes the English that is understood in its place."""

from __future__ import annotations

from pathlib import Path

import pytest

from rolewise.core.hindi import Translation, Translator, has_devanagari
from rolewise.core.knowledge import KnowledgeBase, load
from rolewise.core.matching import Matcher
from rolewise.paths import ROOT


@pytest.fixture(scope="module")
def knowledge() -> KnowledgeBase:
    """The shipped knowledge base."""
    return load(Path(ROOT) / "knowledge")


@pytest.fixture(scope="module")
def translator(knowledge: KnowledgeBase) -> Translator:
    """Of the shipped lexicon."""
    return Translator(knowledge)


@pytest.mark.parametrize(
    ("typed", "other"),
    [
        ("क्या यह ज़रूरी है", "क्या यह जरूरी है"),  # nukta, of one character or of two
        ("क्या यह ज़रूरी है", "क्या यह जरूरी है"),
        ("मैं हूँ", "मैं हूं"),
        ("हिन्दी में बताओ", "हिंदी में बताओ"),
        ("डिग्री चाहिये", "डिग्री चाहिए"),
        ("नर्स क्या है।", "नर्स क्या है."),
        ("१५ लाख", "15 लाख"),
        ("क्‍या है", "क्या है"),  # with a joiner
    ],
)
def test_spelling_makes_no_difference(translator: Translator, typed: str, other: str) -> None:
    assert translator.translate(typed).text == translator.translate(other).text
    assert not translator.translate(typed).unknown


@pytest.mark.parametrize(
    ("typed", "english"),
    [
        ("डेटा एनालिस्ट", "data analyst"),
        ("सॉफ्टवेयर इंजीनियर", "software engineer"),
        ("फुलस्टैक डेवलपर", "full stack developer"),
        ("नर्स", "nurse"),
        ("टीचर", "teacher"),
        ("पाइथन", "python"),
        ("हैदराबाद", "hyderabad"),
        ("एचआर मैनेजर", "hr manager"),
        ("एसक्यूएल", "sql"),
        ("बीटेक", "btech"),
        ("इंजीनियरों", "engineer"),
        ("शिक्षक", "teacher"),
    ],
)
def test_names_are_found_by_sound_by_letters_and_by_the_list(translator: Translator, typed: str, english: str) -> None:
    assert translator.translate(typed).text == english


def test_the_longest_phrase_wins_and_verbs_have_all_their_endings(translator: Translator) -> None:
    said = {form: translator.translate(form).text for form in ("सीखना", "सीखें", "सीखूंगा", "सीख सकते हैं", "जाऊंगा", "सीखनी पड़ती है")}

    assert said == {
        "सीखना": "learn", "सीखें": "learn", "सीखूंगा": "will i learn", "सीख सकते हैं": "can learn", "जाऊंगा": "will i go",
        "सीखनी पड़ती है": "have to learn",
    }  # fmt: skip
    assert translator.translate("सबसे ज्यादा").text == "the most"


def test_postpositions_stand_before_their_nouns(translator: Translator) -> None:
    assert translator.translate("दिल्ली में नर्स").text == "in delhi nurse"
    assert translator.translate("5 लाख से ऊपर").text == "above 5 lakh"
    assert translator.translate("टीचर से डेवलपर").text == "from teacher developer"


def test_latin_words_and_figures_stay_as_they_are(translator: Translator) -> None:
    told = translator.translate("Data Scientist की starting सैलरी ₹12,00,000 है?")

    assert told.text == "Data Scientist starting salary ₹12,00,000 is?"


def test_unknown_words_are_named_as_typed_and_each_has_its_place(translator: Translator) -> None:
    told = translator.translate("नर्स का ढिंगलाक्षु कितना है")

    assert told.unknown == ("ढिंगलाक्षु",)
    start = told.text.index("nurse")
    assert told.typed[slice(*told.typed_place(start, start + 5))] == "नर्स"


@pytest.mark.parametrize(
    ("typed", "language"),
    [
        ("नर्स को कितना वेतन मिलता है", "hi"),
        ("परिचारिकेला किती पगार मिळतो", "mr"),
        ("सॉफ्टवेअर अभियंता होण्यासाठी काय करावे", "mr"),
        ("नर्सको तलब कति हुन्छ", "ne"),
        ("ढिंगलाक्षु फर्रमटूक झल्लूपट", "devanagari"),
    ],
)
def test_what_is_not_hindi_is_told(translator: Translator, typed: str, language: str) -> None:
    assert translator.translate(typed).language == language


@pytest.mark.parametrize(
    "text",
    ["", " ", "।।", "्", "ा ि", "\u200d", "अ" * 2000, "क्" * 500, "ए" * 500, "एससी" * 100 + "ढ", "🙏 नमस्ते", "नर्स/टीचर", "a्b"],
)
def test_any_text_will_do(translator: Translator, text: str) -> None:
    assert isinstance(translator.translate(text), Translation)


def test_english_and_other_scripts_are_untouched(knowledge: KnowledgeBase) -> None:
    matcher = Matcher(knowledge)
    for text in ("What does a nurse earn?", "data analyst ki salary kitni hai", "செவிலியர் சம்பளம்", "münchen – “nurse”"):
        assert not has_devanagari(text)
        assert matcher.find(text).translation is None
        assert matcher.find(text).text == text


def test_every_entry_of_the_lexicon_is_spelt_so_that_it_can_be_found(knowledge: KnowledgeBase, translator: Translator) -> None:
    listed = {**knowledge.hindi.words, **knowledge.hindi.phrases, **knowledge.hindi.names, **knowledge.hindi.postpositions}
    assert not [said for said in listed if translator.translate(said).unknown]
