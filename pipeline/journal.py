"""The steps of a run as its operator follows them: each is timed, counted and logged.

What they did goes into the view `run_stages`, and line by line into the log of the run.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from decimal import Decimal
from pathlib import Path
from time import perf_counter

from pipeline.collect import Collected
from pipeline.engines.orders import Batch, Extractor
from pipeline.fetch.visits import Visit
from pipeline.ingest import PLAIN, Ingestion, Steps
from pipeline.plan import Plan, channels_of
from pipeline.runlog import RunLog
from pipeline.settings import Settings
from schemas import Run, RunStage, RunState
from warehouse.load import LoadCounts

STAGES = ("discover", "fetch", "read", "extract", "stage", "load", "publish")
"""The stages of a run, in order."""


@dataclass(slots=True)
class Tally:
    """What one stage has done so far; None where it does not see them."""

    articles: int = 0
    seconds: float = 0
    words: int | None = None
    rejects: int | None = None

    def add(self, articles: int, *, words: int | None = None, rejects: int | None = None) -> None:
        """Add some articles."""
        self.articles += articles
        self.words = self.words if words is None else (self.words or 0) + words
        self.rejects = self.rejects if rejects is None else (self.rejects or 0) + rejects


@contextmanager
def followed(home: Path, steps: Steps = PLAIN) -> Iterator[Steps]:
    """Give the steps of one run of a workspace, logged and counted, for the block."""
    with RunLog(home) as log:
        yield Journal(log).follow(steps)


@dataclass(slots=True)
class Journal:
    """Follows one run."""

    log: RunLog
    tallies: dict[str, Tally] = field(default_factory=dict)

    def follow(self, steps: Steps) -> Steps:
        """Return the same steps, followed."""
        return replace(
            steps,
            find=lambda *given: self._find(steps.find, *given),
            fetch=lambda *given: self._fetch(steps.fetch, *given),
            extract=lambda *given: self._extract(steps.extract, *given),
            load=lambda *given: self._load(steps.load, *given),
            publish=lambda *given: self._publish(steps.publish, *given),
        )

    def _find(
        self,
        find: Callable[[Sequence[str], Settings, Sequence[str]], Plan],
        paths: Sequence[str],
        settings: Settings,
        named: Sequence[str],
    ) -> Plan:
        with self._during("discover") as tally:
            plan = find(paths, settings, named)
            tally.add(len(plan.places) + len(plan.pages))
        names = ", ".join(channel.name for channel in channels_of(plan))
        self.log.write(f"{tally.articles} files and pages; sources: {names or 'none'}")
        return plan

    def _fetch(
        self,
        fetch: Callable[[Plan, Settings, Extractor], Collected],
        plan: Plan,
        settings: Settings,
        extractor: Extractor,
    ) -> Collected:
        with self._during("fetch") as tally:
            collected = fetch(plan, settings, extractor)
            visits = [each for each in collected.inputs if isinstance(each, Visit)]
            tally.add(len(visits), rejects=sum(each.rejection is not None for each in visits))
        for channel in collected.channels:
            told = {"source": channel.channel, "state": channel.state.value}
            self.log.write(channel.detail or "read", **told)
        return collected

    def _extract(
        self, extract: Callable[[Ingestion], Batch | None], ingestion: Ingestion
    ) -> Batch | None:
        # Its seconds are told by who does the work; here it is waited for.
        self.log.begin(ingestion.writer.run_id)
        self.log.stage = "extract"
        batch = extract(ingestion)
        if batch is not None:
            self._count(batch)
            ids = dict(batch.ids)
            for uri, told in batch.told:
                self.log.write(told, source_uri=uri, article_id=ids.get(uri))
        return batch

    def _count(self, batch: Batch) -> None:
        """Add what a batch's stages did."""
        for spent in batch.spent:
            tally = self.tallies.setdefault(spent.stage, Tally())
            is_extracting = spent.stage == "extract"
            tally.add(
                spent.articles,
                words=spent.words if is_extracting else None,
                rejects=spent.rejects if is_extracting else None,
            )
            tally.seconds += spent.seconds

    def _load(
        self,
        load: Callable[[Ingestion, Batch], LoadCounts | None],
        ingestion: Ingestion,
        batch: Batch,
    ) -> LoadCounts | None:
        with self._during("load") as tally:
            counts = load(ingestion, batch)
            if counts is not None:
                tally.add(counts.articles_loaded, rejects=counts.articles_rejected)
                self.log.write(f"{counts.articles_loaded} articles loaded")
        return counts

    def _publish(
        self,
        publish: Callable[[Ingestion, RunState], Run],
        ingestion: Ingestion,
        state: RunState,
    ) -> Run:
        """Publish; what this stage did is seen by readers with the next run."""
        writer = ingestion.writer
        self.log.begin(writer.run_id)
        writer.enter_stages(self.stages(writer.run_id))
        with self._during("publish") as tally:
            run = publish(ingestion, state)
            tally.add(run.articles_loaded)
        writer.enter_stages(self.stages(writer.run_id))
        self.log.write(f"the run is {run.state}", state=run.state.value)
        return run

    def stages(self, run_id: str) -> tuple[RunStage, ...]:
        """Return what the stages of the run did so far."""
        return tuple(
            RunStage(
                run_id=run_id,
                stage=stage,
                ordinal=ordinal,
                articles=tally.articles,
                words=tally.words,
                seconds=Decimal(f"{tally.seconds:.3f}"),
                rejects=tally.rejects,
            )
            for ordinal, stage in enumerate(STAGES, start=1)
            if (tally := self.tallies.get(stage)) is not None
        )

    @contextmanager
    def _during(self, stage: str) -> Iterator[Tally]:
        """Time a stage."""
        self.log.stage = stage
        tally = self.tallies.setdefault(stage, Tally())
        began = perf_counter()
        try:
            yield tally
        finally:
            tally.seconds += perf_counter() - began
