"""Changes of a lake that several processes make at once: one after another, all or nothing."""

import random
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TypeVar

import duckdb

from schemas import WarehouseBusy, WarehouseError
from warehouse.lake.address import LakeAddress
from warehouse.lake.connection import load_extension
from warehouse.sql import literal, transaction

_T = TypeVar("_T")

PAUSES = (0.05, 0.1, 0.2, 0.4, 0.8, 1.6, 3.2)
"""Seconds to wait before each new try of a change that clashed, half to one and a half times."""

QUEUE_SECONDS = 600
"""How long a change waits for those of others, the longest of which is a publication."""

# PostgreSQL's advisory locks are numbered; this one is ours, within the catalog's database.
_LOCK = 7_061_979
_TAKE_TURN = f"SELECT 1 AS held FROM pg_advisory_xact_lock({_LOCK})"  # noqa: S608 - our number
_CLASH = "transaction conflict"


class Commits:
    """Makes changes of one lake, each in a transaction that sees all that was made before.

    A lake checks no keys: two processes that load the same article at once would both succeed.
    So changes queue up at a lock that PostgreSQL lets go of with the transaction or its process.
    A catalog in a file needs none, being open in one process alone. What clashes all the same,
    with a program that does not queue up, is done again on top of what the other made.
    """

    def __init__(
        self,
        con: duckdb.DuckDBPyConnection,
        address: LakeAddress,
        *,
        pauses: Sequence[float] = PAUSES,
        queue_seconds: float = QUEUE_SECONDS,
    ) -> None:
        self._con = con
        self._pauses = pauses
        self._queue_seconds = queue_seconds
        self._queue = _queue_of(address) if address.is_shared else None

    def make(self, change: Callable[[], _T]) -> _T:
        """Make a change in one transaction, return what it returns.

        Args:
            change: May be called several times; what it did is undone before each new try.

        Raises:
            WarehouseBusy: Others' changes were in the way too long; nothing was changed.
            WarehouseError: The catalog or the storage failed; nothing was changed.
        """
        for pause in (*self._pauses, None):
            try:
                with self.turn(), transaction(self._con):
                    return change()
            except duckdb.Error as error:
                if not is_clash(error):
                    raise WarehouseError(
                        f"the lake was not changed: {error}; see to its catalog and storage, then "
                        "run the command again"
                    ) from error
                if pause is None:
                    raise WarehouseBusy(
                        f"{len(self._pauses) + 1} tries clashed with another writer's changes, "
                        "nothing was changed; run the command again: "
                        f"{str(error).splitlines()[-1]}"
                    ) from error
            time.sleep(pause * random.uniform(0.5, 1.5))  # noqa: S311 - no secret
        raise AssertionError("the last try returns or raises")

    def run(self, statement: str) -> None:
        """Run a statement of the lake's own upkeep, which makes its own transactions.

        Raises:
            WarehouseBusy: Others' changes were in the way too long.
        """
        with self.turn():
            self._con.execute(statement).fetchall()

    def close(self) -> None:
        """Let go of the connection that queues."""
        if self._queue is not None:
            self._queue.close()

    @contextmanager
    def turn(self) -> Iterator[None]:
        """Wait until it is our turn, and keep it for the block.

        Raises:
            WarehouseBusy: It did not come in time.
        """
        if self._queue is None:
            yield
            return
        with transaction(self._queue):
            try:
                patience = int(self._queue_seconds * 1000)
                _ask(self._queue, f"SELECT set_config('lock_timeout', '{patience}', true)")
                _ask(self._queue, _TAKE_TURN)
            except duckdb.Error as error:
                if "lock timeout" not in str(error):
                    raise
                raise WarehouseBusy(
                    f"another writer's change took over {self._queue_seconds:g} seconds, nothing "
                    "was changed; run the command again when it has ended"
                ) from error
            yield


def is_clash(error: duckdb.Error) -> bool:
    """Tell whether a change failed only because another one was made meanwhile."""
    return isinstance(error, duckdb.TransactionException) and _CLASH in str(error).lower()


def _ask(queue: duckdb.DuckDBPyConnection, question: str) -> None:
    """Ask PostgreSQL itself, in the transaction that is open."""
    queue.execute(f"FROM postgres_query('queue', {literal(question)})").fetchall()


def _queue_of(address: LakeAddress) -> duckdb.DuckDBPyConnection:
    """Return a connection of its own to PostgreSQL; the lake's transactions are not in its way."""
    con = duckdb.connect(":memory:", config={"autoinstall_known_extensions": "false"})
    try:
        load_extension(con, "postgres_scanner")
        con.execute(f"ATTACH {literal(address.dsn)} AS queue (TYPE postgres, READ_ONLY)")
    except BaseException:
        con.close()
        raise
    return con
