"""Backups: one file that holds all, with a receipt, and brought back after it was proven.

It is a copy of the writer's file; a lake's rows are copied into such a file at one moment.
"""

import shutil
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import duckdb

from schemas import UsageError, WarehouseError, WarehouseMissing
from warehouse import receipts
from warehouse.lock import hold
from warehouse.migrate import migrate
from warehouse.names import LAKE_SUFFIX
from warehouse.opening import CONFIG, copy_whole, forget_log, open_working
from warehouse.publish import publish
from warehouse.receipts import check_file, check_rows, receipt_of, table_hashes
from warehouse.reviews import lift
from warehouse.sql import literal
from warehouse.store import Store

if TYPE_CHECKING:
    from warehouse.lake.address import LakeAddress

_ADVICE = "take another backup"
# Readers may have a later state than that which comes back: theirs must be replaced all the same.
_NEWS = "UPDATE ops.revision SET revision = greatest(revision, ?) + 1"


@dataclass(frozen=True, slots=True)
class Backup:
    """A backup that was made or brought back.

    Attributes:
        file: The backup.
        size: Its bytes.
        articles: Articles in it.
        figures: Figures in it.
    """

    file: Path
    size: int
    articles: int
    figures: int


def back_up(store: Store, to: Path | None = None, *, wait_seconds: float = 0) -> Backup:
    """Copy the warehouse as the last run left it, with a receipt beside the copy.

    Args:
        store: Whose warehouse.
        to: The file to make, or a folder for it; None for `warehouse/backups`.
        wait_seconds: How long to wait for a writer.

    Raises:
        WarehouseMissing: There is no warehouse.
        WarehouseBusy: Another process writes.
        WarehouseError: The warehouse is damaged, or cannot be copied.
    """
    if not store.exists():
        raise WarehouseMissing(f"there is no warehouse at {store.published}; run `foretell ingest`")
    target = _target(store, to)
    with _whole(store, wait_seconds) as (file, con), _told(f"{target} could not be made"):
        rows, hashes = receipts.count_rows(con), table_hashes(con)
        con.close()
        copy_whole(file, target)
        line = {"rows": rows, "tables": hashes, "duckdb": duckdb.__version__}
        receipts.write_line(target, line)
    return _backup(target, rows)


@contextmanager
def _whole(store: Store, wait_seconds: float) -> Iterator[tuple[Path, duckdb.DuckDBPyConnection]]:
    """Give a file that holds all for the block, open; nobody else of the workspace writes."""
    work = store.working.parent
    work.mkdir(parents=True, exist_ok=True)
    with hold(work / "writer.lock", "backup", wait_seconds):
        if not (lake := _lake_of(store)):
            with closing(open_working(store.working, store.published)) as con:
                con.execute("CHECKPOINT")
                yield store.working, con
            return
        from warehouse.lake.moving import copy_out  # most workspaces have no lake

        with TemporaryDirectory(prefix="backup-", dir=work) as folder:
            file = Path(folder) / store.working.name
            copy_out(lake, file)
            with closing(duckdb.connect(str(file), config=CONFIG)) as con:
                yield file, con


def restore(store: Store, file: Path, *, wait_seconds: float = 0) -> Backup:
    """Make a backup the warehouse again, for writer and readers.

    The warehouse that was there is kept as `warehouse/work/replaced.duckdb`; of a lake, as an
    earlier state. Until the backup is proven to be whole and of a schema that is known, nothing
    is changed. A backup of a file can become a lake, and one of a lake a file.

    Args:
        store: Whose warehouse.
        file: A backup, or a published file.
        wait_seconds: How long to wait for a writer.

    Raises:
        UsageError: There is no such file.
        WarehouseBusy: Another process writes.
        WarehouseError: The backup is damaged, or of a newer Foretell.
    """
    if not file.is_file():
        raise UsageError(f"{file}: there is no such file; `foretell backup` makes one")
    if _lake_of(store):
        store.mark_crashed()  # a run that was killed is not waited for
    work = store.working.parent
    with _told(f"{file} was not restored"):
        work.mkdir(parents=True, exist_ok=True)
        with hold(work / "writer.lock", "restore", wait_seconds):
            fresh = store.working.with_suffix(".coming")  # named as views know the database
            try:
                counts = _prove(file, fresh, store.published)
                _bring_back(store, fresh)
            finally:
                fresh.unlink(missing_ok=True)
    return _backup(file, counts)


