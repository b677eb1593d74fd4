"""Staged Parquet into the warehouse: one transaction that replaces whole articles."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from string import Template

import duckdb

from schemas import Entry, WarehouseError
from warehouse.channels import enter_entries
from warehouse.likenesses import compare
from warehouse.rows import TABLES
from warehouse.sql import now, transaction


@dataclass(frozen=True, slots=True)
class LoadCounts:
    """What one load wrote.

    Attributes:
        articles_unchanged: Inputs whose rows were there already, such as a second copy.
        articles_loaded: Articles whose rows were written.
        articles_rejected: Inputs entered as rejected.
        figures_loaded: Figures written.
        forecasts_loaded: Forecasts written.
    """

    articles_unchanged: int
    articles_loaded: int
    articles_rejected: int
    figures_loaded: int
    forecasts_loaded: int


# An input without a key could not be read at all: what it held before stays.
_READ_INPUTS = """
CREATE OR REPLACE TEMP TABLE incoming AS SELECT * FROM read_parquet(?);
"""
_SETTLE = """
CREATE OR REPLACE TEMP TABLE settled AS
SELECT incoming.source_uri, incoming.content_key, incoming.state, incoming.article_id
FROM incoming
LEFT JOIN ops.ledger USING (source_uri)
WHERE incoming.content_key IS NOT NULL OR ledger.state IS DISTINCT FROM 'loaded';
"""
# What a source holds by now and what it held before: both may be current or not from now on.
_CHANGED = """
CREATE OR REPLACE TEMP TABLE changed AS
SELECT source_uri, content_key, state, article_id FROM settled
EXCEPT
SELECT source_uri, content_key, state, article_id FROM ops.ledger;
"""
_PENDING = """
INSERT INTO ops.pending
SELECT article_id FROM changed WHERE article_id IS NOT NULL
UNION
SELECT article_id FROM ops.ledger SEMI JOIN changed USING (source_uri)
WHERE article_id IS NOT NULL;
"""
_LEDGER_CHANGES = """
SELECT count(*) FROM changed;
"""
# Taken out and put in, here as elsewhere: not every kind of warehouse knows keys.
_LEDGER_OUT = "DELETE FROM ops.ledger WHERE source_uri IN (SELECT source_uri FROM settled);"
_LEDGER_IN = """
INSERT INTO ops.ledger
SELECT source_uri, content_key, state, article_id, ? FROM settled;
"""
_REVISIONS = """
INSERT INTO ops.revisions
SELECT settled.source_uri, coalesce(held.revision, 0) + 1, settled.article_id, ?
FROM settled
LEFT JOIN (
    SELECT source_uri, max(revision) AS revision, arg_max(article_id, revision) AS article_id
    FROM ops.revisions SEMI JOIN settled USING (source_uri)
    GROUP BY source_uri
) AS held USING (source_uri)
WHERE settled.state = 'loaded' AND settled.article_id IS DISTINCT FROM held.article_id;
"""
# Of several sources of one article the first by name speaks, as long as it still holds the
# article and was read by the same extractor; so the order of reading does not matter.
_REPLACED = """
CREATE OR REPLACE TEMP TABLE replaced AS
SELECT incoming.article_id
FROM read_parquet(?) AS incoming
LEFT JOIN core.articles AS stored USING (article_id)
LEFT JOIN ops.runs ON runs.run_id = stored.run_id
LEFT JOIN ops.ledger
    ON ledger.source_uri = stored.source_uri AND ledger.article_id = stored.article_id
WHERE stored.article_id IS NULL
    OR (
        stored.facts_key <> incoming.facts_key
        AND NOT (
            stored.source_uri < incoming.source_uri
            AND ledger.source_uri IS NOT NULL
            AND runs.extractor_version = ?
        )
    );
"""
# An article that a source held before it was changed stays, as an earlier revision.
_REMOVED = """
CREATE OR REPLACE TEMP TABLE removed AS
SELECT article_id FROM replaced
UNION
SELECT article_id FROM core.articles
WHERE article_id NOT IN (SELECT article_id FROM ops.revisions);
"""
# Where members of a file come in ("news.zip!a.txt"), the file itself could be opened.
_REJECTIONS_OUT = """
DELETE FROM ops.rejections
WHERE source_uri IN (SELECT source_uri FROM incoming)
    OR source_uri IN (SELECT split_part(source_uri, '!', 1) FROM incoming);
