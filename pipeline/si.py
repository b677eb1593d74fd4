"""SI units: what an amount in a unit of the lexicon is in the units of the SI.

Knows the units of `seeds/lexicon/si_units.csv` and any of them by another ("km/h", "kWh/kg").
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Context, Decimal
from fractions import Fraction
from pathlib import Path

from pipeline.lexicon import Row, read_table
from schemas import SettingsError

COLUMNS = ("unit", "si_unit", "factor", "offset", "source")

STEP = Decimal("1E-15")
"""Smallest step of a stored SI amount: values are DECIMAL(38,15)."""

LARGEST = Decimal("1E23")
"""SI amounts from here on do not fit."""

_KEPT = 6
"""Digits that rounding must leave of an amount that has as many."""

_PRECISE = Context(prec=38)


@dataclass(frozen=True, slots=True)
class Conversion:
    """From a unit to the SI: `(amount + offset) * factor`, in `unit`.

    Attributes:
        unit: The SI unit: W, m3, kg/s; bytes and bits stay B and bit.
        factor: SI units in one unit, exactly.
        offset: What is added before: 273.15 for degrees Celsius.
    """

    unit: str
    factor: Fraction
    offset: Decimal = Decimal(0)

    def of(self, amount: Decimal, *, is_difference: bool = False) -> Decimal | None:
        """Return an amount in the SI unit; None where it does not fit 23 digits and 15 decimals.

        Args:
            amount: The amount in the unit.
            is_difference: Whether it is how much more or less: 2 °C warmer is 2 K warmer.
        """
        exact = Fraction(amount if is_difference else amount + self.offset) * self.factor
        found = _PRECISE.divide(Decimal(exact.numerator), Decimal(exact.denominator))
        if abs(found) >= LARGEST:
            return None
        rounded = found.quantize(STEP, context=_PRECISE)
        has_lost = abs(rounded - found) * 10**_KEPT > abs(found)
        return None if has_lost else rounded


class Conversions:
    """The conversions of a table of units, also of one unit by another."""

    def __init__(self, known: Mapping[str, Conversion]) -> None:
        self._known = known

    def of(self, unit: str) -> Conversion | None:
        """Return the conversion of a unit; None for money, percentages and things counted."""
        if found := self._known.get(unit):
            return found
        above, stroke, below = unit.partition("/")
        upper, lower = self._known.get(above), self._known.get(below)
        if not stroke or upper is None or lower is None:
            return None
        return Conversion(_quotient(upper.unit, lower.unit), upper.factor / lower.factor)


def load_conversions(workspace: Path | None = None) -> Conversions:
    """Return the conversions of `seeds/lexicon/si_units.csv`.

    Args:
        workspace: Folder whose own table adds rows and wins.

    Raises:
        SettingsError: The table is missing or wrong.
    """
    rows = read_table("si_units", COLUMNS, workspace=workspace)
    return Conversions({row["unit"]: _conversion(row) for row in rows})


def _conversion(row: Row) -> Conversion:
    try:
        return Conversion(row["si_unit"], Fraction(row["factor"]), Decimal(row["offset"]))
    except (ValueError, ArithmeticError) as error:
        raise SettingsError(
            f"si_units.csv: {row['unit']}: factor {row['factor']!r} or offset {row['offset']!r} "
            f"is no number; write 0.0254 or 5/9 ({error})"
        ) from error


def _quotient(above: str, below: str) -> str:
    """Return the unit of one by another: the second's own denominator goes above."""
    over, _, under = below.partition("/")
    return f"{above} {under}/{over}" if under else f"{above}/{below}"