def _bring_back(store: Store, fresh: Path) -> None:
    """Make a proven file the warehouse, and let readers see it."""
    if lake := _lake_of(store):
        from warehouse.lake.moving import copy_over  # most workspaces have no lake

        copy_over(fresh, lake)
        return
    _put_in_place(fresh, store.working)
    with closing(open_working(store.working, store.published)) as con:
        publish(con, store.published)


def _lake_of(store: Store) -> "LakeAddress | None":
    """Return where a warehouse is that is a lake."""
    if store.published.suffix != LAKE_SUFFIX:
        return None
    from warehouse.lake.store import LakeStore  # most workspaces have no lake

    return store.address if isinstance(store, LakeStore) else None


def _prove(file: Path, fresh: Path, published: Path) -> dict[str, int]:
    """Make `fresh` of a backup, ready to be written to; return how many rows each table has.

    Raises:
        WarehouseError: It is damaged, or of a newer Foretell.
    """
    check_file(file, _ADVICE, in_full=True)
    shutil.copyfile(file, fresh)
    forget_log(fresh)
    with closing(duckdb.connect(str(fresh), config=CONFIG)) as con:
        if "rows" in receipts.last_line(file):
            check_rows(con, file, _ADVICE)
        _compare(table_hashes(con), file)  # which reads every row, with a receipt or without
        lift(con)
        migrate(con)
        con.execute(_NEWS, [_revision_of(published)])
        con.execute("CHECKPOINT")
        return receipts.count_rows(con)


def _compare(found: dict[str, str], file: Path) -> None:
    """Compare the hashes of all rows with those that the receipt tells.

    Raises:
        WarehouseError: They differ.
    """
    line = receipts.last_line(file)
    if line.get("duckdb") != duckdb.__version__:  # another one may hash in another way
        return
    wrong = [name for name, wanted in line["tables"].items() if found.get(name) != wanted]
    if wrong:
        raise WarehouseError(f"{file} is damaged: rows of {', '.join(wrong)} differ; {_ADVICE}")


def _put_in_place(fresh: Path, working: Path) -> None:
    """Let a file be the writer's; the one that was there is kept beside it."""
    log = working.with_name(f"{working.name}.wal")
    kept = working.with_name("replaced.duckdb")
    forget_log(kept)
    if working.is_file():
        if log.is_file():
            log.replace(kept.with_name(f"{kept.name}.wal"))
        working.replace(kept)
    receipt_of(working).unlink(missing_ok=True)
    shutil.rmtree(working.parent / "stage", ignore_errors=True)
    fresh.replace(working)


def _revision_of(published: Path) -> int:
    """Return the revision that readers have; 0 where there is none that can be read."""
    if not published.is_file():
        return 0
    with duckdb.connect(config=CONFIG) as con:
        try:
            con.execute(f"ATTACH {literal(published)} AS snapshot (READ_ONLY)")
            return int(con.execute("SELECT revision FROM snapshot.ops.revision").fetchall()[0][0])
        except (duckdb.Error, IndexError):
            return 0  # damaged, which may be why something is restored


def _target(store: Store, to: Path | None) -> Path:
    """Return the file to make."""
    name = f"foretell-{datetime.now(UTC):%Y%m%dT%H%M%S}.duckdb"
    if to is None:
        return store.backups / name
    return to / name if to.is_dir() else to


def _backup(file: Path, rows: dict[str, int]) -> Backup:
    """Return what a backup holds."""
    return Backup(file, file.stat().st_size, rows["core.articles"], rows["core.figures"])


@contextmanager
def _told(what: str) -> Iterator[None]:
    """Turn an error of the system or the database into one that says what failed."""
    try:
        yield
    except (OSError, duckdb.Error) as error:
        raise WarehouseError(f"{what}, the warehouse is as before: {error}") from error
