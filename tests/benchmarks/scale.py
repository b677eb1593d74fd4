"""A Dask cluster beside one machine: `python -m tests.benchmarks.scale --texts FILE.jsonl.gz`.

The same articles by two processes of this machine, by a cluster of one worker, and of two: how
long, and whether the rows are the same. Then runs in whose middle a worker, the scheduler or the
driver is killed: what a rerun ends in must be the same again.

What is measured is printed and added to the file `--progress` at once, so that a run that is cut
short tells what it has; each of the two parts is added to the history when it is complete.
"""

import argparse
import json
import time
from collections.abc import Iterator
from pathlib import Path
from random import Random
from tempfile import gettempdir

from schemas import Source
from tests.benchmarks.drivers import PARTS, TABLES, Ended, Killed, killed, on_cluster, run
from tests.benchmarks.history import append, entry
from tests.benchmarks.texts import given_articles, words_of

ORDERS = 15
"""Orders that the articles of a trial are shared out in, so that there is a middle to kill in."""

Measure = tuple[str, float]


def read_options() -> argparse.Namespace:
    """Return what was asked for."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.scale", description=__doc__)
    parser.add_argument("--texts", type=Path, required=True, metavar="FILE.jsonl.gz")
    parser.add_argument("--limit", type=int, default=200, metavar="N", help="articles (200)")
    parser.add_argument("--trials", type=int, default=10, metavar="N", help="runs with a kill (10)")
    parser.add_argument("--killed", type=int, default=60, metavar="N", help="articles of each (60)")
    parser.add_argument("--without-one", action="store_true", help="leave out the single worker")
    parser.add_argument(
        "--progress",
        type=Path,
        default=Path(gettempdir()) / "foretell-scale.jsonl",
        metavar="FILE",
        help="where each measure is added at once",
    )
    return parser.parse_args()


def main() -> None:
    """Measure, print and keep."""
    options = read_options()
    sources = given_articles(options.texts, options.limit)
    words = words_of(sources)
    _tell(options.progress, "articles", len(sources))
    _tell(options.progress, "words", words)
    append(entry(_kept(compare(sources, options), options.progress), texts="given", words=words))
    if options.trials:
        some = sources[: options.killed]
        figures = _kept(trials(some, options), options.progress)
        append(entry(figures, texts="given", words=words_of(some)))


def _kept(measures: Iterator[Measure], progress: Path) -> dict[str, float]:
    """Return measures, each told as soon as it is there."""
    figures: dict[str, float] = {}
    for label, value in measures:
        figures[label] = float(f"{value:.4g}")
        _tell(progress, label, value)
    return figures


def _tell(progress: Path, label: str, value: object) -> None:
    """Print a measure, and add it to the file."""
    words = f"{value:12,.4g}" if isinstance(value, float) else f"{value}"
    print(f"{label:60} {words}", flush=True)
    with progress.open("a", encoding="utf-8") as lines:
        lines.write(json.dumps({"at": time.strftime("%H:%M:%S"), label: value}) + "\n")


def compare(sources: list[Source], options: argparse.Namespace) -> Iterator[Measure]:
    """Yield what one machine and the cluster take for the same articles."""
    count = len(sources)
    local = run(sources, FORETELL_WORKERS="2")
    yield f"local, 2 processes, {count} articles: seconds", local.seconds
    yield "local, 2 processes: processor seconds", local.all_processor_seconds
    two = on_cluster(sources, 2)
    yield f"dask, 2 workers, {count} articles: seconds", two.seconds
    yield "dask, 2 workers: processor seconds of all parts", two.all_processor_seconds
    yield "dask, 2 workers: processor seconds of the driver", two.processor_seconds
    yield "dask, 2 workers / local, 2 processes, articles a second", local.seconds / two.seconds
    yield "dask / local, articles a processor second", _by_processor(local, two)
    yield f"tables of {len(TABLES)} that differ, dask and local", differing(local, two)
    if not options.without_one:
        one = on_cluster(sources, 1)
        yield f"dask, 1 worker, {count} articles: seconds", one.seconds
        yield "dask, 1 worker: processor seconds of all parts", one.all_processor_seconds
        yield "dask, 2 workers / 1 worker, articles a second", one.seconds / two.seconds
        yield f"tables of {len(TABLES)} that differ, 1 worker and local", differing(local, one)


def _by_processor(local: Ended, two: Ended) -> float:
    return local.all_processor_seconds / two.all_processor_seconds


def trials(sources: list[Source], options: argparse.Namespace) -> Iterator[Measure]:
    """Yield how often a killed and repeated run ended in other rows than an undisturbed one."""
    size = {"FORETELL_BATCH_SIZE": str(max(1, len(sources) // ORDERS))}
    calm = on_cluster(sources, 2, **size)
    ended: list[Killed] = []
    for trial in range(options.trials):
        part = PARTS[trial % len(PARTS)]
        ended.append(killed(sources, part, Random(trial), **size))  # noqa: S311 - no secrets
        _tell(options.progress, f"  trial {trial}, {part} killed", _told(ended[-1], calm))
    yield f"trials of {len(sources)} articles, a part killed in each", len(ended)
    yield "trials that a rerun had to complete", sum(each.code != 0 for each in ended)
    yield "trials that hung", sum(each.code is None for each in ended)
    yield "trials whose rerun failed", sum(bool(each.again) for each in ended)
    yield "trials that ended in other rows", sum(each.rows != calm.rows for each in ended)


def _told(ended: Killed, calm: Ended) -> str:
    """Return what came of a trial, in words."""
    rows = "the same rows" if ended.rows == calm.rows else "OTHER ROWS"
    again = "" if ended.again is None else f", rerun exit {ended.again}"
    said = f" ({ended.said})" if ended.said else ""
    return f"after {ended.told} articles: exit {ended.code}{again}, {rows}{said}"


def differing(one: Ended, other: Ended) -> int:
    """Return how many tables have other rows."""
    return sum(one.rows[name] != other.rows[name] for name in TABLES)


if __name__ == "__main__":
    main()
