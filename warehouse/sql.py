"""What every SQL statement of the warehouse needs: transactions, literals, the time."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

import duckdb


def literal(text: object) -> str:
    """Return `text` as an SQL string, for the few statements that take no parameters."""
    quoted = str(text).replace("'", "''")
    return f"'{quoted}'"


def now() -> datetime:
    """Return the present as DuckDB stores it: UTC, without its zone."""
    return datetime.now(UTC).replace(tzinfo=None)


@contextmanager
def transaction(con: duckdb.DuckDBPyConnection) -> Iterator[None]:
    """Commit what the block does, or nothing of it where it raises.

    Within another such block it is part of that one, which commits all or nothing.
    """
    if _is_within(con):
        yield
        return
    con.execute("BEGIN TRANSACTION")
    try:
        yield
        con.execute("COMMIT")
    except BaseException:
        _roll_back(con)
        raise


def _is_within(con: duckdb.DuckDBPyConnection) -> bool:
    """Tell whether a transaction is open: else each question is one of its own, with its number."""
    numbers = [con.execute("SELECT txid_current()").fetchall() for _ in range(2)]
    return numbers[0] == numbers[1]


def _roll_back(con: duckdb.DuckDBPyConnection) -> None:
    """End the open transaction, unless the error that is on its way has ended it already."""
    try:
        con.execute("ROLLBACK")
    except duckdb.TransactionException:
        return  # a COMMIT that failed has rolled back
    except duckdb.FatalException:
        return  # a full disk breaks the handle; the file itself rolls back when next opened


def identifier(name: str) -> str:
    """Return `name` as an SQL name, whatever stands in it."""
    quoted = name.replace('"', '""')
    return f'"{quoted}"'
