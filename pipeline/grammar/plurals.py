"""The singular of an English noun: by its spelling, and by a list where spelling misleads."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from pipeline.lexicon import read_table

PLURAL_COLUMNS = ("plural", "singular", "source")

_SHORTEST = 4
"""Letters of a plural at least whose ending may be more than its "s"."""

# "boxes", "classes", "dishes", "churches": the "e" belongs to the plural
_HISSING = ("sses", "shes", "ches", "xes", "zzes")

# "business", "bus", "analysis"
_NO_PLURAL = ("ss", "us", "is")


class Plurals:
    """Singulars of the plurals that no rule of spelling tells, in lower case."""

    def __init__(self, singulars: Mapping[str, str]) -> None:
        self._singulars = singulars

    def singular(self, noun: str) -> str:
        """Return the singular of `noun`; names and words that are none keep their spelling."""
        lower = noun.lower()
        if lower in self._singulars:
            return self._singulars[lower]
        if noun[-2:-1].isupper() and noun.endswith("s"):  # "GPUs", "SKUs"
            return noun[:-1]
        if not lower.endswith("s") or lower.endswith(_NO_PLURAL) or len(lower) < 2:
            return noun
        if len(lower) <= _SHORTEST:
            return noun[:-1]
        return noun[: -_ending(lower)] + ("y" if lower.endswith("ies") else "")


def _ending(plural: str) -> int:
    """Return how many letters the plural has more than its stem."""
    if plural.endswith("ies"):
        return 3
    return 2 if plural.endswith(_HISSING) else 1


@cache
def load_plurals(workspace: Path | None = None) -> Plurals:
    """Return the plurals of `seeds/lexicon/plurals.csv`.

    Args:
        workspace: Folder whose own table adds rows and wins.

    Raises:
        SettingsError: The table is missing or broken.
    """
    rows = read_table("plurals", PLURAL_COLUMNS, workspace=workspace)
    return Plurals({row["plural"]: row["singular"] for row in rows})
