"""What the quantity grammar finds: quantities, numbers it refuses, and spans known before."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from schemas import Bound, NumberReason


class Form(StrEnum):
    """How a quantity is written, which says what it can mean."""

    MONEY = "money"
    PERCENT = "percent"
    POINTS = "points"
    MEASURE = "measure"
    DURATION = "duration"
    COUNT = "count"
    MULTIPLE = "multiple"
    FRACTION = "fraction"
    BARE = "bare"


@dataclass(frozen=True, slots=True)
class FoundQuantity:
    """A quantity as written, half-open `[start, end)` in the scanned text.

    The span holds number, currency, scale and unit, no modifier and no determiner.
    `number_end` is where number and scale word end, before a unit word. `value` is in plain
    units, scale applied; `value_high` the upper end of a range, else None. `unit` is "count"
    for a bare number; `item` the thing counted where a counting word follows, else None.
    `bound_words` are the words that set the bound, empty where none. `vague` marks dozens,
    billions and the like, whose value is only an order of size. `rule` names the pattern.
    """

    start: int
    end: int
    number_end: int
    value: Decimal
    value_high: Decimal | None
    unit: str
    item: str | None
    form: Form
    bound: Bound
    bound_words: str
    vague: bool
    rule: str

    @property
    def span(self) -> tuple[int, int]:
        """First character, and one past the last."""
        return self.start, self.end


@dataclass(frozen=True, slots=True)
class RejectedSpan:
    """A number that is no quantity, half-open in the scanned text, and why."""

    start: int
    end: int
    reason: NumberReason


@dataclass(frozen=True, slots=True)
class Taken:
    """A stretch that is already known as a period, a name or the like.

    Every number that touches it is rejected with its reason.
    """

    start: int
    end: int
    reason: NumberReason


@dataclass(frozen=True, slots=True)
class NumberScan:
    """All numbers of a text, in reading order; no two spans overlap."""

    quantities: tuple[FoundQuantity, ...]
    rejected: tuple[RejectedSpan, ...]
