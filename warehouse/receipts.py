"""A receipt beside a warehouse file: what must be in it, so that a damaged one is told at once.

What is about to become true is written down before, beside what is true now, and what is no
longer true is struck out after. So a process may be killed at any moment: one line fits the file.
"""

import json
import os
from collections.abc import Iterable, Mapping, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any

import duckdb

from schemas import WarehouseError
from warehouse.rows import TABLES

_Line = Mapping[str, Any]
"""What the receipt says of the file at one time: rows by table, size, hash."""

COUNTED = (*(f"core.{name}" for name in TABLES), "ops.revisions")
"""The tables that change with articles alone, in the transaction that loads them."""


def receipt_of(file: Path) -> Path:
    """Return where the receipt of a warehouse file is."""
    return file.with_name(f"{file.name}.receipt.json")


def count_rows(con: duckdb.DuckDBPyConnection, names: Iterable[str] = COUNTED) -> dict[str, int]:
    """Return how many rows each of these tables has, the open transaction included."""
    told = " UNION ALL ".join(
        f"SELECT '{name}', count(*) FROM {name}"  # noqa: S608 - our own names
        for name in names
    )
    return dict(con.execute(told).fetchall())


def expect_rows(con: duckdb.DuckDBPyConnection, file: Path) -> None:
    """Let the receipt say, too, that the file has the rows that the open transaction commits.

    Raises:
        OSError: The receipt cannot be written.
    """
    _write(file, [*_read(file), {"rows": count_rows(con)}])


def renew_rows(con: duckdb.DuckDBPyConnection, file: Path) -> None:
    """Let the receipt say what is in the file, whatever it said before.

    Raises:
        OSError: The receipt cannot be written.
    """
    _write(file, [{"rows": count_rows(con)}])


def settle(file: Path) -> None:
    """Strike out of the receipt all but its last line, which has become true."""
    try:
        _write(file, _read(file)[-1:], lasting=False)
    except OSError:
        return  # a full disk; the true line is among those that stay


def check_rows(con: duckdb.DuckDBPyConnection, file: Path, advice: str) -> None:
    """Make sure that the open file has the rows that its receipt tells of.

    A file without a receipt, of an older Foretell, passes.

    Args:
        con: The file, open.
        file: Where it is.
        advice: What to do about a damaged file.

    Raises:
        WarehouseError: Rows are missing, or there are more.
    """
    receipts = [each["rows"] for each in _read(file)]
    if not receipts:
        return
    try:
        found = count_rows(con, receipts[-1])
    except duckdb.Error as error:
        raise WarehouseError(f"{file} is damaged: {error}; {advice}") from error
    if found in receipts:
        return
    wrong = (
        f"{name} has {found[name]} rows and should have {wanted}"
        for name, wanted in receipts[-1].items()
        if found[name] != wanted
    )
    raise WarehouseError(f"{file} is damaged: {'; '.join(wrong)}; {advice}")


def expect_file(file: Path, coming: Path) -> None:
    """Let the receipt of `file` say, too, that it is what `coming` is now.

    Raises:
        OSError: A file cannot be read, or the receipt not be written.
    """
    _write(file, [*_read(file), {"size": coming.stat().st_size, "sha256": hash_of(coming)}])


def write_line(file: Path, line: _Line) -> None:
    """Write the receipt of a file that nobody has open: this, its size and its hash.

    Raises:
        OSError: The file cannot be read, or the receipt not be written.
    """
    _write(file, [{**line, "size": file.stat().st_size, "sha256": hash_of(file)}])


def last_line(file: Path) -> _Line:
    """Return what the receipt of a file says that is newest; nothing where there is none."""
    return (_read(file) or [{}])[-1]


def check_file(file: Path, advice: str, *, in_full: bool = False) -> None:
    """Make sure that a file is one that its receipt tells of; without a receipt it passes.

    Args:
        file: The file; nobody may write to it.
        advice: What to do about a damaged file.
        in_full: Compare all its bytes; else its size alone, which takes no time.

    Raises:
        WarehouseError: It was cut off, or changed.
        OSError: It cannot be read.
    """
    receipts, size = _read(file), file.stat().st_size
    while receipts and receipts != (again := _read(file)):  # it has just been replaced
        receipts, size = again, file.stat().st_size
    sizes = {each["size"] for each in receipts}
    if receipts and size not in sizes:
        wanted = " or ".join(f"{each:,}" for each in sorted(sizes))
        raise WarehouseError(f"{file} is damaged: {size:,} bytes instead of {wanted}; {advice}")
    if receipts and in_full and hash_of(file) not in {each["sha256"] for each in receipts}:
        raise WarehouseError(f"{file} is damaged: its bytes are not those written; {advice}")


def hash_of(file: Path) -> str:
    """Return the SHA-256 of a file's bytes."""
    digest = sha256()
    with file.open("rb") as content:
        while block := content.read(1_048_576):
            digest.update(block)
    return digest.hexdigest()


def table_hashes(con: duckdb.DuckDBPyConnection) -> dict[str, str]:
    """Return a hash of all rows of each table of the articles, whatever their order."""
    return {name: _table_hash(con, name) for name in COUNTED}


def _table_hash(con: duckdb.DuckDBPyConnection, name: str) -> str:
    """Return the number of rows of a table and a hash over them."""
    # Each row by itself, then their sum: the order of rows is none of their content.
    query = f"SELECT count(*), coalesce(sum(hash(t)::HUGEINT), 0) FROM {name} AS t"  # noqa: S608
    rows, total = con.execute(query).fetchall()[0]
    return f"{rows}:{total:x}"


def _read(file: Path) -> list[_Line]:
    """Return what the receipt of a file says, the newest last; nothing where there is none."""
    try:
        told = json.loads(receipt_of(file).read_text(encoding="utf-8"))
    except FileNotFoundError:
        return []
    except (OSError, ValueError) as error:
        raise WarehouseError(
            f"{receipt_of(file)} cannot be read: {error}; remove it if {file} is in order"
        ) from error
    return list(told)


def _write(file: Path, receipts: Sequence[_Line], *, lasting: bool = True) -> None:
    """Write the receipt of a file; never half, and where it is `lasting` a power cut spares it."""
    path = receipt_of(file)
    fresh = path.with_name(f"{path.name}.next")
    with fresh.open("w", encoding="utf-8") as paper:
        json.dump(list(receipts), paper, indent=1)
        if lasting:
            paper.flush()
            os.fsync(paper.fileno())
    fresh.replace(path)
