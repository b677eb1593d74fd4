"""Periods made of other periods: the run of a growth rate, the same time a year earlier."""

from calendar import monthrange
from collections.abc import Sequence
from datetime import date, timedelta

from schemas import Grain, Period

FEBRUARY = 2


def growth_span(periods: Sequence[Period]) -> Period | None:
    """Return the interval that a growth rate runs over; None where fewer than two years are named.

    An interval that the text states, else the first to the last year named.
    """
    stated = next((p for p in periods if p.grain is Grain.SPAN), None)
    if stated is not None:
        return stated
    years = sorted({p.period_start.year for p in periods if p.grain is Grain.YEAR})
    if len(years) < 2:
        return None
    first, last = years[0], years[-1]
    return Period(
        label=f"{first}/{last}",
        period_start=date(first, 1, 1),
        period_end=date(last, 12, 31),
        grain=Grain.SPAN,
    )


def year_before(period: Period) -> Period:
    """Return the same period one year earlier: what "from $9.6m a year ago" is about."""
    start = _year_back(period.period_start)
    is_day = period.grain is Grain.DAY
    return Period(
        label=start.isoformat() if is_day else _shift_label(period.label),
        period_start=start,
        period_end=start if is_day else _year_back_end(period.period_end),
        grain=period.grain,
    )


def _shift_label(label: str) -> str:
    """Return the label with every year lowered by one."""
    prefix = "FY" if label.startswith("FY") else ""
    parts = label.removeprefix("FY").split("/")
    return prefix + "/".join(f"{int(part[:4]) - 1}{part[4:]}" for part in parts)


def _year_back_end(day: date) -> date:
    """Return the day one year earlier; the last of a February gives the last of the other."""
    if (day + timedelta(days=1)).month != day.month == FEBRUARY:
        return date(day.year - 1, FEBRUARY, monthrange(day.year - 1, FEBRUARY)[1])
    return _year_back(day)


def _year_back(day: date) -> date:
    """Return the day one year earlier; 29 February gives the 28th."""
    try:
        return day.replace(year=day.year - 1)
    except ValueError:
        return day.replace(year=day.year - 1, day=28)
