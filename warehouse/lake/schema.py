"""The schema of a lake: the same migrations and views, less what the format cannot hold."""

import re

import duckdb

from warehouse.migrate import FILES_ONLY, migrate

# ", PRIMARY KEY (channel, entry_id)", " PRIMARY KEY" and "DROP VIEW … CASCADE": nothing hangs
# on a view
_NOT_HELD = re.compile(r",\s{0,40}PRIMARY KEY \([^)]{1,200}\)| PRIMARY KEY| CASCADE$")

# "ALTER TABLE core.forecasts ALTER COLUMN certainty SET NOT NULL"
_LATER_NOT_NULL = re.compile(r"ALTER COLUMN \w{1,60} SET NOT NULL")

# "COMMENT ON COLUMN core.copies.copy_of IS"
_COLUMN_COMMENT = re.compile(r"^COMMENT ON COLUMN (?P<table>[\w.\"]{1,130})\.[\w\"]{1,64} IS")


def migrate_lake(con: duckdb.DuckDBPyConnection) -> bool:
    """Bring a lake to today's schema; return whether anything was to do.

    Raises:
        WarehouseError: As `warehouse.migrate.migrate` does.
    """
    return migrate(con, run=run_on_lake)


def run_on_lake(con: duckdb.DuckDBPyConnection, text: str) -> None:
    """Execute what a lake can hold of statements that were written for DuckDB's own files.

    A lake has no keys, marks no column as never null that was added later, and keeps no
    comments on the columns of views. `foretell check` looks for what a key would refuse.
    """
    if text.startswith(FILES_ONLY):
        return
    for statement in con.extract_statements(text):
        query = statement.query.strip()
        if not _LATER_NOT_NULL.search(query) and not _comments_view(con, query):
            con.execute(_NOT_HELD.sub("", query))


def _comments_view(con: duckdb.DuckDBPyConnection, query: str) -> bool:
    """Tell whether a statement is a comment on a column of a view."""
    found = _COLUMN_COMMENT.match(query)
    if not found:
        return False
    schema, _, table = found["table"].rpartition(".")
    if schema == "main":
        return True
    named = con.execute(
        "SELECT count(*) FROM duckdb_views() WHERE schema_name = ? AND view_name = ?",
        [schema, table],
    ).fetchall()
    return bool(named[0][0])
