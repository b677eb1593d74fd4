"""A Dask cluster beside one machine: `python -m tests.benchmarks.scale --texts FILE.jsonl.gz`.

The same articles by two processes of this machine, by a cluster of one worker, and of two: how
long, and whether the rows are the same. Then runs in whose middle a worker, the scheduler or the
driver is killed: what a rerun ends in must be the same again. `foretell ingest` without Prefect.
"""

import argparse
import os
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from itertools import chain
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import duckdb

from schemas import Source
from tests.benchmarks.clusters import ROOT, Cluster
from tests.benchmarks.commands import make_workspace
from tests.benchmarks.history import append, entry
from tests.benchmarks.texts import given_articles, words_of
from tests.benchmarks.watching import Watch

DRIVER = (
    "import logging\n"
    "logging.basicConfig(level='INFO')\n"
    "from pipeline.ingest import ingest\n"
    "from pipeline.settings import load_settings\n"
    "from pipeline.standby import Standby\n"
    "settings = load_settings()\n"
    "ingest([], settings, Standby(settings), command='ingest')\n"
)
"""A run as the flow has it, without the flow."""

TABLES = (
    *("articles", "edits", "passages", "figures", "company_mentions", "forecasts"),
    *("rejected_numbers", "signatures", "bands"),
)


@dataclass(frozen=True, slots=True)
class Ended:
    """What a run took, in seconds of the wall and of the driver's processors; and its rows."""

    seconds: float
    processor_seconds: float
    rows: Mapping[str, str]


def read_options() -> argparse.Namespace:
    """Return what was asked for."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.scale", description=__doc__)
    parser.add_argument("--texts", type=Path, required=True, metavar="FILE.jsonl.gz")
    parser.add_argument("--limit", type=int, default=200, metavar="N", help="articles (200)")
    parser.add_argument("--trials", type=int, default=10, metavar="N", help="runs with a kill (10)")
    parser.add_argument("--killed", type=int, default=60, metavar="N", help="articles of each (60)")
    parser.add_argument("--without-one", action="store_true", help="leave out the single worker")
    return parser.parse_args()


def main() -> None:
    """Measure, print and keep."""
    options = read_options()
    sources = given_articles(options.texts, options.limit)
    words = words_of(sources)
    print(f"{len(sources)} articles, {words:,} words", flush=True)
    figures: dict[str, float] = {}
    for label, value in chain(compare(sources, options.without_one), trials(sources, options)):
        figures[label] = float(f"{value:.4g}")
        print(f"{label:60} {value:12,.4g}", flush=True)
    append(entry(figures, texts="given", words=words))


def compare(sources: list[Source], without_one: bool) -> Iterator[tuple[str, float]]:
    """Yield what one machine and the cluster take for the same articles."""
    local = run(sources, FORETELL_WORKERS="2")
    yield f"local, 2 processes, {len(sources)} articles: seconds", local.seconds
    two = on_cluster(sources, 2)
    yield "dask, 2 workers: seconds", two.seconds
    yield "dask, driver: processor seconds", two.processor_seconds
    yield "dask, 2 workers / local, 2 processes, articles a second", local.seconds / two.seconds
    yield "tables of dask that differ from local's", differing(local, two)
    if not without_one:
        one = on_cluster(sources, 1)
        yield "dask, 1 worker: seconds", one.seconds
        yield "dask, 2 workers / 1 worker, articles a second", one.seconds / two.seconds
        yield "tables of 1 worker that differ from local's", differing(local, one)


def trials(sources: list[Source], options: argparse.Namespace) -> Iterator[tuple[str, float]]:
    """Yield how often a killed and repeated run ended in other rows than an undisturbed one."""
    some = sources[: options.killed]
    start = time.perf_counter()
    calm = on_cluster(some, 2)
    took = time.perf_counter() - start
    wrong = again = 0
    for trial in range(options.trials):
        part = ("worker", "scheduler", "driver")[trial % 3]
        chance = Random(trial)  # noqa: S311 - moments, not secrets
        rows, code = killed(some, part, chance.uniform(0.1, 0.9) * took)
        wrong += rows != calm.rows
        again += code != 0
        print(f"  trial {trial}: {part} killed, exit {code}, same rows: {rows == calm.rows}")
    if options.trials:
        yield f"trials of {len(some)} articles, a part killed in each", options.trials
        yield "trials that a rerun had to complete", again
        yield "trials that ended in other rows", wrong


def run(sources: list[Source], **variables: str) -> Ended:
    """Return what a run in a new workspace came to."""
    with TemporaryDirectory() as folder:
        home = workspace(Path(folder), sources)
        start = time.perf_counter()
        driver = start_driver(home, **variables)
        watch = Watch([driver])
        code = driver.wait()
        seconds = time.perf_counter() - start
        if code:
            raise SystemExit(f"the run failed; see\n{(home / 'log.txt').read_text()[-2000:]}")
        return Ended(seconds, watch.stop(), rows_of(home))


def on_cluster(sources: list[Source], workers: int) -> Ended:
    """Return what a run on a new cluster came to; the cluster's own start is not counted."""
    with TemporaryDirectory() as folder, Cluster(workers, Path(folder) / "cluster.txt") as cluster:
        wait_for(cluster, workers)
        return run(sources, FORETELL_ENGINE="dask", FORETELL_SCHEDULER=cluster.address)


