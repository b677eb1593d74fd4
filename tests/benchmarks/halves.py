"""Two drivers at once into one lake: `python -m tests.benchmarks.halves --texts FILE.jsonl.gz`.

The whole command, `foretell ingest` with Prefect, once with all articles into one DuckDB file; then
twice at the same time, each with its half, into a lake over PostgreSQL. Both must end well, and the
rows must be the same. With `--engine dask` two workers of one scheduler extract for both drivers.
"""

import argparse
import os
import subprocess
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory

from pipeline.settings import load_settings
from schemas import Source
from tests.benchmarks.clusters import ROOT, Cluster
from tests.benchmarks.commands import FORETELL
from tests.benchmarks.drivers import TABLES, there, wait_for
from tests.benchmarks.history import append, entry
from tests.benchmarks.texts import given_articles, words_of
from tests.warehouse.lake.postgres import postgres
from warehouse.reader import open_reader
from warehouse.stores import published_of

HALVES = ("east", "west")


def main() -> None:
    """Run both, print what came of it, and keep it."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.halves", description=__doc__)
    parser.add_argument("--texts", type=Path, required=True, metavar="FILE.jsonl.gz")
    parser.add_argument("--limit", type=int, default=80, metavar="N", help="articles (80)")
    parser.add_argument("--engine", choices=("local", "dask"), default="local")
    given = parser.parse_args()
    sources = given_articles(given.texts, given.limit)
    figures = dict(measure(sources, given.engine))
    append(entry(figures, texts="given", words=words_of(sources)))


def measure(sources: Sequence[Source], engine: str) -> Iterator[tuple[str, float]]:
    """Yield how two drivers do beside one."""
    label = f"two drivers, {len(sources)} articles in halves, engine {engine}"
    with ExitStack() as stack:
        folder = Path(stack.enter_context(TemporaryDirectory()))
        alone = _workspace(folder / "alone", sources)
        _run(alone, [["articles"]], {})
        told = {
            "FORETELL_WAREHOUSE__KIND": "ducklake",
            "FORETELL_WAREHOUSE__CATALOG": stack.enter_context(postgres()),
        }
        if engine == "dask":
            cluster = stack.enter_context(Cluster(2, folder / "cluster.txt"))
            wait_for(cluster, 2)
            told |= there(cluster)
        both = _workspace(folder / "both", sources)
        start = time.perf_counter()
        codes = _run(both, [[f"articles/{half}"] for half in HALVES], told)
        yield from _shown(f"{label}: seconds", time.perf_counter() - start)
        yield from _shown(f"{label}: drivers that failed", sum(code != 0 for code in codes))
        one, two = _rows(alone, {}), _rows(both, told)
        differ = sum(one[name] != two[name] for name in TABLES)
        yield from _shown(f"{label}: tables of {len(TABLES)} that differ from one driver's", differ)


def _shown(label: str, value: float) -> Iterator[tuple[str, float]]:
    """Print a measure, and yield it."""
    print(f"{label:90} {value:8,.4g}", flush=True)
    yield label, float(f"{value:.4g}")


def _workspace(home: Path, sources: Sequence[Source]) -> Path:
    """Return a new workspace with these articles in two folders."""
    for half in HALVES:
        (home / "articles" / half).mkdir(parents=True)
    for folder in ("seeds", "warehouse"):
        (home / folder).mkdir()
    for number, source in enumerate(sources):
        path = home / "articles" / HALVES[number % 2] / f"{number}.txt"
        path.write_bytes(source.content)
        if source.sidecar:
            path.with_suffix(".meta.toml").write_bytes(source.sidecar)
    return home


def _run(home: Path, paths: Sequence[Sequence[str]], told: Mapping[str, str]) -> list[int]:
    """Return how the commands end that ingest these paths at the same time."""
    environment = {**os.environ, "FORETELL_HOME": str(home), "PYTHONPATH": str(ROOT), **told}
    with (home / "log.txt").open("ab") as log:
        drivers = [
            subprocess.Popen(
                [FORETELL, "ingest", *given], cwd=home, env=environment, stdout=log, stderr=log
            )
            for given in paths
        ]
        return [driver.wait() for driver in drivers]


def _rows(home: Path, told: Mapping[str, str]) -> dict[str, str]:
    """Return a hash of the rows that readers see of each table, but for who wrote them."""
    found: dict[str, str] = {}
    wanted = {
        name.removeprefix("FORETELL_WAREHOUSE__").lower(): value
        for name, value in told.items()
        if name.startswith("FORETELL_WAREHOUSE__")
    }
    settings = load_settings(home=str(home), warehouse=wanted or None)
    with open_reader(published_of(settings), seconds=300) as reader:
        for name in TABLES:
            but = "EXCLUDE (run_id)" if name == "articles" else ""
            rows = reader.sql(f"SELECT * {but} FROM core.{name}").rows  # noqa: S608 - our names
            text = "\n".join(sorted(map(repr, rows)))
            found[name] = f"{len(rows)}:{sha256(text.encode('utf-8', 'surrogatepass')).hexdigest()}"
    return found


if __name__ == "__main__":
    main()
