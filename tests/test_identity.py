"""Which company a name stands for: one id for its spellings, none where several fit."""

import pytest

from pipeline.gazetteer import Gazetteer, load_gazetteer, load_legal_forms
from pipeline.identity import Company, company_id_of
from schemas import Resolution

COMPANIES = [
    (Company("co_se", "Kelmar", "KLM", "bank", None, "Kelmar AB"), False),
    (Company("co_us", "Kelmar", "KLM", "listed", None, "Kelmar Corporation"), False),
    (Company("co_fi", "Twinner", "TWA", "listed", None), False),
    (Company("co_ki", "Twinner", "TWB", "listed", None), False),
    (Company("co_op", "OrvoData", None, "private", None), False),
    (Company("co_bl", "Belden", "BLD", "listed", None), False),
]

# name, ticker, with legal form; id (None for none), how it was told
TOLD = [
    ("OrvoData", None, [], "co_op", Resolution.REGISTER),
    ("Orvo Data", None, [], "co_op", Resolution.REGISTER),
    ("Orvo-Data, Inc.", None, [], "co_op", Resolution.REGISTER),
    ("Kelmar", None, ["Kelmar AB"], "co_se", Resolution.LEGAL_NAME),
    ("Kelmar", None, ["Kelmar Corp."], "co_us", Resolution.LEGAL_NAME),
    ("Kelmar", "KLM", [], None, Resolution.AMBIGUOUS),
    ("Kelmar", None, ["Kelmar AB", "Kelmar Corp."], None, Resolution.AMBIGUOUS),
    ("Twinner", "TWB", [], "co_ki", Resolution.TICKER),
    ("Twinner", None, [], None, Resolution.AMBIGUOUS),
    ("Belden Mining", "BLD", [], "co_bl", Resolution.TICKER),
]

# spellings of one company that no table has
SAME = [
    ("Quarl Kiln", "Quarl Kiln Inc."),
    ("Quarl Kiln", "The Quarl Kiln Company"),
    ("Quarl Kiln", "QUARL KILN"),
    ("Quarl Kiln", "Quarl-Kiln GmbH"),
    ("Quarl & Kiln", "Quarl and Kiln, Ltd."),
    ("Quarl Kiln", "Quarl Kiln Holdings plc"),
    ("Société Quarl", "Societe Quarl SA"),
]
DIFFERENT = [("Quarl Kiln", "Quarl"), ("Quarl Kiln", "Quarl Oven"), ("Quarl", "Quarl Holdings")]


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    """Return a gazetteer of invented companies, some of one name."""
    return Gazetteer(COMPANIES, [], load_legal_forms())


@pytest.mark.parametrize(
    ("name", "ticker", "legal", "company_id", "how"), TOLD, ids=[f"{t[0]} {t[1:3]}" for t in TOLD]
)
def test_one_company_or_none(
    gazetteer: Gazetteer,
    name: str,
    ticker: str | None,
    legal: list[str],
    company_id: str | None,
    how: Resolution,
) -> None:
    """Ticker and registered name decide between companies of one name; else none is chosen."""
    found = gazetteer.identify(name, ticker, legal)
    assert (found.company_id, found.resolution) == (company_id, how)


def test_candidates_are_named(gazetteer: Gazetteer) -> None:
    """Where two fit, both are there to choose from."""
    assert gazetteer.identify("Twinner").candidates == ("co_fi", "co_ki")


@pytest.mark.parametrize(("one", "other"), SAME, ids=[row[1] for row in SAME])
def test_spellings_share_an_id(gazetteer: Gazetteer, one: str, other: str) -> None:
    """A company that no table has keeps its id under every spelling."""
    assert gazetteer.identify(one).company_id == gazetteer.identify(other).company_id


@pytest.mark.parametrize(("one", "other"), DIFFERENT, ids=[row[1] for row in DIFFERENT])
def test_other_names_have_other_ids(gazetteer: Gazetteer, one: str, other: str) -> None:
    """Another name is another company."""
    assert gazetteer.identify(one).company_id != gazetteer.identify(other).company_id


def test_the_id_is_the_same_everywhere() -> None:
    """The id of a name is fixed: it stands in warehouses and decisions."""
    assert company_id_of("Quarl Kiln, Inc.", load_legal_forms()) == "co_9bd8ff4d3a378597"


@pytest.mark.parametrize("name", ["Merck", "EQT", "Prudential", "Times"])
def test_known_homonyms_are_left_open(name: str) -> None:
    """The repository's table keeps companies of one name apart."""
    found = load_gazetteer().identify(name)
    assert (found.company_id, found.resolution) == (None, Resolution.AMBIGUOUS)
    assert len(found.candidates) == 2
