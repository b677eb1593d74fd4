"""A warehouse from one kind to the other: the same tables with the same rows, told by hashes."""

from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

import duckdb

from schemas import UsageError, WarehouseBusy, WarehouseError, WarehouseMissing
from warehouse.lake.address import LakeAddress
from warehouse.lake.commits import Commits
from warehouse.lake.connection import open_lake
from warehouse.lake.publication import publish_lake
from warehouse.lake.schema import migrate_lake
from warehouse.migrate import migrate
from warehouse.publish import publish
from warehouse.receipts import renew_rows
from warehouse.reviews import lift
from warehouse.sql import identifier, literal, transaction

_TABLES = """
SELECT schema_name, table_name FROM duckdb_tables()
WHERE database_name = ? AND schema_name IN ('core', 'kept', 'ops', 'search')
    AND NOT starts_with(table_name, 'extracted_')
ORDER BY ALL
"""
# Whatever the order of rows and columns; each kind keeps its own journal of the schema.
_HASH = """
SELECT concat(count(*), ':', coalesce(sum(hash({columns})::HUGEINT), 0)) FROM {table} AS t
"""
_RUNNING = "SELECT run_id FROM ops.runs WHERE state = 'running' ORDER BY ALL"
# Readers may have a later state than the one that comes: theirs must be replaced all the same.
_NEWS = "UPDATE foretell.ops.revision SET revision = greatest(revision, ?) + 1"
_NOT_MOVED = ("ops.journal", "ops.publication")


@dataclass(frozen=True, slots=True)
class Moved:
    """What was moved: the hash of all rows of each table, the same on both sides."""

    hashes: Mapping[str, str]


def into_lake(file: Path, address: LakeAddress, published: Path) -> Moved:
    """Make a lake that holds what a DuckDB file holds, and publish it.

    Args:
        file: The writer's own DuckDB file; left as it is.
        address: Where the lake is to be; there must be none yet, or an empty one.
        published: Where readers have the file, named in messages.

    Raises:
        WarehouseMissing: There is no such file.
        UsageError: The lake has rows already.
        WarehouseError: The rows are not the same; the lake is empty then.
    """
    if not file.is_file():
        raise WarehouseMissing(f"there is no warehouse at {published}; run `foretell ingest`")
    with (
        closing(open_lake(address)) as con,
        closing(Commits(con, address)) as commits,
    ):
        commits.make(lambda: migrate_lake(con))
        _refuse_rows(con, address.catalog)
        con.execute(f"ATTACH {literal(file)} AS source (READ_ONLY)")
        moved = commits.make(lambda: _move(con, "source", "foretell"))
        con.execute("DETACH source")
        publish_lake(con, commits, address)
    return moved


def out_of_lake(address: LakeAddress, file: Path, published: Path) -> Moved:
    """Make a DuckDB file that holds what a lake holds, and publish it.

    Args:
        address: Where the lake is; its rows are left as they are.
        file: The writer's own DuckDB file; there must be none.
        published: Where readers get theirs.

    Raises:
        WarehouseMissing: There is no lake.
        UsageError: There is a file already.
        WarehouseError: The rows are not the same; there is no file then.
    """
    if file.exists() or published.exists():
        raise UsageError(f"{file} or {published} exists already; move it away first")
    moved = copy_out(address, file)
    with duckdb.connect(str(file)) as con:
        renew_rows(con, file)
        publish(con, published)
    return moved


def copy_out(address: LakeAddress, file: Path) -> Moved:
    """Make a DuckDB file that holds what a lake holds at one moment, whoever writes to it.

    A lake of an older schema is brought to today's first.

    Raises:
        WarehouseMissing: There is no lake.
        WarehouseError: The rows are not the same; there is no file then.
    """
    fresh = file.with_suffix(".moved")  # named as views know the database
    fresh.parent.mkdir(parents=True, exist_ok=True)
    fresh.unlink(missing_ok=True)
    try:
        with (
            _made(fresh),
            closing(open_lake(address, make=False)) as con,
            closing(Commits(con, address)) as commits,
        ):
            commits.make(lambda: migrate_lake(con))
            con.execute(f"ATTACH {literal(fresh)} AS target")
            with transaction(con):
                moved = _move(con, "foretell", "target", extracted=True)
            con.execute("DETACH target")
        with duckdb.connect(str(fresh)) as con:
            lift(con)
        fresh.replace(file)
    finally:
        fresh.unlink(missing_ok=True)
    return moved


