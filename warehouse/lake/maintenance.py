"""Keeping a lake small: old states expire, small files are merged, what nobody sees is removed."""

from contextlib import closing
from dataclasses import dataclass

import duckdb

from warehouse.lake.address import LakeAddress
from warehouse.lake.commits import Commits
from warehouse.lake.connection import metadata_of, open_lake
from warehouse.lake.publication import renew_copy
from warehouse.lake.snapshots import PUBLISHED
from warehouse.sql import literal

KEPT_DAYS = 30
"""How long a state is kept for `foretell diff`."""

READING_DAYS = 1
"""How long a file is kept that no state needs: readers may have an older one open."""

# The last state always stays, and the two that readers and `foretell diff` need.
_EXPIRING = """
SELECT snapshot_id FROM {metadata}.ducklake_snapshot
WHERE snapshot_time < now() - to_days(?)
    AND snapshot_id < (SELECT max(snapshot_id) FROM {metadata}.ducklake_snapshot)
    AND snapshot_id NOT IN (
        SELECT snapshot_id FROM {metadata}.ducklake_snapshot_changes
        WHERE commit_message = {published} ORDER BY snapshot_id DESC LIMIT 2
    )
ORDER BY snapshot_id
"""
_FILES = "SELECT count(*) FROM {}.ducklake_data_file WHERE end_snapshot IS NULL"
_EXPIRE = "CALL ducklake_expire_snapshots('foretell', versions => {})"
_MERGE = (
    "CALL ducklake_rewrite_data_files('foretell')",
    "CALL ducklake_merge_adjacent_files('foretell')",
)
_REMOVE = "CALL ducklake_cleanup_old_files('foretell', older_than => now() - to_days({}))"


@dataclass(frozen=True, slots=True)
class Maintained:
    """What was done to a lake.

    Attributes:
        states_expired: States that can no longer be read.
        files_before: Data files in use before.
        files_after: Data files in use after.
        files_removed: Files that were deleted.
    """

    states_expired: int
    files_before: int
    files_after: int
    files_removed: int


def maintain(
    address: LakeAddress, *, kept_days: int = KEPT_DAYS, reading_days: int = READING_DAYS
) -> Maintained:
    """Make a lake as small and fast as its rows allow, and return what was done.

    Writers and readers may be at work: what readers have open stays for `reading_days`. What is
    cut short is done by the next call.

    Raises:
        WarehouseMissing: There is no lake.
        WarehouseBusy: The catalog is a file and another process writes, or others' changes were
            in the way too long.
        WarehouseError: The lake cannot be opened.
    """
    with (
        closing(open_lake(address, make=False)) as con,
        closing(Commits(con, address)) as commits,
    ):
        metadata = metadata_of(address)
        expired = commits.make(lambda: _expire(con, metadata, kept_days))
        before = _count(con, metadata)
        for statement in _MERGE:
            commits.run(statement)
        with commits.turn():
            renew_copy(con, address, anew=True)
            removed = con.execute(_REMOVE.format(reading_days)).fetchall()
        return Maintained(expired, before, _count(con, metadata), len(removed))


def _expire(con: duckdb.DuckDBPyConnection, metadata: str, kept_days: int) -> int:
    """Let old states go; return how many."""
    query = _EXPIRING.format(metadata=metadata, published=literal(PUBLISHED))
    numbers = [number for (number,) in con.execute(query, [kept_days]).fetchall()]
    if numbers:
        con.execute(_EXPIRE.format(numbers))
    return len(numbers)


def _count(con: duckdb.DuckDBPyConnection, metadata: str) -> int:
    """Return how many data files the last state has."""
    ((files,),) = con.execute(_FILES.format(metadata)).fetchall()
    return int(files)
