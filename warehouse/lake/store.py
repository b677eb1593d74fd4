"""The doors to a lake: several writers, many readers; the same as those to a DuckDB file."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager, nullcontext
from pathlib import Path

import duckdb

from schemas import WarehouseBusy, WarehouseError, WarehouseMissing
from warehouse.channels import Memory, remember
from warehouse.checking import CheckResult
from warehouse.crashes import mark_crashed
from warehouse.lake.address import LakeAddress
from warehouse.lake.commits import Commits
from warehouse.lake.connection import open_lake
from warehouse.lake.presence import present
from warehouse.lake.publication import check_lake, publish_lake
from warehouse.lake.schema import migrate_lake
from warehouse.lake.writer import LakeWriter
from warehouse.lock import hold
from warehouse.store import Store


class LakeStore(Store):
    """The lake of the workspace `home`. Makes nothing until a writer is asked for.

    Attributes:
        address: Where the lake is.
        published: The copy of its catalog that readers open; they see its last published snapshot.
    """

    def __init__(self, home: Path, address: LakeAddress) -> None:
        super().__init__(home)
        self.address = address
        self.published = address.published

    @contextmanager
    def writer(
        self,
        *,
        command: str,
        extractor_version: str,
        model_version: str,
        wait_seconds: float = 0,
    ) -> Iterator[LakeWriter]:
        """Open a run beside those of other writers; see `Store.writer`.

        A run of this host that was left running by a killed process is marked crashed.

        Raises:
            WarehouseBusy: The catalog is a file, and another process writes.
            WarehouseError: The lake cannot be opened, migrated or written.
        """
        work = self._work_folder()
        with (
            self._opened(command, wait_seconds) as (con, commits),
            present(work / "runs") as presence,
        ):
            writer = LakeWriter(
                con,
                commits=commits,
                address=self.address,
                presence=presence,
                command=command,
                extractor_version=extractor_version,
                model_version=model_version,
            )
            with closing(writer):
                yield writer

    def mark_crashed(self) -> None:
        """Mark runs of this host whose processes were killed as crashed, at once."""
        runs = self._work_folder() / "runs"
        if not any(runs.glob("*.lock")):
            return
        with present(runs) as presence:
            if not (left := presence.gone()):
                return
            try:
                with self._opened("mark-crashed", 0) as (con, commits):
                    commits.make(lambda: mark_crashed(con, left))
            except WarehouseBusy:
                return  # somebody writes; the next writer marks them
            presence.forget_gone()

    def check(self, *, wait_seconds: float = 0) -> tuple[CheckResult, ...]:
        """Return how the checks end on what would be published now; nothing is published.

        Raises:
            WarehouseMissing: There is no lake.
            WarehouseBusy: The catalog is a file, and another process writes.
            WarehouseError: It cannot be opened or migrated.
        """
        if not self.exists():
            raise WarehouseMissing(
                f"there is no lake at {self.address.catalog}; run `foretell ingest`"
            )
        with self._opened("check", wait_seconds) as (con, _):
            return check_lake(con)

    def memory(
        self,
        names: Sequence[str] = (),
        *,
        extractor_version: str = "",
        model_version: str = "",
        wait_seconds: float = 0,
    ) -> Memory:
        """Return what earlier runs saw of the channels; nothing where there was none.

        Raises:
            WarehouseBusy: The catalog is a file, and another process writes.
            WarehouseError: The lake cannot be opened or migrated.
        """
        if not self.exists():
            return Memory()
        with self._opened("memory", wait_seconds) as (con, _):
            return remember(
                con, names, extractor_version=extractor_version, model_version=model_version
            )

    def exists(self) -> bool:
        """Tell whether there is a lake."""
        if not self.address.is_shared:
            return Path(self.address.catalog).is_file()
        try:
            open_lake(self.address, make=False).close()
        except WarehouseMissing:
            return False
        return True

    def _enter(
        self,
        enter: Callable[[duckdb.DuckDBPyConnection], object],
        command: str,
        wait_seconds: float,
    ) -> bool:
        """Enter something that is no run, and publish; return whether it is news to readers."""
        if not self.exists():
            return False
        with self._opened(command, wait_seconds) as (con, commits):
            try:
                commits.make(lambda: enter(con))
                return publish_lake(con, commits, self.address)
            except (duckdb.Error, OSError) as error:
                raise WarehouseError(
                    f"the lake was not published, readers keep the old snapshot: {error}"
                ) from error

    @contextmanager
    def _opened(
        self, command: str, wait_seconds: float
    ) -> Iterator[tuple[duckdb.DuckDBPyConnection, Commits]]:
        """Open the lake to write, its schema up to date."""
        lock = self._work_folder() / "writer.lock"
        alone = nullcontext() if self.address.is_shared else hold(lock, command, wait_seconds)
        with (
            alone,
            closing(open_lake(self.address)) as con,
            closing(Commits(con, self.address)) as commits,
        ):
            commits.make(lambda: migrate_lake(con))
            yield con, commits
