"""From paths to rows, the whole way: find, fetch, extract, load, publish.

The steps are plain functions. `foretell add` runs them as they are; the flow of
`foretell ingest` hands in the same steps as Prefect tasks. Nothing exists twice.
"""

import logging
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from typing import BinaryIO

from pipeline import sources
from pipeline.collect import Collected, Input, fetch
from pipeline.corrections import load_corrections
from pipeline.engines.choose import choose_engine
from pipeline.engines.orders import Batch, Extractor, OrderBook, Task, name_of
from pipeline.failpoints import failpoint
from pipeline.overtaken import holders, overtaken
from pipeline.plan import Plan, make_plan
from pipeline.rates import load_rates
from pipeline.register import load_register
from pipeline.settings import Settings
from pipeline.sources import Place
from pipeline.unchanged import UNCHANGED, Sorted, sort_out
from schemas import Run, RunState
from warehouse.load import LoadCounts
from warehouse.stores import store_of
from warehouse.writer import Writer

logger = logging.getLogger(__name__)

Listener = Callable[[str, str], None]
"""Is told each input's name and, in words, what came of it."""


def log(source_uri: str, told: str) -> None:
    """Enter what came of one input in the log; of one that is unchanged only in detail."""
    logger.log(logging.DEBUG if told == UNCHANGED else logging.INFO, "%s: %s", source_uri, told)


class Ingestion:
    """One run under way: what every step needs, and what the run has come to so far."""

    def __init__(
        self,
        settings: Settings,
        writer: Writer,
        batches: Iterator[Batch],
        *,
        listener: Listener = log,
    ) -> None:
        self.settings = settings
        self.writer = writer
        self.batches = batches
        self.listener = listener
        self.seen = self.unchanged = self.rejected = 0
        self.read: set[str] = set()
        self.overtaken: frozenset[str] = frozenset()

    def pass_over(self, sorted_out: Sorted) -> None:
        """Count the files that are as they were, and tell them."""
        self.seen += sorted_out.articles
        self.unchanged += sorted_out.articles
        for source_uri in sorted_out.unchanged:
            self.listener(source_uri, UNCHANGED)
        if sorted_out.unchanged:
            logger.info("%d files are as they were", len(sorted_out.unchanged))

    def count(self, batch: Batch, loaded: LoadCounts | None) -> None:
        """Add what came of a batch."""
        self.seen += batch.seen
        self.unchanged += batch.unchanged - sum(name in self.overtaken for name, _ in batch.told)
        self.rejected += loaded.articles_rejected if loaded else 0
        self.read.update(name for name, told in batch.told if told != UNCHANGED)


def extract(ingestion: Ingestion) -> Batch | None:
    """Return the next inputs read, extracted and staged; None where there are no more."""
    batch = next(ingestion.batches, None)
    for source_uri, words in batch.told if batch else ():
        ingestion.listener(source_uri, words)
    return batch


def load(ingestion: Ingestion, batch: Batch) -> LoadCounts | None:
    """Make a batch's rows stand in the warehouse, in one transaction; None where it has none."""
    if batch.staged:
        return ingestion.writer.load(batch.staged, batch.entries)
    ingestion.writer.enter_entries(batch.entries)
    return None


def publish(ingestion: Ingestion, state: RunState) -> Run:
    """Enter how the run ended, and make its rows the ones that readers see."""
    writer = ingestion.writer
    run = writer.finish(state, seen=ingestion.seen, unchanged=ingestion.unchanged)
    writer.publish()
    return run


@dataclass(frozen=True, slots=True)
class Steps:
    """The steps of a run, in order; a flow puts its tasks in their places."""

    find: Callable[[Sequence[str], Settings, Sequence[str]], Plan] = make_plan
    fetch: Callable[[Plan, Settings, Extractor], Collected] = fetch
    extract: Callable[[Ingestion], Batch | None] = extract
    load: Callable[[Ingestion, Batch], LoadCounts | None] = load
    publish: Callable[[Ingestion, RunState], Run] = publish


PLAIN = Steps()


def ingest(
    paths: Sequence[str],
    settings: Settings,
    extractor: Extractor,
    *,
    command: str,
    named: Sequence[str] = (),
    stdin: BinaryIO | None = None,
    listener: Listener = log,
    steps: Steps = PLAIN,
    again: bool = False,
) -> Run:
    """Load every article under `paths` that is new or changed, publish, and return the run.

    Without paths, what `seeds/sources.toml` names is read: each source when it is due, or the
    `named` ones now. An input that cannot be used is entered as a rejection, a source that
    fails with its next try, and the run goes on. With `again`, what is unchanged is read, too.

    Raises:
        UsageError: There is no article under `paths`.
        SettingsError: A table of companies or of decisions on them is wrong, or
            `seeds/sources.toml` is, or it has no source of a name.
        WarehouseError: The warehouse is busy or cannot be written, or its rows are against a
            check; what was loaded stays.
    """
    store = store_of(settings)
    store.mark_crashed()  # before pages are fetched, which may take a while
    register, corrections = load_register(settings.home), load_corrections(settings.home)
    rates = load_rates(settings.home)
    collected = steps.fetch(steps.find(paths, settings, named), settings, extractor)
    with store.writer(
        command=command,
        extractor_version=extractor.extractor_version,
        model_version=extractor.model_version,
        wait_seconds=settings.wait_seconds,
    ) as writer:
        writer.enter_register(register)
        writer.enter_corrections(corrections)
        writer.enter_rates(rates)
        versions = (extractor.extractor_version, extractor.model_version)
        sorted_out = sort_out(collected.inputs, {} if again else writer.known_stamps(), versions)
        tasks = [_piped(one, settings, stdin) for one in sorted_out.to_read]
        known = writer.known_keys() if tasks else {}
        writer.enter_seen([name for name in map(name_of, tasks) if name not in known])
        failpoint("discover")
        book = OrderBook(
            tasks, {} if again else known, run_id=writer.run_id, size=settings.batch_size
        )
        with closing(choose_engine(settings, extractor, writer.stage_folder)) as engine:
            batches = engine.run(book) if tasks else iter(())  # workers take a while to start
            ingestion = Ingestion(settings, writer, batches, listener=listener)
            ingestion.pass_over(sorted_out)
            _work_off(ingestion, steps)
            if tasks:
                book.pick(*_overtaken(ingestion, known, (*collected.inputs, *tasks)))
                ingestion.batches = engine.run(book)
                _work_off(ingestion, steps)
        writer.enter_stamps(sorted_out.stamps)
        writer.enter_channels(collected.channels)
        is_partial = ingestion.rejected or collected.has_failed
        return steps.publish(ingestion, RunState.PARTIAL if is_partial else RunState.COMPLETED)


def _work_off(ingestion: Ingestion, steps: Steps) -> None:
    """Load batches until there are no more."""
    while batch := steps.extract(ingestion):
        ingestion.count(batch, steps.load(ingestion, batch))


def _overtaken(
    ingestion: Ingestion, known: Mapping[str, str], tasks: Sequence[Task]
) -> tuple[list[Task], frozenset[str]]:
    """Return what was passed over and is to be read after all: inputs, and names of articles."""
    names = overtaken(known, ingestion.writer.known_keys(), ingestion.read)
    ingestion.overtaken = names
    return holders(tasks, names), names


def _piped(one: Input, settings: Settings, stdin: BinaryIO | None) -> Task:
    """Return an input as any process can read it: what is piped in is read here and now."""
    if isinstance(one, Place) and one.path is None:
        return sources.read(one, settings, stdin=stdin)
    return one
