"""From paths to rows, the whole way: find, extract, load, publish.

The steps are plain functions. `foretell add` runs them as they are; the flow of
`foretell ingest` hands in the same steps as Prefect tasks. Nothing exists twice.
"""

import logging
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Protocol

from pipeline import sources
from pipeline.register import load_register
from pipeline.settings import Settings
from pipeline.sources import Place
from schemas import Extraction, Rejection, Run, RunState, Source
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
    """Some inputs, extracted and staged; `staged` is None where all of them are unchanged."""

    staged: Path | None
    seen: int
    unchanged: int


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


def extract(ingestion: Ingestion, places: Sequence[Place | Rejection]) -> Batch:
    """Return a batch of inputs read, extracted and staged, but for those that are unchanged."""
    changed = list(_changed(ingestion, places))
    outcomes = list(_outcomes(ingestion.extractor, changed))
    for outcome in outcomes:
        ingestion.listener(_uri(outcome), outcome)
    staged = ingestion.writer.stage(outcomes) if outcomes else None
    return Batch(staged, len(places), len(places) - len(changed))


def load(ingestion: Ingestion, batch: Batch) -> LoadCounts | None:
    """Make a batch's rows stand in the warehouse, in one transaction; None where it has none."""
    return ingestion.writer.load(batch.staged) if batch.staged else None


def publish(ingestion: Ingestion, state: RunState) -> Run:
    """Enter how the run ended, and make its rows the ones that readers see."""
    writer = ingestion.writer
    run = writer.finish(state, seen=ingestion.seen, unchanged=ingestion.unchanged)
    writer.publish()
    return run


@dataclass(frozen=True, slots=True)
class Steps:
    """The steps of a run, in order; a flow puts its tasks in their places."""

    find: Callable[[Sequence[str], Settings], list[Place | Rejection]] = sources.find
    extract: Callable[[Ingestion, Sequence[Place | Rejection]], Batch] = extract
    load: Callable[[Ingestion, Batch], LoadCounts | None] = load
    publish: Callable[[Ingestion, RunState], Run] = publish


PLAIN = Steps()


def ingest(
    paths: Sequence[str],
    settings: Settings,
    extractor: Extractor,
    *,
    command: str,
    stdin: BinaryIO | None = None,
    listener: Listener = log,
    steps: Steps = PLAIN,
) -> Run:
    """Load every article under `paths` that is new or changed, publish, and return the run.

    An input that cannot be used is entered as a rejection, and the run goes on.

    Raises:
        UsageError: There is no article under `paths`.
        WarehouseError: The warehouse is busy or cannot be written; what was loaded stays.
    """
    places = steps.find(paths, settings)
    with Store(settings.home).writer(
        command=command,
        extractor_version=extractor.extractor_version,
        model_version=extractor.model_version,
        wait_seconds=settings.wait_seconds,
    register = load_register(settings.home)
    ) as writer:
        ingestion = Ingestion(settings, extractor, writer, stdin=stdin, listener=listener)
        for some in batches(places, settings.batch_size):
            batch = steps.extract(ingestion, some)
            ingestion.count(batch, steps.load(ingestion, batch))
        state = RunState.PARTIAL if ingestion.rejected else RunState.COMPLETED
        writer.enter_register(register)
        return steps.publish(ingestion, state)


def batches(
    places: Sequence[Place | Rejection], size: int
) -> Iterator[Sequence[Place | Rejection]]:
    """Yield `places` in order, `size` at a time."""
    for start in range(0, len(places), size):
        yield places[start : start + size]


def _changed(
    ingestion: Ingestion, places: Iterable[Place | Rejection]
) -> Iterator[Source | Rejection]:
    """Yield the inputs that the warehouse does not hold as they are, read."""
    for place in places:
        found = _read(ingestion, place) if isinstance(place, Place) else place
        if isinstance(found, Source) and _is_known(ingestion, found):
            ingestion.listener(found.source_uri, None)
        else:
            yield found


def _read(ingestion: Ingestion, place: Place) -> Source | Rejection:
    """Return the bytes of one input."""
    return sources.read(place, ingestion.settings, stdin=ingestion.stdin)


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
