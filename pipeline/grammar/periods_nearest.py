"""The year that a time leaves out: named before in the text, or nearest to the anchor."""

from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from enum import Enum

from pipeline.grammar.periods_calendar import (
    MONTHS_OF,
    Back,
    Ending,
    Interval,
    Settled,
    Time,
    When,
    day_when,
    month_when,
    months_when,
    part_when,
    period_of,
    shift_years,
    week_when,
)
from schemas import Grain


class Tense(Enum):
    """Which way the words around a time point."""

    AHEAD = "ahead"
    BEHIND = "behind"
    OPEN = "open"


@dataclass(slots=True)
class Memory:
    """What the text has spoken of so far, for times that lean on it.

    `named` holds the first year given with each part ("third quarter of 2024" names the
    third quarter); `topic` the last time that was no comparison.
    """

    anchor: date | None
    named: dict[tuple[Grain, int], When] = field(default_factory=dict)
    topic: Settled | None = None

    def note(self, time: Settled) -> None:
        """Remember a time that the text speaks of."""
        self.topic = time
        if isinstance(time, When) and time.year is not None:
            self.named.setdefault((time.grain, time.index), time)

    def settle(self, time: Time, tense: Tense) -> tuple[Settled, str]:
        """Return the time with its year, and what decided it; "" where the words themselves did."""
        if isinstance(time, Back):
            return self._back(time), ""
        if isinstance(time, Ending):
            last, rule = self.settle(time.last, tense)
            return _before(time, last), rule
        if isinstance(time, Interval):
            return self._interval(time, tense)
        return self._nearest(time, tense) if time.floating else (time, "")

    def _interval(self, time: Interval, tense: Tense) -> tuple[Settled, str]:
        """Return an interval with both years; the first is the last one before the end."""
        last, rule = self.settle(time.last, tense)
        first, _ = self.settle(time.first, tense)
        if not isinstance(first, When) or not isinstance(last, When):
            return time, ""
        if time.first.floating and last.year is not None:
            first = replace(first, year=last.year)
            if not _ordered(first, last):
                first = replace(first, year=last.year - 1)
        if first.grain is last.grain is Grain.MONTH:
            return months_when(first, last), rule
        return Interval(first, last, time.grain), rule

    def _nearest(self, time: When, tense: Tense) -> tuple[Settled, str]:
        """Return a time with the year that a reader supplies."""
        named = self._named(time, tense)
        if named is not None:
            return named, "named before"
        if self.anchor is None:
            return replace(time, floating=False), "no day to count from"
        if time.weekday is not None:
            return day_when(_weekday(self.anchor, time.weekday, tense)), "nearest weekday"
        if time.grain is Grain.YEAR:
            return replace(time, year=self.anchor.year, floating=False), "year of the anchor"
        year = _nearest_year(time, self.anchor, tense)
        found = replace(time, year=year, floating=False)
        return found, f"nearest {time.grain.value}"

    def _named(self, time: When, tense: Tense) -> When | None:
        """Return the same part where the text gave it a year before; None for days and months."""
        if time.grain not in (Grain.YEAR, Grain.HALF, Grain.QUARTER) or tense is Tense.AHEAD:
            return None
        named = self.named.get((time.grain, time.index))
        if named is None or named.year is None:
            return None
        if self.anchor is not None and abs(named.year - self.anchor.year) > 1:
            return None
        return named

    def _back(self, time: Back) -> Settled:
        """Return the time that is told by what the text speaks of."""
        topic = self._topic(time.grain)
        if isinstance(topic, When) and topic.year is None:
            return topic
        if time.parts and isinstance(topic, When):
            return _stepped(topic, -time.parts)
        if time.year is not None and isinstance(topic, When):
            return replace(topic, year=time.year)
        return shift_years(topic, -time.years)

    def _topic(self, grain: Grain | None) -> Settled:
        """Return what the text speaks of, in the wanted size; else the anchor's own."""
        topic = self.topic
        if isinstance(topic, When) and grain in (None, topic.grain) and topic.grain in MONTHS_OF:
            return topic
        if isinstance(topic, Interval) and grain is None:
            return topic
        if self.anchor is None:
            return When(grain or Grain.YEAR)
        if grain in (Grain.WEEK, Grain.DAY):
            return week_when(self.anchor) if grain is Grain.WEEK else day_when(self.anchor)
        step = -1 if grain in (Grain.QUARTER, Grain.MONTH, Grain.HALF) else 0
        return part_when(grain or Grain.YEAR, self.anchor, step)


def _ordered(first: When, last: When) -> bool:
    """Return whether an interval would run forwards."""
    one, other = period_of(first), period_of(last)
    return one is None or other is None or one.period_start <= other.period_end


def _stepped(topic: When, steps: int) -> Settled:
    """Return the part of the calendar that lies `steps` of its size from a known one."""
    if topic.year is None or topic.grain not in MONTHS_OF:
        return topic
    count = 12 // MONTHS_OF[topic.grain]
    year, index = divmod(topic.year * count + topic.index - 1 + steps, count)
    return replace(topic, year=year, index=index + 1)


def _before(time: Ending, last: Settled) -> Settled:
    """Return the months or weeks that end with `last`."""
    if not isinstance(last, When) or last.year is None:
        return last
    if time.weeks:
        period = period_of(last)
        start = period and period.period_end - timedelta(days=7 * time.weeks - 1)
        return Interval(day_when(start), last) if start else last
    # A quarter that ends on June 28 or on July 3 is the one that ends with June.
    month = last.index - 1 if last.grain is Grain.DAY and last.day <= 7 else last.index
    end = month_when(last.year, month)
    if time.fiscal and time.months == 12 and end.year is not None:
        return When(Grain.YEAR, end.year, fiscal=True)
    year = end.year if end.year is not None else last.year
    return months_when(month_when(year, end.index - time.months + 1), end)


def _weekday(anchor: date, weekday: int, tense: Tense) -> date:
    """Return the last day of that name up to the anchor, or the next after it."""
    behind = (anchor.weekday() - weekday) % 7
    return anchor + timedelta(days=7 - behind if tense is Tense.AHEAD else -behind)


def _nearest_year(time: When, anchor: date, tense: Tense) -> int:
    """Return the year that puts the time nearest to the anchor on the side of the tense."""
    years = (anchor.year - 1, anchor.year, anchor.year + 1)
    return min(years, key=lambda year: _distance(replace(time, year=year), anchor, tense))


def _distance(time: When, anchor: date, tense: Tense) -> int:
    """Return how far a time is from the anchor, in days, the unlikely side counted many times."""
    period = period_of(time)
    if period is None:
        return 1_000_000
    if period.period_start > anchor:
        return (period.period_start - anchor).days * {
            Tense.AHEAD: 1,
            Tense.OPEN: 5,
            Tense.BEHIND: 99,
        }[tense]
    if period.period_end < anchor:
        return (anchor - period.period_end).days * (99 if tense is Tense.AHEAD else 1)
    return 0
