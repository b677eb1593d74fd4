"""The forms in which articles write companies, and what only looks like one: real tables."""

import pytest

from pipeline.components.companies import CompanyFinder, load_company_finder
from tests.components.handmade import parse_by_hand

# text, the model's entities, the mentions of companies in order
FORMS = [
    (
        "legal forms",
        "Belden Inc., Quarl Corp and Velora plc grew.",
        [],
        ["Belden Inc.", "Quarl Corp", "Velora plc"],
    ),
    (
        "German forms",
        "It bought Belden AG, Quarl SE and Velora GmbH.",
        [],
        ["Belden AG", "Quarl SE", "Velora GmbH"],
    ),
    (
        "other forms",
        "It sued Quarl N.V., Velora S.p.A. and Zellon Oyj.",
        [],
        ["Quarl N.V.", "Velora S.p.A.", "Zellon Oyj"],
    ),
    (
        "Asian forms",
        "It owns Quarl Co., Ltd. and Zellon KK now.",
        [],
        ["Quarl Co., Ltd.", "Zellon KK"],
    ),
    ("ticker", "Shares of Quarl Kilns (NYSE: QRLK) rose.", [], ["Quarl Kilns", "QRLK"]),
    ("wire ticker", "Shares of Quarl Kilns ( QRLK.N ) rose.", [], ["Quarl Kilns", "QRLK.N"]),
    ("possessive", "It copied Nvidia's chips and Intel’s plants.", [], ["Nvidia", "Intel"]),
    (
        "headline in capitals",
        "NVIDIA AND INTEL AGREE ON CHIPS\n\nIt said so.",
        [],
        ["NVIDIA", "INTEL"],
    ),
    ("ampersand", "It hired Procter & Gamble and AT&T staff.", [], ["Procter & Gamble", "AT&T"]),
    ("and written out", "It hired Procter and Gamble staff.", [], ["Procter and Gamble"]),
    ("lower-case brand", "It sold shoes on eBay last year.", [], ["eBay"]),
    (
        "a name that is a word",
        "Sales at Target rose, it aimed at a target.",
        [("Target", "ORG")],
        ["Target"],
    ),
    ("group", "Microsoft, Meta and Google grew.", [], ["Microsoft", "Meta", "Google"]),
    ("joint venture", "Phones of Sony Ericsson sold well.", [], ["Sony Ericsson"]),
    ("analyst houses", "Gartner and IDC said so.", [], ["Gartner", "IDC"]),
    (
        "market reports",
        "It grows, says Verified Market Research.",
        [],
        ["Verified Market Research"],
    ),
    ("exchanges", "It is listed on the New York Stock Exchange.", [], ["New York Stock Exchange"]),
    ("banks", "Goldman Sachs and UBS advised it.", [], ["Goldman Sachs", "UBS"]),
    (
        "own acronym",
        "Tall Quarl Steel Co. (TQS) grew. Later TQS fell.",
        [],
        ["Tall Quarl Steel Co.", "TQS", "TQS"],
    ),
    (
        "acronym in quotes",
        "Tall Quarl Steel Co. (“TQS”) grew. Later TQS fell.",
        [],
        ["Tall Quarl Steel Co.", "TQS", "TQS"],
    ),
    (
        "initials that nothing introduces",
        "Tall Quarl Care LLC grew. Later TQC fell.",
        [],
        ["Tall Quarl Care LLC", "TQC"],
    ),
    (
        "first word that the model takes for a place and a person",
        "Quarla Bioscience Corp. (NASDAQ: QRLA) grew. Sales of Quarla rose.",
        [("Quarla Bioscience", "PERSON"), ("Quarla", "GPE"), ("Quarla", "GPE")],
        ["Quarla Bioscience Corp.", "QRLA", "Quarla"],
    ),
    (
        "first word that is a town, too",
        "Quarla Bioscience Corp. (NASDAQ: QRLA) grew. Its plant in Quarla closed.",
        [("Quarla", "GPE"), ("Quarla", "GPE")],
        ["Quarla Bioscience Corp.", "QRLA"],
    ),
    (
        "first word that is a surname, too",
        "Quarla Bioscience Corp. (NASDAQ: QRLA) grew. Ann Quarla left; Quarla is 60.",
        [("Ann Quarla", "PERSON")],
        ["Quarla Bioscience Corp.", "QRLA"],
    ),
    (
        "first word of everyday language that acts",
        "Gorilla Kilns Inc. (NASDAQ: GRKL) grew. In May Gorilla plans a plant.",
        [],
        ["Gorilla Kilns Inc.", "GRKL", "Gorilla"],
    ),
    (
        "first word of everyday language that does not",
        "Gorilla Kilns Inc. (NASDAQ: GRKL) grew. It sells Gorilla masks.",
        [],
        ["Gorilla Kilns Inc.", "GRKL"],
    ),
    (
        "name with an ampersand that begins like another company",
        "Shell & Quarl Co. ( SQC.N ) grew.",
        [],
        ["Shell & Quarl Co.", "SQC.N"],
    ),
    (
        "credit union",
        "Loans at Quarla Credit Union grew. Quarla Credit Union said so.",
        [("Quarla Credit Union", "ORG"), ("Quarla Credit Union", "ORG")],
        ["Quarla Credit Union", "Quarla Credit Union"],
    ),
    ("full stop of the sentence", "It sued Quarl AG.", [], ["Quarl AG"]),
    ("full stop of the form", "It sued Quarl A.G. in May.", [], ["Quarl A.G."]),
    ("deal", "It signed an agreement with Quarlon last year.", [], ["Quarlon"]),
    ("purchase", "In May it acquired Quarlon for a song.", [], ["Quarlon"]),
    ("seat before", "Leeds-based Quarlon grew.", [], ["Quarlon"]),
    ("new name", "It backed a startup called Quarlon.", [], ["Quarlon"]),
    ("what it does before", "Chipmaker Quarlon Corp. grew.", [], ["Quarlon Corp."]),
]

