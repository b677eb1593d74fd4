"""Runs of `foretell ingest` in processes of their own, by this machine or by a cluster.

Without Prefect: the run as the flow has it. What a run came to is told by hashes of its rows.
"""

import os
import subprocess
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import duckdb

from schemas import Source
from tests.benchmarks.clusters import ROOT, Cluster
from tests.benchmarks.commands import make_workspace
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

TABLES = (
    *("articles", "edits", "passages", "figures", "company_mentions", "forecasts"),
    *("rejected_numbers", "signatures", "bands"),
)

TOLD = "INFO:pipeline.ingest:seeds/articles/"
"""What a line of the log begins with that tells of one article."""

PARTS = ("worker", "scheduler", "driver", "workers", "cluster")
"""What is killed: all but the driver and the `cluster`, which is the whole, come back at once."""

QUIET_SECONDS = 900
"""A driver hangs that has logged nothing for so long."""

PATIENCE, IMPATIENCE = "300", "5"
"""Seconds that a driver looks for a scheduler: one that comes back, and one that stays away."""


@dataclass(frozen=True, slots=True)
class Ended:
    """What a run came to.

    Attributes:
        seconds: From the start of the driver to its end.
        processor_seconds: Of the driver and its children.
        all_processor_seconds: With scheduler and workers, from their start on.
        rows: Number and hash of the rows of each table.
    """

    seconds: float
    processor_seconds: float
    all_processor_seconds: float
    rows: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Killed:
    """What came of a run in whose middle something was killed: exit codes and rows.

    Attributes:
        told: Articles that the driver had told of at that moment.
        code: How the run ended; None where it hung and was killed.
        again: How the rerun ended; None where none was needed.
        rows: As in `Ended`; none where the rerun failed before anything was published.
        said: The last line of the log of a run that failed; empty where none did.
    """

    told: int
    code: int | None
    again: int | None
    rows: Mapping[str, str]
    said: str


class Hangs(Exception):
    """A driver said nothing for too long; it was killed."""


def run(sources: list[Source], cluster: Cluster | None = None, **variables: str) -> Ended:
    """Return what a run in a new workspace came to.

    Raises:
        SystemExit: It failed.
    """
    with TemporaryDirectory() as folder:
        home = workspace(Path(folder), sources)
        start = time.perf_counter()
        driver = start_driver(home, **variables)
        own, others = Watch([driver]), Watch(cluster.parts if cluster else [])
        code = wait(driver, home)
        seconds = time.perf_counter() - start
        spent, spent_by_others = own.stop(), others.stop()
        if code:
            raise SystemExit(f"the run failed; see\n{(home / 'log.txt').read_text()[-2000:]}")
        return Ended(seconds, spent, spent + spent_by_others, rows_of(home))


def on_cluster(sources: list[Source], workers: int, **variables: str) -> Ended:
    """Return what a run on a new cluster came to; the seconds begin when its workers are there."""
    with TemporaryDirectory() as folder, Cluster(workers, Path(folder) / "cluster.txt") as cluster:
        wait_for(cluster, workers)
        return run(sources, cluster, **there(cluster), **variables)


def killed(sources: list[Source], part: str, chance: Random, **variables: str) -> Killed:
    """Return what came of a run with a kill after some articles, and of its rerun."""
    with TemporaryDirectory() as folder, Cluster(2, Path(folder) / "cluster.txt") as cluster:
        home = workspace(Path(folder), sources)
        wait_for(cluster, 2)
        patience = IMPATIENCE if part == "cluster" else PATIENCE
        told = {**there(cluster), "FORETELL_SCHEDULER_WAIT_SECONDS": PATIENCE, **variables}
        driver = start_driver(home, **{**told, "FORETELL_SCHEDULER_WAIT_SECONDS": patience})
        count = _wait_until_told(driver, home, int(chance.uniform(0.05, 0.9) * len(sources)))
        if part == "driver":
            driver.kill()
        else:
            cluster.kill(part)
        code = _wait_mending(driver, home, cluster, is_mended=part != "cluster")
        again, said = None, ""
        if code != 0:
            said = _last_line(home)
            cluster.restart()
            wait_for(cluster, 2)
            again = _wait_mending(start_driver(home, **told), home, cluster)
        return Killed(count, code, again, rows_of(home), _last_line(home) if again else said)


def _last_line(home: Path) -> str:
    """Return the last line of the log."""
    return (home / "log.txt").read_text(encoding="utf-8").strip().rpartition("\n")[2]


def there(cluster: Cluster) -> dict[str, str]:
    """Return the settings that send orders to a cluster."""
    return {"FORETELL_ENGINE": "dask", "FORETELL_SCHEDULER": cluster.address}


def start_driver(home: Path, **variables: str) -> "subprocess.Popen[bytes]":
    """Start a run of the workspace."""
    told = {"FORETELL_HOME": str(home), "PYTHONPATH": str(ROOT), **variables}
    with (home / "log.txt").open("ab") as log:
        return subprocess.Popen(
            [sys.executable, "-c", DRIVER], env={**os.environ, **told}, stdout=log, stderr=log
        )


def wait(
    driver: "subprocess.Popen[bytes]", home: Path, mended: Cluster | None = None, pause: float = 0.5
) -> int:
    """Return how a driver ends, while what watches over workers starts new ones for the dead.

    Raises:
        Hangs: It said nothing for too long.
    """
    size, since = -1, time.monotonic()
    while driver.poll() is None:
        time.sleep(pause)
        if mended is not None:
            mended.mend()
        if (now := (home / "log.txt").stat().st_size) != size:
            size, since = now, time.monotonic()
        elif time.monotonic() - since > QUIET_SECONDS:
            driver.kill()
            driver.wait()
            raise Hangs(f"nothing was logged for {QUIET_SECONDS} s")
    return driver.returncode


def _wait_mending(
    driver: "subprocess.Popen[bytes]", home: Path, cluster: Cluster, *, is_mended: bool = True
) -> int | None:
    """Return how a driver ends; None where it hangs."""
    try:
        return wait(driver, home, cluster if is_mended else None)
    except Hangs:
        return None


def _wait_until_told(driver: "subprocess.Popen[bytes]", home: Path, articles: int) -> int:
    """Return how many articles a driver has told of when these are enough, or it has ended."""
    while True:
        is_over = driver.poll() is not None
        told = (home / "log.txt").read_text(encoding="utf-8").count(TOLD)
        if is_over or told >= max(1, articles):
            return told
        time.sleep(0.02)


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
    file = home / "warehouse/foretell.duckdb"
    if not file.is_file():
        return {}
    with duckdb.connect(str(file), read_only=True) as con:
        return {name: _hash(con, name) for name in TABLES}


def _hash(con: duckdb.DuckDBPyConnection, name: str) -> str:
    """Return a hash over the rows of a table, whatever their order."""
    but = "EXCLUDE (run_id)" if name == "articles" else ""
    rows = con.execute(f"SELECT * {but} FROM core.{name}").fetchall()  # noqa: S608 - our own names
    digest = sha256("\n".join(sorted(map(repr, rows))).encode("utf-8", "surrogatepass"))
    return f"{len(rows)}:{digest.hexdigest()}"
