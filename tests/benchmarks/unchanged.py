"""A run without news: `python -m tests.benchmarks.unchanged --articles 7190`.

The files are short and each has a text of its own; they are entered by a stand-in that extracts
nothing, under the versions of the real extractor. What is measured is the real command, which
finds every one of them as it was, beside the same command with one file: Prefect's start. Each is
run several times, and the quickest counts.
"""

import argparse
import time
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from pipeline.ingest import ingest
from pipeline.settings import Settings, load_settings
from pipeline.versions import Versions, find_versions
from schemas import Source
from tests.benchmarks.commands import FORETELL, make_workspace
from tests.benchmarks.history import append, entry
from tests.benchmarks.watching import Spending, spending_of
from tests.fakes import FakeProcessor

SETTLING = 2.5
"""Seconds after which a file's clock can tell a change from none."""
AT_ONCE = 1000


class Standin(FakeProcessor):
    """Finds nothing, in the name of the real extractor."""

    def __init__(self, versions: Versions) -> None:
        super().__init__(versions.extractor_version)
        self.model_version = versions.model_version
        self._versions = versions

    def content_key(self, source: Source) -> str:
        """Return the key that the real one gives."""
        return self._versions.content_key(source)


def measure(articles: int, times: int) -> Iterator[tuple[str, float]]:
    """Yield what a run over so many unchanged files takes, beside one over a single one."""
    one, many = _without_news(1, times), _without_news(articles, times)
    yield "no news, 1 file: seconds", one.seconds
    yield "no news, 1 file: processor seconds", one.processor_seconds
    yield f"no news, {articles} files: seconds", many.seconds
    yield f"no news, {articles} files: processor seconds", many.processor_seconds
    yield f"no news, {articles} files: seconds beyond Prefect's start", many.seconds - one.seconds
    yield (
        f"no news, {articles} files: processor seconds beyond Prefect's start",
        many.processor_seconds - one.processor_seconds,
    )


def _without_news(articles: int, times: int) -> Spending:
    """Return what `foretell ingest` costs where so many files are as they were, at its best."""
    with TemporaryDirectory() as folder:
        texts = {f"{n}.txt": f"Notice {n} says nothing.\n".encode() for n in range(articles)}
        home = make_workspace(Path(folder) / "home", texts)
        time.sleep(SETTLING)
        _enter(load_settings(home=home, batch_size=AT_ONCE, workers=1))
        spent = [spending_of([[FORETELL, "ingest"]], home) for _ in range(times)]
    return Spending(
        min(each.seconds for each in spent),
        min(each.processor_seconds for each in spent),
        min(each.megabytes for each in spent),
    )


def _enter(settings: Settings) -> None:
    """Let every file of the workspace be known."""
    ingest([], settings, Standin(find_versions(settings)), command="ingest")


def main() -> None:
    """Measure, print and keep."""
    parser = argparse.ArgumentParser(
        prog="python -m tests.benchmarks.unchanged", description=__doc__
    )
    parser.add_argument("--articles", type=int, default=7190, metavar="N")
    parser.add_argument("--times", type=int, default=2, metavar="N", help="the best of N (2)")
    options = parser.parse_args()
    figures: dict[str, float] = {}
    for label, value in measure(options.articles, options.times):
        figures[label] = float(f"{value:.4g}")
        print(f"{label:70} {value:10,.4g}", flush=True)
    append(entry(figures, texts="made", words=4 * options.articles))


if __name__ == "__main__":
    main()
