"""What is made of times already found, "the year to March", "from 2024 to 2030", and lengths."""

from dataclasses import replace

from pipeline.grammar.periods_calendar import (
    MONTHS_OF,
    UNKNOWN,
    Ending,
    Interval,
    Time,
    When,
)
from pipeline.grammar.periods_patterns import Piece, Rule, RuleSet
from pipeline.grammar.periods_relative import moved
from pipeline.grammar.periods_words import Word
from schemas import Grain

_ENDS = (Grain.MONTH, Grain.DAY)
_MONTHS = {Word.YEAR_NOUN: 12, Word.HALF: 6, Word.QUARTER: 3, Word.MONTH_NOUN: 1}


def _same(piece: Piece) -> Time | None:
    """Return the time that the words only narrow down."""
    return piece.times()[0]


def _year_spoken_of(piece: Piece) -> Time | None:
    """Return the year whose end is meant, the anchor's where none is named."""
    times = piece.times()
    year = piece.anchor.year if piece.anchor else None
    return times[0] if times else When(Grain.YEAR, year)


def _around(piece: Piece) -> Time | None:
    """Return the month or week that holds the anchor."""
    return moved(piece, 0)


def _ending(piece: Piece) -> Time | None:
    """Return the months or weeks up to a month or a day: "three months to March"."""
    last, unit = piece.times()[-1], piece.find(*_MONTHS, Word.WEEK_NOUN)
    if not isinstance(last, When) or unit is None or last.grain not in _ENDS:
        return None
    count = piece.value(Word.NUM, 1)
    if unit.kind is Word.WEEK_NOUN:
        return Ending(last, weeks=count)
    return Ending(last, count * _MONTHS[unit.kind], fiscal=piece.has(Word.FISCAL))


def _named_ending(piece: Piece) -> Time | None:
    """Return "third quarter ended June 30": the name where it has a year, else the dates."""
    first, last = piece.times()
    if not isinstance(first, When) or not isinstance(last, When):
        return None
    if first.year is not None:
        return first
    if not first.floating or first.grain not in MONTHS_OF or last.grain not in _ENDS:
        return None
    if first.grain is Grain.YEAR:
        return Ending(last, 12, fiscal=first.fiscal)
    return Ending(last, named=first)


def _between(piece: Piece) -> Time | None:
    """Return the interval of two times."""
    first, last = piece.times()
    if not isinstance(first, When) or not isinstance(last, When):
        return None
    # "a revision Friday to December's figures" is no interval; "from" would say so.
    if first.grain is not last.grain and not piece.has(Word.FROM, Word.BETWEEN, Word.UNTIL):
        return None
    fiscal = first.fiscal or last.fiscal
    return Interval(replace(first, fiscal=fiscal), replace(last, fiscal=fiscal))


EDGES = RuleSet(
    (
        # early 2026, mid-2025, late last year, later this year
        Rule("", "(EARLY|MID|LATE|LATER|EARLIER) (IN|OF)? (POINT|YEAR)", _same),
        # end of 2025, the beginning of the year, the rest of 2025
        Rule("", "(EARLY|LATE)? (END|REST|MID) OF? THE? (POINT|YEAR)", _same),
        Rule("", "(START|PART) OF THE? (POINT|YEAR)", _same),
        Rule("", "(EARLY|LATER|LATE) PART OF THE? (POINT|YEAR)", _same),
        # the end of the month, later in the week
        Rule("relative: part", "(END|START|REST) OF THE? (MONTH_NOUN|WEEK_NOUN)", _around),
        Rule("relative: part", "(EARLY|LATE|LATER|EARLIER) IN THE (MONTH_NOUN|WEEK_NOUN)", _around),
        # year-end 2025, year-end
        Rule("year end", "YEAR_NOUN END YEAR?", _year_spoken_of),
        # three months to March, quarter ended June 30, 2025, the year to March 2013
        Rule(
            "months up to a date",
            "(NUM|FISCAL)? (YEAR_NOUN|HALF YEAR_NOUN?|QUARTER|MONTH_NOUN|WEEK_NOUN) "
            "PERIOD_NOUN? (ENDED|TO|UNTIL) (ON|IN)? (THE? END OF?)? POINT",
            _ending,
        ),
        # third quarter ended September 30, 2025
        Rule(
            "months up to a date",
            "(POINT|YEAR) (ENDED|COMMA ENDED|OPEN ENDED) POINT",
            _named_ending,
        ),
        Rule("", "YEAR", _same),
    )
)
"""The rules that narrow a time down or measure back from it."""

_END = "(POINT|YEAR)"

SPANS = RuleSet(
    (
        # from 2024 to 2030, between March and November 2020, July-September 2024
        Rule("from … to", f"FROM {_END} (TO|UNTIL|DASH|HYPHEN) {_END}", _between),
        Rule("between … and", f"BETWEEN {_END} AND {_END}", _between),
        Rule("from … to", f"{_END} (TO|UNTIL|DASH|HYPHEN) {_END}", _between),
    )
)
"""The rules that join two times to one interval."""


def _unplaced(piece: Piece) -> Time | None:
    """Return that the words name no place in the calendar."""
    return UNKNOWN if piece.tokens else None


_UNIT = "(YEAR_NOUN|MONTH_NOUN|WEEK_NOUN|DAY_NOUN|DECADE_NOUN|CENTURY_NOUN|SHORT_NOUN|WEEKEND)"

LENGTHS = RuleSet(
    (
        # 20-year-old, 45 years old, 18 years of age, 12 years and older
        Rule("age", "NUM (YEAR_NOUN|MONTH_NOUN) AND? OLD", _unplaced, Word.OLD),
        Rule("age", "NUM (YEAR_NOUN|MONTH_NOUN) OF AGED", _unplaced, Word.OLD),
        # aged 45, aged 18 to 24
        Rule("age", "AGED NUM ((TO|DASH|HYPHEN|AND) NUM)?", _unplaced, Word.OLD),
        # 11:45 a.m., noon
        Rule("time of day", "CLOCK", _unplaced, Word.CLOCK),
        # 24 hours, twenty-four hours, several months, one and a half years
        Rule("length", f"(NUM NUM?|VAGUE|A VAGUE) (AND A HALF)? {_UNIT}", _unplaced, Word.LENGTH),
        # a couple of years
        Rule("length", f"A NUM OF {_UNIT}", _unplaced, Word.LENGTH),
        # five to ten years, 12-18 months
        Rule("length", f"NUM (TO|DASH|HYPHEN|AND) NUM {_UNIT}", _unplaced, Word.LENGTH),
        # for a year, for months, over a decade
        Rule("length", f"(?<=FOR|OVER|IN|WITHIN|THAN)A? {_UNIT}", _unplaced, Word.LENGTH),
    )
)
"""The rules for what is left when every date is found."""
