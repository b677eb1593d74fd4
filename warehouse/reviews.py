"""Corrections in the warehouse: entered as they are, laid over the rows of a copy for readers.

The writer's own file keeps what was extracted. The copy that is published has the rows after
review in their place, so that every view shows them and none is slower; what was extracted
stays beside them in `ops.extracted_…`, from which the writer's file can be made again.
"""

from collections.abc import Sequence
from datetime import UTC, datetime

import duckdb

from schemas import ArticleFacts, Correction, CorrectionState
from warehouse.columns import Column, cell, column, columns_of
from warehouse.conversions import convert
from warehouse.keep import REVIEWED
from warehouse.layers import Fate
from warehouse.overlay import Overlaid, overlay
from warehouse.rows import TABLES, Row, fact_rows, facts_of, record_of
from warehouse.sql import transaction

OVERLAID = ("figures", "company_mentions", "forecasts", "rejected_numbers")
"""The tables of `core` whose rows corrections change."""

NO_ARTICLE = "its article is no longer among the sources"

_ENTERED = (
    *columns_of(Correction),
    column("ordinal", int, "Place among the corrections, from 1."),
)
_REVIEW = ("kind", "article_id", "record_id", "char_start", "reviewed", "extracted", "wrong_fields")
# The article as it was corrected, else what its input holds by now.
_PLACES = """
SELECT corrections.correction_id, coalesce(own.article_id, moved.article_id)
FROM ops.corrections AS corrections
LEFT JOIN (SELECT DISTINCT article_id FROM ops.ledger) AS own USING (article_id)
LEFT JOIN ops.ledger AS moved ON moved.source_uri = corrections.source_uri
"""
_SETTLE = """
UPDATE ops.corrections SET state = ?, detail = ?, matched_article_id = ?, matched_id = ?
WHERE correction_id = ?
"""
_OF_ARTICLES = "article_id IN (SELECT article_id FROM ops.reviews)"


def enter_corrections(con: duckdb.DuckDBPyConnection, corrections: Sequence[Correction]) -> bool:
    """Make these the corrections of the warehouse; return False where they are already."""
    if _read(con) == list(corrections):
        return False
    with transaction(con):
        con.execute("TRUNCATE ops.corrections")
        rows = [_row(each) | {"ordinal": n} for n, each in enumerate(corrections, start=1)]
        _insert(con, "ops.corrections", _ENTERED, rows)
        con.execute("UPDATE ops.revision SET revision = revision + 1")
    return True


def lay_over(con: duckdb.DuckDBPyConnection) -> None:
    """Lay the corrections over the rows of a copy for readers, and enter what came of each."""
    corrections = _read(con)
    if not corrections:
        return
    places: dict[str, str | None] = dict(con.execute(_PLACES).fetchall())
    by_article: dict[str, list[Correction]] = {}
    for each in corrections:
        if place := places[each.correction_id]:
            by_article.setdefault(place, []).append(each)
        else:
            _settle(con, each.correction_id, Fate(CorrectionState.ORPHANED, NO_ARTICLE), None)
    with transaction(con):
        _lay_over(con, by_article)


def lift(con: duckdb.DuckDBPyConnection) -> None:
    """Make a copy for readers what it was before `lay_over`: the rows as they were extracted."""
    kept = con.execute(
        "SELECT table_name FROM duckdb_tables() "
        "WHERE schema_name = 'ops' AND starts_with(table_name, 'extracted_')"
    ).fetchall()
    with transaction(con):
        for (name,) in kept:
            table = f"core.{name.removeprefix('extracted_')}"
            con.execute(f"DELETE FROM {table} WHERE {_OF_ARTICLES}")  # noqa: S608 - our names
            con.execute(f"INSERT INTO {table} BY NAME FROM ops.{name}")
            con.execute(f"DROP TABLE ops.{name}")
        if kept:
            con.execute(REVIEWED)
            con.execute("TRUNCATE ops.reviews")


