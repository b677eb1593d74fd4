"""What one article costs: `python -m tests.benchmarks.first`.

`foretell add` of the seed article into a new workspace, beside a program that imports spaCy, loads
the same model and parses the same text. They take turns, and the best of each counts.
"""

import argparse
import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from resource import RUSAGE_CHILDREN, getrusage
from tempfile import TemporaryDirectory
from time import perf_counter

from pipeline.lexicon import REPOSITORY
from pipeline.model_files import model_folder
from pipeline.settings import load_settings
from tests.benchmarks.commands import FORETELL, make_workspace
from tests.benchmarks.history import append, entry

BARE = """
import pathlib, sys
import spacy
spacy.load(sys.argv[1])(pathlib.Path(sys.argv[2]).read_text(encoding="utf-8"))
"""

Spent = tuple[float, float]
"""Wall and processor seconds."""


def measure(times: int) -> Iterator[tuple[str, float]]:
    """Yield what both cost, and how many times the bare parse the command costs."""
    (seed,) = (REPOSITORY / "seeds" / "articles").glob("*.txt")
    model = model_folder(load_settings(home=REPOSITORY).model)
    bare: list[Spent] = []
    ours: list[Spent] = []
    for _ in range(times):
        bare.append(_spent([sys.executable, "-c", BARE, str(model), str(seed)], REPOSITORY))
        with TemporaryDirectory() as folder:
            home = make_workspace(Path(folder) / "home", {seed.name: seed.read_bytes()})
            ours.append(_spent([FORETELL, "add", f"seeds/articles/{seed.name}"], home))
    for place, unit in enumerate(("seconds", "processor seconds")):
        theirs, own = (min(each[place] for each in spent) for spent in (bare, ours))
        yield f"spacy.load and one bare parse: {unit}", theirs
        yield f"add of the seed article: {unit}", own
        yield f"add / spacy.load and one bare parse, {unit}", own / theirs


def _spent(command: Sequence[str], home: Path) -> Spent:
    """Return what a command costs in the workspace `home`.

    Raises:
        CalledProcessError: It failed.
    """
    before, start = getrusage(RUSAGE_CHILDREN), perf_counter()
    environment = {**os.environ, "FORETELL_HOME": str(home)}
    subprocess.run(
        command,
        cwd=home,
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        check=True,
    )
    seconds, after = perf_counter() - start, getrusage(RUSAGE_CHILDREN)
    return seconds, after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime


def main() -> None:
    """Measure, print and keep."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.first", description=__doc__)
    parser.add_argument("--times", type=int, default=5, metavar="N", help="the best of N (5)")
    parser.add_argument("--dry", action="store_true", help="keep no line in the history")
    options = parser.parse_args()
    figures: dict[str, float] = {}
    for label, value in measure(options.times):
        figures[label] = float(f"{value:.4g}")
        print(f"{label:60} {value:10,.4g}", flush=True)
    if not options.dry:
        append(entry(figures, texts="seed", words=0))


if __name__ == "__main__":
    main()
