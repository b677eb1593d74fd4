"""The patterns of stated comparisons, over the words of time; a hyphen may join any two."""

from dataclasses import dataclass

from schemas import Basis


@dataclass(frozen=True, slots=True)
class BasisRule:
    """A pattern of `Word` names, as in `periods_patterns.Rule`, and what it compares with."""

    name: str
    basis: Basis
    pattern: str


_CUE = "(FROM|THAN|OVER|ON|VERSUS|AGAINST|COMPARED (WITH|TO))"
_CUE_IN = f"({_CUE}|IN)"
_PART = "(QUARTER|HALF YEAR_NOUN?|PERIOD_NOUN|MONTH_NOUN|WEEK_NOUN|TIME_NOUN)"
_BACK = "(AGO|EARLIER|BEFORE)"
_THE = "(THE|A)?"
_YEAR = "((FISCAL|CALENDAR|FULL) YEAR_NOUN?)? YEAR"
_DATE = f"({_YEAR}|SHORT_PERIOD|MONTH ((NUM|NTH)? COMMA? YEAR|NUM|NTH)?|ORD QUARTER (OF? {_YEAR})?)"
_TIMES = (
    "(YEAR (AND|TO|DASH|HYPHEN|UNTIL) YEAR|YEARS|YEAR|"
    "THE? (NEXT|PAST|LAST|COMING) (NUM|VAGUE)? (YEAR_NOUN|DECADE_NOUN))"
)
_NOT_OPEN = "(?!HYPHEN?(TO|UNTIL|DASH|HYPHEN|ONWARDS|NUM|NTH|YEAR))"
_DAYTIME = "(EARLY|LATE|DAYPART|DAY_NOUN|SESSION)"

YEAR_RULES: tuple[BasisRule, ...] = (
    # year-on-year, year over year, year-to-year, YoY, y/y
    BasisRule("year on year", Basis.YOY, "YEAR_NOUN (ON|OVER|TO) YEAR_NOUN"),
    BasisRule("year on year", Basis.YOY, "YOY"),
    # a year earlier, from a year ago, from the year before
    BasisRule("a year earlier", Basis.YOY, f"{_CUE_IN}? (THE|A) YEAR_NOUN {_BACK} (ORD? {_PART})?"),
    # from the year-ago quarter, year-earlier profit
    BasisRule(
        "a year earlier", Basis.YOY, f"{_CUE_IN}? {_THE} YEAR_NOUN (AGO|EARLIER) ORD? {_PART}"
    ),
    BasisRule("a year earlier", Basis.YOY, "YEAR_NOUN HYPHEN (AGO|EARLIER)"),
    # from the previous year, in the prior year's first quarter
    BasisRule(
        "previous year", Basis.YOY, f"{_CUE_IN} {_THE} PREVIOUS FISCAL? YEAR_NOUN (ORD? {_PART})?"
    ),
    # the prior-year quarter
    BasisRule("previous year", Basis.YOY, f"(PREVIOUS|SAME) YEAR_NOUN ORD? {_PART}"),
    # from last year, than last year's third quarter
    BasisRule("last year", Basis.YOY, f"{_CUE} LAST YEAR_NOUN (ORD? {_PART})?"),
    # from the same period last year, the same quarter of 2023, the same month a year ago
    BasisRule(
        "same period",
        Basis.YOY,
        f"{_CUE_IN}? {_THE} SAME (ORD|NUM)? {_PART} (OF|IN)? {_THE} "
        f"(LAST YEAR_NOUN|PREVIOUS YEAR_NOUN|YEAR_NOUN {_BACK}|{_YEAR})",
    ),
    # annual rise of 5%, 12 percent every year
    BasisRule("annual change", Basis.YOY, "ANNUAL GROWTH"),
    BasisRule(
        "annual change", Basis.YOY, "CHANGE (A|PER) YEAR_NOUN(?!HYPHEN?(AGO|EARLIER|BEFORE))"
    ),
    # compared with fiscal 2020, up 5% from 2023; the caller may know that it is further back
    BasisRule(
        "named year", Basis.YOY, f"(VERSUS|AGAINST|COMPARED (WITH|TO)) {_THE} {_YEAR}{_NOT_OPEN}"
    ),
    BasisRule("named year", Basis.YOY, f"(CHANGE|GROWTH) FROM {_YEAR}{_NOT_OPEN}"),
    # CAGR, compound annual growth rate (CAGR), compounded annually
    BasisRule("CAGR", Basis.CAGR, "CAGR"),
    BasisRule(
        "CAGR", Basis.CAGR, "COMPOUND (ANNUAL|ANNUALLY|GROWTH) GROWTH? RATE? (OPEN CAGR CLOSE)?"
    ),
    # grow 5% a year between 2024 and 2030, annually over the next five years
    BasisRule(
        "a year over years",
        Basis.CAGR,
        f"CHANGE? ((PER|A) YEAR_NOUN|ANNUALLY) (ON AVERAGE)? (BETWEEN|FROM|OVER|UNTIL|IN) {_TIMES}",
    ),
    # annualised growth rate, average annual growth
    BasisRule("annualised", Basis.CAGR, "ANNUALISED AVERAGE? (GROWTH RATE?|RATE)"),
    BasisRule("annualised", Basis.CAGR, "(AVERAGE ANNUAL|ANNUAL AVERAGE) GROWTH RATE?"),
)
"""Comparisons with the year before and over several years."""

