"""What the tables of schema ops mean: what the pipeline keeps of its own work.

A column that the view of the same name has means what it means there.
"""

from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType

from warehouse.describe import VIEWS, column_comment
from warehouse.sql import literal

TABLES: Mapping[str, str] = MappingProxyType(
    {
        "channels": "One row a channel of seeds/sources.toml as it was last read.",
        "checks": "One row a check of a run, and what it found.",
        "conversions": "One row a table that amounts are converted by.",
        "corrections": "One row a correction of a person, and what came of it in this file.",
        "counts": "One row a run: what the warehouse held after it.",
        "entries": "One row an article that a channel named.",
        "journal": "One row a step of the schema that was applied to this file.",
        "ledger": "One row an input ever seen: the article that it holds, or rejected.",
        "pending": "One row an article of which kept rows have to be made anew.",
        "publication": "When this copy was published, and by what; empty in the writer's own file.",
        "register": "The register of companies that the file holds, in one row.",
        "rejections": "One row an input that was not loaded when it was last tried.",
        "reviews": "One row a record that a person has reviewed.",
        "revision": "Counts every change that readers should see, in one row.",
        "revisions": "One row a text that an input has held.",
        "run_stages": "One row a stage of a run, and what it did.",
        "runs": "One row an execution of the pipeline.",
        "stamps": "One row an input in a file that looked so when its content was last known.",
    }
)
"""What a row of each table is."""

OWN: Mapping[str, str] = MappingProxyType(
    {
        "checks.check": "Name of the check.",
        "conversions.content_sha256": "SHA-256 of its content.",
        "conversions.table_name": "rates or si_units.",
        "counts.articles": "Articles in the warehouse after the run.",
        "counts.figures": "Figures in the warehouse after the run.",
        "counts.forecasts": "Forecasts in the warehouse after the run.",
        "counts.mentions": "Mentions of companies in the warehouse after the run.",
        "counts.run_id": "The run.",
        "etag": "The ETag that the server gave with it, to ask later whether it is news.",
        "journal.applied_at": "When it was applied, UTC.",
        "journal.step": "Name of the migration; views for the text of all views.",
        "journal.text_sha256": "SHA-256 of its text: a migration that was applied never changes.",
        "last_modified": "The Last-Modified that the server gave with it, for the same.",
        "ledger.article_id": "The article that the input holds; null where it was rejected.",
        "ledger.content_key": (
            "SHA-256 of bytes, sidecar and extractor version as last tried: where it is the same "
            "again, nothing is read; null where none could be read."
        ),
        "ledger.run_id": "The run that last read the input.",
        "ledger.source_uri": "The input.",
        "ledger.state": (
            "loaded, rejected, or parked (it ended several reading processes); seen or extracted "
            "where the run that was to load it was killed."
        ),
        "pending.article_id": "The article; null for the register of companies.",
        "publication.duckdb_version": "The DuckDB that wrote the file.",
        "publication.foretell_version": "The Foretell that published the file.",
        "publication.published_at": "When it was published, UTC.",
        "register.content_sha256": "SHA-256 of the register's rows.",
        "revision.revision": "The count.",
        "stamps.content_key": "The key of its content then.",
        "stamps.held_uri": "An input that the file holds; the file itself where it is one.",
        "stamps.source_uri": "The file.",
        "stamps.stamp": "Sizes, times and numbers of file and sidecar, and who read them.",
        "signature": "Hash of what was told of it; another one, and it is read again.",
    }
)
"""Columns that the view of the same name does not have, as TABLE.COLUMN, or COLUMN."""


def table_comment(table: str, column: str) -> str:
    """Return what `column` of `table` means.

    Raises:
        LookupError: Nothing describes it.
    """
    if own := OWN.get(f"{table}.{column}"):
        return own
    if table in VIEWS:
        try:
            return column_comment(table, column)
        except LookupError:
            return OWN[column]
    return OWN[column]


def ops_comments(columns: Iterable[tuple[str, str]]) -> list[str]:
    """Return the COMMENT ON statements for the tables and their `(table, column)` pairs."""
    return table_comments("ops", TABLES, table_comment, columns)


def table_comments(
    schema: str,
    rows: Mapping[str, str],
    meaning: Callable[[str, str], str],
    columns: Iterable[tuple[str, str]],
) -> list[str]:
    """Return the COMMENT ON statements for tables and their `(table, column)` pairs.

    Args:
        schema: Where the tables are.
        rows: What a row of each table is.
        meaning: Returns what a column of a table means.
        columns: The pairs.
    """
    pairs = list(columns)
    tables = sorted({table for table, _ in pairs})
    return [
        *(f"COMMENT ON TABLE {schema}.{table} IS {literal(rows[table])}" for table in tables),
        *(
            f'COMMENT ON COLUMN {schema}.{table}."{column}" IS {literal(meaning(table, column))}'
            for table, column in pairs
        ),
    ]


def ops_meanings() -> str:
    """Return all that these comments are made of, so that a change of it can be noticed."""
    return "\n".join(map(repr, [*TABLES.items(), *OWN.items()]))
