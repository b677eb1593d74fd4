"""Reading the published warehouse: SQL, what it means, one article, one record."""

import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from schemas import QueryError, UnknownName, WarehouseError, WarehouseMissing
from warehouse.describe import ColumnDescription, ViewDescription, column_comment
from warehouse.lookup import StoredArticle, StoredRecord, find_article, find_record
from warehouse.names import close_to, nearest, unknown_column, unknown_view
from warehouse.receipts import check_file
from warehouse.sandbox import check_reads, open_published
from warehouse.table import Table

__all__ = ["Reader", "Stream", "Table", "connected", "open_reader"]

BATCH = 500
"""Rows of one batch of a stream."""

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


_ADVICE = (
    "delete it and run `foretell ingest` to publish it anew, or bring back a backup with "
    "`foretell restore FILE`"
)


_SOLUTIONS = "\n\nPossible solutions:"


@dataclass(frozen=True, slots=True)
class Stream:
    """The answer to a query as it comes: column names, their SQL types, batches of rows."""

    columns: tuple[str, ...]
    types: tuple[str, ...]
    batches: Iterable[list[tuple[Any, ...]]]


@contextmanager
def open_reader(published: Path, *, seconds: float = 10) -> Iterator["Reader"]:
    """Open a published file for reading; never waits, and never sees half a run.

    Args:
        published: The file.
        seconds: How long a question may take.

    Raises:
        WarehouseMissing: Nothing was published yet.
        WarehouseError: The file cannot be opened.
    """
    with connected(published) as con:
        yield Reader(con, seconds=seconds)


@contextmanager
def connected(
    published: Path, prepare: Callable[[duckdb.DuckDBPyConnection], None] | None = None
) -> Iterator[duckdb.DuckDBPyConnection]:
    """Open a locked connection to a published file; `prepare` is called before the lock.

    Raises:
        WarehouseMissing: Nothing was published yet.
        WarehouseError: The file cannot be opened.
    """
    if not published.is_file():
        raise WarehouseMissing(
            f"there is no warehouse at {published}; run `foretell ingest`, or "
            "`foretell add FILE` for one article"
        )
    check_file(published, _ADVICE)
    try:
        con = open_published(published, prepare)
    except duckdb.Error as error:
        raise WarehouseError(f"{published} cannot be opened: {error}; {_ADVICE}") from error
    with closing(con):
        yield con


def _meaning(view: str, column: str) -> str:
    """Return what a column of a view means, where the file cannot hold it; empty if unknown."""
    try:
        return column_comment(view, column)
    except LookupError:
        return ""


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
        with self.stream(query, parameters) as found:
            rows = [row for batch in found.batches for row in batch]
        return Table(found.columns, found.types, rows)

    @contextmanager
    def stream(self, query: str, parameters: Sequence[object] = ()) -> Iterator[Stream]:
        """Give the answer in batches, for the block; the time counts to its end.

        Raises:
            QueryError: The statement is wrong, would do more than read, or takes over 10 s.
        """
        with self._asking(query, parameters) as cursor:
            described = cursor.description or []
            yield Stream(
                columns=tuple(column[0] for column in described),
                types=tuple(str(column[1]) for column in described),
                batches=iter(lambda: cursor.fetchmany(BATCH), []),
            )

    def arrow(self, query: str, parameters: Sequence[object] = ()) -> Any:
        """Return the answer to one reading statement as a `pyarrow.Table`.

        Raises:
            QueryError: The statement is wrong, would do more than read, or takes too long.
        """
        with self._asking(query, parameters) as cursor:
            return cursor.to_arrow_table()

    @contextmanager
    def _asking(
        self, query: str, parameters: Sequence[object]
    ) -> Iterator[duckdb.DuckDBPyConnection]:
        """Run a reading statement for the block, which reads the rows; the time counts to its end.

        Raises:
            QueryError: The statement is wrong, would do more than read, or takes too long.
        """
        timer = threading.Timer(self._seconds, self._con.interrupt)
        timer.daemon = True
        timer.start()
        try:
            check_reads(self._con, query, parameters)
            yield self._con.execute(query, list(parameters))
        except duckdb.InterruptException as error:
            raise QueryError(
                f"stopped after {self._seconds:g} seconds; ask for fewer rows"
            ) from error
        except duckdb.Error as error:
            raise QueryError(self._explained(error)) from error
        finally:
            timer.cancel()

    def views(self) -> tuple[ViewDescription, ...]:
        """Return every view with its meaning and its columns, by name."""
        found: dict[str, tuple[str, list[ColumnDescription]]] = {}
        for view, comment, column, kind, meaning in self._con.execute(_VIEWS).fetchall():
            _, columns = found.setdefault(view, (comment or "", []))
            columns.append(ColumnDescription(column, kind, meaning or _meaning(view, column)))
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
        if isinstance(error, duckdb.OutOfMemoryException):
            # What DuckDB advises then are settings, which nobody can change here.
            return f"{message.partition(_SOLUTIONS)[0]}; ask for fewer rows or columns"
        if name := unknown_view(message):
            near = close_to(name, (view.name for view in self.views()))
            return f"{message}\n\n{_near(near, '`foretell describe` lists the views')}"
        if name := unknown_column(message):
            near = close_to(name, {column.name for view in self.views() for column in view.columns})
            return f"{message}\n\n{_near(near, '`foretell describe VIEW` lists its columns')}"
        return message


def _near(names: Sequence[str], advice: str) -> str:
    """Return the names that an unknown one may mean, or where those that there are stand."""
    return f"nearest: {', '.join(names)}" if names else advice
