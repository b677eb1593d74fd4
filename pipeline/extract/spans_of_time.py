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
    return _moved(period, -1)


def year_after(period: Period) -> Period:
    """Return the same period one year later: what "up from $9.6m in 2023" began with."""
    return _moved(period, 1)


def _moved(period: Period, years: int) -> Period:
    """Return the same period so many years later; a day of February keeps within its month."""
    start = _day_in(period.period_start, years)
    is_day = period.grain is Grain.DAY
    return Period(
        label=start.isoformat() if is_day else _shift_label(period.label, years),
        period_start=start,
        period_end=start if is_day else _end_in(period.period_end, years),
        grain=period.grain,
    )


def _shift_label(label: str, years: int) -> str:
    """Return the label with every year moved."""
    return "/".join(_shift_part(part, years) for part in label.split("/"))


def _shift_part(part: str, years: int) -> str:
    """Return one end of a label with its year moved: "FY2024-Q3", "2024-07"."""
    prefix = "FY" if part.startswith("FY") else ""
    bare = part.removeprefix("FY")
    return f"{prefix}{int(bare[:4]) + years}{bare[4:]}"


def _end_in(day: date, years: int) -> date:
    """Return the day so many years later; the last of a February gives the last of the other."""
    if (day + timedelta(days=1)).month != day.month == FEBRUARY:
        year = day.year + years
        return date(year, FEBRUARY, monthrange(year, FEBRUARY)[1])
    return _day_in(day, years)


def _day_in(day: date, years: int) -> date:
    """Return the day so many years later; 29 February gives the 28th."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)
