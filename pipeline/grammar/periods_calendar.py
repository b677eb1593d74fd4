"""Dated intervals and their labels: years, halves, quarters, months, weeks, days and spans."""

from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date, timedelta

from schemas import Grain, Period

FIRST_YEAR, LAST_YEAR = 1800, 2100
"""Years outside are no years of an industry article but misread numbers."""

MONTHS_OF = {Grain.YEAR: 12, Grain.HALF: 6, Grain.QUARTER: 3, Grain.MONTH: 1}
"""Length in months of the grains that divide a year."""


@dataclass(frozen=True, slots=True)
class When:
    """A time as far as its own words tell it.

    `year` None: the words name none (a bare "July 15") or nobody can know it; `floating`
    says the former, that the reader knows the nearest one. `index` is the number of the half,
    quarter or month in its year (1 for a year), for a day its month; `day` the day of the
    month. `weekday` (0 is Monday) marks a bare weekday.
    """

    grain: Grain
    year: int | None = None
    index: int = 1
    day: int = 0
    fiscal: bool = False
    floating: bool = False
    weekday: int | None = None


@dataclass(frozen=True, slots=True)
class Interval:
    """From the start of one time to the end of another; `grain` is week or span."""

    first: When
    last: When
    grain: Grain = Grain.SPAN


@dataclass(frozen=True, slots=True)
class Back:
    """A time told by what the text speaks of: "a year earlier", "the prior quarter".

    `grain` None takes the size of what the text speaks of. `year` names the other year where the
    words do ("the same period of 2023"); else it is `years` before, or `parts` of its own size;
    with neither it is what the text speaks of ("the quarter"). `index` names another part of
    that year ("the year-ago first quarter").
    """

    grain: Grain | None = None
    years: int = 0
    parts: int = 0
    year: int | None = None
    index: int | None = None


@dataclass(frozen=True, slots=True)
class Ending:
    """So many months, or weeks, up to a time: "the year to March", "13 weeks ended June 28".

    `named` is the quarter or half that the words call it: "third quarter ended June 30".
    """

    last: When
    months: int = 0
    weeks: int = 0
    fiscal: bool = False
    named: When | None = None


Settled = When | Interval
"""A time that needs nothing but the calendar to be dated."""

Time = When | Interval | Back | Ending
"""What the words of a time expression mean before its year is settled."""

UNKNOWN = When(Grain.SPAN)
"""A time that nobody can place in the calendar."""


def leans(time: Time) -> bool:
    """Return whether a time leaves out its year, so that the words around must tell it."""
    if isinstance(time, When):
        return time.floating
    if isinstance(time, Interval):
        return time.first.floating or time.last.floating
    return isinstance(time, Ending) and time.last.floating


def is_years_back(time: Time) -> bool:
    """Return whether a time is told as the same part of another year: "a year ago"."""
    return isinstance(time, Back) and bool(time.years or time.year)


def day_when(day: date) -> When:
    """Return the day as a time."""
    return When(Grain.DAY, day.year, day.month, day.day)


def month_when(year: int, month: int) -> When:
    """Return a month; a `month` outside 1..12 moves the year ("month 0" is December before)."""
    return When(Grain.MONTH, year + (month - 1) // 12, (month - 1) % 12 + 1)


def week_when(day: date) -> Interval:
    """Return Monday to Sunday of the week that holds `day`."""
    monday = day - timedelta(days=day.weekday())
    return Interval(day_when(monday), day_when(monday + timedelta(days=6)), Grain.WEEK)


def part_when(grain: Grain, day: date, step: int = 0) -> When:
    """Return the year, half, quarter or month that holds `day`, moved by `step` of its kind."""
    months = MONTHS_OF[grain]
    number = (day.year * 12 + day.month - 1) // months + step
    year, index = divmod(number, 12 // months)
    return When(grain, year, index + 1)


def months_when(first: When, last: When) -> Settled:
    """Return the interval of two months, as the quarter, half or year that it fills exactly."""
    if first.year is None or last.year is None:
        return Interval(first, last)
    length = (last.year - first.year) * 12 + last.index - first.index + 1
    for grain, months in MONTHS_OF.items():
        if length == months and (first.index - 1) % months == 0 and first.year == last.year:
            return When(grain, first.year, (first.index - 1) // months + 1)
    return Interval(first, last)


def shift_years(time: Settled, years: int) -> Settled:
    """Return the same part of another year; unchanged where the year is unknown."""
    if isinstance(time, Interval):
        return Interval(_shift(time.first, years), _shift(time.last, years), time.grain)
    return _shift(time, years)


def _shift(when: When, years: int) -> When:
    """Return the same part of the year that lies `years` later."""
    return when if when.year is None else replace(when, year=when.year + years)


def period_of(time: Settled) -> Period | None:
    """Return the dated interval of a time; None where its year is unknown or it cannot be."""
    if isinstance(time, Interval):
        return _interval(time)
    if time.year is None or not FIRST_YEAR <= time.year <= LAST_YEAR:
        return None
    return _day(time, time.year) if time.grain is Grain.DAY else _part(time, time.year)


def _part(when: When, year: int) -> Period | None:
    """Return a year or a part of it: 2024, FY2025-H1, 2024-Q3, 2024-07."""
    months = MONTHS_OF.get(when.grain, 0)
    if not months or not 1 <= when.index <= 12 // months:
        return None
    last = when.index * months
    return Period(
        label=_label(when),
        period_start=date(year, last - months + 1, 1),
        period_end=date(year, last, monthrange(year, last)[1]),
        grain=when.grain,
    )


def _label(when: When) -> str:
    """Return the label of a year or a part of it."""
    year = f"FY{when.year}" if when.fiscal else f"{when.year}"
    marks = {
        Grain.HALF: f"-H{when.index}",
        Grain.QUARTER: f"-Q{when.index}",
        Grain.MONTH: f"-{when.index:02}",
    }
    return year + marks.get(when.grain, "")


def _day(when: When, year: int) -> Period | None:
    """Return one day; None for a day that the calendar does not have."""
    if not 1 <= when.index <= 12 or not 1 <= when.day <= monthrange(year, when.index)[1]:
        return None
    day = date(year, when.index, when.day)
    return Period(label=day.isoformat(), period_start=day, period_end=day, grain=Grain.DAY)


def _interval(interval: Interval) -> Period | None:
    """Return the interval of two times; None where an end is unknown or before the start."""
    first, last = period_of(interval.first), period_of(interval.last)
    if first is None or last is None or last.period_end < first.period_start:
        return None
    return Period(
        label=_interval_label(first, last, interval.grain),
        period_start=first.period_start,
        period_end=last.period_end,
        grain=interval.grain,
    )


def _interval_label(first: Period, last: Period, grain: Grain) -> str:
    """Return "2024/2030", and for a week, which has no label, that of the month it lies in."""
    if grain is not Grain.WEEK:
        return f"{first.label}/{last.label}"
    thursday = first.period_start + timedelta(days=3)
    return f"{thursday.year}-{thursday.month:02}"
