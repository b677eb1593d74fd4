"""Which candidate the text around a number points to: weighed features and the reading net.

The features' score (`pipeline.ranking`) and the net's points are added; the two were trained
together by `python -m pipeline.build.encoder`.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

import numpy as np

from pipeline.components.marked import MarkedArticle
from pipeline.encoder import FOLDER, Encoder, Numbers, load_encoder
from pipeline.extract.heads import Heads, Told, points, read_heads
from pipeline.extract.windows import Windows, windows_of
from pipeline.ranking import Candidate, Chooser, Ranker, Span, softmax

BY_VALUE = ("kind", "status")
"""Fields of a closed set of values, each of which the net knows by itself."""
UNSAID = "none"
DISTANCES = (-80, -40, -20, -10, -5, -2, 0, 1, 3, 6, 12, 24, 48, 90)
"""Word pieces from the number's end to the candidate (from its start back to it, below 0)."""
ABSENT = len(DISTANCES) + 1
"""The distance class of a candidate that does not stand in the number's window."""
UNREAD = {"forecast": 0.95}
"""By field, how likely the first candidate must be by features alone for nothing to be read.

So seven in ten clauses that are no forecasts are told without their window's being encoded; of
1,254 that are, 1 in 50 is lost.
"""
KEPT = 500
"""Windows of an article whose vectors are kept in mind: some 45 MB."""
T = TypeVar("T")


def class_of(name: str, candidate: Candidate[T]) -> str:
    """Return the class that a candidate of a field belongs to: its value, or its rule."""
    if name in BY_VALUE:
        return f"{name} {candidate.value}"
    rule = UNSAID if candidate.value is None else re.sub(r"\d+", "#", candidate.rule)
    return f"{name} {rule}"


def words_of(name: str, candidate: Candidate[T]) -> str:
    """Return the words that a candidate is read by."""
    return str(candidate.value) if name == "metric" and candidate.value else candidate.words


def distance_class(number: Span, other: Span | None) -> int:
    """Return the class of the distance between two runs of pieces."""
    if other is None:
        return ABSENT
    if other[0] >= number[1]:
        distance = other[0] - number[1] + 1
    elif other[1] <= number[0]:
        distance = other[1] - number[0] - 1
    else:
        distance = 0
    return int(np.searchsorted(DISTANCES, distance))


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked of the net: a run of pieces in a window, and where the candidates stand.

    Attributes:
        window: Which window of the article holds the asking span.
        number: The asking span's pieces.
        places: Of each candidate its pieces in the window; None where it does not stand there.
    """

    window: int
    number: Span
    places: tuple[Span | None, ...]


def locate(
    name: str, candidates: Sequence[Candidate[T]], span: Span, windows: Windows
) -> Asked | None:
    """Return where a span of the text and the candidates stand; None where nothing is read."""
    place = windows.place_of(span[0])
    if place is None:
        return None
    pieces = windows.pieces(place)
    number = pieces.touching(*span)
    if number is None:
        return None
    found = [windows.nearest(words_of(name, c), span[0], place) for c in candidates]
    places = [pieces.touching(*one) if one else None for one in found]
    return Asked(place, number, tuple(places))


@dataclass(slots=True)
class Vectors:
    """What the pieces of an article's windows mean; each window is encoded when asked for."""

    encoder: Encoder
    windows: Windows
    _sums: dict[int, Numbers] = field(default_factory=dict)

    def means(self, window: int, runs: Sequence[Span]) -> Numbers:
        """Return the mean vector of each run of pieces of a window, row by row."""
        if window not in self._sums:
            if len(self._sums) >= KEPT:
                self._sums.clear()
            self._sums[window] = self.encoder.sums(self.windows.pieces(window))
        sums, bounds = self._sums[window], np.array(runs, dtype=np.intp)
        firsts, lasts = bounds[:, 0], bounds[:, 1]
        lengths = (lasts - firsts).astype(np.float32)
        means: Numbers = (sums[lasts] - sums[firsts]) / lengths[:, None]
        return means


@dataclass(frozen=True, slots=True)
class Pointer:
    """A chooser of one field in one article: features and net together."""

    name: str
    ranker: Ranker
    heads: Heads
    vectors: Vectors

    def chances(self, candidates: Sequence[Candidate[T]], *, span: Span) -> list[float]:
        """Return each candidate's chance, 0 to 1; together they make 1."""
        scores = self.ranker.scores(candidates)
        alone = softmax(scores)
        if len(alone) < 2 or alone[0] > UNREAD.get(self.name, 1.0):
            return alone
        asked = locate(self.name, candidates, span, self.vectors.windows)
        if asked is None:
            return alone
        added = points(self.heads, self.name, self._told(candidates, asked))
        return softmax([score + float(more) for score, more in zip(scores, added, strict=True)])

    def _told(self, candidates: Sequence[Candidate[T]], asked: Asked) -> Told:
        """Return what the head is told of the candidates."""
        windows, name = self.vectors.windows, self.name
        runs = [place for place in asked.places if place is not None]
        means = self.vectors.means(asked.window, [asked.number, *runs])
        return Told(
            number=means[0],
            places=means[1:],
            standing=[i for i, place in enumerate(asked.places) if place is not None],
            phrases=[windows.ids_of(words_of(name, candidate)) for candidate in candidates],
            classes=[class_of(name, candidate) for candidate in candidates],
            distances=[distance_class(asked.number, place) for place in asked.places],
        )


@dataclass(frozen=True, slots=True)
class Pointers:
    """Makes the choosers of an article."""

    rankers: Mapping[str, Ranker]
    heads: Heads
    encoder: Encoder

    def __call__(self, article: MarkedArticle) -> Mapping[str, Chooser]:
        """Return a chooser for each field; those that the net knows read the article's text."""
        vectors = Vectors(self.encoder, windows_of(article, self.encoder.table))
        known = self.heads.by_field
        return {
            name: Pointer(name, ranker, self.heads, vectors) if name in known else ranker
            for name, ranker in self.rankers.items()
        }


def load_pointers(rankers: Mapping[str, Ranker], folder: Path = FOLDER) -> Pointers:
    """Return what makes an article's choosers.

    Raises:
        ModelError: The net's files are missing or broken.
    """
    return Pointers(rankers, read_heads(folder), load_encoder(folder))
