"""What a text has spoken of so far, for times that lean on it: "a year earlier", "the quarter"."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

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
from pipeline.grammar.periods_nearest import Tense, nearest
from schemas import Grain

_REACH = 700
"""Characters after which a comparison without a size ("a year earlier") no longer leans back."""

_REPORTED = (Grain.HALF, Grain.QUARTER, Grain.MONTH)
"""Grains of which a report speaks when they are over."""


@dataclass(slots=True)
class Memory:
    """The times of a text so far.

    `named` holds every part that the whole text gives with its year ("third quarter of 2024"
    names the third quarter), in reading order; `spoken` the last time of each size, and `topic`
    the last of any, that was no comparison; `topic_end` is where it stood.
    """

    anchor: date | None
    named: Mapping[tuple[Grain, int], Sequence[When]]
    spoken: dict[Grain, When] = field(default_factory=dict)
    topic: Settled | None = None
    topic_end: int = 0

    def note(self, time: Settled, end: int) -> None:
        """Remember a time that the text speaks of, and where it ended."""
        if isinstance(time, When):
            if time.year is None or time.grain not in MONTHS_OF:
                return
            if self._newer(time):
                self.spoken[time.grain] = time
        self.topic, self.topic_end = time, end

    def _newer(self, time: When) -> bool:
        """Return whether a time is the newest of its size that is not ahead of the anchor."""
        period, old = period_of(time), self.spoken.get(time.grain)
        before = period_of(old) if old is not None else None
        if period is None or before is None or self.anchor is None:
            return True
        return before.period_start <= period.period_start <= self.anchor

    def settle(self, time: Time, tense: Tense, start: int) -> tuple[Settled, str]:
        """Return a time with its year, and what decided it; "" where its own words did.

        Args:
            time: What the words mean.
            tense: Which way the words around it point.
            start: Where it stands in the text.
        """
        if isinstance(time, Back):
            return self._back(time, start), ""
        if isinstance(time, Ending):
            last, rule = self._when(time.last, tense, start)
            return _before(time, last), rule
        if isinstance(time, Interval):
            return self._interval(time, tense, start)
        return self._when(time, tense, start)

    def _interval(self, time: Interval, tense: Tense, start: int) -> tuple[Settled, str]:
        """Return an interval with both years; the first is the last one before the end."""
        last, rule = self._when(time.last, tense, start)
        first, _ = self._when(time.first, tense, start)
        if time.first.floating and time.first.weekday is None and last.year is not None:
            first = replace(first, year=last.year)
            if _reversed(first, last):
                first = replace(first, year=last.year - 1)
        return _levelled(first, last, time.grain), rule

    def _when(self, time: When, tense: Tense, start: int) -> tuple[When, str]:
        """Return a time with the year that a reader supplies."""
        if not time.floating:
            return time, ""
        named = self._named(time, tense, start)
        if named is not None:
            return named, "named before"
        if self.anchor is None:
            return replace(time, floating=False), "no day to count from"
        return nearest(time, self.anchor, tense), "nearest"

    def _named(self, time: When, tense: Tense, start: int) -> When | None:
        """Return the same part where the text gives its year; None for days and months.

        With an anchor the nearest quarter is the one meant, unless the article reports a fiscal
        year: then every bare quarter is a fiscal one.
        """
        if time.grain is Grain.YEAR and not time.fiscal:
            return self._spoken_year(start)
        if time.grain not in (Grain.YEAR, Grain.HALF, Grain.QUARTER):
            return None
        named = [when for when in self.named.get((time.grain, time.index), ()) if self._fits(when)]
        fiscal = [when for when in named if when.fiscal]
        if fiscal and tense is not Tense.AHEAD:
            return fiscal[0]
        wanted = named if self.anchor is None else fiscal
        return max(wanted, key=lambda when: when.year or 0, default=None)

    def _spoken_year(self, start: int) -> When | None:
        """Return the year of what was spoken of just before, where "the year" can mean it."""
        topic = self._near_topic(start)
        if not isinstance(topic, When):
            return None
        # A quarter just named may be last year's, given for comparison.
        topic = self.spoken.get(topic.grain, topic)
        if topic.year is None:
            return None
        if self.anchor is not None and abs(topic.year - self.anchor.year) > 1:
            return None
        return replace(topic, grain=Grain.YEAR, index=1)

    def _near_topic(self, start: int) -> Settled | None:
        """Return the last topic where it stands near enough before a position."""
        return self.topic if start - self.topic_end <= _REACH else None

    def _fits(self, named: When) -> bool:
        """Return whether a part named elsewhere is near enough to be the one meant."""
        return self.anchor is None or abs((named.year or 0) - self.anchor.year) <= 1

    def _back(self, time: Back, start: int) -> Settled:
        """Return the time that is told by what the text speaks of."""
        topic = self._topic(time.grain, start)
        if isinstance(topic, When):
            if topic.year is None:
                return topic
            topic = replace(topic, index=time.index or topic.index)
            if time.year is not None:
                return replace(topic, year=time.year)
        return _stepped(topic, -time.parts) if time.parts else shift_years(topic, -time.years)

    def _topic(self, grain: Grain | None, start: int) -> Settled:
        """Return what the text speaks of, in the wanted size; else the anchor's own."""
        near = self._near_topic(start)
        if near is not None and grain is None:
            return near
        if isinstance(near, When) and grain in (Grain.YEAR, near.grain):
            return near if grain is near.grain else replace(near, grain=Grain.YEAR, index=1)
        if grain in self.spoken:
            return self.spoken[grain]
        if self.anchor is None:
            return When(grain or Grain.YEAR)
        if grain is Grain.WEEK:
            return week_when(self.anchor)
        if grain is Grain.DAY:
            return day_when(self.anchor)
        return part_when(grain or Grain.YEAR, self.anchor, -1 if grain in _REPORTED else 0)


