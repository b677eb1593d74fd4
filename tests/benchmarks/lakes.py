"""A lake beside one file: `python -m tests.benchmarks.lakes [FILE] [--catalog postgres:…]`.

FILE is a writer's own DuckDB file, which is copied; without one, a warehouse of `--figures` is
made. The same rows are moved into a lake: how large it is, how long every ready question takes of
both and whether the answers are the same, and how long one more batch takes to commit. Processor
seconds of this process beside those of the clock, since a busy machine has few to spare.
"""

import argparse
import json
import shutil
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from tempfile import mkdtemp
from typing import Any

import duckdb

from schemas import QueryError, RunState
from tests.benchmarks.history import append, entry
from tests.benchmarks.large import fill
from tests.warehouse.factories import TEXT, extraction
from warehouse.lake.address import LakeAddress
from warehouse.lake.maintenance import maintain
from warehouse.lake.moving import into_lake
from warehouse.lake.store import LakeStore
from warehouse.migrate import migrate
from warehouse.publish import publish
from warehouse.reader import Reader, open_reader
from warehouse.ready import ReadyQuery, ready_queries
from warehouse.store import Store
from warehouse.word_index import index_words

BATCH = 32
_SIZES = "SELECT (SELECT count(*) FROM core.figures), (SELECT count(*) FROM core.articles)"
PATIENCE = 60
"""Seconds that a question may take; one that takes longer has no measure."""
TIMES = 5


def main() -> None:
    """Measure, print the measures, and enter them in the history where asked."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path, nargs="?")
    parser.add_argument("--figures", type=int, default=100_000, metavar="N", help="made (100000)")
    parser.add_argument("--catalog", default="")
    parser.add_argument("--folder", type=Path, default=None)
    parser.add_argument("--record", action="store_true", help="add to the history")
    given = parser.parse_args()
    folder = given.folder or Path(mkdtemp())
    measures = measure(given.file or _made(folder / "made", given.figures), folder, given.catalog)
    if given.record:
        append(entry(measures, texts="made", words=0))
    sys.stdout.write(json.dumps(measures, indent=1) + "\n")


def _made(home: Path, figures: int) -> Path:
    """Return a writer's own file with so many figures."""
    store = Store(home)
    fill(store, home / "rows", figures)
    return store.working


def measure(file: Path, folder: Path, catalog: str) -> dict[str, float]:
    """Return what the warehouse in `file` costs as one file and as a lake in `folder`."""
    store = Store(folder)
    store.working.parent.mkdir(parents=True)
    shutil.copyfile(file, store.working)
    with duckdb.connect(str(store.working)) as con:
        migrate(con)
        index_words(con)
        publish(con, store.published)
        ((figures, articles),) = con.execute(_SIZES).fetchall()
    address = LakeAddress(catalog or str(folder / "catalog.ducklake"), folder / "lake")
    lake = LakeStore(folder, address)
    found: dict[str, float] = {"figures": figures, "articles": articles}
    with _timed(found, "move into a lake"):
        into_lake(store.working, address, store.published)
    per_million = 1_000_000 / figures
    found["file: MB a million figures"] = _size(store.published) * per_million
    found["lake: MB a million figures"] = _size(Path(address.rows)) * per_million
    found["lake: MB of the catalog's copy"] = _size(lake.published)
    found["lake: files"] = sum(1 for file in Path(address.rows).rglob("*.parquet"))
    found |= _ask(store.published, lake.published)
    for name, kind in (("file", store), ("lake", lake)):
        _commit(found, name, kind.writer)
    with _timed(found, "maintenance"):
        maintain(address, reading_days=0)
    return {name: round(value, 3) for name, value in found.items()}


@contextmanager
def _timed(found: dict[str, float], name: str) -> Iterator[None]:
    """Enter how long the block takes, by the clock and on the processor."""
    clock, processor = time.perf_counter(), time.process_time()
    yield
    found[f"{name}: s"] = time.perf_counter() - clock
    found[f"{name}: processor s"] = time.process_time() - processor


def _ask(file: Path, lake: Path) -> dict[str, float]:
    """Return how long each ready question takes of both, and how many are answered otherwise."""
    found: dict[str, float] = {"ready questions": len(ready_queries())}
    differ = 0
    with open_reader(file, seconds=PATIENCE) as one, open_reader(lake, seconds=PATIENCE) as other:
        for query in ready_queries():
            of_file, of_lake = _asked(one, query), _asked(other, query)
            differ += of_file.pop("rows") != of_lake.pop("rows")
            found |= {f"file: {query.name}: {name}": took for name, took in of_file.items()}
            found |= {f"lake: {query.name}: {name}": took for name, took in of_lake.items()}
    return {**found, "ready questions answered otherwise by the lake": differ}


def _asked(reader: Reader, query: ReadyQuery) -> dict[str, Any]:
    """Return the answer, in no order, and the median of what some times took after a first.

    One that takes too long has no measure, and its answer is that it takes too long.
    """
    given = [example for _, example in query.parameters]
    runs: list[dict[str, float]] = []
    try:
        rows = sorted(map(repr, reader.sql(query.sql, given).rows))
        for _ in range(TIMES):
            took: dict[str, float] = {}
            with _timed(took, "all"):
                reader.sql(query.sql, given)
            runs.append({name.partition(": ")[2]: value for name, value in took.items()})
    except QueryError as error:
        return {"rows": [str(error)]}
    return {"rows": rows, **{name: median(run[name] for run in runs) for name in runs[0]}}


def _commit(found: dict[str, float], kind: str, opened: Callable[..., object]) -> None:
    """Load three batches of new articles, and enter how long the last takes."""
    with opened(  # type: ignore[attr-defined]
        command="add", extractor_version="1", model_version="m"
    ) as writer:
        for part in range(3):
            texts = [f"Part {part}, article {number}: {TEXT}" for number in range(BATCH)]
            staged = writer.stage(
                [extraction(f"{part}/{number}.txt", text) for number, text in enumerate(texts)]
            )
            with _timed(found, f"{kind}: a batch of {BATCH} articles"):
                writer.load(staged)
        writer.finish(RunState.COMPLETED, seen=3 * BATCH, unchanged=0)
        with _timed(found, f"{kind}: publication"):
            writer.publish()


def _size(path: Path) -> float:
    """Return the size of a file or a folder in MB."""
    files = path.rglob("*") if path.is_dir() else [path]
    return sum(file.stat().st_size for file in files if file.is_file()) / 1e6


if __name__ == "__main__":
    main()
