"""What views would take long to tell, kept as tables: `kept/*.sql`, made anew where rows changed.

A load notes the articles that it touches in `ops.pending`. `keep` makes the rows of those anew,
and those of the subjects and companies that they speak of, in one transaction with the notes:
where it is killed, the notes are still there for the next. What it makes is what the queries
would give for all articles at once, so nothing depends on the order of loading.

The first line of a file says by what its rows are made anew:

- whole: all of them, where any differs; articles that this concerns are pending from then on;
- by article: the query reads `wanted`, the current ones among the pending articles;
- by company: it reads `touched_companies`, and `mentions_of_companies`, their mentions;
- by subject: it reads `touched`, the subjects of claims that are new or gone.
"""

from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path
from types import MappingProxyType

import duckdb

from warehouse.sql import transaction

FOLDER = Path(__file__).resolve().parent / "kept"
AT_ONCE = 5_000
"""Articles that may wait during a run before their rows are made anew."""

WHOLE = ("copies", "sure_companies")
BY_ARTICLE = (
    *("settled_mentions", "headers", "article_companies", "figure_marks", "repeated_forecasts"),
    *("roles", "timeline", "forecast_figures", "comparables"),
)
BY_COMPANY = ("companies", "aliases")
BY_SUBJECT = ("forecast_revisions", "disagreements", "forecast_vs_actual", "contradictions")
TABLES = (*WHOLE, *BY_ARTICLE, *BY_COMPANY, *BY_SUBJECT)
"""The tables of schema `kept`, each after those that it reads."""

REGISTER_CHANGED = "INSERT INTO ops.pending VALUES (NULL)"
"""Notes, in the open transaction, that another thing is known of companies."""
ALL_CHANGED = "INSERT INTO ops.pending SELECT article_id FROM core.articles"
"""Notes, in the open transaction, that every row has to be made anew."""
REVIEWED = "INSERT INTO ops.pending SELECT DISTINCT article_id FROM ops.reviews"
"""Notes, in the open transaction, that corrections were laid over rows, or lifted."""

_SCOPES = """
CREATE OR REPLACE TEMP TABLE stale (article_id VARCHAR);
CREATE OR REPLACE TEMP TABLE wanted (article_id VARCHAR);
CREATE OR REPLACE TEMP TABLE touched (subject VARCHAR);
CREATE OR REPLACE TEMP TABLE touched_companies (company_id VARCHAR);
"""
_DIFFERENT = """
CREATE OR REPLACE TEMP TABLE different AS
(FROM fresh EXCEPT FROM kept.{table}) UNION ALL (FROM kept.{table} EXCEPT FROM fresh)
"""
_CONCERNED = MappingProxyType(
    {
        "copies": "INSERT INTO ops.pending SELECT DISTINCT article_id FROM different",
        # Who is meant by a name in doubt depends on whether others leave no doubt of it.
        "sure_companies": """
        INSERT INTO ops.pending
        SELECT DISTINCT article_id
        FROM core.company_mentions AS mentions
        SEMI JOIN different ON different.company_id = mentions.candidates[1]
        WHERE mentions.resolution = 'doubtful'
        """,
    }
)
# Another register may settle mentions of any article in another way.
_REGISTER_PENDING = "SELECT count(*) > 0 FROM ops.pending WHERE article_id IS NULL"
_EVERY_ARTICLE = "INSERT INTO wanted SELECT article_id FROM ops.ledger WHERE article_id IS NOT NULL"
_RESETTLED = "INSERT INTO ops.pending SELECT DISTINCT article_id FROM different"
# A copy repeats what the article says that it copies.
_COPIES = """
INSERT INTO ops.pending
SELECT article_id FROM kept.copies WHERE copy_of IN (FROM ops.pending)
"""
_OLD = "SELECT table_name FROM duckdb_tables() WHERE schema_name = 'kept'"
_PENDING = "SELECT count(DISTINCT coalesce(article_id, '')) FROM ops.pending"
_STALE = """
INSERT INTO stale SELECT DISTINCT article_id FROM ops.pending WHERE article_id IS NOT NULL
"""
_WANTED = "INSERT INTO wanted FROM stale SEMI JOIN ops.ledger USING (article_id)"
_SPOKEN_OF = """
INSERT INTO touched_companies
SELECT DISTINCT company_id FROM kept.article_companies
WHERE company_id IS NOT NULL
    AND (article_id IN (FROM stale) OR EXISTS (FROM ops.pending WHERE article_id IS NULL))
    AND company_id NOT IN (FROM touched_companies)
"""
_SAID = """
INSERT INTO touched
SELECT DISTINCT subject FROM kept.comparables
WHERE article_id IN (FROM stale) AND subject NOT IN (FROM touched)
"""
# The current mentions of those companies, whoever told that they are theirs.
_MENTIONS = """
CREATE OR REPLACE TEMP TABLE mentions_of_companies AS
SELECT
    company_id, resolution, article_id, "name", ticker, quote, char_start, char_end, confidence,
    "rule", headers.published_on
FROM (
    FROM core.company_mentions AS mentions
    SEMI JOIN touched_companies USING (company_id)
    ANTI JOIN kept.settled_mentions AS settled
        ON settled.article_id = mentions.article_id AND settled.ordinal = mentions.ordinal
    UNION ALL BY NAME
    SELECT
        mentions.* REPLACE (
            settled.company_id AS company_id, settled.resolution AS resolution
        )
    FROM core.company_mentions AS mentions
    JOIN kept.settled_mentions AS settled
        ON settled.article_id = mentions.article_id AND settled.ordinal = mentions.ordinal
    SEMI JOIN touched_companies ON touched_companies.company_id = settled.company_id
) AS found
JOIN kept.headers AS headers USING (article_id)
"""
_OVER = """
DROP TABLE stale; DROP TABLE wanted; DROP TABLE touched; DROP TABLE touched_companies;
DROP TABLE mentions_of_companies; DROP TABLE IF EXISTS fresh; DROP TABLE IF EXISTS different;
"""


