"""What an annotator wrote about the forecasts of one stretch, against what the extractor asks."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from pipeline.build.judge import Label, firmest, is_right
from pipeline.offsets import OffsetMap
from pipeline.ranking import Candidate
from schemas import Period

PARTS = ("forecast", "stated", "target", "forecaster")
"""The fields of forecasts, in the order in which they are chosen."""


def rows_of(row: Mapping[str, object], name: str) -> list[Label]:
    """Return the labels of one sort."""
    found = row[name]
    return found if isinstance(found, list) else []


def is_at(label: Label, position: int) -> bool:
    """Tell whether the label's span holds the position, a sign in front of it included."""
    return int(str(label["start"])) - 3 <= position < int(str(label["end"]))


@dataclass(frozen=True, slots=True)
class ForecastLabels:
    """The clauses that were asked about, by their place, each with its label; None for none."""

    row: Mapping[str, object]
    offsets: OffsetMap
    clauses: Mapping[tuple[int, int], Label | None]

    @classmethod
    def of(
        cls, row: Mapping[str, object], spans: Iterable[object], offsets: OffsetMap
    ) -> "ForecastLabels":
        """Return each clause with the label that shares half of the shorter of the two."""
        labels = rows_of(row, "forecasts")
        clauses = {
            (span[0], span[1]): _best(offsets.to_raw(*span), labels)
            for span in spans
            if isinstance(span, tuple)
        }
        return cls(row, offsets, clauses)

    def judge(
        self, field: str, key: int, candidates: Sequence[Candidate[object]]
    ) -> list[bool] | None:
        """Return which candidates are right; None where the annotator leaves it open."""
        span = next((s for s in self.clauses if s[0] <= key < s[1]), None)
        label = self.clauses[span] if span else None
        if field == "forecast":
            is_open = label is not None and bool(label.get("optional"))
            return None if is_open else [label is None, label is not None]
        if label is None or label.get("open"):
            return None
        if field == "stated":
            return self._judge_stated(key, label)
        values = [_plain(candidate.value) for candidate in candidates]
        return firmest(lambda one: [is_right(field, value, one) for value in values], label)

    def _judge_stated(self, key: int, label: Label) -> list[bool] | None:
        """Return whether the figure that starts here stands beside the forecast, or in it."""
        raw = self.offsets.to_raw(key, min(key + 1, self.offsets.text_length))[0]
        for index, figure in enumerate(rows_of(self.row, "figures")):
            if is_at(figure, raw) and not figure.get("optional"):
                stated = label["figures"]
                is_stated = isinstance(stated, list) and index in stated
                return [not is_stated, is_stated]
        return None


def _best(span: tuple[int, int], labels: Sequence[Label]) -> Label | None:
    """Return the label of the clause at `span` of the raw text, a firm one before an optional."""
    hits = [label for label in labels if _shares_half(span, label)]
    return min(hits, key=lambda label: bool(label.get("optional")), default=None)


def _shares_half(span: tuple[int, int], label: Label) -> bool:
    low, high = int(str(label["start"])), int(str(label["end"]))
    common = min(span[1], high) - max(span[0], low)
    return common >= 0.5 * min(span[1] - span[0], high - low)


def _plain(value: object) -> object:
    """Return a time as its label, anything else as it is."""
    return value.label if isinstance(value, Period) else value
