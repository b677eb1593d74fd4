"""Extraction beside the bare model, its stages, and how it grows with the text.

Seconds are of the processor, not of the wall: other programs disturb them less.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from resource import RUSAGE_SELF, getrusage
from time import process_time
from typing import Any, Protocol
from unittest.mock import patch

import spacy
from spacy.language import Language

from pipeline import process
from pipeline.model_files import model_folder
from pipeline.process import Processor
from schemas import Extraction, Rejection, Source
from tests.benchmarks.texts import grown, source_of, words_of

ROUNDS = 4
SAMPLE = 40
"""Thousands of characters that are read of every size, at least."""

STAGES = {
    "read": ("read_source",),
    "clean": ("clean_around",),
    "grammar": ("find_anchor", "find_periods", "split_sentences", "find_bases", "find_passages"),
    "parse": ("parse_sentences",),
    "companies": ("find_people", "make_mentions"),
    "figures": ("count_things", "make_figures", "make_forecasts", "make_rejects"),
}
"""The functions of `pipeline.process` by stage; what none of them takes is "other"."""
MEMBERS = {
    "grammar": ("grammar", "scan"),
    "companies": ("finder", "find"),
    "figures": ("reader", "read"),
}
"""The member of the processor, and its method, that belong to a stage."""


class Extractor(Protocol):
    """What is measured: the processor, or a test's stand-in."""

    def process(self, source: Source) -> Extraction | Rejection:
        """Return what comes of a source."""


def bare_pipeline(model: str) -> Language:
    """Return the model as spaCy loads it, with all its components."""
    return spacy.load(model_folder(model))


def words_per_second(
    extractor: Extractor, bare: Callable[[Sequence[str]], object], sources: list[Source]
) -> tuple[float, float]:
    """Return the words per second of the extractor and of the bare model on the same texts.

    They take turns, so that a slow minute of the machine slows both.
    """
    ours = theirs = 0.0
    _warm_up(extractor, bare, sources[0])
    for turn in range(ROUNDS):
        part = sources[turn::ROUNDS]
        ours += _seconds(lambda part=part: [extractor.process(source) for source in part])
        texts = [source.content.decode() for source in part]
        theirs += _seconds(lambda texts=texts: bare(texts))
    words = words_of(sources)
    return words / ours, words / theirs


def _warm_up(extractor: Extractor, bare: Callable[[Sequence[str]], object], source: Source) -> None:
    extractor.process(source)
    bare([source.content.decode()])


def _seconds(work: Callable[[], object]) -> float:
    start = process_time()
    work()
    return process_time() - start


@dataclass(frozen=True, slots=True)
class Growth:
    """What one article costs: seconds for each thousand characters, and memory.

    `megabytes` is the most that the measuring process has held up to the end of this article.
    """

    seconds: float
    megabytes: float


def growth_by_length(
    extractor: Extractor, texts: Sequence[str], sizes: Sequence[int]
) -> dict[int, Growth]:
    """Return what one article costs by its length in thousands of characters.

    The articles are made of `texts`. Of short ones several are read, because one takes too
    little time to tell. Sizes should rise, for the sake of the memory.
    """
    found = {}
    for size in sizes:
        count = max(1, SAMPLE // size)
        sources = [source_of(f"{size}-{n}", grown(texts, size, n).encode()) for n in range(count)]
        seconds = _seconds(lambda sources=sources: [extractor.process(each) for each in sources])
        found[size] = Growth(seconds / (size * count), getrusage(RUSAGE_SELF).ru_maxrss / 1e3)
    return found


class Clock:
    """Adds up seconds by stage; a stage within a stage counts for the inner one."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = defaultdict(float)
        self._running: list[str] = []
        self._since = 0.0

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Count what happens within for the stage."""
        self._turn()
        self._running.append(name)
        try:
            yield
        finally:
            self._turn()
            self._running.pop()

    def _turn(self) -> None:
        now = process_time()
        if self._running:
            self.seconds[self._running[-1]] += now - self._since
        self._since = now

    def watched(self, name: str, work: Callable[..., Any]) -> Callable[..., Any]:
        """Return `work`, timed; what it yields is made at once, that it may be timed."""

        def timed(*args: object, **kwargs: object) -> object:
            with self.stage(name):
                found = work(*args, **kwargs)
                return list(found) if isinstance(found, Iterator) else found

        return timed


class _Watched:
    """Stands for a member of the processor; one of its methods is timed."""

    def __init__(self, member: object, method: str, timed: Callable[..., Any]) -> None:
        self._member = member
        setattr(self, method, timed)

    def __getattr__(self, name: str) -> object:
        return getattr(self._member, name)


def stage_shares(processor: Processor, sources: Sequence[Source]) -> Mapping[str, float]:
    """Return each stage's share of the seconds that `process` takes; they add up to 1."""
    clock = Clock()
    members = {
        member: _Watched(
            getattr(processor, member),
            method,
            clock.watched(stage, getattr(getattr(processor, member), method)),
        )
        for stage, (member, method) in MEMBERS.items()
    }
    with ExitStack() as stack:
        for stage, names in STAGES.items():
            for name in names:
                timed = clock.watched(stage, getattr(process, name))
                stack.enter_context(patch.object(process, name, timed))
        watched = replace(processor, **members)
        for source in sources:
            with clock.stage("other"):
                watched.process(source)
    total = sum(clock.seconds.values())
    return {stage: clock.seconds[stage] / total for stage in (*STAGES, "other")}
