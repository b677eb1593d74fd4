"""A small learned ranker: of several candidates for a field, which one fits best.

A conditional logit: each candidate has named features, a table has a weight for each name,
and the candidates' chances are the softmax of their weighted sums. The table is
`seeds/lexicon/weights.csv`, made by `python -m pipeline.build.encoder` and `pipeline.build.train`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import exp, isfinite
from pathlib import Path
from typing import Generic, Protocol, TypeVar

from pipeline.lexicon import Row, read_table
from schemas import SettingsError

Features = Mapping[str, float]
T = TypeVar("T")
Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Candidate(Generic[T]):
    """A possible value of a field: its features, and the rule and words that proposed it.

    A `value` of None stands for "the text does not say".
    """

    value: T | None
    features: Features
    rule: str
    words: str = ""


class Chooser(Protocol):
    """Chooses among candidates for what stands at `span` of the cleaned text."""

    def chances(self, candidates: Sequence[Candidate[T]], *, span: Span) -> list[float]:
        """Return each candidate's chance, 0 to 1; together they make 1."""


@dataclass(frozen=True, slots=True)
class Ranker:
    """The chooser that a trained table of weights makes."""

    weights: Mapping[str, float]

    def scores(self, candidates: Sequence[Candidate[T]]) -> list[float]:
        """Return the candidates' weighted sums; unknown features weigh nothing."""
        weights = self.weights
        return [
            sum(weights.get(name, 0.0) * value for name, value in c.features.items())
            for c in candidates
        ]

    def chances(self, candidates: Sequence[Candidate[T]], *, span: Span) -> list[float]:  # noqa: ARG002
        """Return the softmax over the candidates' weighted sums."""
        return softmax(self.scores(candidates))


def softmax(scores: Sequence[float]) -> list[float]:
    """Return what share of the whole each score has, by the exponential; of none, none."""
    top = max(scores, default=0.0)
    parts = [exp(score - top) for score in scores]
    total = sum(parts)
    return [part / total for part in parts]


def load_rankers(workspace: Path | None = None) -> dict[str, Ranker]:
    """Return the trained rankers by the name of the field they choose.

    Raises:
        SettingsError: The table of weights is missing or a weight is no number.
    """
    weights: dict[str, dict[str, float]] = {}
    for row in read_table("weights", ("feature", "model", "weight"), workspace=workspace):
        weights.setdefault(row["model"], {})[row["feature"]] = _weight(row)
    return {model: Ranker(table) for model, table in weights.items()}


def _weight(row: Row) -> float:
    """Return the row's weight, a finite number."""
    try:
        weight = float(row["weight"])
    except ValueError:
        weight = float("nan")
    if not isfinite(weight):
        raise SettingsError(
            f"seeds/lexicon/weights.csv: {row['feature']}: {row['weight']!r} is no finite number; "
            "restore the file, or train anew as seeds/training/README.md says"
        )
    return weight
