"""The year that a reader supplies: which "July", "Friday" or "third quarter" lies nearest."""

from dataclasses import replace
from datetime import date, timedelta
from enum import StrEnum

from pipeline.grammar.periods_calendar import When, period_of
from schemas import Grain


class Tense(StrEnum):
    """Which way the words around a time point."""

    AHEAD = "ahead"
    BEHIND = "behind"
    OPEN = "open"


_FAR = 1_000_000
"""More days than any two times of an article lie apart."""

_REPORTING_MONTHS = 3
"""Months of a new year in which "the full year" mostly is the one that has ended."""

_AHEAD_WEIGHT = {
    Tense.AHEAD: dict.fromkeys(Grain, 1),
    Tense.OPEN: {Grain.DAY: 2},
    Tense.BEHIND: {Grain.DAY: 4, Grain.MONTH: 8, Grain.QUARTER: 20, Grain.HALF: 20},
}
"""How many days back weigh as much as one ahead; 5 where not given.

A day without a year is never long past; a month in a report mostly is the last one of its name.
"""

_BEHIND_WEIGHT = {Grain.DAY: 20, Grain.MONTH: 9, Grain.QUARTER: 3, Grain.HALF: 3}
"""How many days ahead weigh as much as one back after "will"; a company "expects to report"
the quarter that has just ended."""


def nearest(time: When, anchor: date, tense: Tense) -> When:
    """Return a floating time with the year, or for a weekday the date, nearest to the anchor."""
    if time.weekday is not None:
        day = weekday_near(anchor, time.weekday, tense)
        return When(Grain.DAY, day.year, day.month, day.day)
    if time.grain is Grain.YEAR:
        # In the first months of a year a report speaks of the one before.
        over = tense is Tense.BEHIND and anchor.month <= _REPORTING_MONTHS
        return replace(time, year=anchor.year - over, floating=False)
    years = (anchor.year, anchor.year - 1, anchor.year + 1)
    year = min(years, key=lambda near: _distance(replace(time, year=near), anchor, tense))
    return replace(time, year=year, floating=False)


def weekday_near(anchor: date, weekday: int, tense: Tense) -> date:
    """Return the last day of that name up to the anchor, or the next after it."""
    behind = (anchor.weekday() - weekday) % 7
    return anchor + timedelta(days=7 - behind if tense is Tense.AHEAD else -behind)


def _distance(time: When, anchor: date, tense: Tense) -> int:
    """Return how far a time is from the anchor, in days, the unlikely side counted many times."""
    period = period_of(time)
    if period is None:
        return _FAR
    if period.period_start > anchor:
        weight = _AHEAD_WEIGHT[tense].get(time.grain, 5)
        return (period.period_start - anchor).days * weight
    if period.period_end < anchor:
        weight = _BEHIND_WEIGHT.get(time.grain, 1) if tense is Tense.AHEAD else 1
        return (anchor - period.period_end).days * weight
    return 0