def _lay_over(con: duckdb.DuckDBPyConnection, by_article: dict[str, list[Correction]]) -> None:
    """Replace the rows of the articles that corrections are about."""
    after: dict[str, list[Row]] = {name: [] for name in OVERLAID}
    reviews: list[list[object]] = []
    for facts, raw_text in _articles(con, list(by_article)):
        article_id = facts.article_id
        laid = overlay(facts, raw_text, by_article[article_id])
        for correction_id, fate in laid.fates.items():
            _settle(con, correction_id, fate, article_id)
        reviews += _review_rows(laid)
        if laid.reviews:
            for name, rows in fact_rows(laid.facts).items():
                after[name] += rows
    if not reviews:
        return
    row = f"({', '.join('?' * len(_REVIEW))})"
    places = ", ".join([row] * len(reviews))
    cells = [value for each in reviews for value in each]
    con.execute(f"INSERT INTO ops.reviews VALUES {places}", cells)  # noqa: S608 - a lake's one file
    con.execute(REVIEWED)
    for name, rows in after.items():
        con.execute(f"CREATE TABLE ops.extracted_{name} AS FROM core.{name} WHERE {_OF_ARTICLES}")
        con.execute(f"DELETE FROM core.{name} WHERE {_OF_ARTICLES}")  # noqa: S608 - our names
        _insert(con, f"core.{name}", TABLES[name].columns, rows)
    convert(con)


def _review_rows(laid: Overlaid) -> list[list[object]]:
    """Return the rows of `ops.reviews` of one article."""
    return [
        [
            each.kind.value,
            laid.facts.article_id,
            each.record_id,
            each.char_start,
            each.reviewed,
            each.extracted,
            list(each.wrong_fields),
        ]
        for each in laid.reviews
    ]


def _articles(
    con: duckdb.DuckDBPyConnection, article_ids: list[str]
) -> list[tuple[ArticleFacts, str]]:
    """Return the facts and the raw texts of some articles, as they were extracted."""
    parts: dict[str, dict[str, list[Row]]] = {}
    for name in OVERLAID:
        rows = _rows(con, f"FROM core.{name} WHERE article_id IN ? ORDER BY ordinal", article_ids)
        for row in rows:
            of_article = parts.setdefault(row["article_id"], {})
            of_article.setdefault(name, []).append(row)
    headers = _rows(con, "FROM core.articles WHERE article_id IN ? ORDER BY ALL", article_ids)
    none: dict[str, list[Row]] = {name: [] for name in OVERLAID}
    return [
        (facts_of(header, none | parts.get(header["article_id"], {})), header["raw_text"])
        for header in headers
    ]


def _rows(con: duckdb.DuckDBPyConnection, query: str, article_ids: list[str]) -> list[Row]:
    """Return the rows of some articles as mappings from column to value."""
    cursor = con.execute(query, [article_ids])
    names = [described[0] for described in cursor.description or ()]
    return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def _settle(
    con: duckdb.DuckDBPyConnection, correction_id: str, fate: Fate, article_id: str | None
) -> None:
    """Enter what came of a correction."""
    con.execute(_SETTLE, [fate.state.value, fate.detail, article_id, fate.record_id, correction_id])


def _insert(
    con: duckdb.DuckDBPyConnection, table: str, columns: Sequence[Column], rows: Sequence[Row]
) -> None:
    """Put rows into a table."""
    # Imported when it is used: readers never need Arrow, and it takes 0.2 s to load.
    from warehouse.arrow import arrow_table

    con.register("incoming_rows", arrow_table(columns, rows))
    con.execute(f"INSERT INTO {table} BY NAME FROM incoming_rows")
    con.unregister("incoming_rows")


def _read(con: duckdb.DuckDBPyConnection) -> list[Correction]:
    """Return the corrections of the warehouse, in their order."""
    cursor = con.execute("FROM ops.corrections ORDER BY ordinal")
    names = [described[0] for described in cursor.description or ()]
    rows = [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
    for row in rows:
        row["made_at"] = row["made_at"].replace(tzinfo=UTC)
    return [record_of(Correction, row) for row in rows]


def _row(correction: Correction) -> dict[str, object]:
    """Return a correction as Arrow takes it: its time in UTC without zone."""
    cells = {name: cell(value) for name, value in correction}
    made_at: datetime = correction.made_at
    return cells | {"made_at": made_at.astimezone(UTC).replace(tzinfo=None)}
