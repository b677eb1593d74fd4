"""The pool of processes: every article once, whatever the number of workers, whoever dies."""

import io
import logging
import os
import zipfile
from pathlib import Path

import pytest

from pipeline.engines import pool
from pipeline.engines.pool import PoolEngine
from pipeline.ingest import ingest
from pipeline.settings import Settings
from schemas import ModelError, Run, RunState
from tests.engines.deadly import Deadly, make_deadly, make_nothing
from tests.fakes import ARTICLE
from warehouse.store import Store


@pytest.fixture
def run(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> "Running":
    """Return what runs an ingestion of the workspace in two processes, two inputs an order."""
    return Running(settings.model_copy(update={"workers": 2, "batch_size": 2}), monkeypatch)


class Running:
    """Runs an ingestion in a pool.

    Attributes:
        pools: The pools that were made.
    """

    def __init__(self, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
        self.settings = settings
        self.make = make_deadly
        self.recycled_after = 1000
        self.pools: list[PoolEngine] = []
        monkeypatch.setattr("pipeline.ingest.choose_engine", self._choose)

    def _choose(self, settings: Settings, extractor: Deadly, folder: Path) -> PoolEngine:
        """Return a pool."""
        engine = PoolEngine(
            settings, extractor, folder, make=self.make, recycled_after=self.recycled_after
        )
        self.pools.append(engine)
        return engine

    def __call__(self) -> Run:
        """Run it."""
        return ingest([], self.settings, Deadly(), command="add")

    def rows(self, query: str) -> list[tuple[object, ...]]:
        """Return what readers see."""
        with Store(self.settings.home).reader() as reader:
            return reader.sql(query).rows


REJECTIONS = "SELECT source_uri, reason FROM rejections ORDER BY source_uri"
SOURCES = "SELECT source_uri FROM sources ORDER BY source_uri"


def write(articles: Path, count: int, **special: str) -> None:
    """Write so many articles into the folder, and some more by name."""
    for number in range(count):
        (articles / f"{number}.txt").write_text(f"{ARTICLE}Number {number}.\n")
    for name, text in special.items():
        (articles / f"{name}.txt").write_text(f"{ARTICLE}{text} {name}.\n")


def test_every_article_is_loaded_once(run: Running, articles: Path) -> None:
    """Several orders, two processes: all rows, and nothing at the second time."""
    write(articles, 9)
    first = run()
    assert (first.state, first.articles_seen, first.articles_loaded) == (RunState.COMPLETED, 9, 9)
    assert run.rows("SELECT count(*), count(DISTINCT article_id) FROM figures") == [(18, 9)]
    second = run()
    assert (second.articles_loaded, second.articles_unchanged) == (0, 9)


def test_one_order_needs_no_process(
    run: Running, articles: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is done sooner here is done here, and no worker is started for nothing."""

    def refuse(*_: object) -> None:
        pytest.fail("a worker was started")

    write(articles, 2)
    monkeypatch.setattr(pool, "Worker", refuse)
    assert run().articles_loaded == 2


def test_no_more_processes_than_orders(
    run: Running, articles: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of four processes that are allowed, three orders start three."""
    started: list[object] = []
    worker = pool.Worker

    def count(*given: object) -> object:
        started.append(given)
        return worker(*given)  # type: ignore[arg-type]

    write(articles, 6)
    run.settings = run.settings.model_copy(update={"workers": 4})
    monkeypatch.setattr(pool, "Worker", count)
    assert run().articles_loaded == 6
    assert len(started) == 3


def test_an_article_that_ends_its_process_is_parked(run: Running, articles: Path) -> None:
    """The others of its order are loaded, and the next run leaves it alone until it is changed."""
    write(articles, 5, a="KILL")
    result = run()
    assert (result.state, result.articles_loaded, result.articles_rejected) == ("partial", 5, 1)
    assert run.rows(REJECTIONS) == [("seeds/articles/a.txt", "parked")]
    assert "SIGKILL" in str(run.rows("SELECT detail FROM rejections"))
    assert run().articles_unchanged == 6
    write(articles, 5, a="mended")
    assert run().articles_loaded == 1
    assert run.rows(REJECTIONS) == []


def test_a_member_that_ends_its_process_is_parked(run: Running, articles: Path) -> None:
    """Of an archive the rest is loaded."""
    write(articles, 4)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name in "abcde":
            archive.writestr(f"{name}.txt", f"{ARTICLE}{'KILL' if name == 'c' else name}\n")
    (articles / "0.zip").write_bytes(packed.getvalue())
    result = run()
    assert (result.articles_seen, result.articles_loaded, result.articles_rejected) == (9, 8, 1)
    assert run.rows(REJECTIONS) == [("seeds/articles/0.zip!c.txt", "parked")]


def test_a_process_gives_way_to_another(
    run: Running, articles: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After so many articles; nothing is lost on the way."""
    started: list[object] = []
    worker = pool.Worker

    def start(*given: object) -> object:
        started.append(given)
        return worker(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(pool, "Worker", start)
    run.recycled_after = 3
    write(articles, 20)  # ten orders, of which a process fulfils three at most
    assert run().articles_loaded == 20
    assert len(started) > 2


def test_what_workers_log_is_logged_here(
    run: Running, articles: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """A traceback is no use in a process that nobody sees."""
    write(articles, 4, a="TELL")
    with caplog.at_level(logging.INFO, "pipeline"):
        run()
    (record,) = [each for each in caplog.records if each.name == "pipeline.deadly"]
    assert record.getMessage() == "told: seeds/articles/a.txt"
    assert "ValueError: invalid literal" in str(record.exc_text)


def test_a_missing_model_ends_the_run(run: Running, articles: Path) -> None:
    """It is told as it is, and no process is left."""
    write(articles, 6)
    run.make = make_nothing
    with pytest.raises(ModelError, match="was changed"):
        run()
    assert [pool._workers for pool in run.pools] == [[]]


def test_workers_end_with_the_run(run: Running, articles: Path) -> None:
    """Nobody is left who could write into the next one's stage."""
    import psutil

    write(articles, 6)
    run()
    names = [each.cmdline() for each in psutil.Process(os.getpid()).children(recursive=True)]
    assert not [name for name in names if "spawn_main" in " ".join(name)]
