"""Publication of a lake: no copy, but a commit that says that readers may see it."""

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import duckdb

from pipeline.settings import package_version
from schemas import ChecksFailed
from warehouse.checking import CheckResult, enter_counts, enter_results, run_checks
from warehouse.conversions import convert
from warehouse.keep import keep
from warehouse.lake.address import LakeAddress
from warehouse.lake.buckets import fetch_copy, push_copy, reach
from warehouse.lake.commits import Commits
from warehouse.lake.connection import load_extension, metadata_of
from warehouse.lake.snapshots import last_published, mark_published
from warehouse.reviews import lay_over, lift
from warehouse.sql import literal, now, transaction
from warehouse.word_index import index_words

# A run that was under way when readers got their state has loaded since.
_KNOWN = """
SELECT
    (SELECT revision FROM ops.revision AT (VERSION => {0})),
    coalesce(
        (SELECT min(run_id) FROM ops.runs AT (VERSION => {0}) WHERE state = 'running'),
        (SELECT max(run_id) FROM ops.runs AT (VERSION => {0})),
        ''
    ),
    EXISTS (
        FROM (SELECT run_id FROM ops.runs AT (VERSION => {0}) WHERE state = 'running') AS told
        JOIN (SELECT run_id FROM ops.runs WHERE state <> 'running') AS ended USING (run_id)
    )
"""


_TABLES = """
SELECT table_name FROM duckdb_tables()
WHERE database_name = 'readers' AND starts_with(table_name, 'ducklake_')
"""


@dataclass(frozen=True, slots=True)
class _Known:
    """What readers have: its revision (None: nothing), and the first run that has gone on.

    `is_behind`: a run that another driver published as running has ended since.
    """

    revision: int | None = None
    since: str = ""
    is_behind: bool = False


class _Refused(Exception):
    """The rows are against a check: nothing of the publication may stay."""

    def __init__(self, results: Sequence[CheckResult]) -> None:
        super().__init__("against the checks")
        self.results = results


def publish_lake(con: duckdb.DuckDBPyConnection, commits: Commits, address: LakeAddress) -> bool:
    """Let readers see what is loaded; return False where they do already.

    Corrections are laid over the rows, words indexed and checks run in one transaction; readers
    that have the lake open keep the snapshot they opened.

    Raises:
        ChecksFailed: Rows are against a check; readers keep what they have.
        WarehouseBusy: Other writers' changes were in the way too long.
    """
    try:
        is_news = commits.make(lambda: _publish(con, address))
        with commits.turn():
            renew_copy(con, address)
    except _Refused as refused:
        results = refused.results
        commits.make(lambda: enter_results(con, results))
        told = " | ".join(result.told() for result in results if result.is_error)
        raise ChecksFailed(
            "the lake was not published, readers keep the old snapshot; against the checks: "
            f"{told}; `foretell check` shows them all"
        ) from None
    return is_news


def check_lake(con: duckdb.DuckDBPyConnection) -> tuple[CheckResult, ...]:
    """Return how the checks end on what would be published now; all is as before after it."""
    try:
        with transaction(con):
            _lay_over_anew(con)
            raise _Refused(run_checks(con))  # noqa: TRY301 - what rolls back
    except _Refused as found:
        return tuple(found.results)


def renew_copy(con: duckdb.DuckDBPyConnection, address: LakeAddress, *, anew: bool = False) -> None:
    """Give readers a copy of the catalog where theirs is older than the last publication.

    `anew` gives them one in any case, such as after files were merged.

    The copy is a DuckDB file beside the Parquet files: readers need no database server and no
    password, are in nobody's way, and ask a file a tenth of the time that a server takes.
    """
    last = last_published(con, metadata_of(address))
    if address.bucket:
        fetch_copy(address)
    if last is None or (not anew and _published_to(address.published) == last):
        return
    fresh = address.published.with_suffix(f".{os.getpid()}.next")
    fresh.unlink(missing_ok=True)
    try:
        _copy(con, address, fresh)
        if address.bucket:
            push_copy(address, fresh)
        else:
            fresh.replace(address.published)
    finally:
        fresh.unlink(missing_ok=True)


def _published_to(copy: Path) -> int | None:
    """Return the last publication that readers have; None for none."""
    if not copy.is_file():
        return None
    with duckdb.connect(":memory:", config={"autoinstall_known_extensions": "false"}) as con:
        con.execute(f"ATTACH {literal(copy)} AS copy (READ_ONLY)")
        return last_published(con, "copy.main")


def _copy(con: duckdb.DuckDBPyConnection, address: LakeAddress, fresh: Path) -> None:
    """Write the tables of the catalog to a new file."""
    with duckdb.connect(":memory:", config={"autoinstall_known_extensions": "false"}) as maker:
        load_extension(maker, "ducklake")
        if address.bucket:
            reach(maker, address.bucket)
        maker.execute(
            f"ATTACH {literal(f'ducklake:{fresh}')} AS made (DATA_PATH {literal(address.rows)})"
        )
    con.execute(f"ATTACH {literal(fresh)} AS readers")
    try:
        tables = con.execute(_TABLES).fetchall()
        with transaction(con):
            for (name,) in tables:
                con.execute(f"DELETE FROM readers.main.{name}")  # noqa: S608 - DuckLake's names
                con.execute(
                    f"INSERT INTO readers.main.{name} BY NAME FROM {metadata_of(address)}.{name}"
                )
    finally:
        con.execute("DETACH readers")


def _publish(con: duckdb.DuckDBPyConnection, address: LakeAddress) -> bool:
    """Publish in the open transaction."""
    known = _known(con, address)
    ((revision,),) = con.execute("SELECT revision FROM ops.revision").fetchall()
    if known.revision == revision and not known.is_behind:
        return False
    _lay_over_anew(con)
    index_words(con)
    enter_counts(con)
    results = run_checks(con, since=known.since)
    if any(result.is_error for result in results):
        raise _Refused(results)
    enter_results(con, results)
    con.execute("DELETE FROM ops.publication")
    con.execute("INSERT INTO ops.publication VALUES (?, ?, version())", [now(), package_version()])
    ((last_run,),) = con.execute("SELECT max(run_id) FROM ops.runs").fetchall()
    mark_published(con, last_run or "")
    return True


def _lay_over_anew(con: duckdb.DuckDBPyConnection) -> None:
    """Lay the corrections over the rows as they were extracted."""
    lift(con)
    convert(con)
    lay_over(con)
    keep(con)


def _known(con: duckdb.DuckDBPyConnection, address: LakeAddress) -> _Known:
    """Return what readers have."""
    number = last_published(con, metadata_of(address))
    if number is None:
        return _Known()
    ((revision, since, is_behind),) = con.execute(_KNOWN.format(number)).fetchall()
    return _Known(revision, since, is_behind)
