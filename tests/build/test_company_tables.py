"""The company tables as they are compiled: one company is one row, whoever lists it."""

import pytest

from pipeline.build.company_sources import Listing
from pipeline.build.company_tables import CompanyTables, NameRules
from pipeline.gazetteer import load_legal_forms

OWN = dict.fromkeys(
    ("company_id", "name", "legal_name", "ticker", "exchange", "country", "kind", "parent"), ""
) | {"company_id": "co_own", "name": "Belden", "wordlike": "no", "source": "own"}


def listing(name: str, ticker: str, country: str = "US", exchange: str = "NYSE") -> Listing:
    """Return a listing of a package."""
    return Listing(name, ticker, exchange, country, "package", 1)


@pytest.fixture
def tables() -> CompanyTables:
    """Return tables that hold one own row, in whose language "target" is a word."""
    rules = NameRules(load_legal_forms(), lambda name: name == "Target", lambda _key: False)
    tables = CompanyTables(rules)
    tables.keep([OWN], [{"alias": "BLD Kilns", "company_id": "co_own", "source": "own"}])
    return tables


def named(tables: CompanyTables) -> list[tuple[str, str]]:
    """Return name and ticker of each row."""
    return [(row["name"], row["ticker"]) for row in tables.rows]


def test_a_listing_fills_what_is_missing(tables: CompanyTables) -> None:
    """The own row keeps its id and gets ticker, exchange and registered name."""
    tables.add(listing("Belden Inc.", "BLD"))
    (row,) = tables.rows
    assert (row["company_id"], row["ticker"], row["exchange"]) == ("co_own", "BLD", "NYSE")
    assert row["legal_name"] == "Belden Inc."


def test_another_listing_does_not_overwrite(tables: CompanyTables) -> None:
    """The first ticker stays where a second listing has another."""
    tables.add(listing("Belden Inc.", "BLD"))
    tables.add(listing("Belden AG", "BDN", "DE", "XETRA"))
    assert named(tables) == [("Belden", "BLD")]


def test_one_ticker_is_one_company(tables: CompanyTables) -> None:
    """A second name under the ticker of a package's US company becomes an alias."""
    tables.add(listing("Quarl", "QRL"))
    tables.add(listing("Quarl Kilns & Ovens Corp", "QRL"))
    assert named(tables)[1:] == [("Quarl", "QRL")]
    assert tables.aliases[-1]["alias"] == "Quarl Kilns & Ovens"


def test_spaces_make_no_company(tables: CompanyTables) -> None:
    """Names that differ in spaces or hyphens are one."""
    tables.add(listing("Orvo-Data Inc.", "ORV"))
    tables.add(listing("Orvo Data", "ORVD"))
    assert len(tables.rows) == 2


def test_funds_are_left_out(tables: CompanyTables) -> None:
    """What is no operating company gets no row."""
    tables.add(listing("Quarl Income Fund", "QIF"))
    assert len(tables.rows) == 1


def test_short_names(tables: CompanyTables) -> None:
    """The first word stands for the company where it is no word and nobody else's."""
    for name in ("Velora Holdings", "Zell Group", "Zell Brands", "Target Holdings"):
        tables.add(listing(name, name[:3].upper() + name[-2:].upper()))
    tables.finish()
    assert [alias["alias"] for alias in tables.aliases[1:]] == ["Velora"]
