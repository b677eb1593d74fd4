"""Halves, quarters, months and days of a year: "third quarter of 2024", "Q3", "July 15"."""

from dataclasses import replace

from pipeline.grammar.periods_calendar import Interval, Time, When, months_when
from pipeline.grammar.periods_patterns import Piece, Rule, RuleSet
from pipeline.grammar.periods_tokens import Token
from pipeline.grammar.periods_words import Word
from schemas import Grain

SEASON_MONTHS = (12, 3, 6, 9)
"""First month of winter, spring, summer and autumn (meteorological, northern hemisphere)."""


def in_year(piece: Piece, grain: Grain, index: int, day: int = 0) -> When:
    """Return a part of the year that the piece names, floating where it names none."""
    token = piece.find(Word.YEAR)
    fiscal = piece.has(Word.FISCAL)
    if token is None or not isinstance(token.time, When):
        return When(grain, None, index, day, fiscal, floating=True)
    year = token.time
    return replace(year, grain=grain, index=index, day=day, fiscal=fiscal or year.fiscal)


def _quarter(piece: Piece) -> Time | None:
    """Return the quarter of a year."""
    return in_year(piece, Grain.QUARTER, piece.value(Word.ORD))


def _quarter_of_month(piece: Piece) -> Time | None:
    """Return the quarter that a month belongs to: "the March quarter" is the first."""
    return in_year(piece, Grain.QUARTER, (piece.value(Word.MONTH) + 2) // 3)


def _half(piece: Piece) -> Time | None:
    """Return the half of a year; "final half" is the second."""
    return in_year(piece, Grain.HALF, min(piece.value(Word.ORD), 2))


def _last_quarter(piece: Piece) -> Time | None:
    """Return the fourth quarter of a year."""
    return in_year(piece, Grain.QUARTER, 4)


def _last_half(piece: Piece) -> Time | None:
    """Return the second half of a year."""
    return in_year(piece, Grain.HALF, 2)


def _short(piece: Piece) -> Time | None:
    """Return what "Q3" means in the year that stands beside it."""
    token = piece.find(Word.SHORT_PERIOD)
    time = token.time if token else None
    year = piece.find(Word.YEAR)
    if isinstance(time, Interval):
        return _short_months(piece, time)
    if not isinstance(time, When) or year is None:
        fiscal = piece.has(Word.FISCAL)
        return replace(time, fiscal=fiscal or time.fiscal) if isinstance(time, When) else None
    return in_year(piece, time.grain, time.index) if time.year is None else None


def _short_months(piece: Piece, nine: Interval) -> Time | None:
    """Return the nine months of "9M 2024"; as written where they have their year already."""
    if nine.first.year is not None or not piece.has(Word.YEAR):
        return nine
    return _month_span(piece, 1, 9)


def _month(piece: Piece) -> Time | None:
    """Return the month of a year."""
    return in_year(piece, Grain.MONTH, piece.value(Word.MONTH))


def _day(piece: Piece) -> Time | None:
    """Return the day of a month; None for the 32nd."""
    token = piece.find(Word.NUM, Word.NTH)
    if token is None or not 1 <= token.value <= 31 or not _in_digits(token):
        return None
    month = piece.find(Word.MONTH)
    # "Sept. 30", but "in April. 12 people" are two sentences.
    if month is not None and piece.has(Word.DOT) and month.end - month.start > len("Sept"):
        return None
    return in_year(piece, Grain.DAY, piece.value(Word.MONTH), token.value)


def _in_digits(token: Token) -> bool:
    """Return whether a number is written in digits; "April. One of them" is no first of April."""
    return token.kind is Word.NTH or token.end - token.start <= len("31")


def _days(piece: Piece) -> Time | None:
    """Return the interval of "January 7 to 12, 2025"."""
    numbers = [token.value for token in piece.tokens if token.kind in (Word.NUM, Word.NTH)]
    if len(numbers) != 2 or not 1 <= numbers[0] < numbers[1] <= 31:
        return None
    month = piece.value(Word.MONTH)
    first, last = (in_year(piece, Grain.DAY, month, number) for number in numbers)
    return Interval(first, last)


def _month_span(piece: Piece, first: int, last: int) -> Time:
    """Return an interval of months of the year that the piece names."""
    ends = [in_year(piece, Grain.MONTH, month) for month in (first, last)]
    return months_when(*ends)


def _first_months(piece: Piece) -> Time | None:
    """Return "the first nine months of 2025"; "the last three" end with the year."""
    count = piece.value(Word.NUM)
    if not 1 <= count <= 12:
        return None
    if piece.has(Word.LAST) or piece.value(Word.ORD, 1) == 4:
        return _month_span(piece, 13 - count, 12)
    return _month_span(piece, 1, count) if piece.value(Word.ORD, 1) == 1 else None


def _contract(piece: Piece) -> Time | None:
    """Return something where a month names what is traded, not when."""
    return in_year(piece, Grain.MONTH, piece.value(Word.MONTH))


def _season(piece: Piece) -> Time | None:
    """Return the three months of a season; winter runs into the next year."""
    first = in_year(piece, Grain.MONTH, SEASON_MONTHS[piece.value(Word.SEASON)])
    year = first.year if first.index < 12 or first.year is None else first.year + 1
    return Interval(first, replace(first, year=year, index=(first.index + 1) % 12 + 1))


def _same(piece: Piece) -> Time | None:
    """Return the time that the piece already is."""
    return piece.times()[0]


def _weekday(piece: Piece) -> Time | None:
    """Return the nearest day of that name."""
    return When(Grain.DAY, floating=True, weekday=piece.value(Word.WEEKDAY))


_JOIN = "(OF|IN|COMMA|OPEN|FOR)? THE? "
_DAY = "(WEEKDAY COMMA? THE?)? "

POINTS = RuleSet(
    (
        # third quarter of 2024, third fiscal quarter 2024, third quarter of last year
        Rule("quarter + year", f"FISCAL? ORD FISCAL? QUARTER {_JOIN}YEAR", _quarter),
        # 2024 third quarter, last year's third quarter, fiscal 2024 third-quarter
        Rule("quarter + year", "YEAR FISCAL? ORD FISCAL? QUARTER", _quarter),
        Rule("quarter", "FISCAL? ORD FISCAL? QUARTER(?!OF A)", _quarter),
        # the March quarter, December quarter of 2018, June 2024 quarter
        Rule("quarter of a month", f"MONTH QUARTER ({_JOIN}YEAR)?", _quarter_of_month),
        Rule("quarter of a month", "MONTH YEAR QUARTER", _quarter_of_month),
        # first half of 2025, 2025 first half, first-half; not the first half of March
        Rule("half + year", f"FISCAL? ORD FISCAL? HALF YEAR_NOUN? {_JOIN}YEAR", _half),
        Rule("half + year", "YEAR FISCAL? ORD HALF YEAR_NOUN?", _half),
        Rule("half", "FISCAL? ORD FISCAL? HALF YEAR_NOUN?(?!HYPHEN?OF)", _half),
        # last quarter of 2004, last half of the year
        Rule("quarter + year", "LAST QUARTER OF THE? YEAR", _last_quarter),
        Rule("half + year", "LAST HALF OF THE? YEAR", _last_half),
        # Q3 2024, Q3 of fiscal 2025, H1 FY25, 2024 Q3
        Rule("quarter + year", f"SHORT_PERIOD FISCAL? {_JOIN}YEAR", _short),
        Rule("quarter + year", "YEAR FISCAL? SHORT_PERIOD", _short),
        Rule("", "FISCAL? SHORT_PERIOD", _short),
        # first nine months of 2025, last three months of 2024
        Rule("months of year", f"(ORD|LAST) NUM MONTH_NOUN {_JOIN}YEAR", _first_months),
        Rule("months of year", "YEAR ORD NUM MONTH_NOUN", _first_months),
        Rule("months of year", "(?<=THE)ORD NUM MONTH_NOUN", _first_months),
        # Brent for April settlement, crude for February delivery, March 2019 futures
        Rule("", "MONTH YEAR? CONTRACT", _contract, Word.OTHER),
        # July 2024, July of last year, July, 2024
        Rule("month + year", "MONTH DOT? (OF|COMMA|IN)? YEAR", _month),
        # first half of March, July
        Rule("month", "(ORD HALF OF)? MONTH", _month),
        # Tuesday, July 15, 2024; July 15th of last year
        Rule("day + year", f"{_DAY}MONTH DOT? THE? (NUM|NTH) (COMMA|OF)? YEAR", _day),
        # 15 July 2024, the 15th of July 2024
        Rule("day + year", f"{_DAY}(NUM|NTH) OF? MONTH DOT? COMMA? YEAR", _day),
        Rule("day", f"{_DAY}MONTH DOT? THE? (NUM|NTH)", _day),
        Rule("day", f"{_DAY}(NUM|NTH) OF? MONTH", _day),
        # January 7-12, 2025; 7 to 12 January
        Rule(
            "days",
            "MONTH DOT? (NUM|NTH) (DASH|HYPHEN|TO|AND|UNTIL) (NUM|NTH) (COMMA? YEAR)?",
            _days,
        ),
        Rule("days", "(NUM|NTH) (DASH|HYPHEN|TO|AND|UNTIL) (NUM|NTH) MONTH (COMMA? YEAR)?", _days),
        # Tuesday; but the Sunday Times is a paper
        Rule("weekday", "(?<!NAMED_DAY)WEEKDAY DAYPART?(?!PAPER)", _weekday),
        # summer 2024, the winter of 2023, this summer
        Rule("season + year", "SEASON OF? YEAR", _season),
        Rule("date in digits", "(WEEKDAY COMMA?)? DATE_DIGITS", _same),
        Rule("decade", "DECADE", _same),
        Rule("years", "YEARS", _same),
    )
)
"""The rules for parts of a year and for days."""
