"""A view as an SQLite database: its table, and a table of meanings."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from decimal import Decimal
from pathlib import Path
from typing import Any

from warehouse.cells import cell_text
from warehouse.describe import ViewDescription
from warehouse.sql import identifier

_WHOLE = ("TINYINT", "SMALLINT", "INTEGER", "BIGINT", "UINTEGER", "BOOLEAN")
_DIGITS = 15
"""Digits that SQLite's numbers keep; a longer one is kept as text."""


def write_sqlite(
    path: Path, view: ViewDescription, batches: Iterator[list[tuple[Any, ...]]]
) -> int:
    """Write the rows and, into data_dictionary, what the columns mean; return how many rows.

    Lists are JSON, days are ISO texts, decimals are numbers as far as SQLite keeps all digits.
    """
    places = ", ".join("?" * len(view.columns))
    insert = f"INSERT INTO {identifier(view.name)} VALUES ({places})"  # noqa: S608 - a view's name
    count = 0
    with closing(sqlite3.connect(path)) as con, con:
        con.execute(f"CREATE TABLE {identifier(view.name)} ({_columns(view)})")
        con.execute("CREATE TABLE data_dictionary (name TEXT, type TEXT, meaning TEXT)")
        con.execute("INSERT INTO data_dictionary VALUES (?, 'view', ?)", (view.name, view.comment))
        con.executemany(
            "INSERT INTO data_dictionary VALUES (?, ?, ?)",
            [(column.name, column.type, column.comment) for column in view.columns],
        )
        for batch in batches:
            con.executemany(insert, [[_value(value) for value in row] for row in batch])
            count += len(batch)
    return count


def _columns(view: ViewDescription) -> str:
    """Return the columns of the table with SQLite's types."""
    return ", ".join(f"{identifier(column.name)} {_type(column.type)}" for column in view.columns)


def _type(sql_type: str) -> str:
    """Return the type that SQLite has for one of DuckDB's; none converts what it is given."""
    if sql_type in _WHOLE:
        return "INTEGER"
    if sql_type in {"DOUBLE", "FLOAT"}:
        return "REAL"
    return "BLOB" if sql_type.startswith("DECIMAL") else "TEXT"


def _value(value: object) -> object:
    """Return a value as SQLite takes it."""
    if value is None or isinstance(value, int | float | str):
        return value
    if isinstance(value, Decimal):
        return _number(value)
    return cell_text(value)


def _number(value: Decimal) -> int | float | str:
    """Return a number as a whole one, a real one, or text, whichever keeps all its digits."""
    if len(value.normalize().as_tuple().digits) > _DIGITS:
        return cell_text(value)
    return int(value) if value == value.to_integral_value() else float(value)