def killed(sources: list[Source], part: str, after: float) -> tuple[Mapping[str, str], int]:
    """Return the rows after a run with a kill and its rerun, and how the first one ended."""
    with TemporaryDirectory() as folder, Cluster(2, Path(folder) / "cluster.txt") as cluster:
        home = workspace(Path(folder), sources)
        wait_for(cluster, 2)
        there = {"FORETELL_ENGINE": "dask", "FORETELL_SCHEDULER": cluster.address}
        driver = start_driver(home, **there)
        try:
            code = driver.wait(timeout=after)
        except subprocess.TimeoutExpired:
            if part == "driver":
                driver.kill()
            elif part == "worker":
                cluster.kill_worker(0)
            else:
                cluster.kill_scheduler()
            code = _wait_mending(driver, cluster)
        if code:
            cluster.mend()
            code_again = _wait_mending(start_driver(home, **there), cluster)
            if code_again:
                raise SystemExit(f"the rerun failed; see\n{(home / 'log.txt').read_text()[-2000:]}")
        return rows_of(home), code


def _wait_mending(driver: "subprocess.Popen[bytes]", cluster: Cluster) -> int:
    """Return how a driver ends, while whatever starts workers anew does so."""
    while driver.poll() is None:
        time.sleep(0.5)
        cluster.mend()
    return driver.returncode


def start_driver(home: Path, **variables: str) -> "subprocess.Popen[bytes]":
    """Start a run of the workspace."""
    told = {"FORETELL_HOME": str(home), "PYTHONPATH": str(ROOT), **variables}
    with (home / "log.txt").open("ab") as log:
        return subprocess.Popen(
            [sys.executable, "-c", DRIVER], env={**os.environ, **told}, stdout=log, stderr=log
        )


def wait_for(cluster: Cluster, workers: int) -> None:
    """Return when the workers are there."""
    from distributed import Client

    with Client(cluster.address, timeout=300, set_as_default=False) as client:
        client.wait_for_workers(workers, timeout=300)


def workspace(folder: Path, sources: list[Source]) -> Path:
    """Return a new workspace of these articles."""
    files = {f"{n}.txt": source.content for n, source in enumerate(sources)}
    told = {f"{n}.meta.toml": each.sidecar for n, each in enumerate(sources) if each.sidecar}
    return make_workspace(folder / "home", {**files, **told})


def rows_of(home: Path) -> Mapping[str, str]:
    """Return a hash of the rows that readers see of each table, but for who wrote them."""
    with duckdb.connect(str(home / "warehouse/foretell.duckdb"), read_only=True) as con:
        return {name: _hash(con, name) for name in TABLES}


def _hash(con: duckdb.DuckDBPyConnection, name: str) -> str:
    """Return a hash over the rows of a table, whatever their order."""
    but = "EXCLUDE (run_id)" if name == "articles" else ""
    rows = con.execute(f"SELECT * {but} FROM core.{name}").fetchall()  # noqa: S608 - our own names
    digest = sha256("\n".join(sorted(map(repr, rows))).encode("utf-8", "surrogatepass"))
    return f"{len(rows)}:{digest.hexdigest()}"


def differing(one: Ended, other: Ended) -> int:
    """Return how many tables have other rows."""
    return sum(one.rows[name] != other.rows[name] for name in TABLES)


if __name__ == "__main__":
    main()
