"""The worker's side of a Dask cluster: the model loaded once, an order at a time."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from threading import Lock
from typing import TYPE_CHECKING

from distributed import WorkerPlugin, get_worker

from pipeline.engines.orders import Extractor, Order, Receipt
from pipeline.engines.staging import Staging
from pipeline.engines.work import Bench
from pipeline.settings import Settings
from schemas import EngineError, ForetellError

if TYPE_CHECKING:
    from distributed import Worker

MakeExtractor = Callable[[Settings], Extractor]
"""Makes the extractor of a worker; named in a module, so that another machine can find it."""


@dataclass(frozen=True, slots=True)
class Versions:
    """What must be the same on all machines, or the rows would depend on who read an article."""

    extractor_version: str
    model_version: str

    @classmethod
    def of(cls, extractor: Extractor) -> "Versions":
        """Return those of an extractor."""
        return cls(extractor.extractor_version, extractor.model_version)


class Seat(WorkerPlugin):  # type: ignore[misc]
    """A worker's seat for the runs of one workspace; the model is loaded with the first order.

    Attributes:
        name: How it is found among the worker's plugins.
    """

    def __init__(
        self, name: str, settings: Settings, staging: Staging, make: MakeExtractor, wanted: Versions
    ) -> None:
        self.name = name
        self._settings = settings
        self._staging = staging
        self._make = make
        self._wanted = wanted
        self._bench: Bench | None = None

    def setup(self, worker: "Worker") -> None:
        """Make what cannot travel: a lock, since a worker may have several threads."""
        self._lock = Lock()
        logging.getLogger("pipeline").setLevel(self._settings.log_level)
        del worker

    def fulfil(self, order: Order) -> Receipt:
        """Return the receipt of an order.

        Raises:
            EngineError: This machine is not like the driver's.
            WarehouseError: Nothing can be staged.
        """
        with self._lock:
            return self._own_bench().fulfil(order)

    def check(self) -> str | None:
        """Return what is wrong with this machine; None where nothing is."""
        try:
            with self._lock:
                self._own_bench()
        except ForetellError as error:
            return str(error)
        return None

    def _own_bench(self) -> Bench:
        """Return the bench, made once.

        Raises:
            EngineError: This machine has another version, or does not see the workspace.
        """
        if self._bench is None:
            if not self._settings.home.is_dir():
                raise EngineError(
                    f"it does not see the workspace {self._settings.home}; mount it there"
                )
            extractor = self._make(self._settings)
            _compare(Versions.of(extractor), self._wanted)
            self._bench = Bench(self._settings, extractor, self._staging)
        return self._bench


def _compare(found: Versions, wanted: Versions) -> None:
    """Make sure that a worker extracts what the driver would.

    Raises:
        EngineError: Code, lexicon or model are of another version.
    """
    if found.extractor_version != wanted.extractor_version:
        raise EngineError(
            f"it has extractor {found.extractor_version}, this run {wanted.extractor_version}; "
            "install the same Foretell there, and let it see the same seeds/lexicon"
        )
    if found.model_version != wanted.model_version:
        raise EngineError(
            f"it has model {found.model_version}, this run {wanted.model_version}; install the "
            "same model there"
        )


def fulfil(order: Order, name: str) -> Receipt:
    """Return the receipt of an order; what a worker is sent to do.

    Raises:
        EngineError: This machine is not like the driver's.
        WarehouseError: Nothing can be staged.
    """
    worker = get_worker()
    seat: Seat = worker.plugins[name]
    try:
        return seat.fulfil(order)
    except EngineError as error:
        raise EngineError(f"worker {worker.address}: {error}") from error


def check(name: str, dask_worker: "Worker") -> str | None:
    """Return what is wrong with a worker; None where nothing is."""
    seat: Seat = dask_worker.plugins[name]
    return seat.check()
