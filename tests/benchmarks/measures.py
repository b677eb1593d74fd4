"""All measures in one run: what is printed and kept."""

import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from pipeline.lexicon import REPOSITORY
from pipeline.process import Processor, load_processor
from pipeline.settings import load_settings
from schemas import Source
from tests.benchmarks.commands import FORETELL, Cost, cost_of, make_workspace
from tests.benchmarks.loading import load_seconds
from tests.benchmarks.names import name_measures
from tests.benchmarks.speed import (
    bare_pipeline,
    growth_by_length,
    stage_shares,
    words_per_second,
)

RATIO = "words a second, process / bare spaCy"
"""Above 1, an article is read for its facts sooner than bare spaCy does what it does."""
IN_FOLDER = 10
"""Articles in the folder that `foretell ingest` reads."""


@dataclass(frozen=True, slots=True)
class Extent:
    """How much is measured."""

    articles: int
    kilobytes: tuple[int, ...]
    figures: int
    ingest: bool


FULL = Extent(articles=60, kilobytes=(1, 10, 100, 1_000, 2_000), figures=20_000, ingest=True)
QUICK = Extent(articles=8, kilobytes=(1, 10, 100), figures=2_000, ingest=False)

Measures = Mapping[str, float]


def extraction_measures(sources: list[Source], extent: Extent) -> Measures:
    """Return speed, stages and growth of the extraction."""
    settings = load_settings(home=REPOSITORY)
    processor = load_processor(settings)
    processor.process(sources[0])  # once before, so that modules and tables are at hand
    # First, as the most memory is that of the whole process: the bare model holds more.
    growth = growth_measures(processor, sources, extent)
    nlp = bare_pipeline(settings.model)
    ours, theirs = words_per_second(processor, lambda texts: list(nlp.pipe(texts)), sources)
    return {
        "process: words a second": ours,
        "bare model: words a second": theirs,
        RATIO: ours / theirs,
        **{f"share of {name}": part for name, part in stage_shares(processor, sources).items()},
        **growth,
        **name_measures(),
    }


def growth_measures(processor: Processor, sources: list[Source], extent: Extent) -> Measures:
    """Return time and memory of one article by its length; the longest beside that of 10 kB."""
    texts = [source.content.decode() for source in sources]
    found = growth_by_length(processor, texts, extent.kilobytes)
    longest = max(found)
    return {
        **{f"{size} kB article: seconds a kB": each.seconds for size, each in found.items()},
        f"{longest} kB / 10 kB": found[longest].seconds / found[10].seconds,
        **{f"{size} kB article: most MB so far": each.megabytes for size, each in found.items()},
    }


def command_measures(sources: list[Source], extent: Extent) -> Measures:
    """Return time and memory of the command, beside the time of an empty Python."""
    with TemporaryDirectory() as folder:
        files = {f"{n}.txt": each.content for n, each in enumerate(sources[:IN_FOLDER])}
        home = make_workspace(Path(folder) / "home", files)
        first = str(home / "seeds" / "articles" / "0.txt")
        empty = cost_of((sys.executable, "-c", ""), home)
        costs = {
            "help": cost_of((FORETELL, "--help"), home),
            "add of one article": cost_of((FORETELL, "add", first), home),
        }
        if extent.ingest:
            costs[f"ingest of {len(files)} articles"] = cost_of((FORETELL, "ingest"), home)
    return {key: value for name, cost in costs.items() for key, value in _rows(name, cost, empty)}


def _rows(name: str, cost: Cost, empty: Cost) -> list[tuple[str, float]]:
    return [
        (f"{name}: seconds", cost.seconds),
        (f"{name} / empty Python", cost.seconds / empty.seconds),
        (f"{name}: most MB", cost.megabytes),
    ]


def warehouse_measures(extent: Extent) -> Measures:
    """Return the time to load figures, and how it grows with their number."""
    with TemporaryDirectory() as folder:
        tenth = load_seconds(Path(folder) / "tenth", extent.figures // 10)
        whole = load_seconds(Path(folder) / "whole", extent.figures)
    return {
        f"load of {extent.figures} figures: seconds": whole,
        "figures loaded a second": extent.figures / whole,
        "seconds for all / for a tenth": whole / tenth,
    }
