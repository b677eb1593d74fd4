"""The companies of an article: spans, canonical names, identities, and what is no company."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.components.companies import CompanyFinder, load_name_weights
from pipeline.components.companies_words import load_name_words
from pipeline.gazetteer import Gazetteer, load_legal_forms
from pipeline.identity import Company
from tests.components.handmade import parse_by_hand

COMPANIES = [
    (Company("co_ape", "Apex", "APE", "listed", None), True),
    (Company("co_nor", "Norvia", "NRV", "listed", None), False),
    (Company("co_ncl", "Norvia Cloud", None, "listed", "co_nor"), False),
    (Company("co_gam", "Grand Motors", "GM", "listed", None), False),
    (Company("co_lar", "Larkin's", None, "private", None), False),
    (Company("co_hul", "Hulda", None, "listed", None), False),
    (Company("co_hum", "Hulda Motor", None, "listed", None), False),
    (Company("co_tw1", "Twinner", "TWA", "listed", None), False),
    (Company("co_tw2", "Twinner", "TWB", "listed", None), False),
    (Company("co_tam", "Tamora Research", None, "analyst_house", None), False),
]
ALIASES = [("GMO", "co_gam", False), ("Norvia.com", "co_nor", False)]


@pytest.fixture(scope="module")
def finder() -> CompanyFinder:
    """Return a finder that knows a few invented companies."""
    gazetteer = Gazetteer(COMPANIES, ALIASES, load_legal_forms())
    return CompanyFinder(gazetteer, load_name_words(), load_name_weights())


# text, the model's entities, (mention, canonical name) in order
FOUND = [
    ("Sales at Norvia rose.", [], [("Norvia", "Norvia")]),
    ("Norvia's sales rose, Norvia-made or not.", [], [("Norvia", "Norvia")] * 2),
    ("Norvia Cloud grew faster than Norvia.", [], [("Norvia Cloud",) * 2, ("Norvia",) * 2]),
    ("We met at Larkin’s on Monday.", [], [("Larkin’s", "Larkin’s")]),
    ("We met a Mr Larkin on Monday.", [], []),
    (
        "Grand Motors Co. (NYSE: GM) fell. GMO shares had risen before.",
        [],
        [("Grand Motors Co.", "Grand Motors"), ("GM", "Grand Motors"), ("GMO", "Grand Motors")],
    ),
    (
        "Norvia fell. NRV analyst Ann Poe said so.",
        [("NRV", "ORG")],
        [("Norvia", "Norvia"), ("NRV", "Norvia")],
    ),
    (
        "Belden Kiln Inc. (NASDAQ: BDK) said sales rose. BDK fell.",
        [],
        [("Belden Kiln Inc.", "Belden Kiln"), ("BDK", "Belden Kiln"), ("BDK", "Belden Kiln")],
    ),
    (
        "Shares of Velora Holdings, Inc. rose. Later Velora fell.",
        [("Velora", "PERSON")],
        [("Velora Holdings, Inc.", "Velora Holdings"), ("Velora", "Velora Holdings")],
    ),
    (
        "It pays Tall Steel Manufacturing Co. (TSMC) well, and TSMC delivers.",
        [],
        [("Tall Steel Manufacturing Co.", "Tall Steel Manufacturing")]
        + [("TSMC", "Tall Steel Manufacturing")] * 2,
    ),
    (
        "It names startups such as Norvia, Brightmoor, Dark Side of the Hill, and Zell, all small.",
        [],
        [(n, n) for n in ("Norvia", "Brightmoor", "Dark Side of the Hill", "Zell")],
    ),
    ("It was built by device management provider Mossel in May.", [], [("Mossel", "Mossel")]),
    ("Lee Poe, an analyst at Quarl, said so.", [("Quarl", "GPE")], [("Quarl", "Quarl")]),
    ("Sales at Norvia, Quarl and Grand Motors rose.", [], [
        ("Norvia", "Norvia"), ("Quarl", "Quarl"), ("Grand Motors", "Grand Motors"),
    ]),
    ("It bought Patrice Coal last year.", [("Patrice Coal", "PERSON")], [("Patrice Coal",) * 2]),
    ("It sold AA and Soga last year.", [("AA and Soga", "ORG")], []),
    ("It sold stakes to Apex Inc. and to Apex.", [], [("Apex Inc.", "Apex"), ("Apex", "Apex")]),
    ("South Korea's Hulda Motor fell. Hulda sold less.", [], [
        ("Hulda Motor", "Hulda Motor"), ("Hulda", "Hulda Motor"),
    ]),
    ("NORVIA AND GRAND MOTORS AGREE\n\nIt said so.", [], [
        ("NORVIA", "Norvia"), ("GRAND MOTORS", "Grand Motors"),
    ]),
    ("It met Norvia and Hulda Inc. there.", [("Norvia and Hulda Inc.", "ORG")], [
        ("Norvia", "Norvia"), ("Hulda Inc.", "Hulda"),
    ]),
    ("About Velora Kilns, Inc.\n\nIt is old.", [], [("Velora Kilns, Inc.", "Velora Kilns")]),
    ("Belden's Inc. ( BEL.N ) fell; Belden's rose later.", [], [
        ("Belden's Inc.", "Belden's"), ("BEL.N", "Belden's"), ("Belden's", "Belden's"),
    ]),
    ("Shares of Norvia.com fell.", [], [("Norvia.com", "Norvia.com")]),
    # A division's name, which nothing vouches for, is not the fuller name of its parent.
    ("Norvia grew. Norvia Health Solutions fell.", [("Norvia Health Solutions", "ORG")], [
        ("Norvia", "Norvia"), ("Norvia Health Solutions", "Norvia Health Solutions"),
    ]),
]  # fmt: skip

NO_COMPANIES = [
    ("They reached the apex of the hill. Apex is a word.", []),
    ("The Apex 11 mission flew.", [("Apex", "ORG")]),
    ("Its Norvia Brain servers are new.", [("Norvia Brain", "ORG")]),
    ("The S&P 500 and the Nasdaq Composite fell in China.", [("S&P 500", "ORG")]),
    ("AI and GPU demand rose in March.", [("AI", "ORG"), ("GPU", "ORG")]),
    ("It approved VELAZEX® for sale.", [("VELAZEX", "ORG")]),
    ("Norvia Jaffer was born in Kent.", [("Norvia Jaffer", "PERSON")]),
    ("Anna Velora said so. Velora left.", [("Anna Velora", "PERSON"), ("Velora", "ORG")]),
    ("The Company said so.", [("The Company", "ORG")]),
    ("We sell on Monday and Friday's shares fall.", [("Friday", "ORG")]),
    ("BROOMFIELD, CO - It rained.", []),
    ("Why Sellers Accept Limited Exposure\n\nIt rained.", []),
    ("Jess Lin, Co-founder of it, left.", [("Jess Lin", "PERSON")]),
    ("", []),
]

AGENCIES = [
    (
        "The University of Ashby said so.",
        [("The University of Ashby", "ORG")],
        "University of Ashby",
    ),
    ("The IMF said so.", [("IMF", "ORG")], "IMF"),
    (
        "The Department of Mills said so.",
        [("The Department of Mills", "ORG")],
        "Department of Mills",
    ),
    (
        "The National Kiln Agency said so.",
        [("National Kiln Agency", "ORG")],
        "National Kiln Agency",
    ),
]


@pytest.mark.parametrize(("text", "entities", "expected"), FOUND, ids=[row[0] for row in FOUND])
def test_companies_are_found_and_named(
    finder: CompanyFinder,
    text: str,
    entities: list[tuple[str, str]],
    expected: list[tuple[str, str]],
) -> None:
    """Each mention has its exact span and the article's fullest name, without legal form."""
    found = finder.find(text, parse_by_hand(text, entities))
    assert [(text[c.start : c.end], c.name) for c in found if not c.is_agency] == expected


