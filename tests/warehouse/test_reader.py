"""Reading: SQL that can only read, what views mean, one article, one record."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from schemas import CompanyMention, QueryError, RejectedNumber, UnknownName
from tests.warehouse.factories import TEXT, extraction, other_article
from tests.warehouse.ingesting import ingest
from warehouse.describe import VIEWS
from warehouse.reader import Reader
from warehouse.store import Store

OTHER = other_article()


def test_query_with_parameters(reader: Reader) -> None:
    """A query gives column names, types, and rows; amounts are decimals."""
    table = reader.sql(
        "SELECT DISTINCT value, period_start FROM figures WHERE company = ?", ["Northwind"]
    )
    assert table.columns == ("value", "period_start")
    assert table.types == ("DECIMAL(38,9)", "DATE")
    assert table.rows == [(Decimal(1200), date(2023, 1, 1))]


def test_forecasts_show_and_join_their_leading_figure(reader: Reader) -> None:
    """A forecast has the value of its leading figure, which joins on figure_id."""
    table = reader.sql(
        "SELECT DISTINCT forecaster, forecasts.metric, forecasts.value, figures.value_high, "
        "figures.unit, target_period FROM forecasts JOIN figures USING (figure_id)"
    )
    expected = ("Fathom", "pump sales", Decimal(4500000000), Decimal(5000000000), "USD", "2030")
    assert table.rows == [expected]


def test_every_pair_of_forecast_and_figure(reader: Reader) -> None:
    """forecast_values has a row for each figure that a forecast states, in order."""
    table = reader.sql(
        "SELECT ordinal, quote, confidence FROM forecast_values "
        "JOIN forecast_figures USING (forecast_id, figure_id) "
        "WHERE source_uri = 'a/pumps.txt' ORDER BY ordinal"
    )
    assert table.rows == [(1, "$4.5 billion to $5 billion", 0.4), (2, "1,200 pumps", 0.8)]


@pytest.mark.parametrize("view", ["figures", "forecasts", "company_mentions", "rejected_numbers"])
def test_every_quote_is_in_its_text(reader: Reader, view: str) -> None:
    """SQL finds every quote in the raw text at its offsets."""
    ((quotes, right),) = reader.sql(
        "SELECT count(*), "
        "count(*) FILTER (substring(raw_text, char_start + 1, char_end - char_start) = quote) "
        "FROM query_table(?) JOIN articles USING (article_id)",
        [view],
    ).rows
    assert quotes == right > 0


def test_context_of_a_rejected_number(reader: Reader) -> None:
    """A number left out is shown within the text around it, cut at the text's ends."""
    rows = reader.sql("SELECT context FROM rejected_numbers WHERE source_uri = 'a/pumps.txt'").rows
    at = TEXT.index("1987")
    assert rows == [(TEXT[at - 60 : at + 4 + 60],)]
    rows = reader.sql("SELECT context FROM company_mentions WHERE char_start = 0").rows
    assert rows == [(TEXT[: len("Northwind Ltd.") + 60],)]


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("SELECT valu FROM figures", "nearest: value"),
        ("SELECT f.targetperiod FROM forecasts f", "nearest: target_period"),
        ("FROM figurs", "nearest: figures"),
        ("FROM zzzz", "`foretell describe` lists the views$"),
        ("SELECT zzzz FROM figures", "`foretell describe VIEW` lists its columns$"),
        ("SELECT summ(1)", "does not exist"),
    ],
)
def test_wrong_sql_says_what_is_near(reader: Reader, query: str, told: str) -> None:
    """An unknown view or column is answered with the nearest that there is."""
    with pytest.raises(QueryError, match=told):
        reader.sql(query)


def test_views_are_described(reader: Reader) -> None:
    """Every view is listed with its meaning and its columns in order."""
    views = reader.views()
    assert [view.name for view in views] == sorted(VIEWS)
    figures = reader.describe("figures")
    assert figures in views
    assert figures.comment == VIEWS["figures"].row
    assert [column.name for column in figures.columns][:4] == [
        "figure_id",
        "company",
        "companies",
        "metric",
    ]
    assert figures.columns[2].type == "VARCHAR[]"


