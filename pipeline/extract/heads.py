"""The reading net's second half: a small head for each field, which compares vectors.

A head gives each candidate points: for what the asking number's pieces mean, what the
candidate's own mean, how well the two fit, how far apart they stand, and which sort of candidate
it is. `python -m pipeline.build.encoder` trained them.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from pipeline.encoder import Numbers, broken

HEADS = "heads.npz"
FIELDS = (
    "company",
    "forecast",
    "forecaster",
    "kind",
    "metric",
    "period",
    "region",
    "source",
    "status",
    "target",
)
"""The choices that the net takes part in."""


@dataclass(frozen=True, slots=True)
class Head:
    """The trained numbers of one field; K is the width of its hidden layer.

    Attributes:
        number: 384 by K, what the number's pieces add to the hidden layer.
        shift: K, added to that.
        place: 384 by K, what the pieces of a candidate that stands in the window add.
        place_shift: K, added to that.
        phrase: 64 by K, what a candidate's own words add.
        out: K, what the hidden layer is worth.
        pull: 384 by K, with `match`, 2K by K: how well number and candidate fit each other.
        match: See `pull`.
    """

    number: Numbers
    shift: Numbers
    place: Numbers
    place_shift: Numbers
    phrase: Numbers
    out: Numbers
    pull: Numbers
    match: Numbers


@dataclass(frozen=True, slots=True)
class Heads:
    """All heads, and what they share.

    Attributes:
        by_field: The head of each field.
        words: A row of 64 for each word piece.
        distances: A row of K for each class of distance.
        classes: A row of K for each class of candidates; row 0 is for those never seen.
        rows: The row of each class.
    """

    by_field: Mapping[str, Head]
    words: NDArray[np.float16]
    distances: Numbers
    classes: Numbers
    rows: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Told:
    """What a head is told of one choice; the lists have an entry for each candidate.

    Attributes:
        number: 384, the mean of the asking number's pieces.
        places: A row of 384 for each candidate that stands in the window.
        standing: Which candidates those are.
        phrases: The pieces of each candidate's own words.
        classes: Each one's class.
        distances: Each one's class of distance.
    """

    number: Numbers
    places: Numbers
    standing: Sequence[int]
    phrases: Sequence[Sequence[int]]
    classes: Sequence[str]
    distances: Sequence[int]


def points(heads: Heads, name: str, told: Told) -> Numbers:
    """Return the points of each candidate of a field; they are logits, to be added to others."""
    head = heads.by_field[name]
    hidden = np.stack([_phrase(heads, ids) for ids in told.phrases]) @ head.phrase
    if told.standing:
        hidden[told.standing] += told.places @ head.place + head.place_shift
    rows = [heads.rows.get(one, 0) for one in told.classes]
    known = heads.classes[rows] + heads.distances[told.distances]
    own: Numbers = _silu(told.number @ head.number + head.shift + hidden + known) @ head.out
    pull = head.match @ (told.number @ head.pull) / np.sqrt(np.float32(len(head.out)))
    fitting: Numbers = np.hstack([hidden, known]) @ pull
    return own + fitting


def _phrase(heads: Heads, ids: Sequence[int]) -> Numbers:
    """Return the mean of some pieces' rows; zeros for none."""
    if not ids:
        return np.zeros(heads.words.shape[1], dtype=np.float32)
    mean: Numbers = heads.words[ids].astype(np.float32).mean(axis=0)
    return mean


def _silu(x: Numbers) -> Numbers:
    """Return x times its logistic function."""
    passed: Numbers = x / (1 + np.exp(-np.clip(x, -60, 60)))
    return passed


def read_heads(folder: Path) -> Heads:
    """Return the trained heads of a model's folder.

    Raises:
        ModelError: The file is missing or broken.
    """
    try:
        with np.load(folder / HEADS, allow_pickle=False) as held:
            arrays = {name: held[name] for name in held.files}
        rows = json.loads(arrays["rows"].tobytes())
        by_field = {name: _head(name, arrays) for name in FIELDS}
        distances, classes = (arrays[n].astype(np.float32) for n in ("distances", "classes"))
        return Heads(by_field, arrays["words"], distances, classes, rows)
    except (OSError, KeyError, ValueError) as error:
        raise broken(folder, error) from error


def _head(name: str, arrays: Mapping[str, NDArray[np.generic]]) -> Head:
    return Head(*(arrays[f"{name}.{part.name}"].astype(np.float32) for part in fields(Head)))


def write_heads(heads: Heads, folder: Path) -> None:
    """Write the heads where `read_heads` finds them, with half of their digits."""
    arrays: dict[str, NDArray[np.generic]] = {
        "words": heads.words,
        "distances": heads.distances,
        "classes": heads.classes,
        "rows": np.frombuffer(json.dumps(dict(heads.rows)).encode(), dtype=np.uint8),
    }
    for name, head in heads.by_field.items():
        for part in fields(Head):
            arrays[f"{name}.{part.name}"] = getattr(head, part.name).astype(np.float16)
    np.savez_compressed(folder / HEADS, allow_pickle=False, **arrays)
