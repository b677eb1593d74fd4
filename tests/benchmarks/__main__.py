"""Run by `make bench`: measures, prints, and adds a line to history.jsonl."""

import argparse
import logging
from collections.abc import Callable, Mapping
from pathlib import Path

from tests.benchmarks.history import append, entry
from tests.benchmarks.large import large_measures
from tests.benchmarks.measures import (
    FULL,
    QUICK,
    command_measures,
    extraction_measures,
    warehouse_measures,
)
from tests.benchmarks.texts import given_articles, made_articles, seed_article, words_of


def read_options() -> argparse.Namespace:
    """Return what was asked for."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="less of everything, in half a minute")
    parser.add_argument(
        "--texts",
        type=Path,
        metavar="FILE.jsonl.gz",
        help="articles to read in place of the made ones: id, text, published_on a line",
    )
    parser.add_argument(
        "--limit", type=int, default=300, metavar="N", help="articles read of FILE (300)"
    )
    parser.add_argument(
        "--figures", type=int, metavar="N", help="measure only a warehouse of N figures"
    )
    return parser.parse_args()


def main() -> None:
    """Measure, print and keep."""
    logging.disable(logging.CRITICAL)
    options = read_options()
    if options.figures:
        found = _printed(lambda: large_measures(options.figures))
        append(entry({"figures": options.figures, **found}, texts="multiplied", words=0))
        return
    extent = QUICK if options.quick else FULL
    if options.texts:
        name, sources = "given", given_articles(options.texts, options.limit)
    else:
        name, sources = "made", [seed_article(), *made_articles(extent.articles)]
    words = words_of(sources)
    print(f"{len(sources)} {name} articles, {words:,} words")
    figures: dict[str, float] = {}
    for measured in (
        lambda: extraction_measures(sources, extent),
        lambda: command_measures(sources, extent),
        lambda: warehouse_measures(extent),
    ):
        figures |= _printed(measured)
    append(entry(figures, texts=name, words=words))


def _printed(measured: Callable[[], Mapping[str, float]]) -> dict[str, float]:
    """Print measures, and return them as they are kept."""
    found = {label: float(f"{value:.4g}") for label, value in measured().items()}
    for label, value in found.items():
        print(f"{label:55} {value:12,.4g}", flush=True)
    return found


if __name__ == "__main__":
    main()