def test_unknown_view(reader: Reader) -> None:
    """A view that there is not is answered with the nearest."""
    with pytest.raises(UnknownName, match=r"'figure'; nearest: figures"):
        reader.describe("figure")


@pytest.mark.parametrize(
    "key",
    ["a/pumps.txt", "b/copy.txt", "pumps.txt", "pumps", "copy", extraction().article.article_id],
)
def test_article_by_any_name(reader: Reader, key: str) -> None:
    """An article is found by id, path, file name or stem, and comes back as it went in."""
    stored = reader.article(key)
    assert stored.article == extraction("a/pumps.txt").article
    assert stored.facts == extraction("a/pumps.txt").facts
    assert stored.source_uris == ("a/pumps.txt", "b/copy.txt")


def test_article_by_the_beginning_of_its_id(reader: Reader) -> None:
    """The beginning of an id is enough where no other article has it."""
    assert reader.article(OTHER.article.article_id[:6]).facts == OTHER.facts


@pytest.mark.parametrize(
    ("key", "told"),
    [
        ("pumpz.txt", "there is no article 'pumpz.txt'; nearest: pumps.txt"),
        ("", "there is no article ''"),
        ("zzzz", "known: copy, copy.txt, other, other.html, pumps, pumps.txt"),
        ("\udcff", "there is no article"),
    ],
)
def test_unknown_article(reader: Reader, key: str, told: str) -> None:
    """A key of no article is answered with the nearest names."""
    with pytest.raises(UnknownName, match=told):
        reader.article(key)


def test_ambiguous_article(store: Store) -> None:
    """A file name that two articles have is not guessed."""
    ingest(store, extraction("a/same.txt"), extraction("b/same.txt", "B" + TEXT))
    with (
        store.reader() as reader,
        pytest.raises(UnknownName, match="more than one article"),
    ):
        reader.article("same.txt")


def test_article_by_address(store: Store) -> None:
    """The last part of an address names its article, whatever its query says."""
    ingest(store, extraction("https://example.org/news/pumps.html?page=1"))
    with store.reader() as reader:
        assert reader.article("pumps").article.article_id == extraction().article.article_id


@pytest.mark.parametrize("length", [10, 20], ids=["beginning", "whole"])
def test_figure_and_forecast_by_id(reader: Reader, length: int) -> None:
    """A figure or a forecast is found by its id or its beginning, with the article's header."""
    facts = OTHER.facts
    for record, record_id in (
        (facts.figures[1], facts.figures[1].figure_id),
        (facts.forecasts[0], facts.forecasts[0].forecast_id),
    ):
        stored = reader.record(record_id[:length])
        assert stored.record == record
        assert stored.article.source_uri == "news/other.html"
    assert reader.record(facts.figures[1].figure_id.removeprefix("fig_")).record == facts.figures[1]


def test_record_by_its_place(reader: Reader) -> None:
    """ARTICLE:OFFSET finds the smallest record around a character, of whatever kind."""
    mention = reader.record("pumps:0").record
    assert isinstance(mention, CompanyMention)
    left_out = reader.record(f"a/pumps.txt:{TEXT.index('1987')}").record
    assert isinstance(left_out, RejectedNumber)
    inside = reader.record(f"pumps.txt:{TEXT.index('$4.5')}").record
    assert inside == extraction().facts.figures[1]


@pytest.mark.parametrize("key", ["fig_", "fc_nope", "", "pumps:15", "nope:3", "\udcff", "fig_é"])
def test_unknown_record(reader: Reader, key: str) -> None:
    """A key of no record, or of several, is an error that says so."""
    with pytest.raises(UnknownName, match=r"there is no|more than one|no record of"):
        reader.record(key)


def test_reader_writes_nothing(published: Store, reader: Reader, tmp_path: Path) -> None:
    """Reading makes no file beside the published one."""
    reader.sql("FROM figures")
    names = sorted(path.name for path in published.published.parent.iterdir())
    assert names == ["foretell.duckdb", "foretell.duckdb.receipt.json", "work"]
    assert list(tmp_path.iterdir()) == []
