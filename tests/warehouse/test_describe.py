"""Every view and column says what it means, from one source."""

import json
from pathlib import Path
from types import ModuleType

import duckdb
import pytest

from schemas import CompanyMention, Figure, Forecast, RejectedNumber, Rejection, Run
from schemas.base import Record
from tests.warehouse.factories import extraction
from tests.warehouse.ingesting import rows
from warehouse import meanings_kept, meanings_ops
from warehouse.conversions import CONVERTED
from warehouse.describe import VIEWS, column_comment
from warehouse.dictionary import ENTITIES, PAGE, SCHEMAS, entities, page, schemas, views
from warehouse.meanings import OWN
from warehouse.migrate import HERE

COLUMNS = """
SELECT table_name, column_name, comment FROM duckdb_columns()
WHERE schema_name = 'main' AND NOT internal
"""


def test_every_view_is_described(migrated: Path) -> None:
    """Each view file has a meaning, a comment, and a view of its name."""
    named = {path.stem for path in (HERE / "views").glob("*.sql")}
    views = (
        "SELECT view_name, comment FROM duckdb_views() WHERE schema_name = 'main' AND NOT internal"
    )
    assert named == set(VIEWS)
    assert dict(rows(migrated, views)) == {name: view.row for name, view in VIEWS.items()}


def test_every_column_has_its_comment(migrated: Path) -> None:
    """Each column of each view carries the meaning that describe.py gives it."""
    for view, column, comment in rows(migrated, COLUMNS):
        assert comment, f"{view}.{column}"
        assert comment == column_comment(view, column)


def test_every_column_of_a_table_has_a_comment(migrated: Path) -> None:
    """Each column of each table carries its meaning."""
    query = (
        "SELECT schema_name, table_name, column_name FROM duckdb_columns() "
        "WHERE NOT internal AND coalesce(comment, '') = ''"
    )
    assert rows(migrated, query) == []


@pytest.mark.parametrize("meant", [meanings_ops, meanings_kept], ids=["ops", "kept"])
def test_every_table_is_described(migrated: Path, meant: ModuleType) -> None:
    """Each table has a comment, and nothing is described that is not there."""
    schema = meant.__name__.rpartition("_")[2]
    told = rows(migrated, "SELECT schema_name, table_name, comment FROM duckdb_tables()")
    assert {name: comment for where, name, comment in told if where == schema} == dict(meant.TABLES)
    columns = rows(migrated, "SELECT schema_name, table_name, column_name FROM duckdb_columns()")
    found = [pair for where, *pair in columns if where == schema]
    known = {f"{table}.{column}" for table, column in found} | {column for _, column in found}
    assert set(meant.OWN) <= known


@pytest.mark.parametrize(
    ("view", "record"),
    [
        ("figures", Figure),
        ("forecasts", Forecast),
        ("company_mentions", CompanyMention),
        ("rejected_numbers", RejectedNumber),
        ("rejections", Rejection),
        ("runs", Run),
    ],
)
def test_every_field_is_a_column(migrated: Path, view: str, record: type[Record]) -> None:
    """A view has a column for each field of its record, under the field's name."""
    columns = {column for name, column, _ in rows(migrated, COLUMNS) if name == view}
    assert set(record.model_fields) <= columns


PLACE = "quote char_start char_end article_id source_uri published_on title run_id permalink"
PROOF = frozenset([*PLACE.split(), "sentence", "confidence", "rule", "reviewed"])
MENTION = frozenset([*PLACE.split(), "context", "confidence", "rule"])
SIDES = {
    "forecast_revisions": ("old", "new"),
    "forecast_vs_actual": ("forecast", "actual"),
    "contradictions": ("one", "other"),
}


