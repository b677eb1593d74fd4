"""Times told from the day of writing, or from another time: last week, two years ago, year-ago."""

from datetime import timedelta

from pipeline.grammar.periods_calendar import (
    UNKNOWN,
    Back,
    Interval,
    Time,
    When,
    day_when,
    month_when,
    part_when,
    week_when,
)
from pipeline.grammar.periods_patterns import Piece, Rule, RuleSet
from pipeline.grammar.periods_points import in_year
from pipeline.grammar.periods_words import Word
from schemas import Grain

_GRAINS = {
    Word.YEAR_NOUN: Grain.YEAR,
    Word.HALF: Grain.HALF,
    Word.QUARTER: Grain.QUARTER,
    Word.MONTH_NOUN: Grain.MONTH,
    Word.WEEK_NOUN: Grain.WEEK,
    Word.WEEKEND: Grain.WEEK,
    Word.DAY_NOUN: Grain.DAY,
}
_BEHIND = (Word.LAST, Word.PAST, Word.PREVIOUS, Word.LATEST)
_AHEAD = (Word.NEXT, Word.COMING, Word.FOLLOWING)
_YEARS_OF = {Word.YEAR_NOUN: 1, Word.DECADE_NOUN: 10, Word.CENTURY_NOUN: 100}


def _step(piece: Piece) -> int:
    """Return -1 for what lies behind, 1 for what lies ahead, 0 for now."""
    return -1 if piece.has(*_BEHIND) else 1 if piece.has(*_AHEAD) else 0


def _part(piece: Piece) -> Time | None:
    """Return the quarter, month, week beside or around the anchor: "last quarter"."""
    return _moved(piece, _step(piece))


def _moved(piece: Piece, steps: int) -> Time | None:
    """Return the part of the calendar that lies `steps` of its size from the anchor."""
    unit = piece.find(*_GRAINS, *_YEARS_OF)
    if unit is None or piece.anchor is None:
        return UNKNOWN
    if unit.kind in _YEARS_OF:
        return When(Grain.YEAR, piece.anchor.year + steps * _YEARS_OF[unit.kind])
    grain = _GRAINS[unit.kind]
    if grain is Grain.WEEK:
        return week_when(piece.anchor + timedelta(weeks=steps))
    if grain is Grain.DAY:
        return day_when(piece.anchor + timedelta(days=steps))
    return part_when(grain, piece.anchor, steps)


def _ago(piece: Piece) -> Time | None:
    """Return the time so many years, months, weeks or days before the anchor."""
    return _moved(piece, -piece.value(Word.NUM, 1))


def _rolling(piece: Piece) -> Time | None:
    """Return the interval of "the past 12 months" or "the next five years"."""
    unit = piece.find(*_GRAINS, *_YEARS_OF)
    if unit is None or piece.anchor is None or piece.has(Word.VAGUE):
        return UNKNOWN
    step = _step(piece)
    far = _moved(piece, step * piece.value(Word.NUM, 1))
    near = _moved(piece, 0)
    if isinstance(far, Interval) and isinstance(near, Interval):
        return Interval(far.first, near.last) if step < 0 else Interval(near.first, far.last)
    if not isinstance(far, When) or not isinstance(near, When):
        return UNKNOWN
    return Interval(far, near) if step < 0 else Interval(near, far)


def _named(piece: Piece) -> Time | None:
    """Return the month or weekday beside the anchor: "last March", "next Tuesday"."""
    anchor, step = piece.anchor, _step(piece)
    if anchor is None:
        return UNKNOWN
    if piece.has(Word.WEEKDAY):
        ahead = (piece.value(Word.WEEKDAY) - anchor.weekday()) % 7
        return day_when(anchor + timedelta(days=ahead - 7 if step < 0 else ahead or 7 * step))
    month = piece.value(Word.MONTH) or (12, 3, 6, 9)[piece.value(Word.SEASON)]
    ahead = (month - anchor.month) % 12
    near = month_when(anchor.year, anchor.month + (ahead - 12 if step < 0 else ahead or 12 * step))
    if piece.has(Word.MONTH) or near.year is None:
        return near
    return Interval(near, month_when(near.year, near.index + 2))


