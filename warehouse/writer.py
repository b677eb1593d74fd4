"""The one writer of a warehouse: stages, loads, closes the run, publishes."""

import logging
import shutil
from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from secrets import token_hex
from typing import TypeVar

import duckdb

from pipeline.failpoints import failpoint
from pipeline.rates import RateTable
from schemas import (
    Channel,
    Correction,
    Entry,
    Extraction,
    Register,
    Rejection,
    Run,
    RunStage,
    RunState,
    WarehouseBusy,
    WarehouseError,
)
from warehouse import channels, rates, receipts, reviews, run_stages, stamps, states
from warehouse import load as loading
from warehouse import publish as publishing
from warehouse import register as entering
from warehouse import stage as staging
from warehouse.crashes import left_running, mark_crashed
from warehouse.keep import AT_ONCE, keep, pending
from warehouse.load import LoadCounts
from warehouse.names import PARQUET_FOLDER
from warehouse.resuming import left_over
from warehouse.sql import now, transaction
from warehouse.stamps import KNOWN
from warehouse.word_index import index_words

LOG = logging.getLogger(__name__)

_T = TypeVar("_T")

_FINISH = """
UPDATE ops.runs
SET state = ?, finished_at = ?, articles_seen = ?, articles_unchanged = articles_unchanged + ?
WHERE run_id = ?
"""
_RUN = """
SELECT run_id, command, state, started_at, finished_at, extractor_version, model_version,
    articles_seen, articles_unchanged, articles_loaded, articles_rejected, figures_loaded,
    forecasts_loaded
FROM ops.runs WHERE run_id = ?
"""


