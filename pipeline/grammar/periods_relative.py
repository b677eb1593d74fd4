"""Times told from the day of writing, or from another time: last week, two years ago, year-ago."""

from datetime import date, timedelta

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
from pipeline.grammar.periods_points import SEASON_MONTHS, in_year
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
    return UNKNOWN if _many(piece) else moved(piece, _step(piece))


def _many(piece: Piece) -> bool:
    """Return whether the words leave open how many: "the coming months"."""
    unit = piece.find(*_GRAINS, *_YEARS_OF)
    return unit is not None and unit.value == 2 and not piece.has(Word.NUM)


def moved(piece: Piece, steps: int) -> Time | None:
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
    return moved(piece, -piece.value(Word.NUM, 1))


def _hence(piece: Piece) -> Time | None:
    """Return the time so many years, months, weeks or days after the anchor."""
    return moved(piece, piece.value(Word.NUM, 1))


def _rolling(piece: Piece) -> Time | None:
    """Return the interval of "the past 12 months" or "the next five years"."""
    unit = piece.find(*_GRAINS, *_YEARS_OF)
    if unit is None or piece.anchor is None or piece.has(Word.VAGUE, Word.AGO) or _many(piece):
        return UNKNOWN
    # "within five years" and "five years from now" name no side, but look ahead.
    step = _step(piece) or 1
    far = moved(piece, step * piece.value(Word.NUM, 1))
    near = moved(piece, 0)
    if isinstance(far, Interval) and isinstance(near, Interval):
        return Interval(far.first, near.last) if step < 0 else Interval(near.first, far.last)
    if not isinstance(far, When) or not isinstance(near, When):
        return UNKNOWN
    return Interval(far, near) if step < 0 else Interval(near, far)


def _named(piece: Piece) -> Time | None:
    """Return the month or season beside the anchor: "last March", "this summer"."""
    if piece.anchor is None:
        return UNKNOWN
    season = piece.find(Word.SEASON)
    month = SEASON_MONTHS[season.value] if season else piece.value(Word.MONTH)
    first = _month_beside(piece.anchor, month, _step(piece))
    if season is None or first.year is None:
        return first
    return Interval(first, month_when(first.year, first.index + 2))


def _month_beside(anchor: date, month: int, step: int) -> When:
    """Return the last such month before the anchor's, this year's, or the next one after."""
    if step == 0:
        return month_when(anchor.year, month)
    ahead = (month - anchor.month) % 12 or 12
    return month_when(anchor.year, anchor.month + (ahead if step > 0 else ahead - 12 or -12))


def _weekday(piece: Piece) -> Time | None:
    """Return the day of that name before or after the anchor: "last Monday"."""
    if piece.anchor is None:
        return UNKNOWN
    ahead = (piece.value(Word.WEEKDAY) - piece.anchor.weekday()) % 7
    step = _step(piece)
    moved = ahead if step == 0 else (ahead or 7) if step > 0 else ahead - 7
    return day_when(piece.anchor + timedelta(days=moved))


def _day(piece: Piece) -> Time | None:
    """Return yesterday, today or tomorrow."""
    # LAST is that of "last night".
    steps = {
        Word.YESTERDAY: -1,
        Word.LAST: -1,
        Word.TODAY: 0,
        Word.TONIGHT: 0,
        Word.THIS: 0,
        Word.TOMORROW: 1,
    }
    token = piece.find(*steps)
    if token is None or piece.anchor is None:
        return UNKNOWN
    return day_when(piece.anchor + timedelta(days=steps[token.kind]))


def _year_back(piece: Piece) -> Time | None:
    """Return the same part of an earlier year as the text speaks of: "the year-ago quarter"."""
    if piece.value(Word.YEAR_NOUN) == 2:
        return None
    unit = piece.find(Word.QUARTER, Word.HALF, Word.MONTH_NOUN, Word.WEEK_NOUN)
    year = piece.find(Word.YEAR)
    named = in_year(piece, Grain.YEAR, 1).year if year else None
    index = piece.value(Word.ORD) or None
    return Back(_GRAINS[unit.kind] if unit else None, years=1, year=named, index=index)


def _part_back(piece: Piece) -> Time | None:
    """Return the part before the one that the text speaks of: "the previous quarter"."""
    unit = piece.find(*_GRAINS)
    return Back(_GRAINS[unit.kind], parts=-_step(piece)) if unit else None


def _spoken_of(piece: Piece) -> Time | None:
    """Return the part that the text speaks of: "the quarter", "that year"."""
    unit = piece.find(*_GRAINS)
    return Back(_GRAINS[unit.kind]) if unit and unit.value == 1 else None


def _years_back(piece: Piece) -> Time | None:
    """Return the same part so many years earlier: "two years earlier"."""
    return Back(years=piece.value(Word.NUM))


def _to_date(piece: Piece) -> Time | None:
    """Return the anchor's year, as far as it has gone."""
    return When(Grain.YEAR, piece.anchor.year) if piece.anchor else UNKNOWN


_VERB = "SAY|HAPPENED"
_UNIT = "(YEAR_NOUN|QUARTER|MONTH_NOUN|WEEK_NOUN|DAY_NOUN|DECADE_NOUN)"
_LONG_UNIT = "(YEAR_NOUN|MONTH_NOUN|WEEK_NOUN|DAY_NOUN|DECADE_NOUN)"
_BACK = "(QUARTER|HALF YEAR_NOUN?|MONTH_NOUN|PERIOD_NOUN|WEEK_NOUN)"
_BACK_ORD = f"({_BACK}|ORD (QUARTER|HALF))"

