"""The engine of a cluster: whoever goes, comes late or answers twice, every article once."""

from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.engines import cluster
from pipeline.engines.cluster import ClusterEngine
from pipeline.engines.orders import Extractor
from pipeline.engines.staging import SharedFolder
from pipeline.engines.work import Bench
from pipeline.ingest import ingest
from pipeline.settings import Settings
from schemas import EngineError, Run, RunState, WarehouseError
from tests.engines.crews import PlannedCrew
from tests.fakes import ARTICLE, FakeProcessor
from warehouse.store import Store

Running = Callable[..., Run]


class Cluster:
    """Runs ingestions on crews of our own."""

    def __init__(self, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
        self.settings = settings.model_copy(update={"batch_size": 2, "scheduler_wait_seconds": 0.5})
        self.crew: PlannedCrew
        self._plan: dict[str, object] = {}
        monkeypatch.setattr("pipeline.ingest.choose_engine", self._choose)

    def _choose(self, settings: Settings, extractor: Extractor, folder: Path) -> ClusterEngine:
        staging = SharedFolder(folder)
        bench = Bench(settings, FakeProcessor(), staging)
        self.crew = PlannedCrew(bench, **self._plan)  # type: ignore[arg-type]
        return ClusterEngine(settings, extractor, folder, self.crew, staging)

    def __call__(self, **plan: object) -> Run:
        """Run one on a crew that fails by this plan."""
        self._plan = plan
        return ingest([], self.settings, FakeProcessor(), command="ingest")

    def rows(self, query: str) -> list[tuple[object, ...]]:
        """Return what readers see."""
        with Store(self.settings.home).reader() as reader:
            return reader.sql(query).rows


@pytest.fixture
def run(settings: Settings, articles: Path, monkeypatch: pytest.MonkeyPatch) -> Cluster:
    """Return what runs ingestions of nine articles, two an order."""
    for number in range(9):
        (articles / f"{number}.txt").write_text(f"{ARTICLE}Number {number}.\n")
    return Cluster(settings, monkeypatch)


FIGURES = "SELECT count(*), count(DISTINCT article_id) FROM figures"


@pytest.mark.parametrize(
    "plan",
    [
        pytest.param({}, id="all is well"),
        pytest.param({"twice": True}, id="each answer comes twice"),
        pytest.param({"lost": frozenset({2, 5})}, id="the scheduler goes twice"),
        pytest.param({"damaged": frozenset({1, 2, 4})}, id="rows arrive damaged"),
        pytest.param({"places": 1}, id="one worker"),
        pytest.param({"absent": frozenset({2, 3})}, id="nobody for a while"),
    ],
)
def test_every_article_is_loaded_once(run: Cluster, plan: dict[str, object]) -> None:
    """Nothing is lost or doubled, nothing staged is left, and a second run has nothing to do."""
    first = run(**plan)
    assert (first.state, first.articles_seen, first.articles_loaded) == (RunState.COMPLETED, 9, 9)
    assert run.rows(FIGURES) == [(18, 9)]
    assert not list((Store(run.settings.home).working.parent / "stage").glob("*"))
    assert run().articles_unchanged == 9


def test_what_is_slow_is_given_to_another(run: Cluster, monkeypatch: pytest.MonkeyPatch) -> None:
    """An order that never comes back is given out a second time, and once only."""
    monkeypatch.setattr(cluster, "PATIENCE_SECONDS", 0.0)
    monkeypatch.setattr(cluster, "LONGER", 0.0)
    assert run(silent=frozenset({1})).articles_loaded == 9
    assert len(run.crew.orders) == 6


def test_an_article_that_ends_workers_is_parked(run: Cluster, articles: Path) -> None:
    """The others of its order are loaded."""
    (articles / "deadly.txt").write_text(f"{ARTICLE}Deadly.\n")
    result = run(deadly="deadly")
    assert (result.state, result.articles_loaded, result.articles_rejected) == ("partial", 9, 1)
    assert run.rows("SELECT source_uri, reason FROM rejections") == [
        ("seeds/articles/deadly.txt", "parked")
    ]
    assert run().articles_unchanged == 10


@pytest.mark.parametrize(
    ("plan", "error", "words"),
    [
        pytest.param(
            {"lost": frozenset(range(99))}, EngineError, "no scheduler", id="no scheduler"
        ),
        pytest.param({"places": 0}, EngineError, "none came", id="no worker"),
        pytest.param(
            {"damaged": frozenset(range(99))}, WarehouseError, "not what was staged", id="bad disk"
        ),
    ],
)
def test_a_run_that_cannot_go_on_fails_whole(
    run: Cluster, plan: dict[str, object], error: type[Exception], words: str
) -> None:
    """It says why, leaves nothing half-written, and the next run completes."""
    with pytest.raises(error, match=words):
        run(**plan)
    assert not list((Store(run.settings.home).working.parent / "stage").glob("*"))
    assert run().state is RunState.COMPLETED
    assert run.rows(FIGURES) == [(18, 9)]


def test_a_worker_that_misses_a_file_ends_the_run(run: Cluster) -> None:
    """An article is not entered as missing because a disk is not mounted."""
    bench_read = "pipeline.engines.work.sources.read"
    from pipeline.sources import Place, reject
    from schemas import RejectionReason, SourceError

    def read(place: Place, _settings: Settings) -> object:
        return reject(place.source_uri, SourceError(RejectionReason.MISSING, "no such file"))

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(bench_read, read)
        with pytest.raises(EngineError, match="does not see"):
            run()
    assert run().articles_loaded == 9