class Writer:
    """Writes one run into a warehouse. Made by `Store.writer`, which holds the lock.

    Attributes:
        run_id: The run.
        stage_folder: Where rows are staged; emptied when the next run begins.
    """

    def __init__(
        self,
        con: duckdb.DuckDBPyConnection,
        *,
        stage_folder: Path,
        published: Path,
        command: str,
        extractor_version: str,
        model_version: str,
        working: Path | None = None,
    ) -> None:
        """Begin the run; `working` is the open file where a receipt tells what must be in it."""
        self._con = con
        self._working = working
        self.stage_folder = stage_folder
        self._published = published
        self._extractor_version = extractor_version
        self._model_version = model_version
        self._finished = False
        started = now()
        self.run_id = f"{started:%Y%m%dT%H%M%S.%f}Z-{token_hex(2)}"
        row = [self.run_id, command, RunState.RUNNING.value, started]
        self._commit(lambda: self._begin([*row, extractor_version, model_version]))

    def known_keys(self) -> Mapping[str, str]:
        """Return source_uri to content_key of all that is loaded or rejected.

        An input with the same key needs no reading; one that could not be read at all
        (a rejection without key) is not among them.
        """
        return dict(self._con.execute(KNOWN).fetchall())

    def known_stamps(self) -> Mapping[str, tuple[str, int]]:
        """Return the stamp of each file whose articles are all known, and how many they are."""
        return stamps.known_stamps(self._con)

    def enter_stamps(self, looks: Mapping[str, str]) -> None:
        """Let files that were read be known by how they looked before that."""
        self._commit(lambda: stamps.enter_stamps(self._con, looks))

    def enter_seen(self, names: Collection[str]) -> None:
        """Enter that these sources were found and are about to be read."""
        if names:
            self._commit(lambda: states.enter_seen(self._con, names, self.run_id))

    def resume(self) -> None:
        """Load what runs of the same versions had staged when they were killed, as theirs."""
        versions = (self._extractor_version, self._model_version)
        for run_id, staged in left_over(self._con, self.stage_folder, versions):
            try:
                self._load_in_one(staged, partial(self._load_of, run_id, staged))
            except (duckdb.Error, WarehouseError) as error:
                LOG.warning("what run %s had staged is extracted again: %s", run_id, error)

    def enter_register(self, register: Register) -> None:
        """Let views tell companies by this register."""
        self._commit(lambda: entering.enter_register(self._con, register))

    def enter_corrections(self, corrections: Sequence[Correction]) -> None:
        """Let the copy for readers have these corrections laid over its rows."""
        self._commit(lambda: reviews.enter_corrections(self._con, corrections))

    def enter_rates(self, table: RateTable) -> None:
        """Let amounts in dollars be made at these rates."""
        self._commit(lambda: rates.enter_rates(self._con, table))

    def stage(self, outcomes: Sequence[Extraction | Rejection]) -> Path:
        """Return a folder of Parquet files with the rows of `outcomes`, ready to load.

        An extraction that cannot be stored (a quote that is not in the text, a value beyond
        DECIMAL(38,9)) is staged as a rejection.

        Raises:
            WarehouseError: The files cannot be written.
        """
        return staging.stage(self.stage_folder, outcomes, self.run_id)

    def load(self, staged: Path, entries: Sequence[Entry] = ()) -> LoadCounts:
        """Load a staged folder in one transaction, remove it, and return what was written.

        Args:
            staged: The folder, as `stage` returned it.
            entries: How the articles in it stand that were fetched; entered with their rows.

        Raises:
            WarehouseBusy: Others' changes of a lake were in the way; the warehouse is as it was.
            WarehouseError: The folder cannot be loaded; the warehouse is as it was.
        """
        try:
            counts = self._load_in_one(staged, lambda: self._load(staged, entries))
        except WarehouseBusy:
            raise  # it says so itself, and has an exit code of its own
        except (duckdb.Error, OSError, WarehouseError) as error:
            raise WarehouseError(f"{staged} not loaded, nothing was changed: {error}") from error
        shutil.rmtree(staged)
        return counts

    def enter_entries(self, entries: Sequence[Entry]) -> None:
        """Enter how articles stand that were asked for and gave nothing to load."""
        self._commit(lambda: channels.enter_entries(self._con, entries, self.run_id))

    def enter_channels(self, read: Sequence[Channel]) -> None:
        """Enter how the channels stand that were read, when all their articles are entered."""
        self._commit(lambda: channels.enter_channels(self._con, read, self.run_id))

    def enter_stages(self, stages: Sequence[RunStage]) -> None:
        """Let these be what the stages of the run did, whatever was entered before."""
        self._commit(lambda: run_stages.enter_stages(self._con, self.run_id, stages))

    def finish(self, state: RunState, *, seen: int, unchanged: int) -> Run:
        """Close the run and return it.

        Args:
            state: How it ended.
            seen: Inputs found.
            unchanged: Inputs that were skipped because their key was known.
        """
        self._commit(lambda: keep(self._con))
        row = [state.value, now(), seen, unchanged, self.run_id]
        self._commit(lambda: self._end(row, is_done=state is not RunState.FAILED))
        self._finished = True
        return self.run()

    def run(self) -> Run:
        """Return the run as it stands. Its times carry their zone, UTC."""
        cursor = self._con.execute(_RUN, [self.run_id])
        names = [column[0] for column in cursor.description or ()]
        fields = dict(zip(names, cursor.fetchall()[0], strict=True))
        for name in ("started_at", "finished_at"):
            fields[name] = _utc(fields[name])
        return Run.model_validate(fields, strict=False)

    def publish(self) -> Path:
        """Give readers what is written so far, if it differs from what they have.

        Call it after `finish`, else readers see the run as running.

        Raises:
            WarehouseError: The copy could not be made; readers keep the file they have.
        """
        try:
            index_words(self._con)
            if publishing.publish(self._con, self._published):
                _renew_parquet(self._published)
        except (duckdb.Error, OSError) as error:
            raise WarehouseError(
                f"{self._published} was not published, readers keep the old one: {error}"
            ) from error
        return self._published

    def close(self) -> None:
        """Close the file; a run that was not finished ends as failed."""
        try:
            if not self._finished:
                self._fail()
        finally:
            self._con.close()

    def _commit(self, change: Callable[[], _T]) -> _T:
        """Make a change of the warehouse, all or nothing of it, and return what it returns."""
        try:
            with transaction(self._con):
                return change()
        except duckdb.Error as error:
            raise WarehouseError(f"the warehouse was not changed: {error}") from error

    def _begin(self, row: Sequence[object]) -> None:
        """Enter the run, and that those have crashed that will never end."""
        mark_crashed(self._con, self._left_running())
        self._con.execute(
            "INSERT INTO ops.runs VALUES (?, ?, ?, ?, NULL, ?, ?, 0, 0, 0, 0, 0, 0)", row
        )

    def _left_running(self) -> Sequence[str]:
        """Return the runs that say running and are not: the lock is ours, so nobody runs them."""
        return left_running(self._con)

    def _end(self, row: Sequence[object], *, is_done: bool) -> None:
        """Enter how the run ended."""
        self._con.execute(_FINISH, row)
        if is_done:
            states.settle_seen(self._con, self.run_id)

    def _load_in_one(self, staged: Path, load: Callable[[], LoadCounts]) -> LoadCounts:
        """Load a staged folder in one transaction, after it was entered as extracted."""
        self._commit(lambda: states.enter_extracted(self._con, staged))
        counts = self._commit(load)
        failpoint("after-commit")
        if self._working:
            receipts.settle(self._working)
        if pending(self._con) > AT_ONCE:
            self._commit(lambda: keep(self._con))
        return counts

    def _load(self, staged: Path, entries: Sequence[Entry]) -> LoadCounts:
        """Load a staged folder of this run in the open transaction."""
        return self._load_of(self.run_id, staged, entries)

    def _load_of(self, run_id: str, staged: Path, entries: Sequence[Entry] = ()) -> LoadCounts:
        """Load a staged folder of any run in the open transaction."""
        counts = loading.load(
            self._con,
            staged,
            run_id=run_id,
            extractor_version=self._extractor_version,
            entries=entries,
        )
        if self._working:
            receipts.expect_rows(self._con, self._working)
        failpoint("before-commit")
        return counts

    def _fail(self) -> None:
        """End the run as failed, with what it did so far."""
        try:
            run = self.run()
            done = run.articles_unchanged + run.articles_loaded + run.articles_rejected
            self.finish(RunState.FAILED, seen=done, unchanged=0)
        except (duckdb.Error, WarehouseError):
            return  # the error on its way says why; the next writer marks the run crashed


def _utc(moment: datetime | None) -> datetime | None:
    """Return a stored time with its zone."""
    return moment and moment.replace(tzinfo=UTC)


def _renew_parquet(published: Path) -> None:
    """Write the folder of Parquet anew, where somebody wants one."""
    if published.with_name(PARQUET_FOLDER).is_dir():
        from warehouse.export import renew_parquet  # 0.1 s that most runs have no use for

        renew_parquet(published)
