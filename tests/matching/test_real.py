"""A table of sentences as strangers type them, over the project's own names."""

from __future__ import annotations

import pytest

from rolewise.matching import Matcher

# Each expectation is "kind:value", kinds shortened to their first letter: r role, a ambiguous, u unknown, s skill,
# c country, m amount, f family, l level.
_LETTERS = {"role": "r", "ambiguous_role": "a", "unknown_role": "u", "skill": "s", "country": "c", "amount": "m", "family": "f",
            "seniority": "l"}

FOUND = [
    # titles, aliases, abbreviations and their spellings
    ("data scientist or ml engineer, who codes more", "r:data-scientist r:machine-learning-engineer"),
    ("do front-end developers earn less than back end ones", "r:frontend-developer"),
    ("frontend engineer", "r:frontend-developer"),
    ("full stack vs fullstack developer", "r:full-stack-developer r:full-stack-developer"),
    ("dev ops engineer work", "r:devops-engineer"),
    ("UI/UX designer portfolio needed?", "r:ux-designer"),
    ("ui ux designer", "r:ux-designer"),
    ("cyber security analyst", "r:cybersecurity-analyst"),
    ("cybersecurity analyst shift timings", "r:cybersecurity-analyst"),
    ("sys admin on call", "r:systems-administrator"),
    ("system administrators", "r:systems-administrator"),
    ("the data analyst's day", "r:data-analyst"),
    ("Node.js developer duties", "r:backend-developer"),
    ("nodejs developer", "r:backend-developer"),
    ("C++ developer", "u:C++ developer"),
    ("c# developer scope", "u:c# developer"),
    (".NET developer future", "u:.NET developer"),
    ("SRE on-call pay", "r:site-reliability-engineer"),
    ("SDE2 vs QA", "r:software-engineer r:qa-engineer"),
    ("who earns more DBAs or SREs", "r:database-administrator r:site-reliability-engineer"),
    ("head of marketing job", "r:marketing-manager"),
    ("Senior Manager Finance", "l:senior r:finance-manager"),
    ("operation manager", "r:operations-manager"),
    ("softwares engineer", "r:software-engineer"),
    ("PGT teacher", "r:teacher"),
    # fields
    ("data science vs data engineering", "r:data-scientist r:data-engineer"),
    ("is civil engineering dying", "r:civil-engineer"),
    ("nursing after 12th", "r:registered-nurse"),
    ("what is digital marketing", "r:digital-marketing-specialist"),
    ("supply chain me career", "r:supply-chain-manager"),
    ("data science experts", "r:data-scientist"),
    # short forms of words
    ("software engg salary", "r:software-engineer"),
    ("sw dev package", "r:software-engineer"),
    ("civil engg scope", "r:civil-engineer"),
    ("mktg mgr", "r:marketing-manager"),
    ("ml dev or data sci", "r:machine-learning-engineer r:data-scientist"),
    ("java dev", "r:java-developer"),
    ("biz dev exec", "r:business-development-manager"),
    ("hr exec ka kaam", "r:hr-generalist"),
    ("proj mgr", "r:project-manager"),
    ("sales rep", "r:sales-executive"),
    # two names with one head
    ("ios and android developer", "r:ios-developer r:android-developer"),
    ("data and business analyst", "r:data-analyst r:business-analyst"),
    ("java or python developer", "r:java-developer r:python-developer"),
    ("frontend/backend developer", "r:frontend-developer r:backend-developer"),
    ("civil vs mechanical engineer", "r:civil-engineer r:mechanical-engineer"),
    ("civil or mechanical engineering", "r:civil-engineer r:mechanical-engineer"),
    ("ios, android and web developer", "r:ios-developer r:android-developer r:web-developer"),
    ("android or ios, which to choose", "r:android-developer r:ios-developer"),
    ("product or project manager", "r:product-manager r:project-manager"),
    ("data analyst/scientist", "r:data-analyst r:data-scientist"),
    ("hr and sales manager", "r:hr-manager r:sales-manager"),
    ("game or web developer", "u:game r:web-developer"),
    # levels
    ("senior data analyst", "l:senior r:data-analyst"),
    ("jr python developer", "l:jr r:python-developer"),
    ("java developer fresher", "r:java-developer l:fresher"),
    ("entry level accountant", "l:entry level r:accountant"),
    ("data science intern", "r:data-scientist l:intern"),
    ("staff accountant", "r:accountant"),
    ("engineering lead", "r:engineering-manager"),
    # typos
    ("data anlyst", "r:data-analyst"),
    ("softwer enginer", "r:software-engineer"),
    ("product manger interview", "r:product-manager"),
    ("date scientist", "r:data-scientist"),
    ("recuriter", "r:recruiter"),
    ("chartered acountant fees", "r:chartered-accountant"),
    ("fulstack developer", "r:full-stack-developer"),
    ("grafic designer", "r:graphic-designer"),
    ("machine lerning engineer", "r:machine-learning-engineer"),
    ("mecanical enginers", "r:mechanical-engineer"),
    ("devloper", "a:developer"),
    ("docter vs nurse", "u:docter r:registered-nurse"),
    ("kubernets", "s:docker-and-kubernetes"),
    ("phyton jobs", "s:python"),
    ("salary in austrailia", "c:AU"),
    ("dataanalyst", "r:data-analyst"),
    # ambiguous names
    ("PM salary", "a:pm"),
    ("is engineer a good job", "a:engineer"),
    ("how to become an analyst", "a:analyst"),
    ("sales or marketing", "a:sales a:marketing"),
    ("hr vs finance", "a:hr a:finance"),
    ("a career in sales", "a:sales"),
    ("IT or core", "a:it"),
    ("it me jana hai", "a:it"),
    ("testing me career", "a:testing"),
    ("what about marketing?", "a:marketing"),
    ("do managers earn well", "a:manager"),
    ("my HR job is boring", "a:hr job"),
    ("machine learning vs data science", "a:machine learning r:data-scientist"),
    ("team lead or manager, difference", "a:team lead a:manager"),
    # two letters
    ("DA or BA", "r:data-analyst r:business-analyst"),
    ("ds salary", "r:data-scientist"),
    ("ca vs investment banker", "r:chartered-accountant r:investment-banker"),
    ("what does a qa do", "r:qa-engineer"),
    ("CA in Canada", "r:chartered-accountant c:CA"),
    # titles that are not covered
    ("chemical engineer", "u:chemical engineer"),
    ("chemical engineering scope", "u:chemical engineering"),
    ("embedded systems engineers", "u:embedded systems engineers"),
    ("astronaut wrangler", "u:astronaut wrangler"),
    ("chief happiness officer", "u:chief happiness officer"),
    ("6th grade language arts teacher", "r:teacher"),
    ("pilot or lawyer", "u:pilot u:lawyer"),
    ("is journalism a good career", "u:journalism"),
    ("hedge fund manager pay", "u:hedge fund manager"),
    ("animal husbandry officer", "u:animal husbandry officer"),
    ("director of photography", "u:director of photography"),
    ("hematologist", "u:hematologist"),
    ("data science manager", "u:data science manager"),
    # skills
    ("is R used here", "s:r"),
    ("r programming", "s:r"),
    ("python, r and sql", "s:python s:r s:sql"),
    ("advanced excel and power bi", "s:microsoft-excel s:power-bi"),
    ("powerbi", "s:power-bi"),
    ("react.js or vue", "s:react s:vue-js"),
    ("C++ needed?", "s:cpp"),
    ("golang", "s:go"),
    ("CI-CD pipelines", "s:ci-cd"),
    ("what is cloud computing", "s:aws-gcp-azure"),
    ("learn machine learning quickly and well", "s:machine-learning"),
    ("python developer with sql", "r:python-developer s:sql"),
    # places and currencies
    ("nurse in the US", "r:registered-nurse c:US"),
    ("nurse salary in us", "r:registered-nurse c:US"),
    ("actuary US", "r:actuary c:US"),
    ("india vs us", "c:IN c:US"),
    ("what about the uk", "c:GB"),
    ("blr or new york", "c:IN c:US"),
    ("salary in dollars", "c:US"),
    ("rupees me batao", "c:IN"),
    ("in EUR", "c:DE"),
    ("DATA ANALYST IN THE US", "r:data-analyst c:US"),
    # money
    ("6-30 LPA", "m:600000 m:3000000"),
    ("between 6 and 30 lakhs", "m:600000 m:3000000"),
    ("25 lacs", "m:2500000"),
    ("1.2 cr", "m:12000000"),
    ("10l or 12 LPA", "m:1000000 m:1200000"),
    ("jobs above 30lpa+", "m:3000000"),
    ("$150,000", "m:150000"),
    ("$120k vs 150k", "m:120000 m:150000"),
    ("₹8,00,000", "m:800000"),
    ("60k per month", "m:720000"),
    ("rs 50000/month", "m:600000"),
    ("1,200,000", "m:1200000"),
    ("£45k or €60.000", "m:45000 m:60000"),
    ("salary 45000 monthly", "m:540000"),
    ("80k euros in Berlin", "m:80000 c:DE"),
    # families
    ("which roles are in Data & AI", "f:data-and-ai"),
    ("finance jobs list", "f:finance"),
    ("human resources roles", "f:human-resources"),
    ("data and ai side", "f:data-and-ai"),
    ("healthcare jobs", "f:healthcare-and-education"),
]

