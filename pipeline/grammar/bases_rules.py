"""The patterns of stated comparisons, over the words of time; a hyphen may join any two."""

from dataclasses import dataclass

from schemas import Basis


@dataclass(frozen=True, slots=True)
class BasisRule:
    """A pattern of `Word` names, as in `periods_patterns.Rule`, and what it compares with."""

    name: str
    basis: Basis
    pattern: str


_CUE = "(FROM|THAN|OVER|ON|VERSUS|AGAINST|COMPARED (WITH|TO)|IN)"
_PART = "(QUARTER|HALF YEAR_NOUN?|PERIOD_NOUN|MONTH_NOUN|WEEK_NOUN|TIME_NOUN)"
_BACK = "(AGO|EARLIER|BEFORE)"
_THE = "(THE|A)?"
_YEAR = "((FISCAL|CALENDAR|FULL) YEAR_NOUN?)? YEAR"
_DATE = f"({_YEAR}|SHORT_PERIOD|MONTH (NUM|NTH)? COMMA? YEAR?|ORD QUARTER (OF? {_YEAR})?)"

BASIS_RULES: tuple[BasisRule, ...] = (
    # year-on-year, year over year, year-to-year, YoY, y/y
    BasisRule("year on year", Basis.YOY, "YEAR_NOUN (ON|OVER|TO) YEAR_NOUN"),
    BasisRule("year on year", Basis.YOY, "YOY"),
    # a year earlier, a year ago, from the year before, the year-ago quarter
    BasisRule("a year earlier", Basis.YOY, f"{_CUE}? {_THE} YEAR_NOUN {_BACK} (ORD? {_PART})?"),
    # the prior-year quarter, the previous year's first quarter
    BasisRule(
        "previous year", Basis.YOY, f"{_CUE} {_THE} PREVIOUS FISCAL? YEAR_NOUN (ORD? {_PART})?"
    ),
    BasisRule("previous year", Basis.YOY, f"(PREVIOUS|SAME) YEAR_NOUN ORD? {_PART}"),
    # from last year, than last year's third quarter
    BasisRule(
        "last year",
        Basis.YOY,
        f"(FROM|THAN|OVER|ON|VERSUS|AGAINST|COMPARED (WITH|TO)) LAST YEAR_NOUN (ORD? {_PART})?",
    ),
    # from the same period last year, the same quarter of 2023, the same month a year ago
    BasisRule(
        "same period",
        Basis.YOY,
        f"{_CUE}? {_THE} SAME (ORD|NUM)? {_PART} (OF|IN)? {_THE} "
        f"(LAST YEAR_NOUN|PREVIOUS YEAR_NOUN|YEAR_NOUN {_BACK}|{_YEAR})",
    ),
    # annual rise of, annual growth of
    BasisRule("annual change", Basis.YOY, "ANNUAL GROWTH"),
    # quarter-over-quarter, QoQ, sequentially
    BasisRule("quarter on quarter", Basis.QOQ, "QUARTER (ON|OVER|TO) QUARTER"),
    BasisRule("quarter on quarter", Basis.QOQ, "QOQ"),
    BasisRule("sequential", Basis.QOQ, "SEQUENTIAL"),
    # from the prior quarter, than last quarter, from the previous three months
    BasisRule(
        "previous quarter",
        Basis.QOQ,
        f"{_CUE} {_THE} (LAST|PREVIOUS) FISCAL? (ORD? QUARTER|NUM MONTH_NOUN)",
    ),
    BasisRule("previous quarter", Basis.QOQ, f"{_THE} QUARTER (AGO|EARLIER|BEFORE)"),
    # month-on-month, MoM, from the previous month, a month earlier
    BasisRule("month on month", Basis.MOM, "MONTH_NOUN (ON|OVER|TO) MONTH_NOUN"),
    BasisRule("month on month", Basis.MOM, "MOM"),
    BasisRule("previous month", Basis.MOM, f"{_CUE} {_THE} (LAST|PREVIOUS) MONTH_NOUN"),
    BasisRule("previous month", Basis.MOM, f"(THE|A) MONTH_NOUN {_BACK}"),
    # CAGR, compound annual growth rate, compounded annually, annualised growth rate
    BasisRule("CAGR", Basis.CAGR, "(ANNUAL GROWTH RATE OPEN)? CAGR"),
    BasisRule("CAGR", Basis.CAGR, "COMPOUND (ANNUAL|ANNUALLY)? GROWTH? RATE? (OPEN CAGR CLOSE)?"),
    # grow 5% a year between 2024 and 2030, annually over the next five years
    BasisRule(
        "a year over years",
        Basis.CAGR,
        "(((PER|A) YEAR_NOUN|ANNUALLY) (ON AVERAGE)? (BETWEEN|FROM|OVER|UNTIL|IN) "
        "(YEAR (AND|TO|DASH|HYPHEN|UNTIL) YEAR|YEARS|YEAR|"
        "THE? (NEXT|PAST|LAST|COMING) (NUM|VAGUE)? (YEAR_NOUN|DECADE_NOUN)))",
    ),
    BasisRule("annualised", Basis.CAGR, "ANNUALISED (AVERAGE? GROWTH)? RATE?"),
    BasisRule(
        "average annual", Basis.CAGR, "AVERAGE ANNUAL GROWTH RATE?|ANNUAL AVERAGE GROWTH RATE?"
    ),
    # since 2019, since the start of the year, since March
    BasisRule(
        "since",
        Basis.POP,
        f"SINCE {_THE} ((END|START|MID|EARLY|LATE) OF? {_THE})? ({_DATE}|YEAR_NOUN|QUARTER)",
    ),
    # from the previous half, from the prior week, than the previous period
    BasisRule(
        "previous part",
        Basis.POP,
        f"{_CUE} {_THE} (LAST|PREVIOUS) (HALF YEAR_NOUN?|WEEK_NOUN|DAY_NOUN|PERIOD_NOUN|WEEKDAY)",
    ),
    BasisRule("week on week", Basis.POP, "(WEEK_NOUN|DAY_NOUN) (ON|OVER|TO) (WEEK_NOUN|DAY_NOUN)"),
    BasisRule("week on week", Basis.POP, "WOW"),
    # on the day, year to date, so far this year
    BasisRule("on the day", Basis.POP, "ON THE DAY_NOUN"),
    BasisRule("year to date", Basis.POP, "YEAR_NOUN TO DATE"),
    BasisRule("so far", Basis.POP, "SO FAR THIS YEAR_NOUN"),
    # in early trading, in premarket trade
    BasisRule("in trading", Basis.POP, "IN (EARLY|LATE|DAYPART|DAY_NOUN|SESSION)? TRADING"),
    # versus plan, below budget, ahead of guidance
    BasisRule("versus plan", Basis.POP, f"(VERSUS|AGAINST|THAN|COMPARED (WITH|TO)) {_THE} OUTLOOK"),
    # from pre-pandemic levels, above pre-crisis levels
    BasisRule(
        "earlier level",
        Basis.POP,
        "(FROM|THAN|OVER|BELOW|VERSUS|TO|AGAINST|COMPARED (WITH|TO)) THE? PRE? LEVEL_TIME LEVEL",
    ),
)
"""Their order does not matter: the longest match wins."""