def build_tables(
    con: duckdb.DuckDBPyConnection, run: Callable[[duckdb.DuckDBPyConnection, str], None]
) -> None:
    """Make the tables of schema `kept` anew and empty, in the open transaction.

    Every article is pending from then on. `run` executes what makes a schema or a macro.
    """
    run(con, "CREATE SCHEMA IF NOT EXISTS kept")
    for (old,) in con.execute(_OLD).fetchall():
        run(con, f"DROP TABLE kept.{old}")
    run(con, _text("macros"))
    con.execute(_SCOPES)
    for table in TABLES:
        if table == BY_COMPANY[0]:
            con.execute(_MENTIONS)
        run(con, f"CREATE TABLE kept.{table} AS FROM (\n{_text(table)}\n) LIMIT 0")
    con.execute(_OVER)
    con.execute(ALL_CHANGED)


def texts() -> str:
    """Return what the tables are made by, in one text that changes when one of them does."""
    return "\n".join(_text(name) for name in ("macros", *TABLES))


def pending(con: duckdb.DuckDBPyConnection) -> int:
    """Return of how many articles rows have to be made anew, and one more for the register."""
    ((count,),) = con.execute(_PENDING).fetchall()
    return int(count)


def keep(con: duckdb.DuckDBPyConnection) -> bool:
    """Make the kept rows anew that are no longer right; return whether there were any."""
    if not pending(con):
        return False
    with transaction(con):
        con.execute(_SCOPES)
        for table in WHOLE:
            _renew_whole(con, table)
        _note_resettled(con)
        con.execute(_COPIES)
        con.execute(_STALE)
        con.execute(_WANTED)
        _renew_parts(con)
        con.execute(_OVER)
        con.execute("DELETE FROM ops.pending")
    return True


def _renew_parts(con: duckdb.DuckDBPyConnection) -> None:
    """Make the rows of the pending articles anew, and of what they speak of."""
    con.execute(_SPOKEN_OF)
    con.execute(_SAID)
    _renew(con, BY_ARTICLE, "article_id IN (FROM stale)")
    con.execute(_SPOKEN_OF)
    con.execute(_SAID)
    con.execute(_MENTIONS)
    _renew(con, BY_COMPANY, "company_id IN (FROM touched_companies)")
    _renew(con, BY_SUBJECT, "subject IN (FROM touched)")


def _renew(con: duckdb.DuckDBPyConnection, tables: Iterable[str], stale: str) -> None:
    """Replace the stale rows of some tables by what their queries give now."""
    for table in tables:
        con.execute(f"DELETE FROM kept.{table} WHERE {stale}")  # noqa: S608 - our own names
        con.execute(f"INSERT INTO kept.{table}\n{_text(table)}")


def _renew_whole(con: duckdb.DuckDBPyConnection, table: str) -> None:
    """Replace a table where its query gives anything else; who is concerned becomes pending."""
    if _differs(con, table):
        con.execute(_CONCERNED[table])
        con.execute(f"DELETE FROM kept.{table}")  # noqa: S608 - our own names
        con.execute(f"INSERT INTO kept.{table} FROM fresh")


def _note_resettled(con: duckdb.DuckDBPyConnection) -> None:
    """Let articles be pending in which another register means other companies."""
    ((is_pending,),) = con.execute(_REGISTER_PENDING).fetchall()
    if not is_pending:
        return
    con.execute(_EVERY_ARTICLE)
    if _differs(con, "settled_mentions"):
        con.execute(_RESETTLED)
    con.execute("DELETE FROM wanted")


def _differs(con: duckdb.DuckDBPyConnection, table: str) -> bool:
    """Return whether the query of a table gives other rows than it has: `different`, of `fresh`."""
    con.execute(f"CREATE OR REPLACE TEMP TABLE fresh AS\n{_text(table)}")
    con.execute(_DIFFERENT.format(table=table))
    ((count,),) = con.execute("SELECT count(*) FROM different").fetchall()
    return bool(count)


@cache
def _text(name: str) -> str:
    """Return the text of one file."""
    return (FOLDER / f"{name}.sql").read_text(encoding="utf-8").rstrip()
