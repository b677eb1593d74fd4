"""From paths to rows, the whole way: find, fetch, extract, load, publish.

The steps are plain functions. `foretell add` runs them as they are; the flow of
`foretell ingest` hands in the same steps as Prefect tasks. Nothing exists twice.
"""

import logging
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Protocol

from pipeline import sources
from pipeline.collect import Collected, Input, fetch
from pipeline.corrections import load_corrections
from pipeline.fetch.saved import FOLDER, SavedPages
from pipeline.fetch.visits import Visit, source_of
from pipeline.plan import Plan, make_plan
from pipeline.register import load_register
from pipeline.settings import Settings
from pipeline.sources import Place
from schemas import Entry, Extraction, Rejection, Run, RunState, Source
from warehouse.load import LoadCounts
from warehouse.store import Store
from warehouse.writer import Writer

logger = logging.getLogger(__name__)

Outcome = Extraction | Rejection
"""How every input ends, unless it is unchanged."""

Listener = Callable[[str, Outcome | None], None]
"""Is told each input's name and what came of it; None for one that is unchanged."""


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


def log(source_uri: str, outcome: Outcome | None) -> None:
    """Enter what came of one input in the log."""
    logger.info("%s: %s", source_uri, told(outcome))


def told(outcome: Outcome | None) -> str:
    """Return what came of an input, in words."""
    if outcome is None:
        return "unchanged"
    if isinstance(outcome, Rejection):
        return f"rejected ({outcome.reason})"
    facts = outcome.facts
    return (
        f"{len(facts.figures)} figures, {len(facts.forecasts)} forecasts, "
        f"{len(facts.companies)} mentions of companies"
    )


@dataclass(frozen=True, slots=True)
class Batch:
    """Some inputs, extracted and staged; `staged` is None where all of them are unchanged.

    `entries` say how those stand that were fetched.
    """

    staged: Path | None
    seen: int
    unchanged: int
    entries: tuple[Entry, ...] = ()


class Ingestion:
    """One run under way: what every step needs, and what the run has come to so far."""

    def __init__(
        self,
        settings: Settings,
        extractor: Extractor,
        writer: Writer,
        *,
        stdin: BinaryIO | None = None,
        listener: Listener = log,
    ) -> None:
        self.settings = settings
        self.extractor = extractor
        self.writer = writer
        self.stdin = stdin
        self.listener = listener
        self.known = writer.known_keys()
        self.seen = self.unchanged = self.rejected = 0

    def count(self, batch: Batch, loaded: LoadCounts | None) -> None:
        """Add what came of a batch."""
        self.seen += batch.seen
        self.unchanged += batch.unchanged
        self.rejected += loaded.articles_rejected if loaded else 0


def extract(ingestion: Ingestion, inputs: Sequence[Input]) -> Batch:
    """Return a batch of inputs read, extracted and staged, but for those that are unchanged."""
    visits = [each for each in inputs if isinstance(each, Visit)]
    same = [visit.entry.source_uri for visit in visits if visit.is_same]
    for source_uri in same:
        ingestion.listener(source_uri, None)
    found = [one for each in inputs for one in _found(ingestion, each)]
    changed = list(_changed(ingestion, found))
    outcomes = list(_outcomes(ingestion.extractor, changed))
    for outcome in outcomes:
        ingestion.listener(_uri(outcome), outcome)
    staged = ingestion.writer.stage(outcomes) if outcomes else None
    unchanged = len(same) + len(found) - len(changed)
    entries = tuple(visit.entry for visit in visits)
    return Batch(staged, len(same) + len(found), unchanged, entries)


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
    extract: Callable[[Ingestion, Sequence[Input]], Batch] = extract
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
) -> Run:
    """Load every article under `paths` that is new or changed, publish, and return the run.

    Without paths, what `seeds/sources.toml` names is read: each source when it is due, or the
    `named` ones now. An input that cannot be used is entered as a rejection, a source that
    fails with its next try, and the run goes on.

    Raises:
        UsageError: There is no article under `paths`.
        SettingsError: A table of companies or of decisions on them is wrong, or
            `seeds/sources.toml` is, or it has no source of a name.
        WarehouseError: The warehouse is busy or cannot be written, or its rows are against a
            check; what was loaded stays.
    """
    register, corrections = load_register(settings.home), load_corrections(settings.home)
    collected = steps.fetch(steps.find(paths, settings, named), settings, extractor)
    with Store(settings.home).writer(
        command=command,
        extractor_version=extractor.extractor_version,
        model_version=extractor.model_version,
        wait_seconds=settings.wait_seconds,
    ) as writer:
        writer.enter_register(register)
        writer.enter_corrections(corrections)
        ingestion = Ingestion(settings, extractor, writer, stdin=stdin, listener=listener)
        for some in batches(collected.inputs, settings.batch_size):
            batch = steps.extract(ingestion, some)
            ingestion.count(batch, steps.load(ingestion, batch))
        writer.enter_channels(collected.channels)
        is_partial = ingestion.rejected or collected.has_failed
        return steps.publish(ingestion, RunState.PARTIAL if is_partial else RunState.COMPLETED)


def batches(inputs: Sequence[Input], size: int) -> Iterator[Sequence[Input]]:
    """Yield `inputs` in order, `size` at a time."""
    for start in range(0, len(inputs), size):
        yield inputs[start : start + size]


def _changed(
    ingestion: Ingestion, found: Iterable[Source | Rejection]
) -> Iterator[Source | Rejection]:
    """Yield the inputs that the warehouse does not hold as they are."""
    for one in found:
        if isinstance(one, Source) and _is_known(ingestion, one):
            ingestion.listener(one.source_uri, None)
        else:
            yield one


def _found(ingestion: Ingestion, one: Input) -> Iterator[Source | Rejection]:
    """Yield the articles of one input, read; a file that is known whole is not opened."""
    found = _read(ingestion, one)
    if found is None:
        return
    if isinstance(found, Rejection) or _is_known(ingestion, found):
        yield found
    else:
        yield from ingestion.extractor.open(found)


def _read(ingestion: Ingestion, one: Input) -> Source | Rejection | None:
    """Return the bytes of one input; None for a page that brought none."""
    match one:
        case Place():
            return sources.read(one, ingestion.settings, stdin=ingestion.stdin)
        case Visit():
            saved = SavedPages(ingestion.settings.home / FOLDER)
            return one.rejection or (source_of(one.entry, saved) if one.is_new else None)
        case _:
            return one


def _is_known(ingestion: Ingestion, source: Source) -> bool:
    """Tell whether the warehouse holds exactly what would come of this source."""
    known = ingestion.known.get(source.source_uri)
    return known is not None and known == ingestion.extractor.content_key(source)


def _outcomes(extractor: Extractor, inputs: Sequence[Source | Rejection]) -> Iterator[Outcome]:
    """Yield the rejections as they are, and what the extractor makes of the sources."""
    yield from (found for found in inputs if isinstance(found, Rejection))
    yield from extractor.process_many(found for found in inputs if isinstance(found, Source))


def _uri(outcome: Outcome) -> str:
    """Return the name of the input that an outcome is of."""
    return outcome.source_uri if isinstance(outcome, Rejection) else outcome.article.source_uri
