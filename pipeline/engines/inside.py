"""The engine that needs nothing: one order after the other, in this process."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.engines.orders import (
    Batch,
    Extractor,
    Order,
    OrderBook,
    Outcome,
    Receipt,
    entries_of,
)
from pipeline.engines.work import Bench
from pipeline.settings import Settings
from warehouse.stage import stage
from warehouse.staged import StagedFile


@dataclass(frozen=True, slots=True)
class FolderStage:
    """Puts rows into a folder of this machine, where they are loaded from."""

    folder: Path

    def put(self, outcomes: Sequence[Outcome], run_id: str) -> tuple[str, tuple[StagedFile, ...]]:
        """Return the new folder under this one that holds the rows.

        Raises:
            WarehouseError: They cannot be written.
        """
        return str(stage(self.folder, outcomes, run_id)), ()


class InsideEngine:
    """Extracts in this process."""

    def __init__(self, settings: Settings, extractor: Extractor, folder: Path) -> None:
        self._bench = Bench(settings, extractor, FolderStage(folder))

    def run(self, book: OrderBook) -> Iterator[Batch]:
        """Yield a batch for each order, in order."""
        while order := book.take():
            receipt = self._bench.fulfil(order)
            book.enter(order, receipt)
            yield batch_of(order, receipt, Path(receipt.staged) if receipt.staged else None)

    def close(self) -> None:
        """Do nothing: there is nothing to let go of."""


def batch_of(order: Order, receipt: Receipt, staged: Path | None) -> Batch:
    """Return the batch of an order whose rows are at hand."""
    entries = entries_of(order) if order.picks is None else ()
    return Batch(
        staged,
        receipt.seen,
        receipt.unchanged,
        entries,
        receipt.told,
        receipt.spent,
        receipt.ids,
    )