OTHER_RULES: tuple[BasisRule, ...] = (
    # quarter-over-quarter, QoQ, sequentially
    BasisRule("quarter on quarter", Basis.QOQ, "QUARTER (ON|OVER|TO) QUARTER"),
    BasisRule("quarter on quarter", Basis.QOQ, "QOQ"),
    BasisRule("sequential", Basis.QOQ, "SEQUENTIAL"),
    # from the prior quarter, than last quarter, from the previous three months
    BasisRule(
        "previous quarter",
        Basis.QOQ,
        f"{_CUE} {_THE} (LAST|PREVIOUS) FISCAL? (ORD? QUARTER(?!OF)|NUM MONTH_NOUN)",
    ),
    BasisRule("previous quarter", Basis.QOQ, f"IN {_THE} PREVIOUS FISCAL? ORD? QUARTER"),
    BasisRule("previous quarter", Basis.QOQ, f"{_CUE} {_THE} QUARTER {_BACK}"),
    # up 31% from Q1, a drop from the first quarter
    BasisRule(
        "named quarter",
        Basis.QOQ,
        f"(CHANGE|GROWTH) FROM THE? (SHORT_PERIOD|ORD QUARTER){_NOT_OPEN}",
    ),
    # month-on-month, MoM, from the previous month, a month earlier
    BasisRule("month on month", Basis.MOM, "MONTH_NOUN (ON|OVER|TO) MONTH_NOUN"),
    BasisRule("month on month", Basis.MOM, "MOM"),
    BasisRule("previous month", Basis.MOM, f"{_CUE} {_THE} (LAST|PREVIOUS) MONTH_NOUN"),
    BasisRule("previous month", Basis.MOM, f"{_CUE} (THE|A) MONTH_NOUN {_BACK}"),
    BasisRule("previous month", Basis.MOM, "(THE|A) MONTH_NOUN (EARLIER|BEFORE)"),
    # up 3% from March, a monthly rise
    BasisRule("named month", Basis.MOM, f"(CHANGE|GROWTH) FROM MONTH{_NOT_OPEN}"),
    BasisRule("monthly change", Basis.MOM, "MONTHLY GROWTH"),
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
    # week-on-week, w/w, a weekly loss
    BasisRule("week on week", Basis.POP, "(WEEK_NOUN|DAY_NOUN) (ON|OVER) (WEEK_NOUN|DAY_NOUN)"),
    BasisRule("week on week", Basis.POP, "WOW"),
    BasisRule("week on week", Basis.POP, "WEEKLY (GROWTH|LOSS)"),
    # on the day, year to date, so far this year
    BasisRule("on the day", Basis.POP, "ON THE DAY_NOUN"),
    BasisRule("year to date", Basis.POP, "YEAR_NOUN TO DATE"),
    BasisRule("so far", Basis.POP, "SO FAR THIS YEAR_NOUN"),
    # in early trading, in early intraday trading
    BasisRule("in trading", Basis.POP, f"IN {_DAYTIME} {_DAYTIME}? TRADING"),
    # versus plan, lower than forecast
    BasisRule("versus plan", Basis.POP, f"(VERSUS|AGAINST|THAN|COMPARED (WITH|TO)) {_THE} OUTLOOK"),
    # from pre-pandemic levels, above pre-crisis levels
    BasisRule("earlier level", Basis.POP, f"({_CUE}|BELOW|TO) THE? PRE? LEVEL_TIME LEVEL"),
)
"""Comparisons with the quarter or month before, and all others that are stated."""

BASIS_RULES = YEAR_RULES + OTHER_RULES
"""All rules; their order does not matter, because the longest match wins."""
