"""How sure a figure is: the rankers' chances, turned into how often such figures were right.

`seeds/lexicon/confidence.csv` says so for articles that the rankers had not seen; it is made
by `python -m pipeline.build.calibrate`.
"""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import prod
from pathlib import Path

from pipeline.extract.meanings import Meaning
from pipeline.lexicon import read_table
from schemas import SettingsError

CLAIM = ("kind", "metric", "period", "status", "source", "company")
"""The fields that must be right for a figure to count as right."""
GUESSED = 0.5
"""What is left of a figure's chance where its number is vague or nothing names its metric."""


@dataclass(frozen=True, slots=True)
class Calibration:
    """A rising line through points: the rankers' joint chance, and the share that was right.

    `chances` rise strictly, `shares` never fall; both are 0 to 1 and of one length.
    """

    chances: Sequence[float]
    shares: Sequence[float]

    def confidence(self, meaning: Meaning) -> float:
        """Return how often figures with such chances are right in every field, two digits."""
        return round(min(max(self.share(joint_chance(meaning)), 0.01), 0.99), 2)

    def share(self, chance: float) -> float:
        """Return the share for a chance, on the straight line between the points beside it."""
        above = bisect_right(self.chances, chance)
        if above == 0:
            return self.shares[0]
        if above == len(self.chances):
            return self.shares[-1]
        low, high = self.chances[above - 1], self.chances[above]
        part = (chance - low) / (high - low)
        return self.shares[above - 1] + part * (self.shares[above] - self.shares[above - 1])


def joint_chance(meaning: Meaning) -> float:
    """Return the product of the chances of the fields that make a claim, 0 to 1."""
    chance = prod(meaning.chances.get(name, 1.0) for name in CLAIM)
    unsure = meaning.metric is None or meaning.quantity.vague
    return chance * GUESSED if unsure else chance


UNCALIBRATED = Calibration((0.0, 1.0), (0.0, 1.0))
"""The joint chance as it is: what calibration starts from."""


def load_calibration(workspace: Path | None = None) -> Calibration:
    """Return the line of `seeds/lexicon/confidence.csv`.

    Raises:
        SettingsError: The table is missing, has fewer than two points, or does not rise.
    """
    rows = read_table("confidence", ("chance", "share", "figures"), workspace=workspace)
    try:
        chances = [float(row["chance"]) for row in rows]
        shares = [float(row["share"]) for row in rows]
    except ValueError as error:
        raise _wrong(str(error)) from error
    rises = all(a < b for a, b in pairwise(chances))
    if len(chances) < 2 or not rises or sorted(shares) != shares:
        raise _wrong("it needs two or more points whose chances and shares rise")
    return Calibration(tuple(chances), tuple(shares))


def _wrong(what: str) -> SettingsError:
    return SettingsError(
        f"seeds/lexicon/confidence.csv: {what}; make it anew with "
        "`python -m pipeline.build.calibrate --texts DIR`"
    )
