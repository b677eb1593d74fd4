"""The writer's file to the readers': a whole copy that takes the old one's place at once."""

import os
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import duckdb

from warehouse.sql import literal, now

_STAMP = "INSERT INTO snapshot.ops.publication VALUES (?, ?, version())"


def publish(con: duckdb.DuckDBPyConnection, published: Path) -> bool:
    """Make `published` a copy of the open warehouse; return False where it is one already.

    Readers that have the old file open keep it as it was; whoever opens it next sees the new.
    """
    if published.is_file() and _published_revision(con, published) == _revision(con):
        return False
    con.execute("CHECKPOINT")
    fresh = published.with_name(f"{published.name}.next")
    _clear(fresh)
    try:
        _copy(con, fresh)
        _sync(fresh)
        fresh.replace(published)
    except BaseException:
        _clear(fresh)
        raise
    _sync(published.parent)
    return True


def _clear(fresh: Path) -> None:
    """Take away what a publication that failed or was killed has left."""
    for left_over in (fresh, fresh.with_name(f"{fresh.name}.wal")):
        left_over.unlink(missing_ok=True)


def _revision(con: duckdb.DuckDBPyConnection) -> int:
    """Return the revision of the open warehouse."""
    return int(con.execute("SELECT revision FROM ops.revision").fetchall()[0][0])


def _published_revision(con: duckdb.DuckDBPyConnection, published: Path) -> int | None:
    """Return the revision that `published` was made at; None where that cannot be read."""
    try:
        con.execute(f"ATTACH {literal(published)} AS snapshot (READ_ONLY)")
    except duckdb.Error:
        return None  # no warehouse of ours, or a broken one: publish over it
    try:
        rows = con.execute("SELECT revision FROM snapshot.ops.revision").fetchall()
        return int(rows[0][0])
    except (duckdb.Error, IndexError):
        return None
    finally:
        con.execute("DETACH snapshot")


def _copy(con: duckdb.DuckDBPyConnection, fresh: Path) -> None:
    """Write the open warehouse to a new file, with when and by what."""
    con.execute(f"ATTACH {literal(fresh)} AS snapshot")
    try:
        con.execute("COPY FROM DATABASE foretell TO snapshot")
        con.execute("DELETE FROM snapshot.ops.publication")
        con.execute(_STAMP, [now(), _foretell_version()])
    finally:
        con.execute("DETACH snapshot")


def _foretell_version() -> str:
    """Return the version of the installed package."""
    try:
        return version("foretell")
    except PackageNotFoundError:
        return "run from its sources, not installed"


def _sync(path: Path) -> None:
    """Make what was written to a file or a folder outlive a power cut."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
