"""The answer to a question as Arrow, and as whatever frame a program works with."""

from collections.abc import Iterator
from importlib import import_module
from typing import Any

from schemas import UsageError


class Answer:
    """Rows under column names: iterated as mappings, or handed on as a frame."""

    def __init__(self, table: Any) -> None:
        """Take the `pyarrow.Table` of the answer."""
        self._table = table

    def __repr__(self) -> str:
        """Return how many rows there are, and their columns."""
        return f"<Answer of {len(self):,} rows: {', '.join(self.columns)}>"

    @property
    def columns(self) -> tuple[str, ...]:
        """The names of the columns, in order."""
        return tuple(self._table.column_names)

    def __len__(self) -> int:
        """Return the number of rows."""
        return int(self._table.num_rows)

    def __iter__(self) -> Iterator[dict[str, Any]]:
        """Yield each row as a mapping from column to value; amounts are Decimals."""
        for batch in self._table.to_batches():
            yield from batch.to_pylist()

    def to_arrow(self) -> Any:
        """Return the answer as a `pyarrow.Table`."""
        return self._table

    def to_pandas(self) -> Any:
        """Return the answer as a pandas DataFrame; amounts stay Decimals.

        Raises:
            UsageError: pandas is not installed.
        """
        _needed("pandas")
        return self._table.to_pandas()

    def to_polars(self) -> Any:
        """Return the answer as a polars DataFrame; amounts stay decimals.

        Raises:
            UsageError: polars is not installed.
        """
        return _needed("polars").from_arrow(self._table)


def _needed(library: str) -> Any:
    """Return a library that only some have.

    Raises:
        UsageError: It is not installed.
    """
    try:
        return import_module(library)
    except ImportError as error:
        raise UsageError(
            f"{library} is not installed; install foretell[frames], or use .to_arrow()"
        ) from error
