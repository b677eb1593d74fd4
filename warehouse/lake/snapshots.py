"""The states of a lake that readers may see: each the end of a run or of a decision."""

import json
from dataclasses import dataclass
from pathlib import Path

import duckdb

from schemas import WarehouseMissing
from warehouse.lake.buckets import bucket_of
from warehouse.lake.connection import METADATA, attach_copy, load_extension
from warehouse.sql import literal

PUBLISHED = "published"
"""What the commit says that readers may see; the catalog keeps it with the snapshot."""

_MARK = "CALL foretell.set_commit_message('foretell', {}, extra_info => {})"
_SNAPSHOTS = """
SELECT snapshot_id, commit_extra_info FROM {}.ducklake_snapshot_changes
WHERE commit_message = {} ORDER BY snapshot_id
"""
_LAST = "SELECT max(snapshot_id) FROM {}.ducklake_snapshot_changes WHERE commit_message = {}"


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A published state of a lake.

    Attributes:
        path: The copy of the catalog that readers open.
        number: DuckLake's number of it.
        run_id: The last run in it.
    """

    path: Path
    number: int
    run_id: str

    def __str__(self) -> str:
        """Return how a person is told of it."""
        return f"{self.path} after {self.run_id}"


def mark_published(con: duckdb.DuckDBPyConnection, run_id: str) -> None:
    """Make the commit of the open transaction one that readers may see."""
    con.execute(_MARK.format(literal(PUBLISHED), literal(json.dumps({"run_id": run_id}))))


def last_published(con: duckdb.DuckDBPyConnection, metadata: str) -> int | None:
    """Return the number of the last published snapshot; None where there is none.

    Args:
        con: A connection with a lake.
        metadata: The schema of the catalog's tables, as SQL.
    """
    ((number,),) = con.execute(_LAST.format(metadata, literal(PUBLISHED))).fetchall()
    return None if number is None else int(number)


def attach_published(
    con: duckdb.DuckDBPyConnection,
    path: Path,
    *,
    name: str = "foretell",
    number: int | None = None,
) -> None:
    """Attach what readers see of a lake under a name, only to read.

    Args:
        con: The connection.
        path: The copy of the catalog that readers open.
        name: What to attach it as.
        number: The snapshot; None for the last published one.

    Raises:
        WarehouseMissing: Nothing was published yet.
        WarehouseError: The lake cannot be opened.
    """
    load_extension(con, "ducklake")
    if number is None:
        attach_copy(con, path, name)
        number = last_published(con, METADATA.format(name))
        con.execute(f"DETACH {name}")
    if number is None:
        raise WarehouseMissing(f"nothing was published in {path} yet; run `foretell ingest`")
    attach_copy(con, path, name, f"SNAPSHOT_VERSION {number}")


def open_published_lake(con: duckdb.DuckDBPyConnection, path: Path) -> None:
    """Attach what readers see as `foretell`, and allow the reading of its files.

    Raises:
        WarehouseMissing: Nothing was published yet.
        WarehouseError: The lake cannot be opened.
    """
    attach_published(con, path)
    files = bucket_of(path) or path.parent
    con.execute(f"SET allowed_directories = [{literal(files)}]")


def kept_snapshots(path: Path) -> dict[str, Snapshot]:
    """Return the published states that are kept, by their last run, the oldest first.

    Raises:
        WarehouseError: The lake cannot be opened.
    """
    with duckdb.connect(":memory:", config={"autoinstall_known_extensions": "false"}) as con:
        load_extension(con, "ducklake")
        attach_copy(con, path, "kept")
        query = _SNAPSHOTS.format(METADATA.format("kept"), literal(PUBLISHED))
        rows = con.execute(query).fetchall()
    found = [(number, json.loads(told or "{}").get("run_id", "")) for number, told in rows]
    return {run_id: Snapshot(path, number, run_id) for number, run_id in found}
