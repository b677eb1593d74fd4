"""The engine of several machines: a Dask scheduler, its workers, and this process that loads.

Orders go out and receipts come back; no text passes here. Whatever is not answered is given out
again: to another worker where one has gone, to a second one where the first is slow, to a new
scheduler where the old has gone. Only what a receipt speaks for is loaded, and once.
"""

import logging
import time
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from pipeline.engines.crew import Answer, Crew, Gone
from pipeline.engines.inside import FolderStage, batch_of
from pipeline.engines.orders import Batch, Extractor, Order, OrderBook, Receipt
from pipeline.engines.parking import DEATHS, divide, is_hopeless, park
from pipeline.engines.staging import Staging
from pipeline.engines.work import Bench
from pipeline.engines.workers import Attempt
from pipeline.settings import Settings
from pipeline.sources import Place
from schemas import EngineError, RejectionReason, WarehouseError

LOG = logging.getLogger(__name__)

POLL_SECONDS = 1.0
"""How often to look whether the scheduler is still there."""

PATIENCE_SECONDS, LONGER = 120.0, 10.0
"""What takes longer than this, and so many times longer than all before it, is given out twice."""

TRIES = 3
"""How often an order is staged whose rows do not arrive as they were."""


@dataclass(slots=True)
class Given:
    """An order that is out: the attempt, since when, and how often it was given out or damaged."""

    attempt: Attempt
    since: float
    copies: int = 1
    damaged: int = 0


class ClusterEngine:
    """Extracts on the machines of a crew."""

    def __init__(
        self, settings: Settings, extractor: Extractor, folder: Path, crew: Crew, staging: Staging
    ) -> None:
        self._wait_seconds = settings.scheduler_wait_seconds
        self._extractor = extractor
        self._bench = Bench(settings, extractor, FolderStage(folder))
        self._crew = crew
        self._staging = staging
        self._run_id: str | None = None
        self._numbers = 0
        self._longest = 0.0
        self._staffed = time.monotonic()
        self._given: dict[int, Given] = {}
        self._again: deque[Given] = deque()

    def run(self, book: OrderBook) -> Iterator[Batch]:
        """Yield a batch for each order, as they come in.

        Raises:
            EngineError: There is no scheduler or no worker in time, or one is not like this one.
            WarehouseError: Nothing can be staged, or what was staged does not arrive.
        """
        self._run_id = book.run_id
        first = book.take()
        if first is None:
            return
        self._again.append(Given(Attempt(_as_seen_anywhere(first)), 0))
        self._crew.gather()
        while True:
            try:
                room = self._crew.room()
                if not self._share_out(book, room):
                    return
                for answer in self._crew.answers(POLL_SECONDS):
                    yield from self._settle(book, answer)
            except Gone as error:
                LOG.warning("%s; looking for the scheduler again", error)
                self._take_back()
                self._crew.gather()
            else:
                self._check_staffed(room)

    def _check_staffed(self, room: int) -> None:
        """Make sure that there is somebody, or was a short time ago.

        Raises:
            EngineError: Nobody is there, for too long.
        """
        now = time.monotonic()
        if room:
            self._staffed = now
        elif now - self._staffed > self._wait_seconds:
            raise EngineError(
                f"all workers have gone, and none came for {self._wait_seconds:.0f} s; what "
                "was loaded stays: start some, and run it again"
            )

    def close(self) -> None:
        """Let go of the crew, and of what it staged and nobody loaded."""
        self._crew.leave()
        if self._run_id is not None:
            self._staging.clear(self._run_id)

    def _take_back(self) -> None:
        """Have all that is out given out again."""
        self._again.extend(replace(given, copies=1) for given in self._given.values())
        self._given.clear()

    def _share_out(self, book: OrderBook, room: int) -> bool:
        """Give out as many orders as there is room for; tell whether any is out or to do."""
        while len(self._given) < room and (given := self._next(book)):
            self._numbers += 1
            given.since = time.monotonic()
            self._given[self._numbers] = given
            self._crew.give(self._numbers, given.attempt.order)
        if not self._again:
            self._help_slow(room)
        return bool(self._given or self._is_more(book))

    def _is_more(self, book: OrderBook) -> bool:
        """Tell whether anything is left to give out, though nobody may be there to take it."""
        if not self._again and (given := self._next(book)):
            self._again.append(given)
        return bool(self._again)

    def _next(self, book: OrderBook) -> Given | None:
        """Return what to give out next; None where there is nothing for now."""
        if self._again:
            return self._again.popleft()
        order = book.take()
        return Given(Attempt(_as_seen_anywhere(order)), 0) if order else None

    def _help_slow(self, room: int) -> None:
        """Give what takes far too long to a second worker, where one has nothing to do."""
        limit = max(PATIENCE_SECONDS, LONGER * self._longest)
        now = time.monotonic()
        for number, given in list(self._given.items()):
            if len(self._given) < room and given.copies == 1 and now - given.since > limit:
                LOG.warning("an order is out for %.0f s; another worker tries it", limit)
                given.copies = 2
                self._crew.give(number, given.attempt.order)

    def _settle(self, book: OrderBook, answer: Answer) -> Iterator[Batch]:
        """Yield the batch of an answer; see to what did not arrive, or ended its workers."""
        if answer.error is not None:
            raise answer.error
        given = self._given.pop(answer.number, None)
        if given is None:  # its copy came first
            return
        if answer.receipt is None:
            yield from self._divide(book, given, answer.death or "")
            return
        self._longest = max(self._longest, time.monotonic() - given.since)
        _check_seen(given.attempt, answer.receipt)
        try:
            staged = self._staging.bring(answer.receipt)
        except WarehouseError as error:
            self._repeat(given, error)
            return
        book.enter(given.attempt.order, answer.receipt)
        yield batch_of(given.attempt.order, answer.receipt, staged)

    def _repeat(self, given: Given, error: WarehouseError) -> None:
        """Have an order staged again, if it was not too often."""
        if given.damaged + 1 >= TRIES:
            raise error
        LOG.warning("%s; it is staged again", error)
        self._again.append(replace(given, damaged=given.damaged + 1, copies=1))

    def _divide(self, book: OrderBook, given: Given, death: str) -> Iterator[Batch]:
        """Give out an order in parts that ended its workers; yield the batch of what is parked."""
        # The scheduler has tried it on several workers before it gave it back.
        attempt = replace(given.attempt, deaths=DEATHS - 1)
        for part in divide(attempt):
            if is_hopeless(part):
                receipt = park(part.order, self._bench, self._extractor, death)
                book.enter(part.order, receipt)
                staged = Path(receipt.staged) if receipt.staged else None
                yield batch_of(part.order, receipt, staged)
            else:
                self._again.append(Given(part, 0))


def _as_seen_anywhere(order: Order) -> Order:
    """Return an order whose files are named from the root: a worker stands in another folder."""
    inputs = tuple(
        replace(one, file=str(one.path.absolute())) if isinstance(one, Place) and one.path else one
        for one in order.inputs
    )
    return replace(order, inputs=inputs)


def _check_seen(attempt: Attempt, receipt: Receipt) -> None:
    """Make sure that no worker misses a file that is here.

    Raises:
        EngineError: One does: it has another disk.
    """
    missing = f"rejected ({RejectionReason.MISSING})"
    told = {uri for uri, words in receipt.told if words == missing}
    for one in attempt.order.inputs:
        if isinstance(one, Place) and one.source_uri in told and one.path and one.path.exists():
            raise EngineError(
                f"a worker does not see {one.path}, which is here; let all machines see it under "
                "that path"
            )
