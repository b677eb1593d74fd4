"""Years: 2024, fiscal 2025, FY2024-25, last year, the year; each becomes one YEAR token."""

from dataclasses import replace

from pipeline.grammar.periods_calendar import Interval, Time, When
from pipeline.grammar.periods_patterns import Piece, Rule, RuleSet
from pipeline.grammar.periods_words import Word
from schemas import Grain

_STEPS = {Word.LAST: -1, Word.THIS: 0, Word.NEXT: 1, Word.COMING: 1}


def _same(piece: Piece) -> Time | None:
    """Return the year that is written there."""
    return piece.times()[0]


def _fiscal(piece: Piece) -> Time | None:
    """Return the written year as a fiscal one, a pair as the year in which it ends."""
    time = piece.times()[0]
    if isinstance(time, Interval):
        return replace(time.last, fiscal=True)
    return replace(time, fiscal=True) if isinstance(time, When) else None


def _relative(piece: Piece) -> Time | None:
    """Return the year that lies before, at or after the anchor's."""
    token = piece.find(*_STEPS)
    fiscal = piece.has(Word.FISCAL)
    if token is None or piece.anchor is None:
        return When(Grain.YEAR, fiscal=fiscal)
    return When(Grain.YEAR, piece.anchor.year + _STEPS[token.kind], fiscal=fiscal)


def _floating(piece: Piece) -> Time | None:
    """Return the year that the text speaks of; None for "the years", "Dealer of the Year"."""
    if piece.value(Word.YEAR_NOUN) > 1 and not piece.has(Word.FULL, Word.FISCAL):
        return None
    return When(Grain.YEAR, fiscal=piece.has(Word.FISCAL), floating=True)


_STREET_NAME = 30
"""Characters that the name of a street has at most."""


def _address(piece: Piece) -> Time | None:
    """Return something where a street follows the number at once."""
    near = piece.tokens[-1].start - piece.tokens[0].end <= _STREET_NAME
    return piece.times()[0] if near else None


_TIME_WORD = (
    "IN|BY|SINCE|FROM|TO|UNTIL|OF|AND|BETWEEN|"
    "MONTH|FISCAL|CALENDAR|QUARTER|HALF|COMMA|NUM|NTH|SEASON"
)

COUNTS = RuleSet(
    (
        # 2000 employees; but by 2030 people will work otherwise
        Rule("", f"(?<!{_TIME_WORD})YEAR COUNTED", _same, Word.OTHER),
        # 1900 Grand Rapids Avenue
        Rule("", f"(?<!{_TIME_WORD})YEAR OTHER STREET", _address, Word.OTHER),
        # nearly 2000, Windows 2000
        Rule(
            "",
            "(APPROXIMATE|VAGUE|NAMED_NUMBER) YEAR(?!HYPHEN?(MONTH|QUARTER|HALF))",
            _same,
            Word.OTHER,
        ),
    )
)
"""What looks like a year and counts or names something; tried before all others."""

YEARS = RuleSet(
    (
        # calendar 2025, calendar year 2025, full-year 2025, the year 2000
        Rule("explicit year", "CALENDAR YEAR_NOUN? YEAR", _same, Word.YEAR),
        Rule("explicit year", "FULL YEAR_NOUN OF? (CALENDAR YEAR_NOUN?)? YEAR", _same, Word.YEAR),
        Rule("explicit year", "(THE|IN) YEAR_NOUN YEAR", _same, Word.YEAR),
        # fiscal 2024, fiscal year 2025, financial year 2022-23, full fiscal year 2025
        Rule(
            "fiscal year",
            "(FULL YEAR_NOUN?)? FISCAL FULL? YEAR_NOUN? (YEAR|YEARS)",
            _fiscal,
            Word.YEAR,
        ),
        # full-year fiscal 2025, 2025 fiscal year, 2024-25 financial year
        Rule("fiscal year", "(YEAR|YEARS) (FULL? FISCAL YEAR_NOUN)", _fiscal, Word.YEAR),
        # last year, this fiscal year, the coming year
        Rule(
            "relative: year",
            "(LAST|THIS|NEXT) (FISCAL|CALENDAR|FULL)? YEAR_NOUN",
            _relative,
            Word.YEAR,
        ),
        # for the full year, of the year; but the year to March is another thing
        Rule(
            "the year spoken of",
            "(?<=OF|FOR|IN) THE? (FISCAL|FULL) FISCAL? YEAR_NOUN(?!HYPHEN?(ENDED|TO|END|YEAR))",
            _floating,
            Word.YEAR,
        ),
        Rule(
            "the year spoken of",
            "(?<=OF|FOR|IN) THE YEAR_NOUN(?!HYPHEN?(ENDED|TO|END|YEAR|EARLIER|AGO|BEFORE))",
            _floating,
            Word.YEAR,
        ),
        # full-year profit
        Rule(
            "the year spoken of",
            "FULL FISCAL? YEAR_NOUN(?!HYPHEN?(ENDED|TO|END|YEAR))",
            _floating,
            Word.YEAR,
        ),
    )
)
"""The rules for years, tried before all others because other times are told by them."""
