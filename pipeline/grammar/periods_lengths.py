"""Lengths of time, times of day and ages: numbers that are no place in the calendar."""

from pipeline.grammar.periods_calendar import UNKNOWN, Time
from pipeline.grammar.periods_patterns import Piece, Rule, RuleSet
from pipeline.grammar.periods_words import Word


def _unplaced(piece: Piece) -> Time | None:
    """Return that the words name no place in the calendar."""
    return UNKNOWN if piece.tokens else None


_UNIT = "(YEAR_NOUN|MONTH_NOUN|WEEK_NOUN|DAY_NOUN|DECADE_NOUN|CENTURY_NOUN|SHORT_NOUN|WEEKEND)"

LENGTHS = RuleSet(
    (
        # 20-year-old, 45 years old, aged 45
        Rule("age", "NUM (YEAR_NOUN|MONTH_NOUN) OLD", _unplaced, Word.OLD),
        Rule("age", "AGED NUM", _unplaced, Word.OLD),
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
