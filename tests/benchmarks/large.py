"""A warehouse of many figures: loading, publishing, asking, searching, reading an article anew."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter, process_time

from pyarrow.parquet import read_metadata

from pipeline.lexicon import REPOSITORY
from pipeline.process import load_processor
from pipeline.settings import load_settings
from schemas import Extraction, RunState
from tests.benchmarks.multiplied import multiplied
from tests.benchmarks.texts import made_articles, seed_article
from warehouse.export import export
from warehouse.names import ExportForm
from warehouse.ready import ready_queries
from warehouse.sandbox import open_published
from warehouse.search import search
from warehouse.store import Store
from warehouse.writer import Writer

ARTICLES = 48
TIMES = 5


def large_measures(figures: int) -> Mapping[str, float]:
    """Return what a warehouse of so many figures takes, in wall and in processor seconds."""
    made = _extracted()
    with TemporaryDirectory() as folder:
        home = Path(folder)
        store = Store(home)
        found = dict(_filled(store, home / "made", made, figures))
        found |= _read_anew(store, made[-1])
        found |= _asked(store.published)
        path = home / "figures.parquet"
        found |= _timed(
            "export of figures",
            lambda: export(store.published, "figures", ExportForm.PARQUET, path),
        )
    return found


def fill(store: Store, folder: Path, figures: int) -> None:
    """Fill a warehouse with so many figures, made in a folder, and publish it."""
    for _ in _filled(store, folder, _extracted(), figures):
        continue


def _extracted() -> list[Extraction]:
    """Return our own texts, read by the extractor."""
    processor = load_processor(load_settings(home=REPOSITORY))
    outcomes = processor.process_many([seed_article(), *made_articles(ARTICLES)])
    return [outcome for outcome in outcomes if isinstance(outcome, Extraction)]


def _filled(
    store: Store, folder: Path, made: list[Extraction], figures: int
) -> Iterator[tuple[str, float]]:
    """Fill the warehouse and publish it; yield how fast."""
    seconds, spent, rows, loaded, articles = 0.0, 0.0, 0, 0, 0
    with _writer(store) as writer:
        for staged in multiplied(folder, writer.run_id, made, figures):
            rows += sum(read_metadata(file).num_rows for file in staged.glob("*.parquet"))
            start, before = perf_counter(), process_time()
            counts = writer.load(staged)
            seconds += perf_counter() - start
            spent += process_time() - before
            loaded += counts.figures_loaded
            articles += counts.articles_loaded
        yield "figures loaded a second, kept rows included", loaded / seconds
        yield "rows of all tables loaded a second, kept rows included", rows / seconds
        yield "rows of all tables loaded a processor second", rows / spent
        writer.finish(RunState.COMPLETED, seen=articles, unchanged=0)
        yield from _timed("first publication", writer.publish).items()


def _read_anew(store: Store, one: Extraction) -> dict[str, float]:
    """Return what one more article takes, without and with publication."""
    with _writer(store) as writer:
        staged = writer.stage([one])
        found = _timed("one article more: load", lambda: writer.load(staged))
        end = lambda: writer.finish(RunState.COMPLETED, seen=1, unchanged=0)  # noqa: E731
        found |= _timed("one article more: kept rows", end)
        return found | _timed("publication", writer.publish)


def _asked(published: Path) -> dict[str, float]:
    """Return what each ready query and a search take: the median of some times."""
    found: dict[str, float] = {}
    con = open_published(published)
    for query in ready_queries():
        examples = [example for _, example in query.parameters]
        runs = [
            _timed(query.name, lambda: con.execute(query.sql, examples).fetchall())  # noqa: B023
            for _ in range(TIMES)
        ]
        found |= {name: median(run[name] for run in runs) for name in runs[0]}
    con.close()
    runs = [_timed("search", lambda: search(published, "pump sales")) for _ in range(TIMES)]
    return found | {name: median(run[name] for run in runs) for name in runs[0]}


def _timed(name: str, call: Callable[[], object]) -> dict[str, float]:
    """Return the wall and the processor seconds of a call, the latter over all threads."""
    wall, processor = perf_counter(), process_time()
    call()
    return {
        f"{name}: seconds": perf_counter() - wall,
        f"{name}: processor seconds": process_time() - processor,
    }


def _writer(store: Store) -> AbstractContextManager[Writer]:
    """Open a run."""
    return store.writer(command="ingest", extractor_version="1", model_version="1")
