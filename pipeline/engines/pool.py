"""The engine of one machine: processes that each hold the model, and this one that loads.

Each worker has an order at hand and the next one waiting, so that none stands idle while rows
are loaded here. A worker that dies loses nothing: its orders are given out again, the one that
it died of an input at a time, until the article is known that ends workers; that one is parked.
"""

from collections import deque
from collections.abc import Iterator
from multiprocessing.connection import wait
from pathlib import Path

from pipeline.engines.inside import FolderStage, batch_of
from pipeline.engines.orders import Batch, Extractor, OrderBook, Receipt
from pipeline.engines.parking import divide, is_hopeless, park
from pipeline.engines.work import Bench
from pipeline.engines.workers import Attempt, MakeExtractor, Worker
from pipeline.settings import Settings

AHEAD = 2
"""Orders that a worker has: one at hand, one waiting."""

RECYCLED_AFTER = 1000
"""Articles that one process extracts: spaCy remembers every word that it has seen."""


class PoolEngine:
    """Extracts in processes of this machine; in this one where there is only one order."""

    def __init__(
        self,
        settings: Settings,
        extractor: Extractor,
        folder: Path,
        *,
        make: MakeExtractor,
        recycled_after: int = RECYCLED_AFTER,
    ) -> None:
        """Start nothing yet.

        Args:
            settings: Whose workspace it is, and how many processes.
            extractor: What extracts in this process.
            folder: Where rows are staged.
            make: Makes the extractor of a worker, in its process.
            recycled_after: Articles after which another process takes a worker's place.
        """
        self._settings = settings
        self._extractor = extractor
        self._folder = folder
        self._make = make
        self._recycled_after = recycled_after
        self._bench = Bench(settings, extractor, FolderStage(folder))
        self._workers: list[Worker] = []
        self._again: deque[Attempt] = deque()

    def run(self, book: OrderBook) -> Iterator[Batch]:
        """Yield a batch for each order, as they come in.

        Raises:
            WarehouseError: Nothing can be staged.
            ForetellError: The model or a table of words cannot be loaded.
        """
        first, second = self._take(book), self._take(book)
        if first and not second:
            yield self._enter(book, first, self._bench.fulfil(first.order))
        else:
            self._again.extend(each for each in (first, second) if each)
        while self._share_out(book):
            for worker in self._answering():
                yield from self._settle(book, worker)

    def close(self) -> None:
        """End all workers; what was not yielded is lost, and found by the next run."""
        while self._workers:
            self._workers.pop().end()

    def _take(self, book: OrderBook) -> Attempt | None:
        """Return what to do next; None where there is nothing for now."""
        if self._again:
            return self._again.popleft()
        order = book.take()
        return Attempt(order) if order else None

    def _share_out(self, book: OrderBook) -> bool:
        """Give every worker enough to do; tell whether any has something to do."""
        while attempt := self._take(book):
            worker = self._idlest()
            if worker is None:
                self._again.appendleft(attempt)
                break
            worker.give(attempt)
        return any(worker.attempts for worker in self._workers)

    def _idlest(self) -> Worker | None:
        """Return the worker with the least to do, a new one where all are busy; None if full."""
        usable = [each for each in self._workers if each.articles < self._recycled_after]
        idlest = min(usable, key=lambda worker: len(worker.attempts), default=None)
        if idlest is not None and not idlest.attempts:
            return idlest
        if len(self._workers) < self._settings.workers:
            self._workers.append(Worker(self._settings, self._folder, self._make))
            return self._workers[-1]
        return idlest if idlest and len(idlest.attempts) < AHEAD else None

    def _answering(self) -> list[Worker]:
        """Return the workers that have an answer, or have died; wait for one."""
        busy = {worker.connection: worker for worker in self._workers if worker.attempts}
        return [busy[connection] for connection in wait(list(busy))]  # type: ignore[index]

    def _settle(self, book: OrderBook, worker: Worker) -> Iterator[Batch]:
        """Yield the batch of what a worker has done; see to its end where it has died."""
        receipt = worker.answer()
        if receipt is None:
            yield from self._bury(book, worker)
            return
        attempt = worker.attempts.popleft()
        if worker.articles >= self._recycled_after and not worker.attempts:
            self._retire(worker)
        yield self._enter(book, attempt, receipt)

    def _retire(self, worker: Worker) -> None:
        """End a worker that is of no more use."""
        self._workers.remove(worker)
        worker.end()

    def _bury(self, book: OrderBook, worker: Worker) -> Iterator[Batch]:
        """Give out again what a dead worker had; yield the batch of what is parked."""
        death = worker.death()
        attempts, worker.attempts = worker.attempts, deque()
        self._retire(worker)
        self._again.extend(list(attempts)[1:])
        for attempt in divide(attempts[0]):
            if is_hopeless(attempt):
                receipt = park(attempt.order, self._bench, self._extractor, death)
                yield self._enter(book, attempt, receipt)
            else:
                self._again.append(attempt)

    def _enter(self, book: OrderBook, attempt: Attempt, receipt: Receipt) -> Batch:
        """Return the batch of an order, and note what it left over."""
        book.enter(attempt.order, receipt)
        staged = Path(receipt.staged) if receipt.staged else None
        return batch_of(attempt.order, receipt, staged)