"""
_REJECTIONS_IN = """
INSERT INTO ops.rejections
SELECT source_uri, content_sha256, content_key, reason, detail, ?, ?
FROM incoming WHERE state <> 'loaded';
"""
_DELETE = Template("DELETE FROM core.$table WHERE article_id IN (SELECT article_id FROM removed);")
_INSERT = Template(
    "INSERT INTO core.$table BY NAME SELECT * FROM read_parquet(?) "
    "WHERE article_id IN (SELECT article_id FROM replaced);"
)
_COUNTS = """
SELECT
    (SELECT count(*) FROM incoming WHERE state = 'loaded'),
    (SELECT count(*) FROM replaced),
    (SELECT count(*) FROM incoming WHERE state <> 'loaded'),
    (SELECT count(*) FROM core.figures SEMI JOIN replaced USING (article_id)),
    (SELECT count(*) FROM core.forecasts SEMI JOIN replaced USING (article_id)),
    (SELECT count(*) FROM removed);
"""
# What a key would refuse. The ids of figures and forecasts are made of their article's id, and are
# told apart within it when they are staged.
_TWICE = """
SELECT source_uri FROM ops.ledger SEMI JOIN settled USING (source_uri)
GROUP BY source_uri HAVING count(*) > 1
UNION ALL
SELECT concat_ws(' ', source_uri, revision) FROM ops.revisions SEMI JOIN settled USING (source_uri)
GROUP BY source_uri, revision HAVING count(*) > 1
UNION ALL
SELECT article_id FROM core.articles SEMI JOIN replaced USING (article_id)
GROUP BY article_id HAVING count(*) > 1
ORDER BY ALL
LIMIT 1
"""
_RUN_COUNTS = """
UPDATE ops.runs SET
    articles_unchanged = articles_unchanged + ?,
    articles_loaded = articles_loaded + ?,
    articles_rejected = articles_rejected + ?,
    figures_loaded = figures_loaded + ?,
    forecasts_loaded = forecasts_loaded + ?
WHERE run_id = ?;
"""


def load(
    con: duckdb.DuckDBPyConnection,
    staged: Path,
    *,
    run_id: str,
    extractor_version: str,
    entries: Sequence[Entry] = (),
) -> LoadCounts:
    """Load a staged folder in one transaction and return what was written.

    Rows of an article are replaced as a whole, or left alone where they are the same; so
    loading a folder twice changes nothing the second time. `entries` say how the articles
    stand that were fetched; they are entered with their rows, or not at all.

    Raises:
        WarehouseError: An input or an article would be there twice; nothing is loaded.
    """
    with transaction(con):
        con.execute(_READ_INPUTS, [str(staged / "inputs.parquet")])
        ledger_changes = _enter_ledger(con, run_id)
        con.execute(_REPLACED, [str(staged / "articles.parquet"), extractor_version])
        con.execute(_REMOVED)
        con.execute("INSERT INTO ops.pending FROM removed")
        for name in TABLES:
            con.execute(_DELETE.substitute(table=name))
            con.execute(_INSERT.substitute(table=name), [str(staged / f"{name}.parquet")])
        compare(con)
        con.execute(_REJECTIONS_OUT)
        con.execute(_REJECTIONS_IN, [run_id, now()])
        enter_entries(con, entries, run_id)
        _refuse_twice(con)
        counts, removed = _count(con)
        con.execute(_RUN_COUNTS, [*_values(counts), run_id])
        if ledger_changes or removed or counts.articles_rejected:
            con.execute("UPDATE ops.revision SET revision = revision + 1")
    return counts


def _enter_ledger(con: duckdb.DuckDBPyConnection, run_id: str) -> int:
    """Enter how each input stands; return for how many that is news."""
    con.execute(_SETTLE)
    con.execute(_CHANGED)
    con.execute(_PENDING)
    (changes,) = con.execute(_LEDGER_CHANGES).fetchall()[0]
    con.execute(_LEDGER_OUT)
    con.execute(_LEDGER_IN, [run_id])
    con.execute(_REVISIONS, [run_id])
    return int(changes)


def _refuse_twice(con: duckdb.DuckDBPyConnection) -> None:
    """Undo the load, in whose transaction this is, where something would be there twice."""
    if twice := con.execute(_TWICE).fetchone():
        raise WarehouseError(f"{twice[0]} would be there twice; `foretell check` tells what is")


def _count(con: duckdb.DuckDBPyConnection) -> tuple[LoadCounts, int]:
    """Return what was written, and how many articles were taken away or replaced."""
    read, loaded, rejected, figures, forecasts, removed = con.execute(_COUNTS).fetchall()[0]
    counts = LoadCounts(
        articles_unchanged=read - loaded,
        articles_loaded=loaded,
        articles_rejected=rejected,
        figures_loaded=figures,
        forecasts_loaded=forecasts,
    )
    return counts, removed


def _values(counts: LoadCounts) -> tuple[int, int, int, int, int]:
    """Return the counts in the order of `_RUN_COUNTS`."""
    return (
        counts.articles_unchanged,
        counts.articles_loaded,
        counts.articles_rejected,
        counts.figures_loaded,
        counts.forecasts_loaded,
    )
