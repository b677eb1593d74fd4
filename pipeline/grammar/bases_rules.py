"""The patterns of stated comparisons, over the words of time; a hyphen may join any two."""

from schemas import Basis

_CUE = "(FROM|THAN|OVER|ON|VERSUS|AGAINST|COMPARED (WITH|TO)|IN)"
_PART = "(QUARTER|HALF YEAR_NOUN?|PERIOD_NOUN|MONTH_NOUN|WEEK_NOUN|TIME_NOUN)"
_BACK = "(AGO|EARLIER|BEFORE)"
_THE = "(THE|A)?"
_DATE = "(YEAR|SHORT_PERIOD|MONTH YEAR?|FISCAL YEAR_NOUN? YEAR|ORD QUARTER (OF? YEAR)?)"

BASIS_RULES: tuple[tuple[str, Basis], ...] = (
    # year-on-year, year over year, year-to-year
    ("YEAR_NOUN (ON|OVER|TO) YEAR_NOUN", Basis.YOY),
    # YoY
    ("YOY", Basis.YOY),
    # a year earlier, a year ago, from the year before
    (f"(ORD|{_THE}) YEAR_NOUN {_BACK} {_PART}?", Basis.YOY),
    # the prior-year quarter, the previous year, the prior year's first quarter
    (f"(PREVIOUS|SAME) YEAR_NOUN (ORD? {_PART})?", Basis.YOY),
    # from last year, compared with last year's third quarter
    (f"{_CUE} {_THE} (LAST|PREVIOUS) YEAR_NOUN (ORD? {_PART})?", Basis.YOY),
    # the same period last year, the same quarter of 2023, the same month a year ago
    (
        f"SAME (ORD|NUM)? {_PART} (OF|IN)? {_THE} "
        f"(LAST YEAR_NOUN|PREVIOUS YEAR_NOUN|YEAR_NOUN {_BACK}|YEAR|FISCAL YEAR_NOUN? YEAR)",
        Basis.YOY,
    ),
    # annual rise of, annual growth
    ("ANNUAL GROWTH", Basis.YOY),
    # quarter-over-quarter, QoQ, sequentially
    ("QUARTER (ON|OVER|TO) QUARTER", Basis.QOQ),
    ("QOQ", Basis.QOQ),
    ("SEQUENTIAL", Basis.QOQ),
    # from the prior quarter, than last quarter, from the previous three months
    (f"{_CUE} {_THE} (LAST|PREVIOUS) FISCAL? (ORD? QUARTER|NUM MONTH_NOUN)", Basis.QOQ),
    # month-on-month, from the previous month
    ("MONTH_NOUN (ON|OVER|TO) MONTH_NOUN", Basis.MOM),
    ("MOM", Basis.MOM),
    (f"{_CUE} {_THE} (LAST|PREVIOUS) MONTH_NOUN", Basis.MOM),
    (f"{_THE} MONTH_NOUN {_BACK}", Basis.MOM),
    # CAGR, compound annual growth rate, annualised growth
    ("CAGR", Basis.CAGR),
    ("COMPOUND ANNUAL? (ANNUALLY|GROWTH) RATE?", Basis.CAGR),
    ("COMPOUND ANNUAL RATE", Basis.CAGR),
    # a year between 2024 and 2030, annually from 2024 to 2030
    (
        "((PER|A) YEAR_NOUN|ANNUALLY) (BETWEEN|FROM|OVER|UNTIL) "
        "(YEAR (AND|TO|DASH|HYPHEN|UNTIL) YEAR|YEARS|YEAR|THE? (NEXT|PAST|LAST|COMING) NUM YEAR_NOUN)",
        Basis.CAGR,
    ),
    # since 2019, since the start of the year
    (
        f"SINCE {_THE} ((END|START|MID|EARLY|LATE) OF? {_THE})? ({_DATE}|YEAR_NOUN|QUARTER)",
        Basis.POP,
    ),
    # from the previous half, from the prior week, week-on-week, from the previous day
    (f"{_CUE} {_THE} (LAST|PREVIOUS) (HALF YEAR_NOUN?|WEEK_NOUN|DAY_NOUN|PERIOD_NOUN)", Basis.POP),
    ("(WEEK_NOUN|DAY_NOUN) (ON|OVER|TO) (WEEK_NOUN|DAY_NOUN)", Basis.POP),
    # on the day, so far this year, year to date
    ("ON THE DAY_NOUN", Basis.POP),
    ("YEAR_NOUN TO DATE", Basis.POP),
)
"""Pattern and basis; the tables' order does not matter, the longest match wins."""