def copy_over(file: Path, address: LakeAddress) -> Moved:
    """Make a lake hold what a DuckDB file holds, in one step, and publish it.

    What it held stays as an earlier state, until `maintain` lets it go.

    Args:
        file: The file, of today's schema and without corrections laid over; left as it is.
        address: Where the lake is; made where there is none.

    Raises:
        WarehouseBusy: A run is under way, or others' changes were in the way too long.
        WarehouseError: The rows are not the same; the lake is as it was then.
    """
    with closing(open_lake(address)) as con, closing(Commits(con, address)) as commits:
        commits.make(lambda: migrate_lake(con))
        con.execute(f"ATTACH {literal(file)} AS source (READ_ONLY)")
        moved = commits.make(lambda: _replace(con))
        con.execute("DETACH source")
        publish_lake(con, commits, address)
    return moved


def _replace(con: duckdb.DuckDBPyConnection) -> Moved:
    """Put the rows of `source` in place of the lake's, in the open transaction."""
    if running := con.execute(_RUNNING).fetchall():
        raise WarehouseBusy(f"run {running[0][0]} writes to the lake; wait for it, or stop it")
    ((revision,),) = con.execute("SELECT coalesce(max(revision), 0) FROM ops.revision").fetchall()
    lift(con)
    moved = _move(con, "source", "foretell")
    con.execute(_NEWS, [revision])
    return moved


@contextmanager
def _made(fresh: Path) -> Iterator[None]:
    """Make an empty warehouse file, closed again before the block."""
    with duckdb.connect(str(fresh)) as con:
        migrate(con)
    yield


def _refuse_rows(con: duckdb.DuckDBPyConnection, catalog: str) -> None:
    """Refuse to move into a lake that something was loaded into."""
    ((runs,),) = con.execute("SELECT count(*) FROM ops.runs").fetchall()
    if runs:
        raise UsageError(f"the lake at {catalog} has {runs} runs already; name an empty one")


def _move(
    con: duckdb.DuckDBPyConnection, source: str, target: str, *, extracted: bool = False
) -> Moved:
    """Copy all rows in the open transaction, and compare them.

    Raises:
        WarehouseError: They are not the same.
    """
    names = [f"{schema}.{table}" for schema, table in con.execute(_TABLES, [target]).fetchall()]
    hashes: dict[str, str] = {}
    for name in names:
        if name in _NOT_MOVED:
            continue
        con.execute(f"DELETE FROM {target}.{name}")  # noqa: S608 - our own names
        con.execute(f"INSERT INTO {target}.{name} BY NAME FROM {source}.{name}")
        before, after = (_hash(con, side, name) for side in (source, target))
        if before != after:
            raise WarehouseError(f"{name} was not moved whole: {before} and {after}; nothing stays")
        hashes[name] = after
    if extracted:
        _keep_extracted(con, source, target)
    return Moved(hashes)


def _keep_extracted(con: duckdb.DuckDBPyConnection, source: str, target: str) -> None:
    """Copy the rows that corrections were laid over, too."""
    found = con.execute(
        "SELECT table_name FROM duckdb_tables() WHERE database_name = ? "
        "AND schema_name = 'ops' AND starts_with(table_name, 'extracted_')",
        [source],
    ).fetchall()
    for (name,) in found:
        con.execute(f"CREATE TABLE {target}.ops.{name} AS FROM {source}.ops.{name}")


def _hash(con: duckdb.DuckDBPyConnection, database: str, name: str) -> str:
    """Return the number of rows of a table and a hash over them, each row by itself."""
    schema, table = name.split(".")
    columns = con.execute(
        "SELECT column_name FROM duckdb_columns() WHERE database_name = ? AND schema_name = ? "
        "AND table_name = ? ORDER BY column_name",
        [database, schema, table],
    ).fetchall()
    named = ", ".join(f"t.{identifier(column)}" for (column,) in columns)
    query = _HASH.format(columns=named, table=f"{database}.{name}")
    return str(con.execute(query).fetchall()[0][0])
