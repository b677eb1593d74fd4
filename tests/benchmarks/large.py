"""A warehouse of many figures: loading, publishing, asking, searching, reading an article anew."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter, process_time
from typing import ParamSpec, TypeVar
from unittest import mock

from pyarrow.parquet import read_metadata

from pipeline.lexicon import REPOSITORY
from pipeline.process import load_processor
from pipeline.settings import load_settings
from schemas import Extraction, RunState
from tests.benchmarks.multiplied import multiplied
from tests.benchmarks.texts import made_articles, seed_article
from warehouse import writer as writing
from warehouse.export import export
from warehouse.names import ExportForm
from warehouse.ready import ready_queries
from warehouse.sandbox import open_published
from warehouse.search import search
from warehouse.store import Store
from warehouse.writer import Writer

_P = ParamSpec("_P")
_T = TypeVar("_T")

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
    rows, figures_loaded, articles = 0, 0, 0
    loads, kept = _Spent(), _Spent()
    keep = mock.patch.object(writing, "keep", kept.timing(writing.keep))
    with keep, _writer(store) as writer:
        load = loads.timing(writer.load)
        for staged in multiplied(folder, writer.run_id, made, figures):
            rows += sum(read_metadata(file).num_rows for file in staged.glob("*.parquet"))
            counts = load(staged)
            figures_loaded += counts.figures_loaded
            articles += counts.articles_loaded
        yield "figures loaded a second, kept rows included", figures_loaded / loads.seconds
        yield "rows of all tables loaded a second", rows / (loads.seconds - kept.seconds)
        yield "rows of all tables loaded a processor second", rows / (loads.spent - kept.spent)
        yield "kept rows of all articles: seconds", kept.seconds
        yield "kept rows of all articles: processor seconds", kept.spent
        writer.finish(RunState.COMPLETED, seen=articles, unchanged=0)
        yield from _timed("first publication", writer.publish).items()


@dataclass(slots=True)
class _Spent:
    """Wall and processor seconds, the latter of all threads, of calls so far."""

    seconds: float = 0.0
    spent: float = 0.0

    def timing(self, call: Callable[_P, _T]) -> Callable[_P, _T]:
        """Return a function that does the same and adds what it takes."""

        def timed(*args: _P.args, **named: _P.kwargs) -> _T:
            wall, processor = perf_counter(), process_time()
            try:
                return call(*args, **named)
            finally:
                self.seconds += perf_counter() - wall
                self.spent += process_time() - processor

        return timed


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
    found = _Spent()
    found.timing(call)()
    return {f"{name}: seconds": found.seconds, f"{name}: processor seconds": found.spent}


def _writer(store: Store) -> AbstractContextManager[Writer]:
    """Open a run."""
    return store.writer(command="ingest", extractor_version="1", model_version="1")