def _day(piece: Piece) -> Time | None:
    """Return yesterday, today or tomorrow."""
    steps = {Word.YESTERDAY: -1, Word.TODAY: 0, Word.TONIGHT: 0, Word.TOMORROW: 1}
    token = piece.find(*steps)
    if token is None or piece.anchor is None:
        return UNKNOWN
    return day_when(piece.anchor + timedelta(days=steps[token.kind]))


def _year_back(piece: Piece) -> Time | None:
    """Return the same part of an earlier year as the text speaks of: "the year-ago quarter"."""
    unit = piece.find(Word.QUARTER, Word.HALF, Word.MONTH_NOUN, Word.WEEK_NOUN)
    year = piece.find(Word.YEAR)
    named = in_year(piece, Grain.YEAR, 1).year if year else None
    return Back(_GRAINS[unit.kind] if unit else None, years=1, year=named)


def _part_back(piece: Piece) -> Time | None:
    """Return the part before the one that the text speaks of: "the previous quarter"."""
    unit = piece.find(*_GRAINS)
    return Back(_GRAINS[unit.kind], parts=1) if unit else None


def _to_date(piece: Piece) -> Time | None:
    """Return the anchor's year, as far as it has gone."""
    return When(Grain.YEAR, piece.anchor.year) if piece.anchor else UNKNOWN


_UNIT = "(YEAR_NOUN|QUARTER|MONTH_NOUN|WEEK_NOUN|DAY_NOUN|DECADE_NOUN)"
_BACK = "(QUARTER|HALF YEAR_NOUN?|MONTH_NOUN|PERIOD_NOUN|WEEK_NOUN)"

RELATIVE = RuleSet(
    (
        # last quarter, this month, next week, the current half
        Rule(
            "relative: part",
            "(LAST|THIS|NEXT|COMING|LATEST) FISCAL? (QUARTER|HALF|MONTH_NOUN|WEEK_NOUN|WEEKEND)",
            _part,
        ),
        # two years ago, a decade ago
        Rule("relative: ago", f"(NUM|A) {_UNIT} AGO", _ago),
        # the past 12 months, the next five years, the last year, the coming decade
        Rule(
            "relative: rolling", f"(LAST|PAST|NEXT|COMING|FOLLOWING) (NUM|VAGUE) {_UNIT}", _rolling
        ),
        Rule("relative: rolling", f"(?<=THE)(LAST|PAST|COMING) {_UNIT}", _rolling),
        Rule("relative: rolling", f"PAST {_UNIT}", _rolling),
        # last March, next Tuesday, this summer
        Rule("relative: named", "(LAST|THIS|NEXT|COMING) (MONTH|WEEKDAY|SEASON)", _named),
        Rule("relative: day", "(YESTERDAY|TOMORROW|TONIGHT)", _day),
        # announced today, today announced, earlier today
        Rule("relative: day", "(?<=SAY|EARLIER|LATER)TODAY|TODAY(?=SAY)", _day),
        # year to date, so far this year
        Rule("year to date", "YEAR_NOUN TO DATE", _to_date),
        # a year earlier, the year-ago quarter, the prior-year period
        Rule("a year back", f"(A|ORD)? YEAR_NOUN (EARLIER|BEFORE) {_BACK}?", _year_back),
        Rule("a year back", f"YEAR_NOUN AGO {_BACK}", _year_back),
        Rule("a year back", f"PREVIOUS YEAR_NOUN {_BACK}", _year_back),
        # the same period last year, the same quarter of 2023, the same month a year ago
        Rule(
            "a year back",
            f"SAME (PREVIOUS YEAR_NOUN)? ({_BACK}|TIME_NOUN) (OF|IN)? "
            "(YEAR|(A|THE)? YEAR_NOUN (AGO|EARLIER|BEFORE)|THE? PREVIOUS YEAR_NOUN)",
            _year_back,
        ),
        Rule("a year back", f"SAME PREVIOUS YEAR_NOUN {_BACK}", _year_back),
        # the previous quarter, prior month, previous year
        Rule(
            "the part before",
            "PREVIOUS FISCAL? (QUARTER|HALF YEAR_NOUN?|MONTH_NOUN|WEEK_NOUN|DAY_NOUN|YEAR_NOUN)",
            _part_back,
        ),
    )
)
"""The rules for times that lean on the day of writing or on another time."""
