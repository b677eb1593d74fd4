"""What a warehouse file holds, as hashes: of each article, and of each table."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import duckdb

from warehouse.rows import TABLES

# What differs between two runs that do the same: who did it, and when.
_TABLES: Mapping[str, str] = {
    **{f"core.{name}": "*" for name in TABLES},
    "core.articles": "* EXCLUDE (run_id)",
    "core.likenesses": "*",
    "ops.ledger": "* EXCLUDE (run_id)",
    "ops.revisions": "* EXCLUDE (run_id)",
    "ops.rejections": "* EXCLUDE (run_id, rejected_at)",
    "search.documents": "article_id, title, word_count",
}


@dataclass(frozen=True, slots=True)
class State:
    """What a file holds.

    Attributes:
        articles: Hash of all rows of each article, by its id.
        tables: Number of rows and their hash, by table.
        sources: State and content key of each source.
        runs: State of each run, in order.
    """

    articles: Mapping[str, str]
    tables: Mapping[str, str]
    sources: Mapping[str, tuple[str, str | None]]
    runs: tuple[str, ...]


def state_of(file: Path) -> State:
    """Return what a file holds that nobody has open."""
    with duckdb.connect(str(file), read_only=True) as con:
        return State(
            articles=dict(_articles(con)),
            tables={name: _hash(con, name) for name in _TABLES},
            sources={
                uri: (state, key)
                for uri, state, key in con.execute(
                    "SELECT source_uri, state, content_key FROM ops.ledger"
                ).fetchall()
            },
            runs=tuple(
                state
                for (state,) in con.execute("SELECT state FROM ops.runs ORDER BY run_id").fetchall()
            ),
        )


def _articles(con: duckdb.DuckDBPyConnection) -> Iterator[tuple[str, str]]:
    """Yield each article with the hash of its rows in all tables."""
    parts = " UNION ALL ".join(
        f"SELECT t.article_id, hash('{name}', hash(t))::HUGEINT AS one FROM "  # noqa: S608
        f"(SELECT {_TABLES[f'core.{name}']} FROM core.{name}) AS t"
        for name in TABLES
    )
    query = f"SELECT article_id, sum(one)::VARCHAR FROM ({parts}) GROUP BY 1"  # noqa: S608
    yield from con.execute(query).fetchall()


def _hash(con: duckdb.DuckDBPyConnection, name: str) -> str:
    """Return the number of rows of a table, and a hash that their order does not change."""
    rows_of = f"(SELECT {_TABLES[name]} FROM {name}) AS t"  # noqa: S608
    query = f"SELECT count(*), coalesce(sum(hash(t)::HUGEINT), 0) FROM {rows_of}"  # noqa: S608
    rows, total = con.execute(query).fetchall()[0]
    return f"{rows}:{total}"
