"""Those who extract on a Dask cluster, as the driver sees them: given orders, they answer."""

import logging
import time
from collections.abc import Iterator
from concurrent.futures import CancelledError
from contextlib import suppress
from dataclasses import dataclass
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING, Any, Protocol

from pipeline.engines import cluster_worker
from pipeline.engines.orders import Order, Receipt
from schemas import EngineError, ForetellError

if TYPE_CHECKING:
    from distributed import Client, Future

    from pipeline.engines.cluster_worker import Seat

LOG = logging.getLogger(__name__)

AHEAD = 2
"""Orders that a worker has: one at hand, one waiting."""

GATHER_SECONDS = 30
"""A receipt takes no longer to come; else its worker has gone, and it is made anew."""

PAUSE = 0.5
"""Seconds between two looks for a scheduler or a worker."""


class Gone(Exception):
    """The scheduler has gone, and with it all that was given and not answered."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of an order: its receipt, or what is wrong.

    Attributes:
        number: The number that it was given under.
        receipt: What was staged.
        error: Why nothing can be extracted at all.
        death: How the workers ended that took it up; None where none did.
    """

    number: int
    receipt: Receipt | None = None
    error: ForetellError | None = None
    death: str | None = None


class Crew(Protocol):
    """Whom a cluster's engine gives its orders to."""

    def gather(self) -> None:
        """Make sure that there is somebody, and that all are alike.

        Raises:
            EngineError: There is nobody in time, or one has another version.
        """

    def room(self) -> int:
        """Return how many orders they can have at once; 0 where nobody is there for now.

        Raises:
            Gone: The scheduler has gone.
        """

    def give(self, number: int, order: Order) -> None:
        """Let one of them fulfil an order."""

    def answers(self, seconds: float) -> Iterator[Answer]:
        """Yield what has come in; wait for it so long at most.

        Raises:
            Gone: The scheduler has gone.
        """

    def leave(self) -> None:
        """Let go of them; what they have not answered is given up."""


class DaskCrew:
    """The workers of one scheduler."""

    def __init__(self, address: str, seat: "Seat", wait_seconds: float) -> None:
        self._address = address
        self._seat = seat
        self._wait_seconds = wait_seconds
        self._client: Client | None = None
        self._futures: dict[Future, int] = {}
        self._done: SimpleQueue[Future] = SimpleQueue()

    def gather(self) -> None:
        """Connect anew, wait for a worker, and compare versions."""
        self.leave()
        deadline = time.monotonic() + self._wait_seconds
        self._client = client = self._connect(deadline)
        while not client.nthreads():
            if time.monotonic() > deadline:
                raise EngineError(
                    f"the Dask scheduler at {self._address} has no workers; start some with "
                    f"`dask worker {self._address} --nthreads 1`"
                )
            time.sleep(PAUSE)
        try:
            client.register_plugin(self._seat)
            wrong = client.run(cluster_worker.check, self._seat.name)
        except (ImportError, OSError, RuntimeError, AttributeError) as error:
            raise EngineError(
                f"the workers of {self._address} cannot take orders ({error}); install the same "
                "Foretell there, with its extra `scale`"
            ) from error
        for worker, said in sorted(wrong.items()):
            if said is not None:
                raise EngineError(f"worker {worker}: {said}")

    def room(self) -> int:
        """Return how many orders the workers can have, by their threads."""
        client = self._running()
        try:
            return AHEAD * int(sum(client.nthreads().values()))
        except (OSError, RuntimeError) as error:
            raise Gone(str(error)) from error

    def give(self, number: int, order: Order) -> None:
        """Submit an order; the scheduler gives it to another worker where one dies of it."""
        client = self._running()
        future = client.submit(cluster_worker.fulfil, order, self._seat.name, pure=False)
        self._futures[future] = number
        future.add_done_callback(self._done.put)

    def answers(self, seconds: float) -> Iterator[Answer]:
        """Yield the answers that the scheduler has told of."""
        with suppress(Empty):
            future = self._done.get(timeout=seconds)
            while True:
                if answer := self._answer(future):
                    yield answer
                future = self._done.get_nowait()
        self._running()

    def leave(self) -> None:
        """Close the connection; the scheduler forgets what only we wanted."""
        self._futures.clear()
        self._done = SimpleQueue()
        if self._client is not None:
            self._client.close(timeout=PAUSE)
            self._client = None

    def _connect(self, deadline: float) -> "Client":
        """Return a connection to the scheduler, which may just be starting."""
        from distributed import Client

        while True:
            left = deadline - time.monotonic()
            try:
                return Client(self._address, timeout=max(left, PAUSE), set_as_default=False)
            except (OSError, ValueError, TypeError) as error:
                if isinstance(error, OSError) and left > PAUSE:
                    time.sleep(PAUSE)
                    continue
                raise EngineError(
                    f"no Dask scheduler answers at {self._address} ({error}); start one with "
                    "`dask scheduler`, or correct the setting `scheduler`"
                ) from error

    def _running(self) -> "Client":
        """Return the connection while it stands."""
        if self._client is None or self._client.status != "running":
            raise Gone(f"the connection to {self._address} was lost")
        return self._client

    def _answer(self, future: "Future") -> Answer | None:
        """Return what came of an order; None where that is still to come, or nobody's concern."""
        from distributed import KilledWorker

        number = self._futures.get(future)
        if number is None:
            return None
        if future.status in ("cancelled", "lost"):
            raise Gone(f"the scheduler at {self._address} forgot what it was given")
        try:
            receipt: Any = future.result(timeout=GATHER_SECONDS)
        except TimeoutError:  # whoever had it is gone; the scheduler lets another make it
            future.add_done_callback(self._done.put)
            return None
        except KilledWorker as error:
            answer = Answer(number, death=f"the last: {error.last_worker.address}")
        except ForetellError as error:
            answer = Answer(number, error=error)
        except (OSError, CancelledError) as error:
            raise Gone(str(error)) from error
        else:
            answer = Answer(number, receipt=receipt)
        del self._futures[future]
        return answer
