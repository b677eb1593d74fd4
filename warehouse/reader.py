"""Reading the published warehouse: SQL, what it means, one article, one record."""

import threading
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import duckdb

from schemas import QueryError, UnknownName
from warehouse.describe import ColumnDescription, ViewDescription
from warehouse.lookup import StoredArticle, StoredRecord, find_article, find_record
from warehouse.names import nearest, unknown_column, unknown_view
from warehouse.sandbox import check_reads

_VIEWS = """
SELECT views.view_name, views.comment, columns.column_name, columns.data_type, columns.comment
FROM duckdb_views() AS views
JOIN duckdb_columns() AS columns
    ON columns.database_name = views.database_name
    AND columns.schema_name = views.schema_name
    AND columns.table_name = views.view_name
WHERE views.database_name = 'foretell' AND views.schema_name = 'main' AND NOT views.internal
ORDER BY views.view_name, columns.column_index
"""


@dataclass(frozen=True, slots=True)
class Table:
    """The answer to a query: column names, their SQL types, and the rows in order."""

    columns: tuple[str, ...]
    types: tuple[str, ...]
    rows: list[tuple[Any, ...]]


class Reader:
    """Reads one published warehouse. Made by `Store.reader`; keeps the snapshot it opened."""

    def __init__(self, con: duckdb.DuckDBPyConnection, *, seconds: float = 10) -> None:
        self._con = con
        self._seconds = seconds

    def sql(self, query: str, parameters: Sequence[object] = ()) -> Table:
        """Return the answer to one reading statement; `?` in it stands for a parameter.

        Raises:
            QueryError: The statement is wrong, would do more than read, or takes over 10 s.
        """
        timer = threading.Timer(self._seconds, self._con.interrupt)
        timer.start()
        try:
            check_reads(self._con, query, parameters)
            cursor = self._con.execute(query, list(parameters))
            described = cursor.description or []
            rows = cursor.fetchall()
        except duckdb.InterruptException as error:
            raise QueryError(
                f"stopped after {self._seconds:g} seconds; ask for fewer rows"
            ) from error
        except duckdb.Error as error:
            raise QueryError(self._explained(error)) from error
        finally:
            timer.cancel()
        return Table(
            columns=tuple(column[0] for column in described),
            types=tuple(str(column[1]) for column in described),
            rows=rows,
        )

    def views(self) -> tuple[ViewDescription, ...]:
        """Return every view with its meaning and its columns, by name."""
        found: dict[str, tuple[str, list[ColumnDescription]]] = {}
        for view, comment, column, kind, meaning in self._con.execute(_VIEWS).fetchall():
            _, columns = found.setdefault(view, (comment or "", []))
            columns.append(ColumnDescription(column, kind, meaning or ""))
        return tuple(
            ViewDescription(name, comment, tuple(columns))
            for name, (comment, columns) in found.items()
        )

    def describe(self, name: str) -> ViewDescription:
        """Return one view with its meaning and its columns.

        Raises:
            UnknownName: There is no such view; the message names the nearest.
        """
        views = {view.name: view for view in self.views()}
        if name not in views:
            raise UnknownName(f"there is no view {name!r}; {nearest(name, views)}")
        return views[name]

    def article(self, key: str) -> StoredArticle:
        """Return one article with its text, edits and facts.

        Args:
            key: Its article_id or the beginning of one that no other has, its source_uri, or
                the file's name with or without its ending.

        Raises:
            UnknownName: No article, or more than one, answers to the key.
        """
        return find_article(self._con, key)

    def record(self, record_id: str) -> StoredRecord:
        """Return one record and its article's header.

        Args:
            record_id: A figure_id or forecast_id, or the beginning of one that no other has;
                or ARTICLE:OFFSET for what stands at that character of the raw text, be it a
                figure, a number left out, a company or a forecast.

        Raises:
            UnknownName: No record, or more than one, answers to it.
        """
        return find_record(self._con, record_id)

    def _explained(self, error: duckdb.Error) -> str:
        """Return DuckDB's message, with the nearest names where one is unknown."""
        message = str(error)
        if name := unknown_view(message):
            return f"{message}\n\n{nearest(name, (view.name for view in self.views()))}"
        if name := unknown_column(message):
            columns = {column.name for view in self.views() for column in view.columns}
            return f"{message}\n\n{nearest(name, columns)}"
        return message
