"""Record to row and back gives the same record."""

from datetime import date
from decimal import Decimal

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import Field

from schemas import (
    Article,
    Basis,
    Bound,
    Direction,
    Figure,
    Kind,
    Reason,
    Record,
    Run,
    Status,
)
from tests.warehouse.factories import extraction
from warehouse.columns import columns_of, fitting
from warehouse.rows import TABLES, article_of, facts_of, record_of, rows_of

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=20)
AMOUNTS = st.decimals(
    min_value=Decimal("-" + "9" * 29), max_value=Decimal("9" * 29), places=9, allow_nan=False
)
NAMES = st.one_of(st.none(), TEXTS, st.lists(TEXTS, min_size=2, max_size=3).map(tuple))


@st.composite
def figures(draw: st.DrawFn) -> Figure:
    """Draw any figure that the warehouse can hold."""
    quote, start, bound = draw(TEXTS), draw(st.integers(0, 9999)), draw(st.sampled_from(Bound))
    days = draw(st.none() | st.dates(max_value=date(2999, 12, 31)))
    return Figure(
        figure_id=draw(TEXTS),
        char_start=start,
        char_end=start + len(quote),
        quote=quote,
        sentence=draw(TEXTS),
        value=draw(AMOUNTS),
        value_high=draw(AMOUNTS) if bound is Bound.RANGE else None,
        unit=draw(TEXTS),
        bound=bound,
        item=draw(st.none() | TEXTS),
        kind=draw(st.sampled_from(Kind)),
        direction=draw(st.none() | st.sampled_from(Direction)),
        basis=draw(st.none() | st.sampled_from(Basis)),
        metric=draw(st.none() | TEXTS),
        company=draw(NAMES),
        region=draw(st.none() | TEXTS),
        period=draw(st.none() | TEXTS),
        period_start=days,
        period_end=days,
        status=draw(st.sampled_from(Status)),
        attributed_to=draw(st.none() | TEXTS),
        confidence=draw(st.floats(0, 1)),
        rule=draw(TEXTS),
        reasons=tuple(draw(st.lists(st.builds(Reason, field=TEXTS, rule=TEXTS, words=TEXTS)))),
        metric_key=draw(st.none() | TEXTS),
        series_id=draw(st.none() | TEXTS),
    )


@settings(max_examples=40)
@given(st.lists(figures(), max_size=2))
def test_figures_come_back(found: list[Figure]) -> None:
    """Any figures survive the way through rows, in their order."""
    plain = extraction()
    facts = plain.facts.model_copy(update={"figures": tuple(found)})
    rows = rows_of(plain.model_copy(update={"facts": facts}), "run")["figures"]
    assert [record_of(Figure, row) for row in rows] == found
    assert [row["ordinal"] for row in rows] == list(range(1, len(found) + 1))


def test_extraction_comes_back() -> None:
    """An article and its facts survive the way through rows as a whole."""
    whole = extraction()
    rows = rows_of(whole, "run")
    (header,) = rows["articles"]
    assert article_of(header, rows) == whole.article
    assert facts_of(header, rows) == whole.facts


def test_facts_key_follows_every_row() -> None:
    """The facts key is the same for the same rows and another for any other row."""
    keys = {
        rows_of(one, "run")["articles"][0]["facts_key"]
        for one in (
            extraction(),
            extraction(),
            extraction("b.txt"),
            extraction(version="2"),
            extraction(figures=()),
        )
    }
    assert len(keys) == 4


def test_one_company_in_a_tuple_is_one_company() -> None:
    """A list of one name reads back as the name."""
    (pumps, *_) = extraction().facts.figures
    alone = pumps.model_copy(update={"company": ("Northwind",)})
    facts = extraction().facts.model_copy(update={"figures": (alone,)})
    (row,) = rows_of(extraction().model_copy(update={"facts": facts}), "run")["figures"]
    assert record_of(Figure, row).company == "Northwind"


@pytest.mark.parametrize(
    ("record", "expected"),
    [
        (Reason, {"field": "VARCHAR", "rule": "VARCHAR", "words": "VARCHAR"}),
        (Run, {"started_at": "TIMESTAMP", "articles_seen": "INTEGER", "state": "VARCHAR"}),
        (
            Figure,
            {
                "value": "DECIMAL(38,9)",
                "period_start": "DATE",
                "confidence": "DOUBLE",
                "company": "VARCHAR[]",
                "reasons": "STRUCT(field VARCHAR, rule VARCHAR, words VARCHAR)[]",
            },
        ),
    ],
    ids=["text", "times and counts", "amounts and lists"],
)
def test_column_types(record: type[Record], expected: dict[str, str]) -> None:
    """A field's annotation decides the type of its column."""
    types = {column.name: column.sql_type for column in columns_of(record)}
    assert types | expected == types


def test_unknown_annotation_is_refused() -> None:
    """A field whose type has no column is an error when columns are derived."""

    class Odd(Record):
        part: complex = Field(description="No column holds it.")

    with pytest.raises(TypeError, match="complex"):
        columns_of(Odd)


def test_every_field_has_a_column() -> None:
    """No field of an article is left out of the tables."""
    columns = {column.name for column in TABLES["articles"].columns}
    assert set(Article.model_fields) - {"edits", "passages"} == columns - {"facts_key", "run_id"}


@settings(max_examples=20)
@given(st.lists(AMOUNTS, min_size=10, max_size=30))
def test_fitting_is_what_duckdb_stores(values: list[Decimal]) -> None:
    """A value that fits is the value that DuckDB gives back."""
    with duckdb.connect() as con:
        query = "SELECT CAST(text AS DECIMAL(38,9)) FROM (SELECT unnest(?) AS text)"
        stored = con.execute(query, [[str(value) for value in values]]).fetchall()
    assert [fitting(value) for value in values] == [value for (value,) in stored]