@pytest.mark.parametrize(("text", "entities"), NO_COMPANIES, ids=[row[0] for row in NO_COMPANIES])
def test_what_is_no_company(
    finder: CompanyFinder, text: str, entities: list[tuple[str, str]]
) -> None:
    """Words, products, indexes, technologies, people, times and headings are no companies."""
    found = finder.find(text, parse_by_hand(text, entities))
    assert [text[c.start : c.end] for c in found if not c.is_agency] == []


@pytest.mark.parametrize(("text", "entities", "name"), AGENCIES, ids=[row[2] for row in AGENCIES])
def test_agencies_are_marked(
    finder: CompanyFinder, text: str, entities: list[tuple[str, str]], name: str
) -> None:
    """Public bodies, universities and associations are found, but as agencies."""
    (found,) = finder.find(text, parse_by_hand(text, entities))
    assert (found.is_agency, found.name) == (True, name)


def test_one_identity_across_articles(finder: CompanyFinder) -> None:
    """Alias, ticker and full name give the same id, in whatever article they stand."""
    texts = ["Sales at Grand Motors rose.", "Sales at GMO rose.", "Grand Motors Corp. (GM) fell."]
    found = [finder.find(text, parse_by_hand(text))[0] for text in texts]
    assert {company.company_id for company in found} == {"co_gam"}
    assert {company.ticker for company in found} == {"GM"}


def test_an_unknown_company_keeps_its_id(finder: CompanyFinder) -> None:
    """A company that no table has gets the id of its name, with any legal form."""
    texts = ["Belden Kiln Inc. said so.", "Later, Belden Kiln Corp. said so."]
    ids = {finder.find(text, parse_by_hand(text))[0].company_id for text in texts}
    assert len(ids) == 1
    assert None not in ids


def test_no_identity_where_two_fit(finder: CompanyFinder) -> None:
    """A name that two known companies have gets an id only with the ticker of one."""
    text = "Sales at Twinner rose."
    (alone,) = finder.find(text, parse_by_hand(text))
    text = "Sales at Twinner (NYSE: TWB) rose."
    named = finder.find(text, parse_by_hand(text))
    assert alone.company_id is None
    assert named[0].company_id == "co_tw2"


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            ["Norvia", "Inc.", "(NYSE:", "GM)", "Apex", "and", "of", "The", "'s", "&", "Co", "®",
             "\n\n", "Hulda", "Motor", "(", ")", "shares", "such as", "companies", ",", "ß", "٣"]
        ),
        max_size=25,
    ),
    st.lists(st.sampled_from([("Norvia", "ORG"), ("Hulda Motor", "ORG"), ("Apex", "PERSON")])),
)  # fmt: skip
def test_mentions_never_overlap(
    finder: CompanyFinder, pieces: list[str], entities: list[tuple[str, str]]
) -> None:
    """Whatever the text, mentions are in order, apart, inside it, and never blank at the ends."""
    text = " ".join(pieces)
    end = 0
    for company in finder.find(text, parse_by_hand(text, entities)):
        assert end <= company.start < company.end <= len(text)
        assert text[company.start : company.end].strip() == text[company.start : company.end]
        assert company.name
        assert company.rule
        assert 0 <= company.confidence <= 1
        end = company.end
