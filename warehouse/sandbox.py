"""Analysts' SQL can only read: the locked connection, and which statements may run."""

from collections.abc import Sequence
from pathlib import Path

import duckdb

from schemas import QueryError
from warehouse.sql import literal

# Not `connect(path, read_only=True)`: DuckDB would hand every connection of one process the
# file that the first of them opened, also after a newer one was published.
_CONFIG: dict[str, str | bool | int | float | list[str]] = {
    "autoload_known_extensions": "false",
    "autoinstall_known_extensions": "false",
    "allow_community_extensions": "false",
    "allow_unsigned_extensions": "false",
    "memory_limit": "512MB",
    "max_temp_directory_size": "0B",
    "threads": "2",
}
# The order matters: the file is attached before files are forbidden, the lock comes last.
_LOCKING = (
    "SET python_enable_replacements = false",
    "SET python_scan_all_frames = false",
    "SET enable_external_access = false",
    "SET lock_configuration = true",
)
_READING = frozenset({duckdb.StatementType.SELECT, duckdb.StatementType.EXPLAIN})


def open_published(published: Path) -> duckdb.DuckDBPyConnection:
    """Return a locked connection that can read `published` and nothing else."""
    con = duckdb.connect(":memory:", config=_CONFIG)
    try:
        con.execute(f"ATTACH {literal(published)} AS foretell (READ_ONLY)")
        con.execute("USE foretell")
        for statement in _LOCKING:
            con.execute(statement)
    except BaseException:
        con.close()
        raise
    return con


def check_reads(
    con: duckdb.DuckDBPyConnection, query: str, parameters: Sequence[object] = ()
) -> None:
    """Make sure that `query` is one statement of proper text and only reads.

    Raises:
        QueryError: It is none, several, or one that would change something.
        duckdb.Error: It cannot be parsed.
    """
    try:
        "".join([query, *(part for part in parameters if isinstance(part, str))]).encode()
    except UnicodeEncodeError as error:
        raise QueryError(f"the query is not proper text: {error}") from error
    statements = con.extract_statements(query)
    # PIVOT is a SELECT behind the type that it makes first; a person's own has its text.
    made = [s for s in statements if s.type == duckdb.StatementType.CREATE and not s.query]
    asked = [s for s in statements if s not in made]
    if len(asked) != 1:
        raise QueryError(f"expected one statement, found {len(asked)}")
    if asked[0].type not in _READING:
        raise QueryError(
            f"{asked[0].type.name} is refused: queries can only read "
            "(SELECT, FROM, WITH, DESCRIBE, SUMMARIZE, EXPLAIN)"
        )
