"""Views as files for other programs: CSV, Parquet, JSON lines, Excel, SQLite.

Each comes with its data dictionary: as a sheet or a table of the file where the form has such,
else as NAME.dictionary.csv beside it.
"""

import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any

import duckdb

from schemas import UsageError
from warehouse.describe import ViewDescription
from warehouse.export_parquet import write_parquet
from warehouse.export_sheet import write_sheet
from warehouse.export_sqlite import write_sqlite
from warehouse.export_text import write_csv, write_dictionary, write_jsonl
from warehouse.names import PARQUET_FOLDER, ExportForm
from warehouse.reader import BATCH, Reader, connected
from warehouse.sql import identifier

Row = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Exported:
    """What was written: the file, its rows, and the file of its dictionary, if that is apart."""

    path: Path
    rows: int
    dictionary: Path | None


_WRITERS: Mapping[ExportForm, Callable[[Path, ViewDescription, Iterator[list[Row]]], int]] = (
    MappingProxyType(
        {
            ExportForm.CSV: write_csv,
            ExportForm.JSONL: write_jsonl,
            ExportForm.XLSX: write_sheet,
            ExportForm.SQLITE: write_sqlite,
        }
    )
)
_WITH_DICTIONARY = {ExportForm.XLSX, ExportForm.SQLITE}


def export(published: Path, view: str, form: ExportForm, path: Path) -> Exported:
    """Write all rows of a view to `path`, in place of what is there, whole or not at all.

    Raises:
        UsageError: The folder is missing, or the form cannot hold so many rows.
        UnknownName: There is no such view.
        WarehouseMissing: Nothing was published yet.
    """
    with connected(published) as con:
        return _export(con, Reader(con).describe(view), form, path)


def export_all(published: Path, folder: Path) -> tuple[Exported, ...]:
    """Write every view as Parquet to `folder`, which is made if need be, with a dictionary each.

    Raises:
        UsageError: The folder cannot be made.
        WarehouseMissing: Nothing was published yet.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UsageError(f"{folder}: cannot be made ({error.strerror})") from error
    with connected(published) as con:
        return tuple(
            _export(con, view, ExportForm.PARQUET, folder / f"{view.name}.parquet")
            for view in Reader(con).views()
        )


def renew_parquet(published: Path) -> tuple[Exported, ...]:
    """Write the folder of Parquet beside the published file anew, where there is one."""
    folder = published.with_name(PARQUET_FOLDER)
    return export_all(published, folder) if folder.is_dir() else ()


def _export(
    con: duckdb.DuckDBPyConnection, view: ViewDescription, form: ExportForm, path: Path
) -> Exported:
    """Write one view and its dictionary."""
    cursor = con.execute(f"FROM main.{identifier(view.name)}")
    with _replacing(path) as part:
        if form is ExportForm.PARQUET:
            rows = write_parquet(part, view, cursor)
        else:
            rows = _WRITERS[form](part, view, iter(lambda: cursor.fetchmany(BATCH), []))
    dictionary = None
    if form not in _WITH_DICTIONARY:
        dictionary = path.with_name(f"{path.name}.dictionary.csv")
        with _replacing(dictionary) as part:
            write_dictionary(part, view)
    return Exported(path, rows, dictionary)


@contextmanager
def _replacing(path: Path) -> Iterator[Path]:
    """Give a file to write that takes the place of `path` when the block ends well.

    Raises:
        UsageError: There is no such folder, or it cannot be written to.
    """
    if path.is_dir() or not path.parent.is_dir():
        raise UsageError(f"{path}: is a folder, or there is none to hold it; name a file with -o")
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    part.unlink(missing_ok=True)
    try:
        yield part
        part.replace(path)
    except PermissionError as error:
        raise UsageError(f"{path}: cannot be written ({error.strerror})") from error
    finally:
        part.unlink(missing_ok=True)
