"""A process that fulfils orders, and our end of its pipe."""

import logging
import os
import signal
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing import get_context, parent_process
from multiprocessing.connection import Connection
from pathlib import Path
from threading import Thread

from pipeline.engines.inside import FolderStage
from pipeline.engines.orders import Extractor, Order, Receipt
from pipeline.engines.work import Bench
from pipeline.settings import Settings
from schemas import ForetellError

PRELOADED = ("pipeline.process",)
"""Imported once, in the process that all workers are forked from; it loads no model."""

STOP_SECONDS = 5

MakeExtractor = Callable[[Settings], Extractor]
"""Makes the extractor of a worker; named in a module, so that another process can find it."""


@dataclass(frozen=True, slots=True)
class Attempt:
    """An order, and how many workers have ended on it."""

    order: Order
    deaths: int = 0


@dataclass(frozen=True, slots=True)
class Answer:
    """What a worker sends for an order: its receipt, or what went wrong; and what it logged."""

    receipt: Receipt | None
    error: ForetellError | None
    logged: tuple[logging.LogRecord, ...]


class Worker:
    """One process.

    Attributes:
        attempts: What it was given and has not answered; it answers in order.
        connection: Has an answer where it can be read from.
        articles: How many articles it has told of.
    """

    def __init__(self, settings: Settings, folder: Path, make: MakeExtractor) -> None:
        """Start it; it loads its model with the first order."""
        context = get_context("forkserver")
        context.set_forkserver_preload(list(PRELOADED))
        self.connection, theirs = context.Pipe()
        self.attempts: deque[Attempt] = deque()
        self.articles = 0
        self._process = context.Process(
            target=work, args=(theirs, settings, folder, make), daemon=False
        )
        self._process.start()
        theirs.close()

    def give(self, attempt: Attempt) -> None:
        """Let it fulfil an order when it is done with those before; a dead one takes it unread."""
        self.attempts.append(attempt)
        try:
            self.connection.send(attempt.order)
        except OSError:  # `answer` finds out
            return

    def answer(self) -> Receipt | None:
        """Return the receipt of the first order that it has; None where it has died.

        Raises:
            ForetellError: It cannot work at all.
        """
        try:
            answer: Answer = self.connection.recv()
        except (EOFError, OSError):
            return None
        for record in answer.logged:
            logging.getLogger(record.name).handle(record)
        if answer.error is not None:
            raise answer.error
        if answer.receipt is not None:
            self.articles += len(answer.receipt.told)
        return answer.receipt

    def death(self) -> str:
        """Return how it ended: a signal's name or an exit code."""
        self._process.join(STOP_SECONDS)
        code = self._process.exitcode or 0
        return signal.Signals(-code).name if code < 0 else f"exit code {code}"

    def end(self) -> None:
        """End it, whatever it is at."""
        self.connection.close()  # one that waits for orders ends by itself
        if self.attempts:
            self._process.terminate()
        self._process.join(STOP_SECONDS)
        if self._process.is_alive():
            self._process.kill()
            self._process.join()
        self._process.close()


def work(orders: Connection, settings: Settings, folder: Path, make: MakeExtractor) -> None:
    """Answer orders until there are no more; what a worker's process does."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the run, which ends us
    Thread(target=_end_with_parent, daemon=True).start()
    kept = Kept()
    log = logging.getLogger("pipeline")
    log.addHandler(kept)
    log.setLevel(settings.log_level)
    log.propagate = False
    bench: Bench | None = None
    while (order := _next(orders)) is not None:
        receipt, error = None, None
        try:
            bench = bench or Bench(settings, make(settings), FolderStage(folder))
            receipt = bench.fulfil(order)
        except ForetellError as raised:
            error = raised
        orders.send(Answer(receipt, error, kept.taken()))


def _next(orders: Connection) -> Order | None:
    """Return the next order; None where whoever gave them has gone."""
    try:
        order: Order = orders.recv()
    except (EOFError, OSError):
        return None
    return order


def _end_with_parent() -> None:
    """End this process as soon as the one that started it is gone, however it went."""
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


class Kept(logging.Handler):
    """Keeps log records in a form that another process can be sent."""

    def __init__(self) -> None:
        super().__init__()
        self._records: list[logging.LogRecord] = []
        self._text = logging.Formatter()

    def emit(self, record: logging.LogRecord) -> None:
        """Keep a record, its message and its traceback as text."""
        record.msg, record.args = record.getMessage(), None
        if record.exc_info:
            record.exc_text = self._text.formatException(record.exc_info)
            record.exc_info = None
        self._records.append(record)

    def taken(self) -> tuple[logging.LogRecord, ...]:
        """Return what was logged since this was asked last."""
        records, self._records = tuple(self._records), []
        return records
