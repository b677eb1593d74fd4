"""The queries that come with Foretell run, and answer what their titles say."""

import re
from datetime import date
from decimal import Decimal

import pytest

from schemas import UnknownName
from tests.warehouse.factories import extraction
from tests.warehouse.ingesting import ingest
from tests.warehouse.test_comparables import ANSWERS as COMPARING
from warehouse.ready import FOLDER, ReadyQuery, ready_queries, ready_query
from warehouse.store import Store

ANSWERS = {
    "companies-together": ((), ("Fathom", "Northwind", 1)),
    "company-timeline": (("northwind ltd.",), "1,200 pumps"),
    "coverage-by-month": ((), ("example.org", "2024-02", 1, 2, 1, 2.0)),
    "doubtful-records": (("0.5",), "$4.5 billion to $5 billion"),
    "facts-for-year": (("2023",), "1,200 pumps"),
    "figures-by-company": (("northwind",), "1,200 pumps"),
    "forecasters": ((), ("Fathom", 1, 1, 1, "2030", "2030", 6.8)),
    "forecasts-for-year": (("2030",), "$4.5 billion to $5 billion"),
    "largest-forecasts": (("USD",), "$4.5 billion to $5 billion"),
    "latest-figures": (("NORTHWIND",), "$4.5 billion to $5 billion"),
    "metrics": ((), (None, "pumps sold", 1, 1, ["count"], 2023, 2023)),
    "names-of-a-company": (("northwind",), "Northwind Ltd."),
    "newest-articles": ((), "Pumps sell"),
    "rejected-numbers-by-reason": ((), ("period", 1, 1, ["1987"])),
    "sources-cited": ((), ("Fathom", 1, 1, 1, date(2024, 2, 29), date(2024, 2, 29))),
    "what-was-said": (("fathom", "PUMP"), Decimal(4500000000)),
}
"""What each query says of the factory's article: its parameters, and a row or a cell of it."""


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """Return a store with one published article."""
    store = Store(tmp_path_factory.mktemp("ready"))
    ingest(store, extraction())
    return store


@pytest.mark.parametrize(
    "query",
    [query for query in ready_queries() if query.name not in COMPARING],
    ids=lambda query: query.name,
)
def test_ready_query(published: Store, query: ReadyQuery) -> None:
    """A ready query runs with its examples, and finds what is there with other values."""
    parameters, expected = ANSWERS[query.name]
    with published.reader() as reader:
        reader.sql(query.sql, [example for _, example in query.parameters])
        rows = reader.sql(query.sql, parameters).rows
    assert expected in rows or any(expected in row for row in rows)
    assert query.title.endswith(".")
    numbered = set(re.findall(r"\$\d", query.sql))
    asked = len(numbered) + query.sql.count("?") - query.sql.count("-- ?")
    assert len(query.parameters) == asked


@pytest.mark.parametrize(
    ("question", "year", "found"),
    [
        ("facts-for-year", "2022", 0),
        ("facts-for-year", "2023", 1),
        ("facts-for-year", "2025", 0),
        ("forecasts-for-year", "2028", 0),
        ("forecasts-for-year", "2030", 2),
        ("forecasts-for-year", "2031", 0),
    ],
)
def test_of_a_year(published: Store, question: str, year: str, found: int) -> None:
    """What is about a year has a day in it."""
    with published.reader() as reader:
        assert len(reader.sql(ready_query(question).sql, [year]).rows) == found


def test_each_file_is_a_query() -> None:
    """Every file is listed, by its name."""
    names = [query.name for query in ready_queries()]
    assert names == sorted(path.stem for path in FOLDER.glob("*.sql"))
    assert len(names) >= 15


def test_ready_query_by_name() -> None:
    """A query is found by its name, and a wrong name is answered with the nearest."""
    assert ready_query("forecasters").parameters == ()
    assert ready_query("forecasts-for-year").parameters == (("year", "2028"),)
    with pytest.raises(UnknownName, match="nearest: forecasters"):
        ready_query("forecaster")
