"""Claims of several articles meet where they are about the same thing, and nowhere else."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from pipeline.likeness import sign
from schemas import Bound, Direction, Extraction, Kind, Polarity
from tests.warehouse.claims import said
from tests.warehouse.ingesting import ingest, rows
from warehouse.ready import ready_query
from warehouse.store import Store

MARCH, MAY, SEPTEMBER = date(2024, 3, 1), date(2024, 5, 1), date(2024, 9, 1)
LATER, LAST = date(2027, 2, 1), date(2027, 3, 1)

FIRST = said("$120 billion", 120 * 10**9, MARCH, by="Fathom")
RAISED = said("$132 billion", 132 * 10**9, SEPTEMBER, by="Fathom", metric="worldwide pump revenue")
OTHER = said("$150 billion", 150 * 10**9, MAY, by="Belden")
WAS = said("$125 billion", 125 * 10**9, LATER)
RIVAL = said("$140 billion", 140 * 10**9, LAST)

ALL = (
    "FROM forecast_revisions",
    "FROM disagreements",
    "FROM forecast_vs_actual",
    "FROM forecaster_track_record",
    "FROM contradictions",
)


def found(store: Store, *claims: Extraction, query: str) -> list[tuple[Any, ...]]:
    """Return what a query finds once the claims are loaded."""
    ingest(store, *claims, publish=False)
    return rows(store.working, query)


def test_revision(store: Store) -> None:
    """Two statements of a forecaster under two phrases are a revision, with its proof."""
    (row,) = found(
        store,
        FIRST,
        RAISED,
        query="SELECT forecaster, old_value, new_value, move, change, change_percent, "
        "days_between, revision, match_reason, match_confidence, old_quote, new_quote, "
        "old_published_on, old_article_id FROM forecast_revisions",
    )
    assert row == (
        "Fathom",
        Decimal(120 * 10**9),
        Decimal(132 * 10**9),
        "raised",
        Decimal(12 * 10**9),
        Decimal(10),
        184,
        1,
        "same forecaster id; same metric_key; same market words; same region",
        Decimal("0.81"),
        "$120 billion",
        "$132 billion",
        MARCH,
        FIRST.article.article_id,
    )


@pytest.mark.parametrize(
    "near",
    [
        pytest.param({"unit": "EUR"}, id="another currency"),
        pytest.param({"region": "Europe"}, id="another region"),
        pytest.param({"key": "ai pump revenue", "metric": "AI pump sales"}, id="a narrower metric"),
        pytest.param({"year": "FY2026"}, id="a fiscal year"),
        pytest.param({"year": "2027"}, id="another year"),
        pytest.param({"company": "Northwind"}, id="a company's own"),
        pytest.param({"kind": Kind.CHANGE, "unit": "percent"}, id="a change"),
        pytest.param({"item": "tonne"}, id="another thing counted"),
        pytest.param({"condition": "if rates fall"}, id="on a condition"),
        pytest.param({"polarity": Polarity.DENIED}, id="denied"),
        pytest.param({"polarity": Polarity.EXPIRED}, id="given up"),
        pytest.param({"polarity": Polarity.ASKED}, id="asked"),
        pytest.param({"key": "revenue", "metric": "revenue"}, id="nobody's revenue"),
        pytest.param({"year": "2026", "value": 120 * 10**9}, id="the same again"),
    ],
)
def test_near_miss_of_a_revision(store: Store, near: dict[str, Any]) -> None:
    """What is of another thing, unit or time, or is not held, revises nothing."""
    value = near.pop("value", 132 * 10**9)
    other = said("$132 billion", value, SEPTEMBER, by="Fathom", **near)
    assert found(store, FIRST, other, query="SELECT 1 FROM forecast_revisions") == []


@pytest.mark.parametrize(
    ("amount", "value", "fields", "move"),
    [
        ("$120.4 billion", "120400000000", {}, None),
        ("$121 billion", "121000000000", {}, "raised"),
        ("more than $119 billion", "119000000000", {"bound": Bound.ABOVE}, None),
        ("more than $130 billion", "130000000000", {"bound": Bound.ABOVE}, "raised"),
        ("about $122 billion", "122000000000", {"bound": Bound.APPROXIMATE}, None),
        ("$100 billion", "100000000000", {}, "cut"),
        (
            "$110 billion to $130 billion",
            "110000000000",
            {"bound": Bound.RANGE, "value_high": Decimal(130 * 10**9)},
            "widened",
        ),
    ],
    ids=lambda part: part if isinstance(part, str) else "",
)
def test_only_what_differs_beyond_its_words_is_a_revision(
    store: Store, amount: str, value: str, fields: dict[str, Any], move: str | None
) -> None:
    """Another rounding or a bound that holds changes nothing; ranges move by their ends."""
    again = said(amount, value, SEPTEMBER, by="Fathom", **fields)
    moves = found(store, FIRST, again, query="SELECT move FROM forecast_revisions")
    assert moves == ([(move,)] if move else [])


def test_a_copy_counts_once(store: Store) -> None:
    """A syndicated copy adds no forecaster's word, outcome or contradiction."""
    body = " ".join(f"The mill says so for reason {n}." for n in range(60))
    first = said("$120 billion", 120 * 10**9, MARCH, by="Fathom", name=body)
    copy = said("$120 billion", 120 * 10**9, MAY, by="Fathom", name=f"{body} By our staff.")
    signed = [
        each.model_copy(update={"signature": sign(each.article.raw_text)}) for each in (first, copy)
    ]
    claims = found(store, *signed, WAS, query="SELECT claim FROM comparables ORDER BY claim")
    assert claims == [("actual",), ("forecast",)]


