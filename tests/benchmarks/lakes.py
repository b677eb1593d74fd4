"""A lake beside one file: `python -m tests.benchmarks.lakes FILE [--catalog postgres:…]`.

FILE is a writer's own DuckDB file, such as `tests.benchmarks.multiplied` makes; it is copied. The
same rows are moved into a lake: how large it is, how long the ready questions take of both, and
how long one more batch takes to commit. Processor seconds of this process beside those of the
clock, since a busy machine has few to spare.
"""

import argparse
import json
import shutil
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import mkdtemp

import duckdb

from schemas import QueryError, RunState
from tests.benchmarks.history import append, entry
from tests.warehouse.factories import TEXT, extraction
from warehouse.lake.address import LakeAddress
from warehouse.lake.maintenance import maintain
from warehouse.lake.moving import into_lake
from warehouse.lake.store import LakeStore
from warehouse.migrate import migrate
from warehouse.publish import publish
from warehouse.reader import open_reader
from warehouse.ready import ready_queries
from warehouse.store import Store
from warehouse.word_index import index_words

BATCH = 32
PATIENCE = 60
"""Seconds that a question may take; one that takes longer has no measure."""


def main() -> None:
    """Measure, print the measures, and enter them in the history where asked."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument("--catalog", default="")
    parser.add_argument("--folder", type=Path, default=None)
    parser.add_argument("--record", action="store_true", help="add to the history")
    given = parser.parse_args()
    folder = given.folder or Path(mkdtemp())
    measures = measure(given.file, folder, given.catalog)
    if given.record:
        append(entry(measures, texts="made", words=0))
    sys.stdout.write(json.dumps(measures, indent=1) + "\n")


def measure(file: Path, folder: Path, catalog: str) -> dict[str, float]:
    """Return what the warehouse in `file` costs as one file and as a lake in `folder`."""
    store = Store(folder)
    store.working.parent.mkdir(parents=True)
    shutil.copyfile(file, store.working)
    with duckdb.connect(str(store.working)) as con:
        migrate(con)
        index_words(con)
        publish(con, store.published)
        ((figures,),) = con.execute("SELECT count(*) FROM core.figures").fetchall()
    address = LakeAddress(catalog or str(folder / "catalog.ducklake"), folder / "lake")
    lake = LakeStore(folder, address)
    found: dict[str, float] = {"figures": figures}
    with _timed(found, "move into a lake"):
        into_lake(store.working, address, store.published)
    per_million = 1_000_000 / figures
    found["file: MB a million figures"] = _size(store.published) * per_million
    found["lake: MB a million figures"] = _size(Path(address.rows)) * per_million
    _ask(found, "file", store.published)
    _ask(found, "lake", lake.published)
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


def _ask(found: dict[str, float], kind: str, published: Path) -> None:
    """Ask each ready question twice, and enter the second time."""
    with open_reader(published, seconds=PATIENCE) as reader:
        for query in ready_queries():
            given = [example for _, example in query.parameters]
            with suppress(QueryError):
                reader.sql(query.sql, given)
                with _timed(found, f"{kind}: {query.name}"):
                    reader.sql(query.sql, given)


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
