"""Analysts' SQL can only read: the locked connection, and which statements may run.

Guards files, settings and rows. Memory and time are guarded by the process that
`warehouse.confined` starts, since DuckDB's own limits do not reach every function.
"""

from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import duckdb
import re2

from schemas import QueryError
from warehouse.names import LAKE_SUFFIX, nearest
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
_FIRST_WORDS = (
    *("select", "from", "with", "values", "table", "pivot", "unpivot", "("),
    *("describe", "desc", "show", "summarize", "explain"),
)
_HARMLESS = frozenset(
    (
        *("generate_series", "json_each", "json_tree", "query_table", "range", "repeat"),
        *("repeat_row", "summary", "unnest", "version", "pragma_table_info"),
        *("duckdb_columns", "duckdb_constraints", "duckdb_databases", "duckdb_functions"),
        *("duckdb_keywords", "duckdb_schemas", "duckdb_settings", "duckdb_tables"),
        *("duckdb_types", "duckdb_views"),
    )
)
"""Table functions that only read: of the others some write files, some run text as SQL, and
enable_logging('file') even ends the process. Source: duckdb_functions() of DuckDB 1.5.5."""


LAKE_CALLS = tuple(
    f"{prefix}{name}"
    for prefix, names in (
        ("ducklake_", ("commit", "scan")),
        ("(?:ducklake_)?", ("add_data_files", "cleanup_old_files", "delete_orphaned_files")),
        ("(?:ducklake_)?", ("expire_snapshots", "flush_inlined_data", "merge_adjacent_files")),
        ("(?:ducklake_)?", ("rewrite_data_files", "set_commit_message", "set_option")),
        ("", ("pg_clear_cache", "read_postgres_binary", "postgres_attach", "postgres_scan")),
        ("", ("postgres_configure_pool", "postgres_execute", "postgres_query")),
        ("", ("postgres_scan_pushdown",)),
    )
    for name in names
)
"""Functions of a lake that do more than read it, as patterns: a catalog gives some of them short
names. Source: duckdb_functions() with the extensions ducklake and postgres_scanner 1.5.5."""


def open_published(
    published: Path, prepare: Callable[[duckdb.DuckDBPyConnection], None] | None = None
) -> duckdb.DuckDBPyConnection:
    """Return a locked connection that can read `published` and nothing else.

    Args:
        published: The file, or the copy of a lake's catalog.
        prepare: Called with the connection before it is locked, such as to load an extension.
    """
    con = duckdb.connect(":memory:", config=_CONFIG)
    try:
        if published.suffix == LAKE_SUFFIX:
            from warehouse.lake.snapshots import open_published_lake  # most have no lake

            open_published_lake(con, published)
        else:
            con.execute(f"ATTACH {literal(published)} AS foretell (READ_ONLY)")
        con.execute("USE foretell")
        if prepare is not None:
            prepare(con)
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
        QueryError: It is none, several, or one that would do more than read.
        duckdb.Error: It cannot be parsed.
    """
    _check_text(query, parameters)
    word = _first_word(query)
    if word and word not in _FIRST_WORDS:
        raise QueryError(
            f"{word} is refused: a query only reads, and none begins so; "
            f"{nearest(word, _FIRST_WORDS)}"
        )
    if found := _refused_call().search(query):
        raise QueryError(f"{found[1].lower()}() is refused: it does more than read the warehouse")
    _check_statement(con, query)


def _check_text(query: str, parameters: Sequence[object]) -> None:
    """Refuse text that is no Unicode, such as an argument in another encoding."""
    try:
        "".join([query, *(part for part in parameters if isinstance(part, str))]).encode()
    except UnicodeEncodeError as error:
        raise QueryError(f"the query is not proper text: {error}") from error


def _first_word(query: str) -> str:
    """Return the first word or sign of a query, comments aside, in lower case."""
    tokens = duckdb.tokenize(query)
    if not tokens:
        return ""
    rest = query.encode()[tokens[0][0] :].decode()
    return str(re2.match(r"\w+|(?s:.)", rest)[0]).lower()


def _check_statement(con: duckdb.DuckDBPyConnection, query: str) -> None:
    """Refuse anything but one statement that reads."""
    statements = con.extract_statements(query)
    # PIVOT is a SELECT behind the type that it makes first; a person's own has its text.
    made = [s for s in statements if s.type == duckdb.StatementType.CREATE and not s.query]
    asked = [s for s in statements if s not in made]
    if not asked:
        raise QueryError("there is no statement; write one, such as FROM figures")
    if len(asked) > 1:
        raise QueryError(f"expected one statement, found {len(asked)}; ask them one at a time")
    if asked[0].type not in _READING:
        raise QueryError(f"{asked[0].type.name} is refused: queries can only read")


@cache
def _refused_call() -> Any:
    """Return the pattern of a call of a table function that may do more than read."""
    with duckdb.connect(":memory:") as con:
        names = con.execute(
            "SELECT DISTINCT function_name FROM duckdb_functions() "
            "WHERE function_type IN ('table', 'pragma')"
        ).fetchall()
    refused = sorted({"write_log", *LAKE_CALLS, *(name for (name,) in names)} - _HARMLESS)
    # 'enable_logging(', '"enable_logging" /* … */ ('
    gap = r'"?(?:\s|/\*(?s:.*?)\*/|--[^\n]*\n)*\('
    return re2.compile(rf"(?i)\b({'|'.join(refused)}){gap}")