# text, the model's entities: nothing in it is a company
NONE = [
    ("product of a maker", "The Apple Watch SE sells well.", [("Apple Watch", "ORG")]),
    (
        "products",
        "The iPhone runs Llama on Azure.",
        [("iPhone", "ORG"), ("Llama", "ORG"), ("Azure", "ORG")],
    ),
    ("index", "The Nasdaq Composite and the S&P 500 fell.", [("Nasdaq Composite", "ORG")]),
    ("central bank", "The Bank of England kept its rate.", [("The Bank of England", "ORG")]),
    ("ministry", "The Ministry of Finance said so.", [("The Ministry of Finance", "ORG")]),
    ("university", "Stanford University said so.", [("Stanford University", "ORG")]),
    ("technology", "AI, GPU and LLM sales grew.", [("AI", "ORG"), ("GPU", "ORG"), ("LLM", "ORG")]),
    ("token", "Prices of Solana and Dogecoin fell.", [("Solana", "ORG"), ("Dogecoin", "ORG")]),
    ("round", "It raised a Series B in May.", [("Series B", "ORG")]),
    ("study", "The THIO-101 trial went on.", [("THIO-101", "ORG")]),
    (
        "office of a department",
        "Ann Poe is Head of Community Finance at the council.",
        [("Community Finance", "ORG")],
    ),
    ("legal form alone", "An LLC is formed fast.", [("LLC", "ORG")]),
    (
        "people in a list",
        "It has investors including Ann Poe and Lee Roe.",
        [("Ann Poe", "PERSON"), ("Lee Roe", "PERSON")],
    ),
    ("shouted words", "SMITH TO RUN FOR GOVERNOR AS A DEMOCRAT: He said so.", []),
    ("mission", "The Apollo 11 crew came home.", [("Apollo", "ORG")]),
    ("word", "He aimed at the target. Target practice is fun.", []),
]


@pytest.fixture(scope="module")
def finder() -> CompanyFinder:
    """Return the finder with the repository's own tables."""
    return load_company_finder()


def named(finder: CompanyFinder, text: str, entities: list[tuple[str, str]]) -> list[str]:
    """Return the companies of `text` as written."""
    found = finder.find(text, parse_by_hand(text, entities))
    return [text[each.start : each.end] for each in found if not each.is_agency]


@pytest.mark.parametrize(
    ("text", "entities", "expected"), [row[1:] for row in FORMS], ids=[row[0] for row in FORMS]
)
def test_every_form_is_read(
    finder: CompanyFinder, text: str, entities: list[tuple[str, str]], expected: list[str]
) -> None:
    """Each company is found with its exact characters, however it is written."""
    assert named(finder, text, entities) == expected


@pytest.mark.parametrize(
    ("text", "entities"), [row[1:] for row in NONE], ids=[row[0] for row in NONE]
)
def test_what_only_looks_like_one(
    finder: CompanyFinder, text: str, entities: list[tuple[str, str]]
) -> None:
    """Products, indexes, public bodies, techniques, tokens and people are none."""
    assert named(finder, text, entities) == []
