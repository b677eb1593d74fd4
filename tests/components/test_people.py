"""The people of an article and the organisations they speak for."""

import pytest

from pipeline.components.companies import FoundCompany
from pipeline.components.people import find_people
from tests.components.handmade import parse_by_hand

# text, companies, (person as written, fullest name, organisation)
ROWS = [
    ("NVX CEO Ann Poe said so.", ["NVX"], [("Ann Poe", "Ann Poe", "NVX")]),
    ("NVX Chairman and CEO Ann Poe left.", ["NVX"], [("Ann Poe", "Ann Poe", "NVX")]),
    ("NVX's chief economist, Ann Poe, left.", ["NVX"], [("Ann Poe", "Ann Poe", "NVX")]),
    (
        "Ann Poe, the chief financial officer of NVX, spoke. Poe was brief.",
        ["NVX"],
        [("Ann Poe", "Ann Poe", "NVX"), ("Poe", "Ann Poe", "NVX")],
    ),
    ("Ann Poe, an analyst at NVX, left.", ["NVX"], [("Ann Poe", "Ann Poe", "NVX")]),
    ("Ann Poe, co-founder and Chief Scientist at NVX.", ["NVX"], [("Ann Poe", "Ann Poe", "NVX")]),
    (
        "NVX cut its view. The lead analyst Ann Poe wrote so.",
        ["NVX"],
        [("Ann Poe", "Ann Poe", "NVX")],
    ),
    (
        "NVX and Hulda cut their views. The lead analyst Ann Poe wrote so.",
        ["NVX", "Hulda"],
        [("Ann Poe", "Ann Poe", None)],
    ),
    ("Ann Poe, a NVX analyst, left.", ["NVX"], [("Ann Poe", "Ann Poe", "NVX")]),
    ("Ann Poe, NVX’s founder and CEO, left.", ["NVX"], [("Ann Poe", "Ann Poe", "NVX")]),
    ("Ann Poe, Chairman and CEO, NVX: “So.”", ["NVX"], [("Ann Poe", "Ann Poe", "NVX")]),
    ("NVX missed. CEO Ann Poe left.", ["NVX"], [("Ann Poe", "Ann Poe", "NVX")]),
    (
        "Covering NVX for Hulda was analyst Ann Poe.",
        ["NVX", "Hulda"],
        [("Ann Poe", "Ann Poe", None)],
    ),
    ("NVX passed it and President Ann Poe left.", ["NVX"], [("Ann Poe", "Ann Poe", None)]),
    ("Ann Poe, a NVX customer, left.", ["NVX"], [("Ann Poe", "Ann Poe", None)]),
    ("Ann Poe bought a car from NVX.", ["NVX"], [("Ann Poe", "Ann Poe", None)]),
    ("NVX fell. Ann Poe, a poet, left.", ["NVX"], [("Ann Poe", "Ann Poe", None)]),
    ("Ann Poe's mill burnt.", [], [("Ann Poe", "Ann Poe", None)]),
]


@pytest.mark.parametrize(("text", "named", "expected"), ROWS, ids=[row[0] for row in ROWS])
def test_people_and_their_organisations(
    text: str, named: list[str], expected: list[tuple[str, str, str | None]]
) -> None:
    """A person is tied to the one organisation whose office the text gives them."""
    companies = [
        FoundCompany(at, at + len(name), name, f"co_{name}", None, False, 0.9, "gazetteer")
        for name in named
        if (at := text.find(name)) >= 0
    ]
    sentences = parse_by_hand(text, [(name, "PERSON") for name in ("Ann Poe", "Poe")])
    found = find_people(text, sentences, companies)
    assert [(text[p.start : p.end], p.name, p.organisation) for p in found] == expected


def test_a_company_is_no_person() -> None:
    """What the company finder has taken is left to it, whatever the model says."""
    company = FoundCompany(0, 3, "NVX", "co_nvx", None, False, 0.9, "gazetteer")
    assert (
        find_people("NVX fell.", parse_by_hand("NVX fell.", [("NVX", "PERSON")]), [company]) == ()
    )