@pytest.mark.parametrize(
    ("view", "proof"),
    [
        *((view, PROOF) for view in ("figures", "forecasts", "forecast_values", "comparables")),
        ("company_timeline", PROOF),
        ("company_mentions", MENTION | {"reviewed"}),
        ("companies", MENTION),
        ("unresolved_companies", MENTION),
        ("company_roles", frozenset(PLACE.split())),
        ("rejected_numbers", frozenset([*PLACE.split(), "context", "reason", "reviewed"])),
        ("articles", {"article_id", "source_uri", "published_on", "run_id", "permalink"}),
        ("disagreements", {"confidence", "reviewed", "claims"}),
        ("forecaster_track_record", {"confidence", "reviewed", "claims"}),
        ("rejections", {"source_uri", "reason", "detail", "run_id"}),
        ("problems", {"source_uri", "article_id", "detail", "run_id"}),
    ],
)
def test_every_claim_is_proven(migrated: Path, view: str, proof: frozenset[str]) -> None:
    """A row of a claim has its quote, its place, its article, its address, and what decided."""
    columns = {column for name, column, _ in rows(migrated, COLUMNS) if name == view}
    assert proof <= columns


@pytest.mark.parametrize("view", SIDES)
def test_both_sides_are_proven(migrated: Path, view: str) -> None:
    """A row that compares two claims has the proof of both."""
    columns = {column for name, column, _ in rows(migrated, COLUMNS) if name == view}
    of_each = PROOF - {"confidence"}
    assert {f"{side}_{column}" for side in SIDES[view] for column in of_each} <= columns
    assert "confidence" in columns


@pytest.mark.parametrize("view", ["disagreements", "forecaster_track_record"])
def test_claims_within_a_row_are_proven(migrated: Path, view: str) -> None:
    """A row over several claims lists them with their quotes and addresses."""
    query = (
        "SELECT table_name, data_type FROM duckdb_columns() "
        "WHERE schema_name = 'main' AND column_name = 'claims'"
    )
    kind = dict(rows(migrated, query))[view]
    assert all(name in kind for name in ("quote", "sentence", "figure_id", "permalink"))


@pytest.mark.parametrize("view", ["figures", "forecasts", "forecast_values", "company_timeline"])
def test_every_amount_is_there_in_dollars_and_in_si(migrated: Path, view: str) -> None:
    """A view of amounts has the converted ones beside the written."""
    columns = {column for name, column, _ in rows(migrated, COLUMNS) if name == view}
    assert {column.name for column in CONVERTED} <= columns


def test_no_meaning_without_a_column(migrated: Path) -> None:
    """Nothing is described that is in no view."""
    found = rows(migrated, COLUMNS)
    known = {f"{view}.{column}" for view, column, _ in found} | {column for _, column, _ in found}
    assert set(OWN) <= known


def test_no_column_needs_quoting(migrated: Path) -> None:
    """No column is a reserved word of SQL or a word that other databases reserve."""
    with duckdb.connect() as con:
        reserved = {
            word
            for (word,) in con.execute(
                "SELECT keyword_name FROM duckdb_keywords() WHERE keyword_category = 'reserved'"
            ).fetchall()
        }
    taken = reserved | {"end", "offset", "at", "limit", "order", "references"}
    assert {column for _, column, _ in rows(migrated, COLUMNS)} & taken == set()


def test_unknown_column_is_an_error() -> None:
    """A column that nothing describes is an error, not an empty comment."""
    with pytest.raises(LookupError):
        column_comment("figures", "no_such_column")


def test_dictionary_is_up_to_date() -> None:
    """docs/data-dictionary.md is what `python -m warehouse.dictionary` writes."""
    assert PAGE.read_text(encoding="utf-8") == page(views())


def test_entities_are_up_to_date() -> None:
    """docs/entities.md is what the same command writes, with every view in it."""
    text = entities(views())
    assert ENTITIES.read_text(encoding="utf-8") == text
    assert all(f"    {view} {{" in text for view in VIEWS)


def test_json_schemas_are_up_to_date() -> None:
    """docs/json-schemas has the schema of each record, and nothing else."""
    found = {path.name: path.read_text(encoding="utf-8") for path in SCHEMAS.iterdir()}
    assert found == schemas()


@pytest.mark.parametrize("record", extraction().facts.figures, ids=lambda figure: figure.quote)
def test_a_record_fits_its_json_schema(record: Figure) -> None:
    """What `foretell extract` prints of a figure has the fields that its schema requires."""
    told = json.loads((SCHEMAS / "figure.json").read_text(encoding="utf-8"))
    printed = json.loads(record.model_dump_json())
    assert set(told["required"]) <= set(printed) <= set(told["properties"])
    assert told["properties"]["quote"]["description"] == column_comment("figures", "quote")