NOTHING = [
    "hello there", "thank you so much", "what can you do", "tell me a joke", "my head hurts", "book a flight for two", "ok bye",
    "is my manager free at 3", "my hr is rude", "the hiring manager ghosted me", "I lost my password manager", "will it rain tomorrow",
    "can you help us", "it is what it is", "how do I react when someone shouts", "let's go", "I excel at nothing", "kya hai ye",
    "bahut kam paisa hai", "kam salary hai", "yaar kuch batao", "what is the difference", "which one pays more", "how much experience",
    "top 5 jobs in 2024", "class 10 pass", "12th ke baad", "after 3 years", "I am 25", "call me at 5 pm", "pm modi speech",
    "delete my data", "social security number", "data pack khatam", "civil war movie", "my android phone is slow", "ios update failed",
    "the sales tax is high", "a cup of tea", "he is in da house now and then", "good content on this page I must say",
    "the design of this website is bad", "just testing", "who are you", "are you an ai", "will AI take over the world", "security deposit refund",
    "no experience", "I don't like it", "both of them", "compare them", "the second one", "start over", "tell me more", "why",
    "mujhe nahi pata", "accha theek hai", "not for us", "in it", "as a matter of fact", "engineering college fees",
    "how r u", "c u later", "the lead singer", "I need 2 litres of milk", "10 l water", "10k steps a day", "4k video",
    "the staff was rude", "the operation was a success", "cloudy sky", "write me a poem",
]


def shown(matcher: Matcher, text: str) -> str:
    """The mentions in the table's short form."""
    return " ".join(f"{_LETTERS[mention.kind]}:{mention.value}" for mention in matcher.find(text).mentions)


@pytest.mark.parametrize("text, expected", FOUND, ids=[text for text, _ in FOUND])
def test_found(matcher: Matcher, text: str, expected: str) -> None:
    """What a sentence names, in its order."""
    assert shown(matcher, text) == expected


@pytest.mark.parametrize("text", NOTHING)
def test_nothing_is_found(matcher: Matcher, text: str) -> None:
    """Sentences without names."""
    assert shown(matcher, text) == ""