def _reversed(first: When, last: When) -> bool:
    """Return whether an interval would run backwards."""
    one, other = period_of(first), period_of(last)
    return one is not None and other is not None and one.period_start > other.period_end


def _levelled(first: When, last: When, grain: Grain) -> Settled:
    """Return the interval with both ends in months where one of them is: "2024 to March 2025"."""
    if Grain.MONTH in (first.grain, last.grain):
        first = _edge_month(first, 1)
        last = _edge_month(last, 12)
    if first.grain is last.grain is Grain.MONTH:
        return months_when(first, last)
    return Interval(first, last, grain)


def _edge_month(when: When, month: int) -> When:
    """Return a year's month; anything smaller than a year as it is."""
    return replace(when, grain=Grain.MONTH, index=month) if when.grain is Grain.YEAR else when


def _stepped(topic: Settled, steps: int) -> Settled:
    """Return the part of the calendar that lies `steps` of its size from a known one."""
    if isinstance(topic, Interval):
        return _stepped_days(topic, steps)
    period = period_of(topic)
    if period is None or topic.grain is Grain.DAY:
        return topic if period is None else day_when(period.period_start + timedelta(days=steps))
    return replace(part_when(topic.grain, period.period_start, steps), fiscal=topic.fiscal)


def _stepped_days(week: Interval, steps: int) -> Settled:
    """Return the interval moved by its own length, for weeks."""
    period = period_of(week)
    if period is None or week.grain is not Grain.WEEK:
        return week
    return week_when(period.period_start + timedelta(weeks=steps))


def _before(time: Ending, last: When) -> Settled:
    """Return the months or weeks that end with `last`."""
    period = period_of(last)
    if period is None or last.year is None:
        return last
    if time.weeks:
        return Interval(day_when(period.period_end - timedelta(days=7 * time.weeks - 1)), last)
    # A quarter that ends on July 3 is the one that ends with June.
    month = last.index - 1 if last.grain is Grain.DAY and last.day <= 7 else last.index
    end = month_when(last.year, month)
    if time.fiscal and time.months == MONTHS_OF[Grain.YEAR]:
        return replace(end, grain=Grain.YEAR, index=1, fiscal=True)
    if time.named is not None:
        return _named_before(time.named, end)
    return _months_before(end, time.months)


def _months_before(end: When, months: int) -> Settled:
    """Return so many months, the last of them `end`."""
    return months_when(month_when(end.year or 0, end.index - months + 1), end)


def _named_before(named: When, end: When) -> Settled:
    """Return the quarter or half that was named and ends with a month.

    Where its number is not the calendar's ("fourth quarter ended Sept. 30") it is a fiscal one,
    of the fiscal year in which it ends.
    """
    months = MONTHS_OF[named.grain]
    if end.index == named.index * months and not named.fiscal:
        return replace(named, year=end.year, floating=False)
    left = MONTHS_OF[Grain.YEAR] - named.index * months
    year = month_when(end.year or 0, end.index + left).year
    return replace(named, year=year, fiscal=True, floating=False)
