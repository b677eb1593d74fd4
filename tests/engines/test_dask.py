"""A real Dask cluster of three processes: the rows of one machine, whoever is killed."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from pipeline.engines.choose import choose_engine
from pipeline.engines.cluster import ClusterEngine
from pipeline.engines.cluster_worker import MakeExtractor, Seat, Versions
from pipeline.engines.crew import DaskCrew
from pipeline.engines.orders import Batch, Extractor
from pipeline.engines.staging import choose_staging
from pipeline.ingest import Ingestion, Steps, ingest, load
from pipeline.settings import Settings
from schemas import EngineError, Run, SettingsError, WarehouseError
from tests.benchmarks.clusters import Cluster
from tests.benchmarks.drivers import rows_of, wait_for
from tests.engines.deadly import Deadly, make_deadly, make_nothing
from tests.fakes import ARTICLE
from warehouse.store import Store


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    """Return a scheduler with two workers; it takes a few seconds to start."""
    with Cluster(2, tmp_path_factory.mktemp("cluster") / "log.txt") as started:
        wait_for(started, 2)
        yield started


class Runs:
    """Runs ingestions of a workspace on a cluster."""

    def __init__(self, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
        self.settings = settings
        self.make: MakeExtractor = make_deadly
        self.patch = monkeypatch

    def __call__(self, *, version: str = "0+test", steps: Steps | None = None, **set_: str) -> Run:
        """Run one whose driver has an extractor of a version, with other settings."""
        settings = self.settings.model_copy(update=set_)
        with self.patch.context() as patch:
            patch.setattr("pipeline.ingest.choose_engine", self._choose)
            return ingest([], settings, Deadly(version), command="ingest", steps=steps or Steps())

    def _choose(self, settings: Settings, extractor: Extractor, folder: Path) -> ClusterEngine:
        staging = choose_staging(settings.staging, folder, settings.home)
        versions = Versions.of(extractor)
        seat = Seat(f"{versions}{staging}{self.make}", settings, staging, self.make, versions)
        crew = DaskCrew(str(settings.scheduler), seat, settings.scheduler_wait_seconds)
        return ClusterEngine(settings, extractor, folder, crew, staging)


@pytest.fixture
def run(
    settings: Settings, articles: Path, cluster: Cluster, monkeypatch: pytest.MonkeyPatch
) -> Runs:
    """Return what runs ingestions of twelve articles, two an order."""
    for number in range(12):
        (articles / f"{number}.txt").write_text(f"{ARTICLE}Number {number}.\n")
    told = {"batch_size": 2, "scheduler": cluster.address, "scheduler_wait_seconds": 60}
    return Runs(settings.model_copy(update=told), monkeypatch)


def staged(settings: Settings) -> list[Path]:
    """Return what lies in the stage."""
    return list((Store(settings.home).working.parent / "stage").glob("*"))


def after_first_load(act: Callable[[], object]) -> Steps:
    """Return steps that do something in the middle: when the first rows are loaded."""
    loaded: list[Batch] = []

    def then(ingestion: Ingestion, batch: Batch) -> object:
        if not loaded:
            act()
        loaded.append(batch)
        return load(ingestion, batch)

    return Steps(load=then)  # type: ignore[arg-type]


@pytest.mark.parametrize("killed", ["a worker", "the scheduler"])
def test_the_rows_are_those_of_one_machine(run: Runs, cluster: Cluster, killed: str) -> None:
    """Each article once, and nothing is left in the stage."""
    kill = cluster.kill_scheduler if "scheduler" in killed else lambda: cluster.kill_worker(0)
    assert run(steps=after_first_load(kill)).articles_loaded == 12
    found = rows_of(run.settings.home)
    assert staged(run.settings) == []
    for file in (run.settings.home / "warehouse").rglob("*.duckdb*"):
        file.unlink()
    ingest([], run.settings, Deadly(), command="ingest")
    assert rows_of(run.settings.home) == found


def test_rows_go_by_an_object_store(run: Runs, tmp_path: Path) -> None:
    """Whatever fsspec reaches by an address; the run's folder there is removed."""
    assert run(staging=f"file://{tmp_path / 'store'}").articles_loaded == 12
    assert list((tmp_path / "store").glob("*")) == []


def test_a_worker_of_another_version_ends_the_run(run: Runs) -> None:
    """It is named, nothing is half-written, and the next run completes."""
    with pytest.raises(EngineError, match=r"worker tcp.*has extractor 0\+test, this run 2"):
        run(version="2")
    assert staged(run.settings) == []
    assert run().articles_loaded == 12


def test_a_worker_without_the_model_ends_the_run(run: Runs) -> None:
    """What it says is told."""
    run.make = make_nothing
    with pytest.raises(EngineError, match=r"worker tcp.*the model was changed"):
        run()


def test_a_store_that_takes_nothing_ends_the_run(run: Runs, tmp_path: Path) -> None:
    """A disk that is full or not to be written to: nothing is half-written, the next completes."""
    (tmp_path / "file").write_text("no folder")
    with pytest.raises(WarehouseError, match="nothing was staged"):
        run(staging=f"file://{tmp_path / 'file'}/below")
    assert run().articles_loaded == 12


@pytest.mark.parametrize("address", ["tcp://127.0.0.1:9", "nonsense://"])
def test_an_unreachable_scheduler_ends_the_run(settings: Settings, address: str) -> None:
    """The address is told, and what to do."""
    versions = Versions.of(Deadly())
    staging = choose_staging(None, settings.home, settings.home)
    seat = Seat("test", settings, staging, make_deadly, versions)
    with pytest.raises(EngineError, match="no Dask scheduler answers at"):
        DaskCrew(address, seat, 0.2).gather()


def test_a_scheduler_must_be_named(settings: Settings) -> None:
    """Without an address there is nothing to connect to."""
    asked = settings.model_copy(update={"engine": "dask"})
    with pytest.raises(SettingsError, match="needs `scheduler`"):
        choose_engine(asked, Deadly(), settings.home)
