"""The writer's own file opened: proven to be whole, and brought to today's schema."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb

from schemas import WarehouseBusy, WarehouseError
from warehouse.migrate import migrate, pending_steps
from warehouse.receipts import check_rows, receipt_of, renew_rows
from warehouse.reviews import lift

# One thread: a load of 200,000 figures took as long with two, and extraction has use for them.
# A staged file is loaded once and removed, yet DuckDB would keep what it read of it in memory.
CONFIG: dict[str, str | bool | int | float | list[str]] = {
    "autoinstall_known_extensions": "false",
    "enable_external_file_cache": "false",
    # Files that are made from now on take a third less room, and are read the quicker for it;
    # DuckDB can read them from 1.3 on (May 2025).
    "storage_compatibility_version": "v1.3.0",
    # Each checkpoint writes anew what tables say of all their columns: at a million figures half of
    # what a load takes. What is committed stands in the log until then, and is read from it.
    "checkpoint_threshold": "256MB",
    "threads": "1",
}

BACKUPS = "backups"
"""The folder beside the published file in which backups are kept."""


def open_working(working: Path, published: Path) -> duckdb.DuckDBPyConnection:
    """Return the writer's file, open; made from the published one where it is gone.

    The lock must be held. A file of an older schema is migrated after it was copied to the
    folder of backups, and is put back from there where a migration fails.

    Raises:
        WarehouseBusy: Another program has the file open.
        WarehouseError: It cannot be opened, is damaged, or cannot be migrated.
    """
    if not working.is_file() and published.is_file():
        _remake(working, published)
    con = _connect(working)
    try:
        check_rows(con, working, _advice(working))
        steps = pending_steps(con)
    except BaseException:
        con.close()
        raise
    if not steps:
        return _migrated(con, working)
    con.execute("CHECKPOINT")  # so that the file alone holds all, without its log
    con.close()
    with _put_back_if_failing(working, backups_of(published) / f"before-{steps[0]}.duckdb"):
        return _migrated(_connect(working), working)


def backups_of(published: Path) -> Path:
    """Return the folder of backups of a warehouse."""
    return published.parent / BACKUPS


def copy_whole(file: Path, to: Path) -> None:
    """Make `to` a copy of a file that nobody has open; it is there whole, or not at all.

    Raises:
        OSError: It cannot be copied.
    """
    to.parent.mkdir(parents=True, exist_ok=True)
    fresh = to.with_name(f"{to.name}.next")
    try:
        shutil.copyfile(file, fresh)
        fresh.replace(to)
    finally:
        fresh.unlink(missing_ok=True)


def forget_log(working: Path) -> None:
    """Remove the log of changes that belongs to a file which is no longer there."""
    working.with_name(f"{working.name}.wal").unlink(missing_ok=True)


def _connect(working: Path) -> duckdb.DuckDBPyConnection:
    """Return the file, open.

    Raises:
        WarehouseBusy: Another program has it open.
        WarehouseError: It cannot be opened.
    """
    try:
        return duckdb.connect(str(working), config=CONFIG)
    except duckdb.Error as error:
        if "Could not set lock" in str(error):
            raise WarehouseBusy(
                f"another program has the file open: {error}; close it and try again"
            ) from error
        raise WarehouseError(f"{working} cannot be opened: {error}; {_advice(working)}") from error


def _migrated(con: duckdb.DuckDBPyConnection, working: Path) -> duckdb.DuckDBPyConnection:
    """Return the open file, brought to today's schema, with a receipt."""
    try:
        if migrate(con) or not receipt_of(working).is_file():
            renew_rows(con, working)
    except BaseException:
        con.close()
        raise
    return con


@contextmanager
def _put_back_if_failing(working: Path, backup: Path) -> Iterator[None]:
    """Copy a file away for the block, and put it back where that fails."""
    try:
        copy_whole(working, backup)
    except OSError as error:
        raise WarehouseError(
            f"{working} was not migrated, because it could not be copied to {backup} first "
            f"({error.strerror}); make room and try again"
        ) from error
    try:
        yield
    except BaseException:
        copy_whole(backup, working)
        forget_log(working)
        raise


def _remake(working: Path, published: Path) -> None:
    """Make the writer's file anew from the published one."""
    forget_log(working)
    receipt_of(working).unlink(missing_ok=True)
    remade = working.with_suffix(".restored")
    shutil.copyfile(published, remade)
    with duckdb.connect(str(remade), config=CONFIG) as con:
        lift(con)
    remade.replace(working)


def _advice(working: Path) -> str:
    """Return what to do about a file that is damaged."""
    return (
        "bring back a backup with `foretell restore FILE`, or delete "
        f"{working.parent} to go on from the published file"
    )