def test_disagreement(store: Store) -> None:
    """Each forecaster counts with the last word; units and markets stay apart."""
    euro = said("€900 billion", 900 * 10**9, MAY, by="Belden", unit="EUR")
    query = (
        "SELECT forecasters, low, median, high, spread_percent, lowest_forecaster, do_differ, "
        "len(claims), claims[1].quote FROM disagreements"
    )
    low, high = Decimal(132 * 10**9), Decimal(150 * 10**9)
    assert found(store, FIRST, RAISED, OTHER, euro, query=query) == [
        (2, low, Decimal(141 * 10**9), high, Decimal("12.77"), "Fathom", True, 2, "$132 billion")
    ]


def test_outcome(store: Store) -> None:
    """A forecast is measured by the first amount told after its time, the same for all."""
    early = said("$60 billion", 60 * 10**9, date(2026, 6, 1), name="So far.")
    query = (
        "SELECT forecaster, forecast_value / 1000000000, error_percent, was_met, days_ahead, "
        "actual_quote FROM forecast_vs_actual ORDER BY made_on"
    )
    assert found(store, FIRST, OTHER, early, WAS, RIVAL, query=query) == [
        ("Fathom", 120, Decimal("-4.00"), False, 1035, "$125 billion"),
        ("Belden", 150, Decimal("20.00"), False, 974, "$125 billion"),
    ]


def test_outcome_of_a_fiscal_year_may_come_before_the_calendar_year_ends(store: Store) -> None:
    """When a fiscal year ends is not known, so that there only the order counts."""
    first = said("$120 billion", 120 * 10**9, MARCH, by="Fathom", year="FY2026")
    was = said("$120 billion", 120 * 10**9, date(2026, 2, 1), year="FY2026")
    query = "SELECT was_met, error FROM forecast_vs_actual"
    assert found(store, first, was, query=query) == [(True, Decimal(0))]


