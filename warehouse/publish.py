"""The writer's file to the readers': a whole copy that takes the old one's place at once."""

import os
import shutil
from collections.abc import Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import duckdb

from pipeline.failpoints import failpoint
from schemas import ChecksFailed, WarehouseError
from warehouse.checking import CheckResult, enter_counts, enter_results, run_checks
from warehouse.conversions import convert
from warehouse.duplicate import duplicated
from warehouse.keep import keep
from warehouse.receipts import check_file, expect_file, settle
from warehouse.reviews import lay_over
from warehouse.sql import literal, now

_KNOWN = """
SELECT
    revision,
    (SELECT max(run_id) FROM snapshot.ops.runs),
    (SELECT max(run_id) FROM snapshot.ops.runs WHERE state IN ('completed', 'partial')),
    (SELECT max(foretell_version) FROM snapshot.ops.publication)
FROM snapshot.ops.revision
"""
_CONFIG: dict[str, str | bool | int | float | list[str]] = {
    "autoinstall_known_extensions": "false",
    "threads": "2",
}
_NEXT = "SELECT min(run_id) FROM ops.runs WHERE run_id > ?"
_FILE = "SELECT path FROM duckdb_databases() WHERE database_name = current_database()"
_STAMP = "INSERT INTO ops.publication VALUES (?, ?, version())"


def publish(con: duckdb.DuckDBPyConnection, published: Path) -> bool:
    """Make `published` a copy of the open warehouse; return False where it is one already.

    The copy has the corrections laid over its rows. Readers that have the old file open keep
    it as it was; whoever opens it next sees the new. The file of the run before is kept.

    Raises:
        ChecksFailed: Rows of the copy are against a check; readers keep the file they have.
    """
    convert(con)
    known = _known(con, published)
    if known.revision == _revision(con):
        return False
    enter_counts(con)
    fresh = published.with_name(f"{published.name}.next")
    try:
        results = candidate(con, fresh, since=_unchecked_since(con, known))
        enter_results(con, results)
        con.execute("CHECKPOINT")  # so that the file alone holds all, without its log
        failpoint("checkpoint")
        _refuse(results, published)
        _sync(fresh)
        _keep_previous(con, known, published)
        expect_file(published, fresh)
        failpoint("before-publish")
        fresh.replace(published)
    except BaseException:
        _clear(fresh)
        raise
    _sync(published.parent)
    settle(published)
    failpoint("publish")
    return True


def candidate(
    con: duckdb.DuckDBPyConnection, fresh: Path, *, since: str = ""
) -> tuple[CheckResult, ...]:
    """Make `fresh` what readers would get of the open warehouse; return how its checks end.

    Args:
        con: The writer's own file.
        fresh: The file to make; one that is there is written over.
        since: The run from which on records are checked for errors; empty for all.
    """
    keep(con)
    con.execute("CHECKPOINT")  # so that the file alone holds all, without its log
    _clear(fresh)
    with _copied(con, fresh), duckdb.connect(str(fresh), config=_CONFIG) as copy:
        _stamp(copy)
        lay_over(copy)
        keep(copy)
        results = run_checks(copy, since=since)
        enter_results(copy, results)
    return results


def _refuse(results: Sequence[CheckResult], published: Path) -> None:
    """Refuse a copy that has an error."""
    if errors := [result.told() for result in results if result.is_error]:
        raise ChecksFailed(
            f"{published} was not published, readers keep the old one; against the checks: "
            f"{' | '.join(errors)}; `foretell check` shows them all"
        )


def _keep_previous(con: duckdb.DuckDBPyConnection, known: "_Known", published: Path) -> None:
    """Keep the file that readers had before the last run, for `foretell diff`."""
    (last_run,) = con.execute("SELECT max(run_id) FROM ops.runs").fetchall()[0]
    if not known.last_run or known.last_run == last_run:
        return
    kept = previous_of(published)
    kept.parent.mkdir(parents=True, exist_ok=True)
    kept.unlink(missing_ok=True)
    try:
        os.link(published, kept)
    except OSError:  # a file system without links
        shutil.copyfile(published, kept)


def previous_of(published: Path) -> Path:
    """Return where the file that readers had before the last run is kept."""
    return published.parent / "work" / "previous.duckdb"


def _clear(fresh: Path) -> None:
    """Take away what a publication that failed or was killed has left."""
    for left_over in (fresh, fresh.with_name(f"{fresh.name}.wal")):
        left_over.unlink(missing_ok=True)


def _revision(con: duckdb.DuckDBPyConnection) -> int:
    """Return the revision of the open warehouse."""
    return int(con.execute("SELECT revision FROM ops.revision").fetchall()[0][0])


@dataclass(frozen=True, slots=True)
class _Known:
    """What readers have.

    Attributes:
        revision: Its revision; None where there is nothing that can be read.
        last_run: Its last run.
        last_done: Its last run that loaded all it found.
        made_by: The version of Foretell that published it.
    """

    revision: int | None = None
    last_run: str = ""
    last_done: str = ""
    made_by: str = ""


def _known(con: duckdb.DuckDBPyConnection, published: Path) -> _Known:
    """Return what readers have."""
    if not published.is_file():
        return _Known()
    try:
        check_file(published, "")
        con.execute(f"ATTACH {literal(published)} AS snapshot (READ_ONLY)")
    except (duckdb.Error, WarehouseError):
        return _Known()  # no warehouse of ours, or a broken one: publish over it
    try:
        revision, *told = con.execute(_KNOWN).fetchall()[0]
        return _Known(int(revision), *(each or "" for each in told))
    except (duckdb.Error, IndexError):
        return _Known()
    finally:
        con.execute("DETACH snapshot")


def _unchecked_since(con: duckdb.DuckDBPyConnection, known: _Known) -> str:
    """Return the first run whose rows readers may not have, checked as today; empty for all."""
    if not known.last_done or known.made_by != _foretell_version():
        return ""
    ((later,),) = con.execute(_NEXT, [known.last_done]).fetchall()
    return later or known.last_done


def _copied(con: duckdb.DuckDBPyConnection, fresh: Path) -> AbstractContextManager[None]:
    """Write the open warehouse to a new file, byte for byte, for a block to go on with.

    Nothing is left in its log, as it has just been written to the file, and nobody else writes
    to it: the lock is held, and `con` waits. So the bytes are those of one moment.
    """
    (file,) = con.execute(_FILE).fetchall()[0]
    return duplicated(Path(file), fresh)


def _stamp(copy: duckdb.DuckDBPyConnection) -> None:
    """Enter when a copy was made, and by what."""
    copy.execute("DELETE FROM ops.publication")
    copy.execute(_STAMP, [now(), _foretell_version()])


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
