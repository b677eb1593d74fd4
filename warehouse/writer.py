"""The one writer of a warehouse: stages, loads, closes the run, publishes."""

import shutil
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from secrets import token_hex
from typing import TypeVar

import duckdb

from schemas import (
    Channel,
    Correction,
    Entry,
    Extraction,
    Register,
    Rejection,
    Run,
    RunState,
    WarehouseError,
)
from warehouse import channels, reviews
from warehouse import load as loading
from warehouse import publish as publishing
from warehouse import register as entering
from warehouse import stage as staging
from warehouse.load import LoadCounts
from warehouse.names import PARQUET_FOLDER
from warehouse.sql import now, transaction
from warehouse.word_index import index_words

_T = TypeVar("_T")

# What a source holds counts as known while the article's rows are of a source that still
# holds it; else the source is read again, and its rows take their place. So is a source that
# could not be read the last time: what it holds is known, but the rejection is over.
_KNOWN_KEYS = """
SELECT ledger.source_uri, ledger.content_key
FROM ops.ledger
LEFT JOIN core.articles USING (article_id)
LEFT JOIN ops.ledger AS speaker
    ON speaker.source_uri = articles.source_uri AND speaker.article_id = articles.article_id
WHERE ledger.content_key IS NOT NULL
    AND (ledger.state = 'rejected' OR speaker.source_uri IS NOT NULL)
    AND NOT EXISTS (
        SELECT 1 FROM ops.rejections
        WHERE rejections.source_uri = ledger.source_uri AND rejections.content_key IS NULL
    )
"""
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
    ) -> None:
        self._con = con
        self.stage_folder = stage_folder
        self._published = published
        self._extractor_version = extractor_version
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
        return dict(self._con.execute(_KNOWN_KEYS).fetchall())

    def enter_register(self, register: Register) -> None:
        """Let views tell companies by this register."""
        self._commit(lambda: entering.enter_register(self._con, register))

    def enter_corrections(self, corrections: Sequence[Correction]) -> None:
        """Let the copy for readers have these corrections laid over its rows."""
        self._commit(lambda: reviews.enter_corrections(self._con, corrections))

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
            WarehouseError: The folder cannot be loaded; the warehouse is as it was.
        """
        try:
            counts = self._commit(lambda: self._load(staged, entries))
        except duckdb.Error as error:
            raise WarehouseError(
                f"{staged} was not loaded, nothing was changed: {error}"
            ) from error
        shutil.rmtree(staged)
        return counts

    def enter_entries(self, entries: Sequence[Entry]) -> None:
        """Enter how articles stand that were asked for and gave nothing to load."""
        self._commit(lambda: channels.enter_entries(self._con, entries, self.run_id))

    def enter_channels(self, read: Sequence[Channel]) -> None:
        """Enter how the channels stand that were read, when all their articles are entered."""
        self._commit(lambda: channels.enter_channels(self._con, read, self.run_id))

    def finish(self, state: RunState, *, seen: int, unchanged: int) -> Run:
        """Close the run and return it.

        Args:
            state: How it ended.
            seen: Inputs found.
            unchanged: Inputs that were skipped because their key was known.
        """
        row = [state.value, now(), seen, unchanged, self.run_id]
        self._commit(lambda: self._con.execute(_FINISH, row))
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
        with transaction(self._con):
            return change()

    def _begin(self, row: Sequence[object]) -> None:
        """Enter the run, and that those have crashed that will never end."""
        _mark_crashed(self._con, self._left_running())
        self._con.execute(
            "INSERT INTO ops.runs VALUES (?, ?, ?, ?, NULL, ?, ?, 0, 0, 0, 0, 0, 0)", row
        )

    def _left_running(self) -> Sequence[str]:
        """Return the runs that say running and are not: the lock is ours, so nobody runs them."""
        query = "SELECT run_id FROM ops.runs WHERE state = ?"
        return [run for (run,) in self._con.execute(query, [RunState.RUNNING.value]).fetchall()]

    def _load(self, staged: Path, entries: Sequence[Entry]) -> LoadCounts:
        """Load a staged folder in the open transaction."""
        return loading.load(
            self._con,
            staged,
            run_id=self.run_id,
            extractor_version=self._extractor_version,
            entries=entries,
        )

    def _fail(self) -> None:
        """End the run as failed, with what it did so far."""
        try:
            run = self.run()
            done = run.articles_unchanged + run.articles_loaded + run.articles_rejected
            self.finish(RunState.FAILED, seen=done, unchanged=0)
        except duckdb.FatalException:
            return  # a full disk broke the handle; the next writer marks the run crashed


def _mark_crashed(con: duckdb.DuckDBPyConnection, run_ids: Sequence[str]) -> None:
    """Mark those of these runs that still say running."""
    if not run_ids:
        return
    con.execute(
        "UPDATE ops.runs SET state = ? WHERE state = ? AND list_contains(?, run_id)",
        [RunState.CRASHED.value, RunState.RUNNING.value, list(run_ids)],
    )
    con.execute("UPDATE ops.revision SET revision = revision + 1")


def _utc(moment: datetime | None) -> datetime | None:
    """Return a stored time with its zone."""
    return moment and moment.replace(tzinfo=UTC)


def _renew_parquet(published: Path) -> None:
    """Write the folder of Parquet anew, where somebody wants one."""
    if published.with_name(PARQUET_FOLDER).is_dir():
        from warehouse.export import renew_parquet  # 0.1 s that most runs have no use for

        renew_parquet(published)
