"""What a run asks of its engine, and what comes back: orders, receipts, batches.

An order names its inputs and holds no text, but for what was piped in. A receipt says what came
of it: where the rows lie, how many, and their hashes; the texts stay where they were read.
"""

from collections import defaultdict, deque
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import count
from pathlib import Path
from typing import Protocol, TypeVar

from pipeline.collect import Input
from pipeline.fetch.visits import Visit
from pipeline.readers.opening import BETWEEN
from schemas import Entry, Extraction, Rejection, Source
from warehouse.staged import StagedFile

_T = TypeVar("_T")

Task = Input | Source
"""What a worker takes up: a file, a page, why there is none, or what was piped in."""

Outcome = Extraction | Rejection
"""How every input ends, unless it is unchanged."""


class Extractor(Protocol):
    """What turns sources into outcomes: `pipeline.process.Processor`, or a test's stand-in."""

    @property
    def extractor_version(self) -> str:
        """Version of grammar, lexicon and code."""

    @property
    def model_version(self) -> str:
        """Language model and its version."""

    def content_key(self, source: Source) -> str:
        """Return the key that the same bytes, sidecar and versions always give."""

    def open(self, source: Source) -> Iterator[Source | Rejection]:
        """Yield the articles that a source holds, unread: itself, or those of an archive."""

    def process_many(self, sources: Iterable[Source]) -> Iterator[Outcome]:
        """Yield one outcome for each source, in order; never raise for a bad one."""


@dataclass(frozen=True, slots=True)
class Order:
    """Some inputs to be read, extracted and staged.

    Attributes:
        number: Place of the inputs among those of the run; the parts of one order share it.
        inputs: What is to be read; the same for all parts but the first.
        known: Key of what the warehouse holds, by the name of the article.
        run_id: The run that the rows are of.
        most: How many articles are staged together; None for all.
        picks: Names of the articles to extract of those in `inputs`; None for all that changed.
    """

    number: int
    inputs: tuple[Task, ...]
    known: Mapping[str, str]
    run_id: str
    most: int | None
    picks: frozenset[str] | None = None


@dataclass(frozen=True, slots=True)
class Spent:
    """What one stage did for an order: articles and words taken up, seconds, articles rejected."""

    stage: str
    articles: int
    seconds: float
    words: int = 0
    rejects: int = 0


@dataclass(frozen=True, slots=True)
class Receipt:
    """What came of an order.

    Attributes:
        staged: Where its rows lie, as the staging names it; None where nothing was new.
        files: What lies there; empty where the rows never left this machine.
        seen: Articles found.
        unchanged: Those of them that the warehouse holds.
        told: Name of each article that is done, with what came of it in words.
        left: Names of articles that are still to be extracted.
        spent: What each stage did.
        ids: Name and article_id of each article that was extracted.
    """

    staged: str | None
    files: tuple[StagedFile, ...]
    seen: int
    unchanged: int
    told: tuple[tuple[str, str], ...]
    left: tuple[str, ...] = ()
    spent: tuple[Spent, ...] = ()
    ids: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Batch:
    """Some inputs, extracted and staged; `staged` is None where all of them are unchanged.

    `entries` say how those stand that were fetched, `told` what came of each article in words,
    `spent` what each stage did, `ids` name and article_id of each article that was extracted.
    """

    staged: Path | None
    seen: int
    unchanged: int
    entries: tuple[Entry, ...] = ()
    told: tuple[tuple[str, str], ...] = ()
    spent: tuple[Spent, ...] = ()
    ids: tuple[tuple[str, str], ...] = ()


class Engine(Protocol):
    """Where orders are fulfilled."""

    def run(self, book: "OrderBook") -> Iterator[Batch]:
        """Yield a batch for each order, as they come in.

        Raises:
            EngineError: It cannot go on; what was yielded counts.
            WarehouseError: Nothing can be staged.
        """

    def close(self) -> None:
        """Let go of everything; what was not yielded is lost, and found by the next run."""


class OrderBook:
    """The orders of one run: its inputs, some at a time, and the rest of what holds many."""

    def __init__(
        self, inputs: Sequence[Task], known: Mapping[str, str], *, run_id: str, size: int
    ) -> None:
        self.run_id = run_id
        self.size = size
        self._numbers = count()
        self._groups = batches(inputs, size)
        self._rest: deque[Order] = deque()
        self._known: defaultdict[str, dict[str, str]] = defaultdict(dict)
        for uri, key in known.items():
            self._known[file_of(uri)][uri] = key

    def take(self) -> Order | None:
        """Return an order that nobody took yet; None where there is none for now."""
        if self._rest:
            return self._rest.popleft()
        inputs = next(self._groups, ())
        return self._order(tuple(inputs)) if inputs else None

    def enter(self, order: Order, receipt: Receipt) -> None:
        """Take note of what an order left over; it is given out in further ones."""
        if receipt.left:
            inputs = tuple(each for each in order.inputs if _holds_any(each, receipt.left))
            self._rest.extend(self._parts(replace(order, inputs=inputs), receipt.left))

    def pick(self, inputs: Sequence[Task], names: Collection[str]) -> None:
        """Have these articles of these inputs extracted, which were passed over before."""
        for group in batches(inputs, self.size):
            files = {file_of(name_of(each)) for each in group}
            held = sorted(name for name in names if file_of(name) in files)
            self._rest.extend(self._parts(self._order(tuple(group)), held))

    def _parts(self, order: Order, names: Sequence[str]) -> Iterator[Order]:
        """Yield what extracts these articles of an order, some at a time, whatever is known."""
        for some in batches(names, self.size):
            yield replace(order, known={}, picks=frozenset(some))

    def _order(self, inputs: tuple[Task, ...]) -> Order:
        """Return the order of some inputs, with what is known of them."""
        # How a page stands is entered with all its rows, so what holds pages is not divided.
        has_visits = any(isinstance(each, Visit) for each in inputs)
        files = {file_of(name_of(each)) for each in inputs}
        known = {uri: key for file in files for uri, key in self._known.get(file, {}).items()}
        most = None if has_visits else self.size
        return Order(next(self._numbers), inputs, known, self.run_id, most)


def batches(whole: Sequence[_T], size: int) -> Iterator[Sequence[_T]]:
    """Yield what is in `whole` in order, `size` at a time."""
    for start in range(0, len(whole), size):
        yield whole[start : start + size]


def entries_of(order: Order) -> tuple[Entry, ...]:
    """Return how the articles of an order stand that were fetched."""
    return tuple(each.entry for each in order.inputs if isinstance(each, Visit))


def name_of(one: Task) -> str:
    """Return the name of an input in the warehouse."""
    return one.entry.source_uri if isinstance(one, Visit) else one.source_uri


def _holds_any(one: Task, names: Iterable[str]) -> bool:
    """Tell whether one of the articles of these names is this input, or in it."""
    name = name_of(one)
    return any(each == name or each.startswith(f"{name}{BETWEEN}") for each in names)


def file_of(source_uri: str) -> str:
    """Return the name up to that of the first member: "news.zip" of "news.zip!a.txt"."""
    return source_uri.partition(BETWEEN)[0]
