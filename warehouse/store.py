"""The paths of one workspace's warehouse, and the doors to it: one writer, many readers."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path

import duckdb

from pipeline.rates import RateTable
from schemas import Correction, Register, WarehouseBusy, WarehouseError, WarehouseMissing
from warehouse.channels import Memory, remember
from warehouse.checking import CheckResult
from warehouse.crashes import left_running, mark_crashed
from warehouse.lock import hold, is_left
from warehouse.opening import BACKUPS, open_working
from warehouse.publish import candidate, publish
from warehouse.rates import enter_rates
from warehouse.reader import Reader, open_reader
from warehouse.register import enter_register
from warehouse.reviews import enter_corrections
from warehouse.writer import Writer


class Store:
    """The warehouse of the workspace `home`. Makes nothing until a writer is asked for.

    Attributes:
        published: The file that readers open; replaced as a whole, never written to.
        working: The writer's own file; with it the folder `work/` may be deleted, it is
            then made again from the published one.
        backups: The folder where backups are kept unless another is named.
    """

    def __init__(self, home: Path) -> None:
        folder = home / "warehouse"
        self.published = folder / "foretell.duckdb"
        self.working = folder / "work" / "foretell.duckdb"
        self.backups = folder / BACKUPS

    @contextmanager
    def writer(
        self,
        *,
        command: str,
        extractor_version: str,
        model_version: str,
        wait_seconds: float = 0,
    ) -> Iterator[Writer]:
        """Open a run: take the lock, bring the schema up to date, and enter the run.

        A run that was left running by a killed process is marked crashed. Where the block
        ends without `Writer.finish`, the run ends as failed.

        Args:
            command: What started the run: add, ingest or serve.
            extractor_version: Version of grammar, lexicon and code.
            model_version: Language model and its version.
            wait_seconds: How long to wait for another writer; 0 does not wait.

        Raises:
            WarehouseBusy: Another process writes.
            WarehouseError: The file cannot be opened or migrated.
        """
        work = self._work_folder()
        with hold(work / "writer.lock", command, wait_seconds):
            con = self._open()
            try:
                writer = Writer(
                    con,
                    stage_folder=work / "stage",
                    published=self.published,
                    command=command,
                    extractor_version=extractor_version,
                    model_version=model_version,
                    working=self.working,
                )
            except BaseException:
                con.close()
                raise
            with closing(writer):
                writer.resume()
                yield writer

    def mark_crashed(self) -> None:
        """Mark a run whose process was killed as crashed, at once; where none was, do nothing.

        The next writer does so as well; it may take a while until there is one. What was
        committed stands, and what was staged is loaded by it.
        """
        lock = self.working.with_name("writer.lock")
        if not self.working.is_file() or not is_left(lock):
            return
        try:
            with hold(lock, "mark-crashed", 0), closing(self._open()) as con:
                mark_crashed(con, left_running(con))
        except WarehouseBusy:
            return  # somebody began to write meanwhile, and has marked it

    def enter_register(self, register: Register, *, wait_seconds: float = 0) -> bool:
        """Let readers tell companies by this register, at once; return whether that is news.

        No article is read, and no run is entered. Without a warehouse nothing is done: the
        first run enters the register.

        Raises:
            WarehouseBusy: Another process writes.
            WarehouseError: The file cannot be opened, migrated or published.
        """
        return self._enter(lambda con: enter_register(con, register), "company", wait_seconds)

    def enter_corrections(
        self, corrections: Sequence[Correction], *, wait_seconds: float = 0
    ) -> bool:
        """Let readers see the records after these corrections, at once; return whether it is news.

        No article is read, and no run is entered. Without a warehouse nothing is done: the
        first run enters the corrections.

        Raises:
            WarehouseBusy: Another process writes.
            WarehouseError: The file cannot be opened, migrated or published.
        """
        return self._enter(lambda con: enter_corrections(con, corrections), "correct", wait_seconds)

    def enter_rates(self, table: RateTable, *, wait_seconds: float = 0) -> bool:
        """Let readers see amounts in dollars at these rates, at once; return whether it is news.

        No article is read, and no run is entered. Without a warehouse nothing is done: the
        first run enters the rates.

        Raises:
            SettingsError: The table of rates is wrong.
            WarehouseBusy: Another process writes.
            WarehouseError: The file cannot be opened, migrated or published.
        """
        return self._enter(lambda con: enter_rates(con, table), "rates", wait_seconds)

    def check(self, *, wait_seconds: float = 0) -> tuple[CheckResult, ...]:
        """Return how the checks end on what would be published now; nothing is published.

        Raises:
            WarehouseMissing: There is no warehouse.
            WarehouseBusy: Another process writes.
            WarehouseError: The file cannot be opened, migrated or copied.
        """
        if not self.exists():
            raise WarehouseMissing(
                f"there is no warehouse at {self.published}; run `foretell ingest`"
            )
        work = self._work_folder()
        fresh = work / "checked.duckdb"
        with hold(work / "writer.lock", "check", wait_seconds), closing(self._open()) as con:
            try:
                return candidate(con, fresh)
            except (duckdb.Error, OSError) as error:
                raise WarehouseError(f"{fresh} could not be made: {error}") from error
            finally:
                fresh.unlink(missing_ok=True)

    def memory(
        self,
        names: Sequence[str] = (),
        *,
        extractor_version: str = "",
        model_version: str = "",
        wait_seconds: float = 0,
    ) -> Memory:
        """Return what earlier runs saw of the channels; nothing where there was none.

        Args:
            names: The channels whose articles are asked about.
            extractor_version: Articles that another version read are outdated.
            model_version: The same for the language model.
            wait_seconds: How long to wait for a writer.

        Raises:
            WarehouseBusy: Another process writes.
            WarehouseError: The file cannot be opened or migrated.
        """
        if not self.exists():
            return Memory()
        lock = hold(self._work_folder() / "writer.lock", "memory", wait_seconds)
        with lock, closing(self._open()) as con:
            return remember(
                con, names, extractor_version=extractor_version, model_version=model_version
            )

    @contextmanager
    def reader(self) -> Iterator[Reader]:
        """Open the published file for reading; never waits, and never sees half a run.

        Raises:
            WarehouseMissing: Nothing was published yet.
            WarehouseError: The published file cannot be opened.
        """
        with open_reader(self.published) as reader:
            yield reader

    def exists(self) -> bool:
        """Tell whether there is a warehouse, the writer's or the readers'."""
        return self.working.is_file() or self.published.is_file()

    def _enter(
        self,
        enter: Callable[[duckdb.DuckDBPyConnection], object],
        command: str,
        wait_seconds: float,
    ) -> bool:
        """Enter something that is no run, and publish; return whether readers get another file."""
        if not self.exists():
            return False
        lock = hold(self._work_folder() / "writer.lock", command, wait_seconds)
        with lock, closing(self._open()) as con:
            enter(con)
            try:
                return publish(con, self.published)
            except (duckdb.Error, OSError) as error:
                raise WarehouseError(
                    f"{self.published} was not published, readers keep the old one: {error}"
                ) from error

    def _open(self) -> duckdb.DuckDBPyConnection:
        """Return the writer's file, open and of today's schema; the lock must be held."""
        return open_working(self.working, self.published)

    def _work_folder(self) -> Path:
        """Return the writer's folder, made if need be."""
        work = self.working.parent
        try:
            work.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise WarehouseError(f"{work} cannot be made: {error.strerror}") from error
        return work
