"""What every SQL statement of the warehouse needs: transactions, literals, the time."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime

import duckdb

# The connections of this thread that have a transaction open; DuckDB itself does not tell.
_OPEN: ContextVar[frozenset[int]] = ContextVar("open_transactions", default=frozenset())


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
    if id(con) in _OPEN.get():
        yield
        return
    con.execute("BEGIN TRANSACTION")
    opened = _OPEN.set(_OPEN.get() | {id(con)})
    try:
        yield
        con.execute("COMMIT")
    except BaseException:
        _roll_back(con)
        raise
    finally:
        _OPEN.reset(opened)


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
