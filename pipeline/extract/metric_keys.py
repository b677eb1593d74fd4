"""Metric keys: one name for "server sales", "sales of servers" and "revenue from servers".

The key is the measure in one spelling behind the words that narrow it: "server revenue". The
untouched phrase stays in the record; the key is for grouping and comparing.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.lexicon import read_table
from schemas import SettingsError

COLUMNS = ("words", "key", "unit", "source")
UNITS = ("", "money", "count", "percent")
MAX_NARROWING = 4
"""Words that may narrow a measure; a longer phrase describes a case of its own."""

# "next-generation", "S&P", "CO2".
WORD = re.compile(r"[^\W_]+(?:[-&.'’][^\W_]+){0,3}")
# "USD", "EUR".
MONEY = re.compile(r"[A-Z]{3}$")
INVERTING = ("of", "for", "from", "in")
UNSURE = frozenset(
    "and or by to with without on at per than as after before excluding including versus vs over "
    "under between into is are was were be".split()
)


@dataclass(frozen=True, slots=True)
class MetricKeys:
    """Phrases of metrics and their keys; an empty key marks words that narrow nothing."""

    keys: Mapping[tuple[str, str], str]
    longest: int

    def key_of(self, metric: str | None, unit: str, *, without: Iterable[str] = ()) -> str | None:
        """Return the key of a metric; None where no key is sure.

        Args:
            metric: The phrase as the record has it.
            unit: Of the figure: "sales" of things counted are not revenue.
            without: Names that are kept in fields of their own (company, region).
        """
        if metric is None:
            return None
        words = _head_last([_plain(word) for word in WORD.findall(metric.lower())])
        named = {_plain(w) for name in without for w in WORD.findall(name.lower())}
        words = self._trimmed([w for w in words if w not in named])
        for length in range(min(self.longest, len(words)), 0, -1):
            key = self._look(words[-length:], unit)
            if key:
                return self._joined(words[:-length], key)
        return None

    def _joined(self, narrowing: Sequence[str], key: str) -> str | None:
        """Return the measure behind what narrows it; None where that is too much."""
        kept = [_singular(word) for word in narrowing if self._look([word], "") != ""]
        if UNSURE.intersection(kept):
            return None
        return " ".join([*kept, key]) if len(kept) <= MAX_NARROWING else None

    def _trimmed(self, words: list[str]) -> list[str]:
        """Return the words without those at the end that name no measure: "growth", "rate of"."""
        for length in range(min(self.longest, len(words)), 0, -1):
            last = words[-length:]
            if self._look(last, "money") or self._look(last, "count"):
                return words
            if self._look(last, "") == "":
                return self._trimmed(words[:-length])
        return words

    def _look(self, words: Sequence[str], unit: str) -> str | None:
        """Return the key of these very words: "" where they name nothing, None where unknown."""
        phrase = " ".join(words)
        found = self.keys.get((phrase, _class_of(unit)))
        return self.keys.get((phrase, "")) if found is None else found


def _plain(word: str) -> str:
    """Return the word without its possessive."""
    return re.sub(r"['’]s?$", "", word)


def _head_last(words: list[str]) -> list[str]:
    """Return "sales of servers" as "servers sales"."""
    for index, word in enumerate(words):
        if word in INVERTING and 0 < index < len(words) - 1:
            return [*_head_last(words[index + 1 :]), *words[:index]]
    return words


def _singular(word: str) -> str:
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word


def _class_of(unit: str) -> str:
    """Return which rows of the table a unit takes."""
    if unit in UNITS:
        return unit
    return "money" if MONEY.match(unit) else ""


def load_metric_keys(workspace: Path | None = None) -> MetricKeys:
    """Return the keys of the repository, with the workspace's rows added.

    Raises:
        SettingsError: The table is missing, or a row's unit is unknown.
    """
    keys: dict[tuple[str, str], str] = {}
    for row in read_table("metric_keys", COLUMNS, workspace=workspace):
        if row["unit"] not in UNITS:
            raise SettingsError(
                f"seeds/lexicon/metric_keys.csv: {row['words']}: unit {row['unit']!r} is none of "
                "money, count, percent, or empty"
            )
        keys[row["words"], row["unit"]] = row["key"]
    return MetricKeys(keys, max((len(words.split()) for words, _ in keys), default=0))