def test_track_record(store: Store) -> None:
    """Errors of amounts are in percent, of percentages in points; the last word counts."""
    growth: dict[str, Any] = {"unit": "percent", "kind": Kind.CHANGE, "key": "pump revenue"}
    grows = said("3%", 3, MARCH, by="Fathom", direction=Direction.UP, **growth)
    falls = said("1%", 1, LATER, direction=Direction.DOWN, **growth)
    query = (
        "SELECT forecaster, error_unit, resolved, median_absolute_error, bias "
        "FROM forecaster_track_record ORDER BY ALL"
    )
    assert found(store, FIRST, RAISED, OTHER, WAS, grows, falls, query=query) == [
        ("Belden", "percent", 1, Decimal("20.00"), Decimal("20.00")),
        ("Fathom", "percent", 1, Decimal("5.60"), Decimal("5.60")),
        ("Fathom", "points", 1, Decimal("4.00"), Decimal("4.00")),
    ]


@pytest.mark.parametrize(
    ("amount", "value", "fields", "contradicts"),
    [
        ("$140 billion", 140 * 10**9, {}, True),
        ("$125.4 billion", "125400000000", {}, False),
        ("nearly $130 billion", 130 * 10**9, {"bound": Bound.APPROXIMATE}, False),
        ("more than $120 billion", 120 * 10**9, {"bound": Bound.ABOVE}, False),
        ("more than $130 billion", 130 * 10**9, {"bound": Bound.ABOVE}, True),
        ("€140 billion", 140 * 10**9, {"unit": "EUR"}, False),
        ("$140 billion", 140 * 10**9, {"region": "Europe"}, False),
        ("$140 billion", 140 * 10**9, {"year": "FY2026"}, False),
        ("$140 billion", 140 * 10**9, {"year": "2025"}, False),
        ("$140 billion", 140 * 10**9, {"metric": "AI pumps", "key": "ai pump revenue"}, False),
    ],
)
def test_contradiction(
    store: Store, amount: str, value: int | str, fields: dict[str, Any], contradicts: bool
) -> None:
    """Two amounts contradict where none fits the words of both."""
    other = said(amount, value, LAST, **fields)
    answer = found(store, WAS, other, query="SELECT one_quote, other_quote FROM contradictions")
    assert answer == ([("$125 billion", amount)] if contradicts else [])


@pytest.mark.parametrize(
    ("one", "other", "reason"),
    [
        ("the U.S.", "United States", "same region"),
        (None, "global", "global said by one"),
        (None, None, "no region said"),
    ],
)
def test_regions_meet(store: Store, one: str | None, other: str | None, reason: str) -> None:
    """One place in two spellings is one place; where none is said it is the world."""
    claims = [
        said("$125 billion", 125 * 10**9, LATER, region=one, metric="pump sales"),
        said("$140 billion", 140 * 10**9, LAST, region=other, metric="pump sales"),
    ]
    (row,) = found(store, *claims, query="SELECT match_reason FROM contradictions")
    assert row[0] == f"exact phrase; same market words; {reason}"


ANSWERS = {
    "forecast-revisions": (("pump", "2026"), ("Fathom", "raised", Decimal(10))),
    "largest-disagreements": ((), (2, Decimal("12.77"))),
    "best-forecasters": (("1",), ("Fathom", 1, Decimal("5.60"))),
    "contradictions": ((), ("$125 billion", "$140 billion")),
}
"""What each ready query says of the claims above: its parameters, and cells of its first row."""


@pytest.mark.parametrize("name", ANSWERS)
def test_ready_query_of_several_articles(store: Store, name: str) -> None:
    """The questions about several articles are answered from the claims above."""
    ingest(store, FIRST, RAISED, OTHER, WAS, RIVAL)
    parameters, cells = ANSWERS[name]
    with store.reader() as reader:
        answer = reader.sql(ready_query(name).sql, parameters).rows
    assert any(set(cells) <= set(row) for row in answer)
    if name == "best-forecasters":
        assert answer[0][0] == "Fathom"


@pytest.mark.parametrize("query", ALL)
def test_one_article_compares_with_nothing(store: Store, query: str) -> None:
    """Without a second article there is nothing to compare."""
    assert found(store, FIRST, query=query) == []
