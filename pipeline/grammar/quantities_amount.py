"""One amount as it was read: where it stands, its number, scale and unit."""

from dataclasses import dataclass
from decimal import Decimal

from pipeline.grammar.quantities_found import Form

_ONE = Decimal(1)
_HUGE = Decimal(10) ** 27
"""Whole numbers from here on keep their exponent: more digits than a Decimal holds."""


@dataclass(frozen=True, slots=True)
class Amount:
    """One amount: tokens `[first, stop)`, characters `[start, end)`, and what was read.

    `mantissa` is the number as written, `scale` what its scale word multiplies, 1 where none
    stands. `symbol` is the unit, "count" where none stands. `after` is true where the unit
    stands behind the number, so that a number before it may share it. `plus` is true of "13,000+".
    """

    first: int
    stop: int
    start: int
    end: int
    number_end: int
    mantissa: Decimal
    scale: Decimal = _ONE
    symbol: str = "count"
    item: str | None = None
    form: Form = Form.BARE
    factor: Decimal = _ONE
    spelled: bool = False
    vague: bool = False
    after: bool = False
    plus: bool = False
    rule: str = "bare number"

    @property
    def value(self) -> Decimal:
        """The value in plain units, scale and unit factor applied."""
        return plain(self.mantissa * self.scale * self.factor)


_SMALLEST, _LARGEST = Decimal("1e-9"), Decimal("1e29")
"""Sizes that the warehouse can hold: DECIMAL(38,9)."""


def is_storable(value: Decimal) -> bool:
    """Return whether `value` has a size that any measure has: zero, or 1e-9 up to 1e29."""
    return value == 0 or _SMALLEST <= abs(value) < _LARGEST


def plain(value: Decimal) -> Decimal:
    """Return `value` without trailing zeros, a whole number without an exponent."""
    whole = value.to_integral_value()
    return whole.quantize(_ONE) if value == whole and whole < _HUGE else value.normalize()
