"""One of the writers of a lake: the same steps, each a change that queues up with the others'."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

import duckdb

from schemas import Entry, WarehouseError
from warehouse.lake.address import LakeAddress
from warehouse.lake.commits import Commits
from warehouse.lake.presence import Presence
from warehouse.lake.publication import publish_lake
from warehouse.load import LoadCounts
from warehouse.reviews import lift
from warehouse.writer import Writer

_T = TypeVar("_T")


class LakeWriter(Writer):
    """Writes one run into a lake, beside other writers. Made by `LakeStore.writer`."""

    def __init__(
        self,
        con: duckdb.DuckDBPyConnection,
        *,
        commits: Commits,
        address: LakeAddress,
        presence: Presence,
        command: str,
        extractor_version: str,
        model_version: str,
    ) -> None:
        self._commits = commits
        self._address = address
        self._presence = presence
        super().__init__(
            con,
            stage_folder=presence.stage_folder,
            published=address.published,
            command=command,
            extractor_version=extractor_version,
            model_version=model_version,
        )
        presence.forget_gone()

    def publish(self) -> Path:
        """Let readers see what is written so far, by all writers, if it is news to them.

        Call it after `finish`, else readers see the run as running.

        Raises:
            ChecksFailed: Rows are against a check; readers keep what they have.
            WarehouseError: It could not be published; readers keep what they have.
        """
        try:
            if publish_lake(self._con, self._commits, self._address):
                _renew_parquet(self._published)
        except (duckdb.Error, OSError) as error:
            raise WarehouseError(
                f"the lake was not published, readers keep the old snapshot: {error}"
            ) from error
        return self._published

    def _commit(self, change: Callable[[], _T]) -> _T:
        """Make a change of the lake when it is our turn; again where it clashed."""
        return self._commits.make(change)

    def _begin(self, row: Sequence[object]) -> None:
        """Enter the run, known on this host before it is known in the lake."""
        self._presence.note(str(row[0]))
        super()._begin(row)

    def _left_running(self) -> Sequence[str]:
        """Return the runs of this host whose processes are gone."""
        return self._presence.gone()

    def _load(self, staged: Path, entries: Sequence[Entry]) -> LoadCounts:
        """Load a staged folder over the rows as they were extracted, without corrections."""
        lift(self._con)
        return super()._load(staged, entries)

    def _fail(self) -> None:
        """End the run as failed; where that cannot be written, let the next writer find it."""
        super()._fail()
        if not self._finished:
            self._presence.stay_behind()


def _renew_parquet(published: Path) -> None:
    """Write the folder of Parquet beside the catalog's copy anew, where somebody wants one."""
    from warehouse.export import renew_parquet  # 0.1 s that most runs have no use for

    renew_parquet(published)
