"""Opening a lake: the extensions it needs, and its errors in words that say what to do."""

from importlib.util import find_spec
from pathlib import Path

import duckdb

from schemas import WarehouseBusy, WarehouseError, WarehouseMissing
from warehouse.lake.address import LakeAddress
from warehouse.lake.buckets import bucket_of, reach
from warehouse.sql import literal

SCHEMA = "foretell"
"""The schema of a PostgreSQL database that holds the catalog."""

METADATA = "__ducklake_metadata_{}.main"
"""The schema of the tables of a catalog in a file that is attached under a name."""

_CONFIG: dict[str, str | bool | int | float | list[str]] = {
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "threads": "1",
}
# Every row in Parquet: readers' copies of the catalog stay small, and are of one form whatever
# database the catalog stands in.
_NO_INLINED_ROWS = "DATA_INLINING_ROW_LIMIT 0"
# Of two first writers PostgreSQL lets one make the schema, when the other has waited for it.
_MADE_MEANWHILE = "already exists"


def load_extension(con: duckdb.DuckDBPyConnection, name: str, *, extra: str = "scale") -> None:
    """Load an extension of DuckDB from its package; takes 0.1 s and no network.

    Args:
        con: The connection.
        name: As DuckDB calls it.
        extra: What of Foretell's extras installs it.

    Raises:
        WarehouseError: The package is missing or of another DuckDB.
    """
    found = find_spec(f"duckdb_extension_{name}")
    folder = Path(found.origin).parent if found and found.origin else Path()
    file = folder / "extensions" / f"v{duckdb.__version__}" / f"{name}.duckdb_extension"
    try:
        con.execute(f"LOAD {literal(file)}")
    except duckdb.Error as error:
        package = f"duckdb-extension-{name.replace('_', '-')}"
        raise WarehouseError(
            f"DuckDB's extension {name} cannot be loaded ({_first_line(error)}); install the "
            f"package {package} {duckdb.__version__}: pip install 'foretell[{extra}]'"
        ) from error


def open_lake(address: LakeAddress, *, make: bool = True) -> duckdb.DuckDBPyConnection:
    """Return a connection that can write a lake, attached as `foretell`.

    Args:
        address: Where it is.
        make: Whether to make it where there is none.

    Raises:
        WarehouseMissing: There is none, and none is to be made.
        WarehouseBusy: Another process has the catalog's file open.
        WarehouseError: It cannot be opened.
    """
    con = duckdb.connect(":memory:", config=_CONFIG)
    try:
        for name in ("ducklake", "postgres_scanner") if address.is_shared else ("ducklake",):
            load_extension(con, name)
        if address.bucket:
            reach(con, address.bucket)
        if make:
            _make_folders(address)
        _attach(con, address, f"CREATE_IF_NOT_EXISTS {make}")
        con.execute("USE foretell")
    except BaseException:
        con.close()
        raise
    return con


def metadata_of(address: LakeAddress) -> str:
    """Return the schema of the catalog's tables of a lake that is attached as `foretell`."""
    if address.is_shared:
        return f"__ducklake_metadata_foretell.{SCHEMA}"
    return METADATA.format("foretell")


def attach_copy(con: duckdb.DuckDBPyConnection, path: Path, name: str, *options: str) -> None:
    """Attach a lake by the copy of its catalog that readers open, only to read.

    Raises:
        WarehouseError: It cannot be opened.
    """
    told = ", ".join(("READ_ONLY", *options))
    if bucket := bucket_of(path):
        reach(con, bucket)
    try:
        con.execute(f"ATTACH {literal(f'ducklake:{path}')} AS {name} ({told})")
    except duckdb.Error as error:
        raise WarehouseError(
            f"{path} cannot be opened: {_reason(str(error))}; `foretell ingest` publishes it "
            "anew, `pip install 'foretell[scale]'` installs what opens it"
        ) from error


def _attach(con: duckdb.DuckDBPyConnection, address: LakeAddress, *options: str) -> None:
    """Attach a lake as `foretell`, to write."""
    schema = (f"METADATA_SCHEMA {literal(SCHEMA)}",) if address.is_shared else ()
    told = ", ".join((f"DATA_PATH {literal(address.rows)}", _NO_INLINED_ROWS, *schema, *options))
    for is_last in (False, True):
        try:
            con.execute(f"ATTACH {literal('ducklake:' + address.catalog)} AS foretell ({told})")
        except duckdb.Error as error:
            if is_last or _MADE_MEANWHILE not in str(error):
                raise _explained(error, address) from error
        else:
            return


def _make_folders(address: LakeAddress) -> None:
    """Make the folders of a lake."""
    try:
        folder = address.storage if address.bucket else Path(address.rows)
        folder.mkdir(parents=True, exist_ok=True)
        if not address.is_shared:
            Path(address.catalog).parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise WarehouseError(
            f"{error.filename} cannot be made: {error.strerror}; see to the folders that "
            "warehouse.storage and warehouse.catalog name"
        ) from error


def _explained(error: duckdb.Error, address: LakeAddress) -> WarehouseError:
    """Return an error that says what is the matter with a lake, and what to do."""
    told = str(error)
    if "creating a new DuckLake is explicitly disabled" in told:
        return WarehouseMissing(f"there is no lake at {address.catalog}; run `foretell ingest`")
    if "Could not set lock" in told:
        return WarehouseBusy(
            f"{address.catalog} is open in another process, and a catalog in a file takes one; "
            "try again when that has ended, or keep the catalog in PostgreSQL"
        )
    if "version mismatch" in told:
        return WarehouseError(
            f"{address.catalog}: {_first_line(error)} Nothing was changed; install the Foretell "
            "that wrote it, or migrate a copy of the catalog as docs/scale.md says"
        )
    if "does not match existing data path" in told:
        return WarehouseError(
            f"{address.catalog} is the catalog of other files: {_first_line(error)} "
            "Set warehouse.storage to the folder above them"
        )
    return WarehouseError(
        f"the lake's catalog {address.catalog} cannot be opened: {_reason(told)}; nothing was "
        "changed; start the server or correct warehouse.catalog, then run the command again"
    )


def _reason(told: str) -> str:
    """Return what PostgreSQL or the system says, without the address that was named already."""
    return " ".join(told.rpartition('": ')[2].split())


def _first_line(error: duckdb.Error) -> str:
    return str(error).splitlines()[0]
