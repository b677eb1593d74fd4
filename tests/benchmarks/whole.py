"""A whole run beside bare spaCy: `python -m tests.benchmarks.whole --texts FILE.jsonl.gz`.

Of so many articles, in one run: two bare processes of spaCy, `foretell ingest` with two workers
and with one, and the memory of a run over fewer. Seconds of the wall tell little on a machine
that others use; those of the processor are there beside them.
"""

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from schemas import Source
from tests.benchmarks.commands import FORETELL, make_workspace
from tests.benchmarks.history import append, entry
from tests.benchmarks.texts import given_articles, words_of
from tests.benchmarks.watching import Spending, spending_of


def read_options() -> argparse.Namespace:
    """Return what was asked for."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.whole", description=__doc__)
    parser.add_argument("--texts", type=Path, required=True, metavar="FILE.jsonl.gz")
    parser.add_argument("--limit", type=int, default=10_000, metavar="N", help="articles at most")
    parser.add_argument("--fewer", type=int, default=1_000, metavar="N", help="for the memory")
    parser.add_argument("--processes", type=int, default=2, metavar="N")
    parser.add_argument("--without-one", action="store_true", help="leave out the single worker")
    return parser.parse_args()


def measure(options: argparse.Namespace, sources: list[Source]) -> Iterator[tuple[str, float]]:
    """Yield what is measured, by name."""
    count, many = len(sources), options.processes
    bare = _bare(options, count)
    yield from _rows(f"bare spaCy, {many} processes", bare)
    whole = _ingest(sources, many)
    yield from _rows(f"ingest of {count}, {many} workers", whole)
    yield f"ingest / {many} bare processes, words a second", bare.seconds / whole.seconds
    yield (
        f"ingest / {many} bare processes, words a processor second",
        bare.processor_seconds / whole.processor_seconds,
    )
    if not options.without_one:
        one = _ingest(sources, 1)
        yield from _rows(f"ingest of {count}, one worker", one)
        yield f"{many} workers / one, words a second", one.seconds / whole.seconds
    if options.fewer < count:
        fewer = _ingest(sources[: options.fewer], many)
        yield from _rows(f"ingest of {options.fewer}, {many} workers", fewer)
        yield f"most MB, {count} articles / {options.fewer}", whole.megabytes / fewer.megabytes


def _bare(options: argparse.Namespace, count: int) -> Spending:
    """Return what bare spaCy costs, its texts shared out to several processes."""
    code = [sys.executable, "-m", "tests.benchmarks.bare", str(options.texts.resolve()), str(count)]
    parts = range(options.processes)
    commands = [[*code, str(part), str(options.processes)] for part in parts]
    with TemporaryDirectory() as folder:
        return spending_of(commands, Path(folder), PYTHONPATH=str(Path(__file__).parents[2]))


def _ingest(sources: list[Source], workers: int) -> Spending:
    """Return what `foretell ingest` costs in a new workspace of these articles."""
    files = {f"{n}.txt": source.content for n, source in enumerate(sources)}
    sidecars = {f"{n}.meta.toml": source.sidecar for n, source in enumerate(sources)}
    with TemporaryDirectory() as folder:
        told = {name: sidecar for name, sidecar in sidecars.items() if sidecar}
        home = make_workspace(Path(folder) / "home", {**files, **told})
        return spending_of([[FORETELL, "ingest"]], home, FORETELL_WORKERS=str(workers))


def _rows(name: str, cost: Spending) -> Iterator[tuple[str, float]]:
    yield f"{name}: seconds", cost.seconds
    yield f"{name}: processor seconds", cost.processor_seconds
    yield f"{name}: most MB", cost.megabytes


def main() -> None:
    """Measure, print and keep."""
    options = read_options()
    sources = given_articles(options.texts, options.limit)
    words = words_of(sources)
    print(f"{len(sources)} articles, {words:,} words", flush=True)
    figures: dict[str, float] = {}
    for label, value in measure(options, sources):
        figures[label] = float(f"{value:.4g}")
        print(f"{label:60} {value:12,.4g}", flush=True)
    append(entry(figures, texts="given", words=words))


if __name__ == "__main__":
    main()
