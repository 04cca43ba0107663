"""Which messages are in another language than ours."""

from __future__ import annotations

import pytest

from rolewise.core.understanding.language import language_of

WORDS = (
    "what is the a of in and for me my to do does i you tell salary data science analyst scientist engineer developer nurse "
    "manager software ke ka ki hai kya kitna mujhe batao bhai yaar vs or difference between job pay who how un die"
)
KNOWN = frozenset(WORDS.split())


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Was verdient ein Data Scientist in München?", "de"),
        ("WIE WERDE ICH DATA ANALYST OHNE STUDIUM", "de"),  # in capitals, too
        ("ich will data analyst werden", "de"),
        ("Wie werde ich Software Developer ohne Studium?", "de"),
        ("¿Cuánto gana un data scientist en España?", "es"),
        ("quiero ser software engineer sin experiencia", "es"),
        ("Combien gagne un data scientist à Lyon ?", "fr"),
        ("je voudrais devenir data analyst sans diplôme", "fr"),
        ("Quanto ganha um data scientist no Brasil?", "pt"),
        ("qual a diferença entre data analyst e data scientist", "pt"),
        ("vorrei diventare software developer ma non ho la laurea", "it"),
        ("wat is het verschil tussen een data analist en een data engineer", "nl"),
        ("berapa gaji seorang data scientist di Jakarta", "id"),
    ],
)
def test_european_languages_and_indonesian_are_told_among_english_titles(text: str, language: str) -> None:
    assert language_of(text, KNOWN) == language


@pytest.mark.parametrize(
    ("text", "script"),
    [
        ("नर्स की सैलरी कितनी है", "devanagari"),
        ("data analyst बनने के लिए क्या करूं", "devanagari"),
        ("செவிலியர் சம்பளம்", "tamil"),
        ("كم راتب المهندس", "arabic"),
        ("نرس کی تنخواہ کتنی ہے", "ur"),
        ("护士的工资", "cjk"),
        ("зарплата программиста", "cyrillic"),
    ],
)
def test_another_script_is_told_by_its_name_however_short_the_message(text: str, script: str) -> None:
    assert language_of(text, KNOWN) == script


@pytest.mark.parametrize(
    "text",
    [
        "what is the salary of a nurse in São Paulo",
        "bhai mujhe batao data science ka scope kya hai",
        "mera beta 12th pass hai usko kya karna chahiye",
        "plz tel me hw 2 bcm a pilot",
        "omg lol idk wat 2 do wid my life",
        "Rajesh Kumar Venkatesh Iyer Lakshmi Narayanan",
        "Sous chef vs chef de partie, who earns more",
        "de do na salary details yaar",
        "SAP FICO vs SAP MM vs SAP SD consultant",
        "Siemens Bosch Bangalore embedded engineer salary",
        "Guten Tag",  # too short to be sure of
        "ty ❤️",
        "𝐝𝐚𝐭𝐚 𝐚𝐧𝐚𝐥𝐲𝐬𝐭 𝐬𝐚𝐥𝐚𝐫𝐲",  # fancy letters are still Latin
        "12345 ???",
        "",
    ],
)
def test_english_hinglish_names_and_chat_english_are_ours(text: str) -> None:
    assert language_of(text, KNOWN) == "en"