RELATIVE = RuleSet(
    (
        # last quarter, this month, next week, the current half
        Rule(
            "relative: part",
            "(LAST|THIS|NEXT|COMING) FISCAL? (QUARTER|HALF|MONTH_NOUN|WEEK_NOUN|WEEKEND)"
            "(?!HYPHEN?OF)",
            _part,
        ),
        # the quarter, that year; the quarter ended in March is another thing
        Rule(
            "the part spoken of",
            "(?<=THE)LATEST? QUARTER(?!HYPHEN?(ENDED|TO|UNTIL|END|OF|MONTH|POINT))",
            _spoken_of,
        ),
        Rule("the part spoken of", "(?<=THAT) SAME? (YEAR_NOUN|QUARTER)", _spoken_of),
        # the following year
        Rule("the part after", "FOLLOWING (YEAR_NOUN|QUARTER|MONTH_NOUN)", _part_back),
        # two years ago, a decade ago
        Rule("a year ago", "A YEAR_NOUN AGO", _year_back),
        Rule("relative: ago", f"(NUM|A) {_UNIT} AGO", _ago),
        Rule("a year back", "YEAR_NOUN AGO", _year_back),
        # a few years ago, decades ago, 20 minutes ago
        Rule("vague: ago", f"(A? VAGUE)? ({_UNIT}|SHORT_NOUN) AGO", _rolling),
        Rule("vague: ago", "(NUM|A) SHORT_NOUN AGO", _rolling),
        # the past 12 months, the next five years, the last year, the coming decade
        Rule(
            "relative: rolling",
            # the last three months of 2004 are another thing
            f"(LAST|PAST|NEXT|COMING|FOLLOWING) (NUM|VAGUE) {_UNIT}(?!HYPHEN?(OF|IN) THE? YEAR)",
            _rolling,
        ),
        Rule("relative: rolling", f"(?<=THE)(LAST|COMING) {_LONG_UNIT}(?!HYPHEN?OF)", _rolling),
        Rule("relative: rolling", f"PAST ({_LONG_UNIT}|QUARTER)", _rolling),
        # within five years, five years from now
        Rule("relative: rolling", f"(?<=WITHIN)NUM {_UNIT}(?!HYPHEN?OF)", _rolling),
        Rule("relative: hence", f"(NUM|A) {_UNIT} FROM NOW", _hence),
        # last March, next Tuesday, this summer
        Rule("relative: named", "(LAST|THIS PAST?|NEXT|COMING|PAST) (MONTH|SEASON)", _named),
        Rule("relative: named", "(LAST|THIS|NEXT|COMING|PAST|PREVIOUS) WEEKDAY DAYPART?", _weekday),
        Rule("relative: day", "(YESTERDAY|TOMORROW|TODAY) DAYPART", _day),
        Rule("relative: day", "(YESTERDAY|(?<!OF|FOR)TOMORROW|TONIGHT|(THIS|LAST) DAYPART)", _day),
        # announced today, today announced, earlier today; but not today's world
        Rule("relative: day", f"(?<={_VERB}|EARLIER|LATER|LATE|EARLY)TODAY|TODAY(?={_VERB})", _day),
        # year to date, so far this year
        Rule("year to date", "YEAR_NOUN TO DATE", _to_date),
        # a year earlier, the year-ago quarter, the prior-year period
        Rule("a year back", f"A? YEAR_NOUN EARLIER {_BACK}?", _year_back),
        Rule("a year back", "(?<=THE|A)YEAR_NOUN BEFORE", _year_back),
        Rule("a year back", "NUM YEAR_NOUN EARLIER(?!THAN)", _years_back),
        Rule("a year back", f"YEAR_NOUN (AGO|EARLIER) {_BACK_ORD}", _year_back),
        Rule("a year back", f"PREVIOUS YEAR_NOUN {_BACK_ORD}", _year_back),
        # the same period last year, the same quarter of 2023, the same month a year ago
        Rule(
            "a year back",
            f"SAME (PREVIOUS YEAR_NOUN)? ({_BACK}|TIME_NOUN) (OF|IN)? "
            "(YEAR|(A|THE)? YEAR_NOUN (AGO|EARLIER|BEFORE)|THE? PREVIOUS YEAR_NOUN)",
            _year_back,
        ),
        Rule("a year back", f"SAME PREVIOUS YEAR_NOUN {_BACK}", _year_back),
        # the 2023 period, last year's quarter
        Rule("a year back", "YEAR (QUARTER|PERIOD_NOUN)", _year_back),
        # the previous year, which of a quarter's report is the same quarter
        Rule("the part before", "PREVIOUS YEAR_NOUN", _year_back),
        # the previous quarter, prior month, previous year
        Rule(
            "the part before",
            "PREVIOUS FISCAL? (QUARTER|HALF YEAR_NOUN?|MONTH_NOUN|WEEK_NOUN|DAY_NOUN)",
            _part_back,
        ),
        Rule("the part before", "PREVIOUS FISCAL YEAR_NOUN", _part_back),
    )
)
"""The rules for times that lean on the day of writing or on another time."""
