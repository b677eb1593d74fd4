"""Crews of our own for the cluster's engine: they extract in this process, and fail as told."""

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from pipeline.engines.crew import Answer, Gone
from pipeline.engines.orders import Order
from pipeline.engines.work import Bench
from schemas import EngineError


@dataclass
class PlannedCrew:
    """Answers orders at once, and by plan not at all.

    Attributes:
        bench: What orders are fulfilled at.
        lost: Orders, counted from 1 as they are given, with which the scheduler goes.
        silent: Orders that are never answered.
        deadly: Words of an article's name of which workers die.
        damaged: Orders whose receipt speaks of other rows.
        twice: Whether each answer comes twice.
        places: How many orders there is room for.
        absent: Times, counted from 1 as room is asked for, when nobody is there.
    """

    bench: Bench
    lost: frozenset[int] = frozenset()
    silent: frozenset[int] = frozenset()
    deadly: str | None = None
    damaged: frozenset[int] = frozenset()
    twice: bool = False
    places: int = 3
    absent: frozenset[int] = frozenset()
    asked: int = 0
    gathered: int = 0
    count: int = 0
    orders: list[Order] = field(default_factory=list)
    _waiting: deque[tuple[int, int, Order]] = field(default_factory=deque)

    def gather(self) -> None:
        """Count how often it was asked."""
        self.gathered += 1
        self._waiting.clear()
        if self.gathered > 5:
            raise EngineError("there is no scheduler")

    def room(self) -> int:
        """Return how many orders there is room for."""
        self.asked += 1
        return 0 if self.asked in self.absent else self.places

    def give(self, number: int, order: Order) -> None:
        """Take an order."""
        self.count += 1
        self.orders.append(order)
        self._waiting.append((self.count, number, order))

    def answers(self, seconds: float) -> Iterator[Answer]:
        """Yield what comes of all orders, the last first."""
        del seconds
        while self._waiting:
            count, number, order = self._waiting.pop()
            if count in self.lost:
                raise Gone("the scheduler has gone")
            if count not in self.silent:
                answer = self._answer(count, number, order)
                yield from [answer, answer] if self.twice else [answer]

    def leave(self) -> None:
        """Do nothing."""

    def _answer(self, count: int, number: int, order: Order) -> Answer:
        """Return the answer to an order."""
        if self.deadly and any(self.deadly in str(each) for each in order.inputs):
            return Answer(number, death="SIGKILL")
        receipt = self.bench.fulfil(order)
        if count in self.damaged:
            files = tuple(replace(file, sha256="0" * 64) for file in receipt.files)
            receipt = replace(receipt, files=files)
        return Answer(number, receipt=receipt)
