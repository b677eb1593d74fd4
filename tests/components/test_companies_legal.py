"""Legal forms in full: with initials, partners, places in brackets, two forms, a sentence after."""

import pytest

from pipeline.components.companies import CompanyFinder, load_company_finder
from tests.components.handmade import parse_by_hand

# text, the model's entities, the companies in order
LEGAL = [
    ("initial", "It hired D. Vorell Capital LLC.", [], ["D. Vorell Capital LLC"]),
    ("two initials", "It hired A. G. Vorell & Sons, Inc.", [], ["A. G. Vorell & Sons, Inc."]),
    (
        "partners",
        "It hired Vorell, Quarl & Zellon LLP.",
        [],
        ["Vorell, Quarl & Zellon LLP"],
    ),
    (
        "place in brackets",
        "It hired Vorell & Company (U.K.) Ltd. as an agent.",
        [],
        ["Vorell & Company (U.K.) Ltd."],
    ),
    ("two forms", "It hired H.C. Vorell & Co., LLC today.", [], ["H.C. Vorell & Co., LLC"]),
    ("mark of the name", "It sued Yahoo! Inc. today.", [], ["Yahoo! Inc."]),
    ("form of two stops", "It sued Vorell Sdn. Bhd. today.", [], ["Vorell Sdn. Bhd."]),
    ("small words inside", "It sued Compagnie de Vorell SA.", [], ["Compagnie de Vorell SA"]),
    ("no capital", "Shares of adidas AG fell, adidas said.", [], ["adidas AG", "adidas"]),
    ("known with its form", "It sued its rival HP Inc.", [], ["HP Inc."]),
    (
        "a word more in the model's name",
        "It sold the unit to Vorell Inc. Quarles had asked.",
        [("Vorell Inc. Quarles", "ORG")],
        ["Vorell Inc."],
    ),
    (
        "office after the form",
        "Vorell Limited Executive Chairman Ann Poe spoke.",
        [("Vorell Limited Executive", "ORG")],
        ["Vorell Limited"],
    ),
    (
        "board of a company",
        "The Supervisory Board of Vorell AG met.",
        [("The Supervisory Board of Vorell AG", "ORG")],
        ["Vorell AG"],
    ),
    (
        "letters that mean a technique",
        "LNG prices rose, LNG Ltd. said in May.",
        [],
        ["LNG Ltd."],
    ),
    (
        "first word and an auxiliary",
        "It sued Aegis Kilns Corp. in May. Later Aegis is said to have paid.",
        [],
        ["Aegis Kilns Corp.", "Aegis"],
    ),
    (
        "place in a utility's name",
        "Shares of Southern California Edison fell after its lines burned.",
        [("Southern California Edison", "ORG")],
        ["Southern California Edison"],
    ),
]

# text, the model's entities, the companies in order: none of what stands around them
AROUND = [
    ("letter of a class", "It owns Class A. Vorell LLC has the rest.", [], ["Vorell LLC"]),
    (
        "list before a partnership",
        "It met Dell, Vorell & Quarl LLP.",
        [],
        ["Dell", "Vorell & Quarl LLP"],
    ),
    ("brackets without a form", "It met Vorell Inc. (U.K.) today.", [], ["Vorell Inc."]),
    (
        "acronym of small words",
        "It offers magnetic kiln glazing (MKG). MKG is cheap.",
        [("MKG", "ORG")],
        [],
    ),
    (
        "acronym of small words, and a company's first word",
        "MKG Kilns Inc. sells magnetic kiln glazing (MKG). MKG is cheap.",
        [],
        ["MKG Kilns Inc."],
    ),
    ("county", "Vorell Health Inc. opened in Vorell County.", [], ["Vorell Health Inc."]),
    ("day of shopping", "It buys as Black Friday deals begin.", [("Black Friday", "ORG")], []),
]

# text, the model's entities, the companies in order
FRAMED = [
    ("maker before", "The startup Copper Ridge opened.", [], ["Copper Ridge"]),
    ("seat before", "Leeds-based Copper Ridge opened.", [], ["Copper Ridge"]),
    ("office after", "Now Copper Ridge CEO Ann Poe spoke.", [], ["Copper Ridge"]),
    ("shares after", "Now Copper Ridge shares fell.", [], ["Copper Ridge"]),
    ("what it is", "Now Copper Ridge is a maker of kilns.", [], ["Copper Ridge"]),
    ("what it sells", "Now Copper Ridge, which sells kilns, opened.", [], ["Copper Ridge"]),
    (
        "headline and text",
        "Copper Ridge Opens Mill in Leeds\n\nThe kilns of Copper Ridge are new. "
        "People said that Copper Ridge came late.",
        [],
        ["Copper Ridge", "Copper Ridge", "Copper Ridge"],
    ),
    ("new clause", "Now, the company owns a mill. Today, the firm said so.", [], []),
    ("person of a seat", "Leeds-based Ann Poe spoke.", [("Ann Poe", "PERSON")], []),
    ("investor", "The investor Ann Poe spoke.", [("Ann Poe", "PERSON")], []),
    ("headline alone", "Copper Ridge Opens Early\n\nThe hikers said so.", [], []),
]


@pytest.fixture(scope="module")
def finder() -> CompanyFinder:
    """Return the finder with the repository's own tables."""
    return load_company_finder()


@pytest.mark.parametrize(
    ("text", "entities", "expected"),
    [row[1:] for row in LEGAL + AROUND + FRAMED],
    ids=[row[0] for row in LEGAL + AROUND + FRAMED],
)
def test_names_with_their_forms(
    finder: CompanyFinder, text: str, entities: list[tuple[str, str]], expected: list[str]
) -> None:
    """Each company is found with its exact characters, and nothing around it."""
    found = finder.find(text, parse_by_hand(text, entities))
    assert [text[each.start : each.end] for each in found if not each.is_agency] == expected
